/** @file The ranges that numbers given by a caller must lie in, and the error that refuses the others. */
import {NDArray} from "../array/ndarray.js";
import {ParameterError} from "../core/errors.js";
import type {Dimension} from "./dimensionTypes.js";
import type {Quantity} from "./quantity.js";
import type {Unit} from "./unit.js";

/** A range of numbers: any finite one, above 0 (a time constant), at least 0 (a delay). */
export type ParameterRange = "finite" | "positive" | "notNegative";

/** How errors name a range, and which numbers are in it. */
export const RANGES: Readonly<Record<ParameterRange, {expected: string; holds: (x: number) => boolean}>> = {
  finite: {expected: "a finite number", holds: Number.isFinite},
  positive: {expected: "a positive number", holds: (x) => x > 0 && x < Infinity},
  notNegative: {expected: "a number of at least 0", holds: (x) => x >= 0 && x < Infinity},
};

/** The quantity as it is; numbers that are traced are not looked at. @throws ParameterError when one is out of range */
export function inRange<D extends Dimension>(
  who: string,
  name: string,
  q: Quantity<D>,
  range: ParameterRange,
): Quantity<D> {
  if (q.value instanceof NDArray) for (const x of q.value.data) checkRange(who, name, x, q.unit, range);
  return q;
}

/** @throws ParameterError when the number is out of range */
export function checkRange(who: string, name: string, x: number, unit: Unit, range: ParameterRange): void {
  const {expected, holds} = RANGES[range];
  if (holds(x)) return;
  const got = unit.dim.isDimensionless ? String(x) : `${String(x)} ${unit.toString()}`;
  throw new ParameterError(`${who}: ${name} is out of range, expected ${expected}, got ${got}`);
}
