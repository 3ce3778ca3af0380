/**
 * @file Times the same rollout in each way, where the page is read: the first call by itself, then the best of some
 * more, the ways in turn; and whether they give the same bits.
 */
import {clearCompileCache, type Quantity} from "spikeloop";
import type {StateValues} from "./parameters.js";
import {runShown} from "./run.js";

/** The ways, as the listing names them. */
export const WAYS = ["bare", "jitStep", "forLoop", "jitLoop"] as const;

export type Way = (typeof WAYS)[number];

/** How often a way is timed after its first call, at most and for how long at most in all, in ms. */
const ROUNDS = 5;
const BUDGET = 1000;
/** A call that is over sooner is repeated until so much time has passed, in ms: the clock of a browser is coarse. */
const ENOUGH = 5;

export interface WayTimes {
  /** What the first call took, in ms. */
  readonly first: number;
  /** The least of the others, in ms. */
  readonly best: number;
  /** How many others there were. */
  readonly rounds: number;
}

export interface Measured {
  readonly values: StateValues;
  readonly times: Readonly<Record<Way, WayTimes>>;
  readonly agreement: Agreement;
}

/** What a comparison of the results found. */
export interface Agreement {
  /** How many numbers each way gave. */
  readonly numbers: number;
  /** Whether each is the same in all ways, bit for bit. */
  readonly same: boolean;
}

/** What the listing of the ways gives. */
export interface WaysScope {
  readonly run: (way: Way) => RowsOrStack;
  readonly counter: {calls: number};
}

/** V and the spikes: of each step, or stacked. */
type RowsOrStack = readonly (readonly Quantity[])[] | readonly Quantity[];

export function waysOf(values: StateValues): WaysScope {
  return runShown("ways", values).scope as unknown as WaysScope;
}

/**
 * @param onStep is told what is being timed
 * @throws the signal's reason when it was stopped
 */
export async function measureWays(
  values: StateValues,
  signal: AbortSignal,
  onStep: (way: Way, round: number) => void,
): Promise<Measured> {
  // functions of its own: under jit they have traced nothing yet
  const {run} = waysOf(values);
  const times = {} as Record<Way, {first: number; best: number; rounds: number; spent: number}>;
  const results: Float32Array[] = [];
  for (const way of WAYS) {
    await turn(signal, () => onStep(way, 0));
    clearCompileCache();
    const start = performance.now();
    const result = run(way);
    times[way] = {first: performance.now() - start, best: Infinity, rounds: 0, spent: 0};
    results.push(numbersOf(result));
  }
  for (let round = 1; round <= ROUNDS; round++) {
    for (const way of WAYS) {
      const of = times[way];
      // the first round compiles what was cleared since the first call, so there is always a second
      if (of.spent > BUDGET && (round > 2 || way === "bare")) continue;
      await turn(signal, () => onStep(way, round));
      const {each, all} = sample(() => void run(way));
      of.best = Math.min(of.best, each);
      of.spent += all;
      of.rounds++;
    }
  }
  return {values, times, agreement: agreementOf(results)};
}

/** Runs every way once and compares what they give. */
export function compareWays(values: StateValues): Agreement {
  const {run} = waysOf(values);
  return agreementOf(WAYS.map((way) => numbersOf(run(way))));
}

/** Whether all are the same, bit for bit. */
export function agreementOf(results: readonly Float32Array[]): Agreement {
  const bits = results.map(({buffer}) => new Uint32Array(buffer as ArrayBuffer));
  const [one = new Uint32Array(), ...others] = bits;
  const same = others.every((other) => other.length === one.length && other.every((word, i) => word === one[i]));
  return {numbers: one.length, same};
}

/** V of all steps, then all spikes, as one array. */
export function numbersOf(result: RowsOrStack): Float32Array {
  const isStack = !Array.isArray(result[0]);
  const rows = isStack ? [result as readonly Quantity[]] : (result as readonly (readonly Quantity[])[]);
  const parts = [0, 1].flatMap((which) => rows.map((row) => decimals(row[which] as Quantity)));
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const decimals = (q: Quantity): Float32Array => q.toDecimal(q.unit);

/** Calls until enough time has passed for the clock: the time of each, and of all. */
function sample(call: () => void): {each: number; all: number} {
  const start = performance.now();
  let [calls, all] = [0, 0];
  do {
    call();
    calls++;
    all = performance.now() - start;
  } while (all < ENOUGH);
  return {each: all / calls, all};
}

/** Lets the page show what comes next. */
async function turn(signal: AbortSignal, show: () => void): Promise<void> {
  signal.throwIfAborted();
  show();
  // two tasks: what is shown is painted between them
  for (let i = 0; i < 2; i++) await new Promise((then) => setTimeout(then));
  signal.throwIfAborted();
}
