/** @file forLoop and scan as promises: many short tasks, here or in workers, that can be watched and stopped. */
import type {Asked} from "../backends/choose.js";
import {usableBackend} from "../backends/choose.js";
import {ParameterError, TraceError} from "../core/errors.js";
import type {RuntimeArray} from "../ir/types.js";
import {decide} from "../run/auto/decide.js";
import {nextTask} from "../run/nextTask.js";
import {LearnedPace} from "../core/pace.js";
import {whyNoWorkers} from "../run/workers/pool.js";
import {functionOf, optionsOf} from "../units/given.js";
import {kindOf} from "../units/quantity.js";
import {askedFor, tell} from "./auto.js";
import {forLoopRequest, LOOP_OPTIONS, scanRequest} from "./forLoop.js";
import type {LoopOptions} from "./forLoop.js";
import {traceLoop, Watcher} from "./loopRollout.js";
import type {LoopRollout} from "./loopRollout.js";
import type {LoopRequest} from "./recordLoop.js";
import {deliver, prepare} from "./rollout.js";
import type {RunReport} from "./rollout.js";
import {runHere} from "./runHere.js";
import type {Host, TaskOptions} from "./runHere.js";
import {runInWorkers} from "./runInWorkers.js";
import {runOnDevice} from "./runOnDevice.js";
import {openContext} from "./traceContext.js";
import type {Slice, Stacked} from "./tree.js";

/** How an asynchronous loop runs. */
export interface AsyncLoopOptions extends LoopOptions {
  /** Ends the run before its next chunk: the promise is rejected with the signal's reason, and no state changes. */
  readonly signal?: AbortSignal;
  /** Called after each task with the number of steps done and of all steps. What it throws ends the run. */
  readonly onProgress?: (done: number, total: number) => void;
  /**
   * How long one task may run, in milliseconds; a single step may take longer. Default 8, half a frame; in workers 32,
   * where nobody waits but who stops them.
   */
  readonly sliceTime?: number;
  /**
   * How many workers may run it, so that this thread stays free; neurons that do not see one another are shared out
   * among them. The bits are the same. Default 0: it runs on this thread. Where there are no workers it does too, and
   * `lastRun` says why. Workers are kept for the next run until `releaseWorkers`.
   */
  readonly workers?: number;
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
  const outcome = runChecked("forLoopAsync", () => forLoopRequest("forLoopAsync", step, xs, options), options);
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
  const request = (): LoopRequest => scanRequest("scanAsync", step, init, xs, options);
  return runChecked("scanAsync", request, options) as Promise<[Stacked<C>, Stacked<O>]>;
}

/** Checks what a caller without types may give, then runs the loop; what is wrong rejects the promise. */
async function runChecked(
  who: string,
  request: () => LoopRequest,
  options: AsyncLoopOptions,
): Promise<readonly [carry: unknown, record: unknown]> {
  const {signal, onProgress} = optionsOf(who, options, ...LOOP_OPTIONS, "signal", "onProgress", "sliceTime", "workers");
  if (onProgress !== undefined) functionOf(who, "onProgress", onProgress);
  if (signal !== undefined && typeof (signal as Partial<AbortSignal> | null)?.throwIfAborted !== "function") {
    throw new ParameterError(
      `${who}: signal is no AbortSignal, expected the signal of an AbortController, got ${kindOf(signal)}`,
    );
  }
  return runInTasks(request(), options);
}

/** Runs a loop; everything up to the first task happens before it returns. */
export async function runInTasks(
  request: LoopRequest,
  options: AsyncLoopOptions,
  host: Host = HOST,
): Promise<readonly [carry: unknown, record: unknown]> {
  const {who} = request;
  const {signal, workers = 0} = options;
  const {sliceTime = workers > 0 ? 32 : 8} = options;
  signal?.throwIfAborted();
  if (!(sliceTime > 0)) {
    throw new ParameterError(
      `${who}: sliceTime is out of range, expected a positive number of milliseconds, got ${String(sliceTime)}`,
    );
  }
  if (!(Number.isInteger(workers) && workers >= 0)) {
    throw new ParameterError(`${who}: workers is out of range, expected a whole number, got ${String(workers)}`);
  }
  const start = performance.now();
  const traced = traceLoop(request);
  const {rollout} = traced;
  const arrays = rollout.inputs.map((input) => input.fetch());
  const {program, key} = rollout.keyed;
  const decision = options.backend === "auto" ? await decide(program, key, arrays, options) : null;
  const asked = askedFor(options, decision);
  const {results, watcher, report} = await run(traced, arrays, asked, {...options, sliceTime, workers}, host, start);
  if (decision !== null) tell(decision, report);
  return watcher.result(deliver(rollout, results, report));
}

/** What a run gave, and where. */
interface Outcome {
  readonly results: readonly RuntimeArray[];
  readonly watcher: Watcher;
  readonly report: RunReport;
}

/** On a device where that is asked for, in workers, or here; one that cannot run it says why, and the next does. */
async function run(
  traced: LoopRollout,
  arrays: readonly RuntimeArray[],
  asked: Asked,
  tasks: TaskOptions & {readonly workers: number},
  host: Host,
  start: number,
): Promise<Outcome> {
  const {rollout} = traced;
  let reason: string | null = null;
  if (asked.backend === "gpu") {
    const given = await runOnDevice(rollout, arrays, asked, tasks, host, start);
    if (typeof given !== "string") return {...given, watcher: new Watcher(traced)};
    reason = given;
  }
  const onProcessor = asked.backend === "gpu" ? {} : asked;
  if (tasks.workers > 0) {
    const noWorkers = await whyNotInWorkers(onProcessor, tasks.workers);
    if (noWorkers === null) {
      const {ran, report} = await runInWorkers(rollout.who, traced, arrays, tasks, tasks.workers, start);
      return {...ran, report: {...report, fallbackReason: reason}};
    }
    reason ??= noWorkers;
  }
  const prepared = prepare(rollout, onProcessor, start);
  const {results, watcher, runTime} = await runHere(rollout.who, traced, arrays, prepared, tasks, host);
  const fallbackReason = prepared.report.fallbackReason ?? reason;
  return {results, watcher, report: {...prepared.report, fallbackReason, runTime}};
}

/** Why a run does not go to workers, or null where it does. */
async function whyNotInWorkers(asked: Asked, workers: number): Promise<string | null> {
  const {backend} = usableBackend(asked);
  if (backend.name !== "wasm")
    return `workers: they run wasm, expected that backend, got ${backend.name}; this thread ran`;
  const reason = await whyNoWorkers(workers);
  return reason === null ? null : `${reason}; this thread ran instead`;
}

function refuseInTrace(who: string, sync: string): void {
  if (openContext() === null) return;
  throw new TraceError(
    `${who}: a trace is open, expected a call outside forLoop, scan, cond and jit, got one inside`,
    `use ${sync} there: the outermost loop decides how all of it runs`,
  );
}
