/** @file Where the time of a repeated `forLoop` goes. Every part is done by itself, again and again, under one clock. */
import type {BackendName} from "../backends/backend.js";
import {usableBackend} from "../backends/choose.js";
import {runParts} from "../backends/wasm/runParts.js";
import {ParameterError, TraceError} from "../core/errors.js";
import {optimize} from "../ir/passes/optimize.js";
import {optionsOf} from "../units/given.js";
import {executableOf, keyed} from "./compileCache.js";
import {forLoop, forLoopRequest} from "./forLoop.js";
import {traceLoop} from "./loopRollout.js";
import {openContext} from "./traceContext.js";
import type {Slice} from "./tree.js";

/** How `timeSplit` measures. */
export interface TimeSplitOptions {
  /** Which backend runs the loop; default the fastest there is. */
  readonly backend?: BackendName;
  /** How often all parts are measured, in turn; the shortest time of each counts. At least 1, default 5. */
  readonly rounds?: number;
  /**
   * A part is repeated until it has taken this long, and the time divided. Milliseconds. Default: 50 ticks of the clock,
   * which a browser may let go in tenths of a millisecond, and at least 1.
   */
  readonly roundTime?: number;
}

/** Where the time of a repeated call of a loop goes. Milliseconds a call. */
export interface TimeSplit {
  /** Which backend ran. */
  readonly backend: BackendName;
  /** Calling the step once, with stand-ins, and recording what it does. */
  readonly trace: number;
  /** Making the key of the program's structure. */
  readonly key: number;
  /** Finding the compiled program of that key. */
  readonly find: number;
  /** Gathering the inputs and copying them into the program's memory. */
  readonly bind: number;
  /** The compiled program. Under `interpret`, which copies nothing, all of a run but gathering. */
  readonly run: number;
  /** Copying the results out, into arrays of their own. */
  readonly copy: number;
  /**
   * A whole call of `forLoop`, measured as such. It is more than its parts: results become quantities, arrays that were
   * dropped are collected, and a part that follows the others finds less in the processor's caches than one repeated.
   */
  readonly total: number;
}

/**
 * Measures where a repeated `forLoop(step, xs)` spends its time, as a moved parameter makes it: it traces, finds its
 * program compiled, binds, runs and copies. The loop is run many times from the states as they are, and states keep
 * their values; `compileStats` and `lastRun` change as they do for calls of `forLoop`. `inspect` tells what a first call
 * takes to compile.
 *
 * @param step as in `forLoop`
 * @param xs as in `forLoop`
 * @throws TraceError where a trace is open, ParameterError for an option that is wrong, and what `forLoop` throws
 * @example
 * const {trace, run, total} = timeSplit((t) => environ.context({t}, () => neuron.update(mA(25))), times);
 */
export function timeSplit<const X, const O>(
  step: (x: Slice<X>) => O,
  xs: X,
  options: TimeSplitOptions = {},
): TimeSplit {
  optionsOf("timeSplit", options, "backend", "rounds", "roundTime");
  const {rounds = 5, roundTime = Math.max(1, 50 * clockTick())} = options;
  if (openContext() !== null) {
    throw new TraceError(
      "timeSplit: a trace is open, expected a call of its own, got one inside a loop or a jitted function",
      "measure the loop from outside",
    );
  }
  if (!(rounds >= 1))
    throw new ParameterError(`timeSplit: rounds is too small, expected at least 1, got ${String(rounds)}`);
  if (!(roundTime > 0 && roundTime < Infinity)) {
    throw new ParameterError(
      `timeSplit: roundTime is no duration, expected a number above 0, got ${String(roundTime)}`,
    );
  }
  const {backend} = usableBackend(options);
  const request = forLoopRequest("timeSplit", step, xs, {});
  const {rollout} = traceLoop(request);
  const executable = executableOf(rollout.keyed, backend);
  const kept = rollout.states.map((state) => [state, state.peek()] as const);
  const gather = () => rollout.inputs.map((input) => input.fetch());
  const parts = backend.name === "wasm" ? runParts(optimize(rollout.keyed.program), gather()) : null;
  const nothing = (): void => undefined;
  const compute = parts?.compute ?? null;
  try {
    const {traced, key, find, bind, ran, copied, total} = shortest(Math.floor(rounds), roundTime, {
      traced: () => traceLoop(request),
      key: () => keyed(rollout.keyed.program),
      find: () => executableOf(rollout.keyed, backend, true),
      bind: parts === null ? gather : () => parts.bind(gather()),
      ran: compute ?? (() => executable.run(gather())),
      copied: parts === null ? nothing : () => parts.bindAndCopy(gather()),
      total: () => {
        forLoop(step, xs, options.backend === undefined ? {} : {backend: options.backend});
        for (const [state, value] of kept) if (value !== undefined) state.restore(value);
      },
    });
    const more = (whole: number, part: number): number => Math.max(0, whole - part);
    return {
      backend: backend.name,
      trace: more(traced, key),
      key,
      find,
      bind,
      run: compute === null ? more(ran, parts === null ? bind : copied) : ran,
      copy: parts === null ? 0 : more(copied, bind),
      total,
    };
  } finally {
    parts?.dispose();
  }
}

/** The shortest time that the clock tells from none, in milliseconds. */
function clockTick(): number {
  let tick = Infinity;
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    let now = start;
    while (now === start) now = performance.now();
    tick = Math.min(tick, now - start);
  }
  return tick;
}

/** The time of each part, in the round where it was shortest. Milliseconds a call. */
function shortest<K extends string>(
  rounds: number,
  roundTime: number,
  parts: Readonly<Record<K, () => unknown>>,
): Record<K, number> {
  const names = Object.keys(parts) as K[];
  // once before the clock: what is made or compiled at a first call is no part of the later ones
  for (const name of names) parts[name]();
  const times = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<K, number>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) times[name] = Math.min(times[name], perCall(parts[name], roundTime));
  }
  return times;
}

/** Milliseconds a call, over as many calls as take `least` together. */
function perCall(part: () => unknown, least: number): number {
  for (let calls = 1; ;) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) part();
    const taken = performance.now() - start;
    if (taken >= least) return taken / calls;
    // a few more than it seems to take, so that the next time is the last; a clock may have stood still
    calls = Math.ceil(calls * Math.min(16, 1.2 * (least / Math.max(taken, least / 1000))));
  }
}
