/**
 * @file A rollout of one loop, run a few steps at a time by one executable: each run slices the sequences further on,
 * starts from what the last one carried, and adds its rows to the records. The bits are those of one run.
 */
import type {Executable} from "../backends/backend.js";
import {allocate, BYTES_PER_ELEMENT} from "../core/dtype.js";
import {InternalError, RecordTooLargeError} from "../core/errors.js";
import {sizeOf} from "../core/shape.js";
import {DYNAMIC, outsOf} from "../ir/types.js";
import type {Program, RuntimeArray, Value} from "../ir/types.js";

/** As much as one run can give, so that both forms of a loop refuse alike. */
const MOST_BYTES = 2 ** 32;

/** How the inputs and results of a program that is one loop hang together, by their numbers. */
interface Links {
  readonly sequences: readonly number[];
  /** Each input that a carried value starts from, and the result that is its last value. */
  readonly carries: readonly (readonly [input: number, result: number])[];
  readonly stacks: readonly number[];
  /** The elements of the largest array in the body. */
  readonly width: number;
}

function linksOf({params, ops, results}: Program): Links {
  const [loop] = ops;
  if (loop?.op !== "loop" || ops.length > 1 || loop.steps !== DYNAMIC) {
    throw new InternalError("a program to run in chunks is not one loop over its inputs");
  }
  const find = (values: readonly Value[], {id}: Value): number => values.findIndex((value) => value.id === id);
  const carries = loop.inits.flatMap((init, i) => {
    const result = find(results, loop.outs[i] as Value);
    // a state that is only read leaves the body as it came in, and no result keeps it
    if (result < 0 && loop.body.results[i]?.id !== loop.body.params[i]?.id) {
      throw new InternalError("what a loop carries is lost between chunks");
    }
    return result < 0 ? [] : [[find(params, init), result] as const];
  });
  const outs = loop.outs.slice(loop.inits.length);
  return {
    sequences: [...new Set(loop.xs.map((x) => find(params, x)))],
    carries,
    stacks: results.flatMap((result, i) => (find(outs, result) < 0 ? [] : [i])),
    width: [...loop.body.params, ...loop.body.ops.flatMap(outsOf)].reduce(
      (most, {shape}) => Math.max(most, sizeOf(shape)),
      1,
    ),
  };
}

/** A run under way. */
export class ChunkedRun {
  /** How many steps there are. */
  readonly total: number;
  readonly #links: Links;
  readonly #inputs: RuntimeArray[];
  readonly #whole: readonly RuntimeArray[];
  readonly #results: RuntimeArray[];
  #done = 0;

  /**
   * @param kept how many of the program's results, from the first, are wanted in the end; `advance` gives the others
   * @throws RecordTooLargeError when the records of all steps do not fit, before anything runs
   */
  constructor(who: string, program: Program, inputs: readonly RuntimeArray[], kept: number) {
    this.#links = linksOf(program);
    this.#inputs = [...inputs];
    this.#whole = inputs;
    this.total = inputs[this.#links.sequences[0] ?? 0]?.shape[0] ?? 0;
    const shapes = program.results.slice(0, kept).map(({shape}) => shape.map((n) => (n === DYNAMIC ? this.total : n)));
    const bytes = shapes.reduce((sum, shape) => sum + sizeOf(shape) * BYTES_PER_ELEMENT, 0);
    if (bytes > MOST_BYTES) throw tooLarge(who, bytes);
    try {
      this.#results = shapes.map((shape, i) => ({
        data: allocate((program.results[i] as Value).dtype, sizeOf(shape)),
        shape,
      }));
    } catch (error) {
      throw error instanceof RangeError ? tooLarge(who, bytes) : error;
    }
  }

  /** How many elements a step works on. */
  get width(): number {
    return this.#links.width;
  }

  /** How many steps are behind. */
  get done(): number {
    return this.#done;
  }

  /** The results so far: the last carried values, and records whose rows are zero from `done` on. */
  get results(): readonly RuntimeArray[] {
    return this.#results;
  }

  /** Runs the next `steps` steps; gives this chunk of the results that are not kept. */
  advance(executable: Executable, steps: number): readonly RuntimeArray[] {
    const {sequences, carries, stacks} = this.#links;
    for (const i of sequences) this.#inputs[i] = rows(this.#whole[i] as RuntimeArray, this.#done, steps);
    const chunk = executable.run(this.#inputs);
    for (const [input, result] of carries) {
      this.#inputs[input] = this.#results[result] = chunk[result] as RuntimeArray;
    }
    const kept = this.#results.length;
    for (const i of stacks) {
      if (i < kept) rows(this.#results[i] as RuntimeArray, this.#done, steps).data.set((chunk[i] as RuntimeArray).data);
    }
    this.#done += steps;
    return chunk.slice(kept);
  }
}

/** Some rows of an array, in place. */
function rows({data, shape: [, ...rest]}: RuntimeArray, from: number, count: number): RuntimeArray {
  const size = sizeOf(rest);
  return {data: data.subarray(from * size, (from + count) * size), shape: [count, ...rest]};
}

function tooLarge(who: string, bytes: number): RecordTooLargeError {
  return new RecordTooLargeError(
    `${who}: what is computed does not fit in memory, expected at most ${String(MOST_BYTES)} bytes and what the machine has free, got ${String(bytes)}`,
    "take fewer steps or fewer neurons, or reduce inside the step what you record (a sum, a count)",
  );
}
