/** @file A loop run in workers: this thread only puts in place what they give. */
import type {RuntimeArray} from "../ir/types.js";
import {Collector} from "../run/collector.js";
import {linksOf} from "../run/links.js";
import {stepsOf} from "../run/chunkedRun.js";
import {hasPlan, planFor} from "../run/workers/plan.js";
import {runJobs} from "../run/workers/runJobs.js";
import {notFiniteError} from "./checkFinite.js";
import type {LoopRollout} from "./loopRollout.js";
import {Watcher} from "./loopRollout.js";
import type {RunReport} from "./rollout.js";
import type {Ran, TaskOptions} from "./runHere.js";

/** Runs a loop in at most `workers` workers: its program is compiled for their shares. `start`: when tracing began. */
export async function runInWorkers(
  who: string,
  {rollout, outcome}: LoopRollout,
  arrays: readonly RuntimeArray[],
  {signal, onProgress, sliceTime}: TaskOptions,
  workers: number,
  start: number,
): Promise<{readonly ran: Ran; readonly report: RunReport}> {
  // while the workers were made ready, nobody listened
  signal?.throwIfAborted();
  const {key, program} = rollout.keyed;
  const kept = rollout.likes.length;
  const links = linksOf(program);
  const total = stepsOf(links, arrays);
  const watcher = new Watcher({rollout, outcome});
  const canShare = typeof SharedArrayBuffer !== "undefined";
  const collector = new Collector(who, program.results.slice(0, kept), links, total, canShare);
  const compiled = !hasPlan(key);
  const plan = planFor(key, program);
  const began = performance.now();
  const failures: unknown[] = [];
  const fail = (error: unknown): void => {
    failures.push(error);
    run.stopAt(0);
  };
  const run = runJobs(
    plan,
    arrays,
    collector,
    kept,
    total,
    {workers, sliceTime},
    {
      onChunk(looked, first, _, lanes) {
        attempt(() => {
          watcher.look(looked, first, lanes);
        });
        // others may still find an earlier one
        if (watcher.found !== null) run.stopAt(watcher.found.step + 1);
      },
      onProgress(done) {
        attempt(() => onProgress?.(done, total));
      },
    },
  );
  const attempt = (act: () => void): void => {
    if (failures.length > 0) return;
    try {
      act();
    } catch (error) {
      fail(error);
    }
  };
  const onAbort = (): void => {
    fail(signal?.reason);
  };
  signal?.addEventListener("abort", onAbort);
  try {
    await run.ended;
    if (failures.length > 0) throw failures[0];
    if (watcher.found !== null) throw notFiniteError(watcher.found);
    const times = {prepareTime: began - start, runTime: performance.now() - began};
    const report = {
      backend: "wasm",
      device: null,
      fallbackReason: null,
      workers: run.workers,
      compiled,
      ...times,
    } as const;
    return {ran: {results: collector.results, watcher, runTime: times.runTime}, report};
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}
