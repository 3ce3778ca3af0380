/** @file Measures errors in ulp: a function runs as the compiled program of many lanes, and each lane is compared. */
import type {Executable} from "../../../lib/backends/backend.js";
import {wasmBackend} from "../../../lib/backends/wasm/wasmBackend.js";
import {Builder} from "../../../lib/ir/builder.js";
import {OPS} from "../../../lib/ir/opTable.js";
import type {MeasuredName, Row} from "./reference.js";
import {REFERENCE} from "./reference.js";

/** How many arguments one run takes. */
export const LANES = 2 ** 17;

const floats = new Float32Array(1);
const ints = new Int32Array(floats.buffer);
const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/** The distances between neighbouring float32 values, by the exponent field of a float64 value. */
const SPACINGS = Float64Array.from(
  {length: 2048},
  (_, field) => 2 ** (Math.max(-126, Math.min(127, field - 1023)) - 23),
);

export function bitsOf(x: number): number {
  floats[0] = x;
  return ints[0] ?? 0;
}

export function floatOf(bits: number): number {
  ints[0] = bits;
  return floats[0] ?? 0;
}

/** The distance between neighbouring float32 values at `x`: 2^-149 for magnitudes below 2^-126. */
export function spacing(x: number): number {
  doubles[0] = x;
  return SPACINGS[((words[1] ?? 0) >>> 20) & 0x7ff] ?? NaN;
}

/**
 * The error in distances between neighbouring float32 values at `place`; infinite where a NaN or the sign of a zero is
 * wrong. Infinity counts as 2^128, one step beyond the largest float32.
 */
export function errorOf(got: number, exact: number, place: number): number {
  const nearest = Math.fround(exact);
  if (Object.is(got, nearest) && !Number.isFinite(nearest)) return 0;
  if (got === 0 && nearest === 0) return Object.is(got, nearest) ? Math.abs(exact) / spacing(exact) : Infinity;
  const error = Math.abs(Math.max(-(2 ** 128), Math.min(2 ** 128, got)) - exact) / spacing(place);
  return Number.isNaN(error) ? Infinity : error;
}

/** What has been seen so far of one row. */
export interface Tally {
  readonly row: Row;
  /** At least 0.5: correctly rounded results are not looked at closer. */
  worst: number;
  /** Where it is worst. */
  at: readonly number[];
  count: number;
  /** Arguments in the row's active range, and how many of them have correctly rounded results. */
  active: number;
  correct: number;
}

export function newTally(row: Row): Tally {
  return {row, worst: 0.5, at: [], count: 0, active: 0, correct: 0};
}

/** A function as a compiled program of `LANES` lanes, with buffers for its arguments. */
export class Lanes {
  readonly name: MeasuredName;
  readonly x = new Float32Array(LANES);
  readonly y: Float32Array;
  readonly #executable: Executable;

  constructor(name: MeasuredName) {
    this.name = name;
    const builder = new Builder();
    const args = Array.from({length: OPS[name].arity}, () => builder.input({dtype: "float32", shape: [LANES]}));
    this.#executable = wasmBackend.compile(builder.finish([builder.elementwise(name, ...args)]));
    this.y = args.length === 2 ? new Float32Array(LANES) : this.x;
  }

  run(): Float32Array {
    const inputs = this.y === this.x ? [this.x] : [this.x, this.y];
    const [result] = this.#executable.run(inputs.map((data) => ({data, shape: [LANES]})));
    return result?.data as Float32Array;
  }

  /** Runs the function on the first `count` arguments in the buffers and adds what it sees to `tally`. */
  add(tally: Tally, count: number): void {
    const got = this.run();
    const {x: xs, y: ys} = this;
    const {row} = tally;
    const reference = REFERENCE[row.name];
    const [lowest, highest] = row.active;
    let [active, correct] = [0, 0];
    for (let i = 0; i < count; i++) {
      const x = xs[i] as number;
      const exact = reference(x, ys[i] as number);
      const result = got[i] as number;
      const nearest = Math.fround(exact);
      const isCorrect = (result === nearest && result !== 0) || Object.is(result, nearest);
      const magnitude = Math.abs(x);
      if (magnitude >= lowest && magnitude <= highest) {
        active++;
        if (isCorrect) correct++;
      }
      if (!isCorrect) this.#miss(tally, i, result, exact);
    }
    tally.count += count;
    tally.active += active;
    tally.correct += correct;
  }

  #miss(tally: Tally, i: number, result: number, exact: number): void {
    const x = this.x[i] as number;
    const error = errorOf(result, exact, tally.row.ofArgument ? x : exact);
    if (error <= tally.worst) return;
    tally.worst = error;
    tally.at = this.y === this.x ? [x] : [x, this.y[i] as number];
  }

  dispose(): void {
    this.#executable.dispose();
  }
}

/** The function on all of `xs` (and `ys`). */
export function measure(row: Row, xs: Float32Array, ys: Float32Array = xs): Tally {
  const tally = newTally(row);
  const lanes = new Lanes(row.name);
  for (let from = 0; from < xs.length; from += LANES) {
    const part = xs.subarray(from, from + LANES);
    lanes.x.set(part);
    if (lanes.y !== lanes.x) lanes.y.set(ys.subarray(from, from + LANES));
    lanes.add(tally, part.length);
  }
  lanes.dispose();
  return tally;
}
