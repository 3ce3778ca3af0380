/** @file What an operation takes: an array of numbers, a traced value, or a literal. */
import {TraceError} from "../core/errors.js";
import {showArrayType} from "../core/shape.js";
import {NDArray} from "./ndarray.js";
import type {Traced} from "./recorder.js";

export type ArrayValue = NDArray | Traced;

/** An operand: a bare number is a literal of the program, part of its structure. */
export type Operand = ArrayValue | number;

/**
 * The numbers of `array`.
 * @throws TraceError naming `who` when it is traced.
 */
export function concrete(array: ArrayValue, who: string): NDArray {
  if (array instanceof NDArray) return array;
  throw new TraceError(
    `${who}: the value is traced and has no numbers yet, expected a value outside forLoop, scan, cond and jit, got ${showArrayType(array)}`,
    "return it from the step to see its numbers; to branch on it use where(condition, a, b) or cond(condition, ifTrue, ifFalse)",
  );
}
