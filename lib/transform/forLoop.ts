/** @file Loops over a step function: the whole rollout is traced once and compiled into one program. */
import {functionOf, optionsOf} from "../units/given.js";
import type {BackendOptions} from "./auto.js";
import {notFiniteError} from "./checkFinite.js";
import {traceLoop, Watcher} from "./loopRollout.js";
import {recordLoop} from "./recordLoop.js";
import type {LoopRequest} from "./recordLoop.js";
import {runRollout} from "./rollout.js";
import {openContext} from "./traceContext.js";
import type {Slice, Stacked} from "./tree.js";

/** How a loop runs. Inside another loop, `cond` or `jit` that one decides, and these say nothing. */
export interface LoopOptions extends BackendOptions {
  /** Look for the first state value that is not finite, and throw `NotFiniteError`. Costs memory. Default false. */
  readonly checkFinite?: boolean;
}

/** Their names. */
export const LOOP_OPTIONS = ["backend", "gpuMode", "checkFinite"] as const;

/**
 * Calls `step` for each element along axis 0 of `xs` and stacks what it returns. States carry over from step to step,
 * and keep their last values. `step` runs once, traced; branch with `where` or `cond`.
 *
 * @param step takes a slice of `xs` in the same form; returns a quantity, a tuple or record of them, or nothing
 * @param xs one array, or a tuple or record of arrays of one length
 * @returns what `step` returns, in the same form, stacked on a new axis 0
 * @throws TraceError when `step` uses a traced value as a number. No state changes when anything throws.
 * @example
 * const vs = forLoop((t) => environ.context({t}, () => {
 *   neuron.update(mA(25));
 *   return neuron.V.value;
 * }), times);
 */
export function forLoop<const X, const O>(step: (x: Slice<X>) => O, xs: X, options: LoopOptions = {}): Stacked<O> {
  optionsOf("forLoop", options, ...LOOP_OPTIONS);
  return loop(forLoopRequest("forLoop", step, xs, options), options).record as Stacked<O>;
}

/**
 * `forLoop` with a value carried by hand: `step` takes it with a slice of `xs`, and returns the next one with what is
 * recorded. The carried value keeps its form, units, shapes and dtypes.
 *
 * @returns the last carried value, and what was recorded stacked on a new axis 0
 * @throws ShapeError, UnitMismatchError when the carried value changes. No state changes when anything throws.
 */
export function scan<C, const X, const O>(
  step: (carry: Stacked<C>, x: Slice<X>) => readonly [carry: unknown, record: O],
  init: C,
  xs: X,
  options: LoopOptions = {},
): [Stacked<C>, Stacked<O>] {
  optionsOf("scan", options, ...LOOP_OPTIONS);
  const {carry, record} = loop(scanRequest("scan", step, init, xs, options), options);
  return [carry as Stacked<C>, record as Stacked<O>];
}

/** What `forLoop` asks for. */
export function forLoopRequest<X, O>(who: string, step: (x: Slice<X>) => O, xs: X, options: LoopOptions): LoopRequest {
  functionOf(who, "the step", step);
  const recordStates = options.checkFinite === true;
  return {who, step: (_, x) => [undefined, step(x as Slice<X>)], init: undefined, xs, recordStates, outermost: true};
}

/** What `scan` asks for. */
export function scanRequest<C, X, O>(
  who: string,
  step: (carry: Stacked<C>, x: Slice<X>) => readonly [carry: unknown, record: O],
  init: C,
  xs: X,
  options: LoopOptions,
): LoopRequest {
  functionOf(who, "the step", step);
  const recordStates = options.checkFinite === true;
  return {who, step: (carry, x) => step(carry as Stacked<C>, x as Slice<X>), init, xs, recordStates, outermost: true};
}

/** Runs a loop at once, or records it where a trace is open (the outermost loop's options hold then). */
function loop(request: LoopRequest, options: LoopOptions): {carry: unknown; record: unknown} {
  const outer = openContext();
  if (outer !== null) {
    const inner = recordLoop(outer, {...request, recordStates: false, outermost: false});
    const {carry, carried, stacks, steps, records} = inner;
    return {carry, record: records.result(carried, stacks, steps, [])};
  }
  const start = performance.now();
  const traced = traceLoop(request);
  const watcher = new Watcher(traced);
  const value = runRollout(traced.rollout, options, start, (results) => {
    watcher.look(results, 0);
    if (watcher.found !== null) throw notFiniteError(watcher.found);
  });
  const [carry, record] = watcher.result(value);
  return {carry, record};
}
