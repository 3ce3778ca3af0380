/** @file Programs on a device, as a backend. */
import {optimizeCalls} from "../../ir/passes/optimize.js";
import type {Backend} from "../backend.js";
import type {Device} from "./device.js";
import {gpuExecutable} from "./executable.js";
import {stagesOf} from "./stages.js";

/** @param host runs what stands between loops, and narrow loops */
export function gpuBackend(device: Device, host: Backend): Backend {
  return {
    name: "gpu",
    id: `gpu ${device.id}`,
    device: device.name === device.mode ? device.mode : `${device.mode}: ${device.name}`,
    available: () => device.lost === null,
    optimize: optimizeCalls,
    compile: (program) => gpuExecutable(stagesOf(program), device, (stage) => host.compile(host.optimize(stage))),
  };
}
