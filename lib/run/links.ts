/**
 * @file How the inputs and results of a program that is one loop hang together: what makes it a loop that runs in
 * chunks. Plain data, so that it can go to a worker.
 */
import {BYTES_PER_ELEMENT} from "../core/dtype.js";
import {InternalError} from "../core/errors.js";
import {sizeOf} from "../core/shape.js";
import {DYNAMIC, outsOf} from "../ir/types.js";
import type {LoopOp, Program, RecordRule, Value} from "../ir/types.js";

/** Inputs and results are named by their numbers. */
export interface Links {
  /** The inputs that the loop slices. */
  readonly sequences: readonly number[];
  /** Each input that a carried value starts from, and the result that is its last value. */
  readonly carries: readonly (readonly [input: number, result: number])[];
  /** Each result that stacks rows, and which steps it keeps. */
  readonly stacks: readonly {readonly result: number; readonly rule: RecordRule}[];
  /** The elements of the largest array in the body. */
  readonly width: number;
  /** Bytes that a step stacks, on average. */
  readonly rowBytes: number;
}

/** The links of a program that is one loop over its inputs, constants aside. */
export function linksOf({params, ops, results}: Program): Links {
  const loop = ops.at(-1);
  if (loop?.op !== "loop" || loop.steps !== DYNAMIC || !ops.slice(0, -1).every(({op}) => op === "constant")) {
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
  const stacks = results.flatMap((value, result) => {
    const at = find(outs, value);
    return at < 0 ? [] : [{result, rule: loop.records[at] as RecordRule}];
  });
  return {
    sequences: [...new Set(loop.xs.map((x) => find(params, x)))],
    carries,
    stacks,
    width: widthOf(loop),
    rowBytes: stacks.reduce((sum, {result, rule}) => {
      const row = sizeOf((results[result] as Value).shape.slice(1));
      return sum + (row * BYTES_PER_ELEMENT) / rule.every;
    }, 0),
  };
}

function widthOf({body}: LoopOp): number {
  const values = [...body.params, ...body.ops.flatMap(outsOf)];
  return values.reduce((most, {shape}) => Math.max(most, sizeOf(shape)), 1);
}
