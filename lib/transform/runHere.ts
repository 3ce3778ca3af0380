/** @file A loop run on this thread, a chunk of steps after another, giving way between tasks. */
import type {RuntimeArray} from "../ir/types.js";
import {ChunkedRun} from "../run/chunkedRun.js";
import {Collector} from "../run/collector.js";
import {linksOf} from "../run/links.js";
import type {Pace} from "../core/pace.js";
import {notFiniteError} from "./checkFinite.js";
import {executableOf} from "./compileCache.js";
import type {LoopRollout} from "./loopRollout.js";
import {Watcher} from "./loopRollout.js";
import type {Prepared} from "./rollout.js";

/** What a run needs of the machine. Tests bring their own clock and chunks. */
export interface Host {
  now(): number;
  nextTask(): Promise<void>;
  /** @param width how many elements a step works on */
  pace(width: number): Pace;
}

/** How a run in tasks is watched and stopped; see `AsyncLoopOptions`. */
export interface TaskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly sliceTime: number;
}

/** What a run gives: the results that are kept, what was seen of the others, and how long the steps took. */
export interface Ran {
  readonly results: readonly RuntimeArray[];
  readonly watcher: Watcher;
  readonly runTime: number;
}

/** Runs a loop. */
export async function runHere(
  who: string,
  traced: LoopRollout,
  arrays: readonly RuntimeArray[],
  {backend}: Prepared,
  {signal, onProgress, sliceTime}: TaskOptions,
  host: Host,
): Promise<Ran> {
  const {keyed, likes} = traced.rollout;
  const links = linksOf(keyed.program);
  const run = new ChunkedRun(links, arrays);
  const collector = new Collector(who, keyed.program.results.slice(0, likes.length), links, run.total);
  const watcher = new Watcher(traced);
  const pace = host.pace(links.width);
  let runTime = 0;
  do {
    await host.nextTask();
    signal?.throwIfAborted();
    const began = host.now();
    // another run may have thrown the program out meanwhile
    const executable = executableOf(keyed, backend, true);
    let spent = 0;
    do {
      const {done, total} = run;
      const steps = Math.min(pace.next(sliceTime - spent), total - done);
      const results = run.advance(executable, steps, collector.into(done, steps));
      watcher.look(results.slice(likes.length), done);
      if (watcher.found !== null) throw notFiniteError(watcher.found);
      const before = spent;
      spent = host.now() - began;
      pace.ran(steps, spent - before);
    } while (run.done < run.total && spent < sliceTime / 2);
    runTime += spent;
    onProgress?.(run.done, run.total);
    signal?.throwIfAborted();
  } while (run.done < run.total);
  return {results: collector.results, watcher, runTime};
}
