/** @file A loop run by a device, which answers after some steps: this thread is free meanwhile, and may stop it then. */
import type {Asked} from "../backends/choose.js";
import {openedDevice} from "../backends/gpu/devices.js";
import {checkMode} from "../backends/gpu/modes.js";
import {CARDS, openFirst} from "../backends/gpu/openFirst.js";
import {RecordTooLargeError} from "../core/errors.js";
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
  const {gpuMode} = asked;
  checkMode(gpuMode);
  const isOpen = openedDevice(gpuMode) !== null;
  const closed = isOpen ? null : await openFirst(gpuMode === undefined ? CARDS : [gpuMode]);
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
