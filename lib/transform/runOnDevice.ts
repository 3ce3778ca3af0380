/** @file A loop run by a device, which answers after some steps: this thread is free meanwhile, and may stop it then. */
import type {Asked} from "../backends/choose.js";
import {openDevice, openedDevice} from "../backends/gpu/devices.js";
import type {GpuMode} from "../backends/gpu/modes.js";
import {checkMode} from "../backends/gpu/modes.js";
import {BackendError, RecordTooLargeError} from "../core/errors.js";
import {tooLarge} from "../core/memory.js";
import type {RuntimeArray} from "../ir/types.js";
import type {Rollout, RunReport} from "./rollout.js";
import {prepare, prepareInstead} from "./rollout.js";
import type {Host, TaskOptions} from "./runHere.js";

/** Runs a loop on a device, which is opened if it is not; gives why it cannot, in words. */
export async function runOnDevice(
  rollout: Rollout,
  arrays: readonly RuntimeArray[],
  asked: Asked,
  {signal, onProgress}: TaskOptions,
  host: Host,
  start: number,
): Promise<{readonly results: readonly RuntimeArray[]; readonly report: RunReport} | string> {
  const closed = await whyNoDevice(asked.gpuMode);
  if (closed !== null) return closed;
  const {executable, report} = prepare(rollout, asked, start, true);
  if (executable.runAsync === undefined) return report.fallbackReason ?? "";
  await host.nextTask();
  signal?.throwIfAborted();
  const began = host.now();
  try {
    const results = await executable.runAsync(arrays, {
      onSteps(done, total) {
        onProgress?.(done, total);
        signal?.throwIfAborted();
      },
    });
    return {results, report: {...report, runTime: host.now() - began}};
  } catch (error) {
    if (error instanceof RecordTooLargeError) throw tooLarge(rollout.who, error.bytes);
    return prepareInstead(error, rollout, start).report.fallbackReason ?? "";
  }
}

/** Opens the device that a loop asks for, if it is not open; gives why it does not open, or null. */
async function whyNoDevice(mode: GpuMode | undefined): Promise<string | null> {
  checkMode(mode);
  if (openedDevice(mode) !== null) return null;
  const modes: readonly GpuMode[] = mode === undefined ? ["webgpu", "webgl2"] : [mode];
  let reason: string | null = null;
  for (const each of modes) {
    try {
      await openDevice(each);
      return null;
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      reason = error.message;
    }
  }
  return reason;
}
