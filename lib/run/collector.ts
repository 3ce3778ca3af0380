/** @file Puts what chunks of a loop give in its place: rows of records one below the other, and the last carried values. */
import {allocate, BYTES_PER_ELEMENT} from "../core/dtype.js";
import {MOST_BYTES, tooLarge} from "../core/memory.js";
import {sizeOf} from "../core/shape.js";
import {keptSteps} from "../ir/types.js";
import type {RecordRule, RuntimeArray, Value} from "../ir/types.js";
import type {Links} from "./links.js";

/** The lanes of a population that a worker computes. */
export interface Lanes {
  readonly from: number;
  readonly count: number;
  /** How many of them, from the first, another worker computes too. */
  readonly skip: number;
  /** How many lanes the population has. */
  readonly of: number;
}

/** The results of a loop so far. */
export class Collector {
  /** The results: the last carried values, and records whose rows are zero where nothing came yet. */
  readonly results: readonly RuntimeArray[];
  readonly #rules: readonly (RecordRule | undefined)[];

  /**
   * @param values the program's results that are kept, the first of them
   * @param shared whether records lie in memory that workers share
   * @throws RecordTooLargeError when the records of all steps do not fit, before anything runs
   */
  constructor(who: string, values: readonly Value[], links: Links, total: number, shared = false) {
    this.#rules = values.map((_, i) => links.stacks.find(({result}) => result === i)?.rule);
    const shapes = values.map(({shape}, i) => {
      const rule = this.#rules[i];
      return rule === undefined ? shape : [keptSteps(rule, 0, total), ...shape.slice(1)];
    });
    const bytes = shapes.reduce((sum, shape) => sum + sizeOf(shape) * BYTES_PER_ELEMENT, 0);
    if (bytes > MOST_BYTES) throw tooLarge(who, bytes);
    try {
      this.results = shapes.map((shape, i) => {
        const {dtype} = values[i] as Value;
        const inShared = shared && this.#rules[i] !== undefined;
        return {data: (inShared ? allocateShared : allocate)(dtype, sizeOf(shape)), shape};
      });
    } catch (error) {
      throw error instanceof RangeError ? tooLarge(who, bytes) : error;
    }
  }

  /** Where `steps` steps from `first` on put each result themselves: rows of records, and the last carried values. */
  into(first: number, steps: number): RuntimeArray["data"][] {
    return this.results.map((array, i) => rowsOf(array, this.#rules[i], first, steps));
  }

  /** Puts a result of `steps` steps from `first` on in its place. */
  put(result: number, part: RuntimeArray, first: number, steps: number, lanes: Lanes | null): void {
    putRows(this.results[result] as RuntimeArray, this.#rules[result], part, first, steps, lanes);
  }
}

/**
 * Puts what `steps` steps from `first` on gave where it belongs in the whole result: rows that `rule` keeps, or (no
 * rule) a carried value; of all lanes, or of some where the result has one element for each.
 */
export function putRows(
  whole: RuntimeArray,
  rule: RecordRule | undefined,
  {data}: RuntimeArray,
  first: number,
  steps: number,
  lanes: Lanes | null,
): void {
  const rows = rowsOf(whole, rule, first, steps);
  const width = rule === undefined ? whole.data.length : sizeOf(whole.shape.slice(1));
  if (lanes === null || width !== lanes.of) {
    rows.set(data);
    return;
  }
  const {from, count, of} = lanes;
  for (let at = 0, to = from; at < data.length; at += count, to += of) rows.set(data.subarray(at, at + count), to);
}

function rowsOf(
  {data, shape}: RuntimeArray,
  rule: RecordRule | undefined,
  first: number,
  steps: number,
): RuntimeArray["data"] {
  if (rule === undefined) return data;
  const size = sizeOf(shape.slice(1));
  return data.subarray(keptSteps(rule, 0, first) * size, keptSteps(rule, 0, first + steps) * size);
}

const allocateShared: typeof allocate = (dtype, size) => {
  const buffer = new SharedArrayBuffer(size * BYTES_PER_ELEMENT);
  return dtype === "float32" ? new Float32Array(buffer) : new Int32Array(buffer);
};
