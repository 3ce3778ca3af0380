/** @file forLoop and scan as promises: many short tasks, so that a long run neither freezes a page nor cannot be stopped. */
import {ParameterError, TraceError} from "../core/errors.js";
import {ChunkedRun} from "./chunks.js";
import {executableOf} from "./compileCache.js";
import {forLoopRequest, scanRequest, traceLoop} from "./forLoop.js";
import type {LoopOptions} from "./forLoop.js";
import {nextTask} from "./nextTask.js";
import {LearnedPace} from "./pace.js";
import type {Pace} from "./pace.js";
import type {LoopRequest} from "./recordLoop.js";
import {checkFinite, deliver, prepare} from "./rollout.js";
import {openContext} from "./traceContext.js";
import type {Slice, Stacked} from "./tree.js";

/** How an asynchronous loop runs. */
export interface AsyncLoopOptions extends LoopOptions {
  /** Ends the run before its next chunk: the promise is rejected with the signal's reason, and no state changes. */
  readonly signal?: AbortSignal;
  /** Called after each task with the number of steps done and of all steps. What it throws ends the run. */
  readonly onProgress?: (done: number, total: number) => void;
  /** How long one task may run, in milliseconds; a single step may take longer. Default 8, half a frame. */
  readonly sliceTime?: number;
}

/** What a run needs of the machine. Tests bring their own clock and chunks. */
export interface Host {
  now(): number;
  nextTask(): Promise<void>;
  /** @param width how many elements a step works on */
  pace(width: number): Pace;
}

const HOST: Host = {now: () => performance.now(), nextTask, pace: (width) => new LearnedPace(width)};

/**
 * `forLoop` in short tasks, for runs that would freeze a page. The results are the same, bit for bit, and so is the
 * compiled program. `step` is traced at the call, and states, parameters and environment are those of the call. States
 * get their last values when the run ends, whatever they became meanwhile; when anything throws, they are left alone.
 *
 * @throws TraceError inside another loop, `cond` or `jit`, at once; all other errors reject the promise
 * @example
 * const stop = new AbortController();
 * const spikes = await environ.context({dt}, () =>
 *   forLoopAsync(step, times, {signal: stop.signal, onProgress: (done, total) => bar.value = done / total}));
 */
export function forLoopAsync<const X, const O>(
  step: (x: Slice<X>) => O,
  xs: X,
  options: AsyncLoopOptions = {},
): Promise<Stacked<O>> {
  refuseInTrace("forLoopAsync", "forLoop");
  const outcome = runInTasks(forLoopRequest("forLoopAsync", step, xs, options), options);
  return outcome.then(([, record]) => record as Stacked<O>);
}

/**
 * `scan` in short tasks, as `forLoopAsync` is `forLoop`.
 *
 * @throws TraceError inside another loop, `cond` or `jit`, at once; all other errors reject the promise
 */
export function scanAsync<C, const X, const O>(
  step: (carry: Stacked<C>, x: Slice<X>) => readonly [carry: unknown, record: O],
  init: C,
  xs: X,
  options: AsyncLoopOptions = {},
): Promise<[Stacked<C>, Stacked<O>]> {
  refuseInTrace("scanAsync", "scan");
  return runInTasks(scanRequest("scanAsync", step, init, xs, options), options) as Promise<[Stacked<C>, Stacked<O>]>;
}

/** Runs a loop; everything up to the first task happens before it returns. */
export async function runInTasks(
  request: LoopRequest,
  {backend: asked, signal, onProgress, sliceTime = 8}: AsyncLoopOptions,
  host: Host = HOST,
): Promise<readonly [carry: unknown, record: unknown]> {
  signal?.throwIfAborted();
  if (!(sliceTime > 0)) {
    throw new ParameterError(
      `${request.who}: sliceTime is out of range, expected a positive number of milliseconds, got ${String(sliceTime)}`,
    );
  }
  const start = performance.now();
  const rollout = traceLoop(request);
  const {keyed, inputs, states, outputs, checks} = rollout;
  const {backend, report} = prepare(rollout, asked, start);
  const arrays = inputs.map((input) => input.fetch());
  const run = new ChunkedRun(request.who, keyed.program, arrays, states.length + outputs.leaves.length);
  const pace = host.pace(run.width);
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
      checkFinite(checks, run.advance(executable, steps), done);
      const before = spent;
      spent = host.now() - began;
      pace.ran(steps, spent - before);
    } while (run.done < run.total && spent < sliceTime / 2);
    runTime += spent;
    onProgress?.(run.done, run.total);
    signal?.throwIfAborted();
  } while (run.done < run.total);
  return deliver(rollout, run.results, {...report, runTime}) as [unknown, unknown];
}

function refuseInTrace(who: string, sync: string): void {
  if (openContext() === null) return;
  throw new TraceError(
    `${who}: a trace is open, expected a call outside forLoop, scan, cond and jit, got one inside`,
    `use ${sync} there: the outermost loop decides how all of it runs`,
  );
}
