/** @file A program on a device: stage by stage, waiting for the device or not. */
import {InternalError} from "../../core/errors.js";
import type {Program, RuntimeArray, Value} from "../../ir/types.js";
import type {Executable, RunOptions} from "../backend.js";
import {checkTarget} from "../backend.js";
import type {Device} from "./device.js";
import type {Asking} from "./drive.js";
import {driveLater, driveNow} from "./drive.js";
import {LoopKernels} from "./loopKernels.js";
import type {DeviceStage, HostStage, Stages} from "./stages.js";

/** A stage with what runs it. */
type Ready =
  {readonly stage: HostStage; readonly host: Executable} | {readonly stage: DeviceStage; kernels: LoopKernels};

/** @param compileHost makes what runs the stages of this thread */
export function gpuExecutable(
  {program, list, constants, written}: Stages,
  device: Device,
  compileHost: (program: Program) => Executable,
): Executable & {runAsync: NonNullable<Executable["runAsync"]>} {
  let ready: readonly Ready[] | null = list.map((stage): Ready => {
    if (stage.kind === "host") return {stage, host: compileHost(stage.program)};
    return {stage, kernels: new LoopKernels(stage.loop, stage.lanes, written)};
  });

  function* launches(inputs: readonly RuntimeArray[], options: RunOptions): Asking<RuntimeArray[]> {
    if (ready === null) throw new InternalError("an executable was run after it was disposed");
    const known = new Map(program.params.map(({id}, i) => [id, inputs[i] as RuntimeArray]));
    for (const {value, out} of constants.values()) {
      known.set(out.id, {data: out.dtype === "float32" ? Float32Array.of(value) : Int32Array.of(value), shape: []});
    }
    const read = ({id}: Value): RuntimeArray => {
      const array = known.get(id);
      if (array === undefined) throw new InternalError(`a stage reads %${String(id)}, which no stage gives`);
      return array;
    };
    for (const each of ready) {
      if ("host" in each) {
        const {params, results} = each.stage.program;
        const given = each.host.run(params.map(read), {firstStep: options.firstStep ?? 0});
        results.forEach(({id}, i) => known.set(id, given[i] as RuntimeArray));
      } else {
        const given = yield* each.kernels.run(read, options);
        each.stage.loop.outs.forEach(({id}, i) => known.set(id, given[i] as RuntimeArray));
      }
    }
    return own(program.results.map(read), inputs, options.into ?? []);
  }

  return {
    run: (inputs, options = {}) => driveNow(launches(inputs, options), device),
    runAsync: (inputs, options = {}) => driveLater(launches(inputs, options), device),
    dispose() {
      for (const each of ready ?? []) {
        if ("host" in each) each.host.dispose();
        else each.kernels.kernels.forEach((kernel) => device.forget(kernel));
      }
      ready = null;
    },
  };
}

/** Results in arrays of the caller's own, or in those it gave. */
function own(
  results: readonly RuntimeArray[],
  inputs: readonly RuntimeArray[],
  into: NonNullable<RunOptions["into"]>,
): RuntimeArray[] {
  results.forEach(({data}, i) => {
    checkTarget(into[i], i, data.length);
  });
  const taken = new Set<RuntimeArray["data"]>(inputs.map(({data}) => data));
  return results.map(({data, shape}, i) => {
    const target = into[i];
    if (target !== undefined) {
      target.set(data);
      return {data: target, shape};
    }
    const fresh = taken.has(data) ? data.slice() : data;
    taken.add(fresh);
    return {data: fresh, shape};
  });
}
