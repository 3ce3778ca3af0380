/** @file A loop run by a device, which answers after some steps: this thread is free meanwhile, and may stop it then. */
import {openDevice, openedDevice} from "../backends/gpu/devices.js";
import type {GpuMode} from "../backends/gpu/modes.js";
import {BackendError, InternalError, RecordTooLargeError} from "../core/errors.js";
import {tooLarge} from "../core/memory.js";
import type {RuntimeArray} from "../ir/types.js";
import type {Prepared} from "./rollout.js";
import type {Host, TaskOptions} from "./runHere.js";

/** Opens the device that a loop asks for, if it is not; gives why it does not open, or null. */
export async function whyNoDevice(mode: GpuMode | undefined): Promise<string | null> {
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

/** Runs a loop. */
export async function runOnDevice(
  who: string,
  {executable}: Prepared,
  arrays: readonly RuntimeArray[],
  {signal, onProgress}: TaskOptions,
  host: Host,
): Promise<{readonly results: readonly RuntimeArray[]; readonly runTime: number}> {
  if (executable.runAsync === undefined) throw new InternalError("a device has no way to answer later");
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
    return {results, runTime: host.now() - began};
  } catch (error) {
    throw error instanceof RecordTooLargeError ? tooLarge(who, error.bytes) : error;
  }
}
