/** @file What happens to the rows of an input's array, one a step: joined, shifted, repeated, smoothed. */
import {concrete} from "../array/value.js";
import {ShapeError} from "../core/errors.js";
import {sameShape, showShape, sizeOf} from "../core/shape.js";
import type {Dimension} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import {blank, made} from "./arguments.js";

interface Rows {
  readonly data: Float32Array;
  readonly count: number;
  readonly shape: readonly number[];
  /** How many numbers a row has. */
  readonly width: number;
}

/** @throws ShapeError when there is no axis of steps */
function rowsOf(who: string, q: Quantity): Rows {
  const [count, ...shape] = q.shape;
  if (count === undefined) {
    throw new ShapeError(`${who}: there are no steps, expected an array of at least one axis, got shape ()`);
  }
  return {data: Float32Array.from(concrete(q.value, who).data), count, shape, width: sizeOf(shape)};
}

/** Arrays one after another, in the unit of the first. @throws ShapeError when their rows differ in shape */
export function joined<D extends Dimension>(arrays: readonly Quantity<D>[]): Quantity<D> {
  const who = "Sequential";
  const {unit} = arrays[0] as Quantity<D>;
  const parts = arrays.map((array) => rowsOf(who, array.in(unit)));
  const {shape} = parts[0] as Rows;
  for (const part of parts) {
    if (sameShape(part.shape, shape)) continue;
    throw new ShapeError(
      `${who}: the rows differ in shape, expected ${showShape(shape)} as in the first, got ${showShape(part.shape)}`,
    );
  }
  const full = [parts.reduce((sum, {count}) => sum + count, 0), ...shape];
  const data = blank(who, full);
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  return made(data, full, unit);
}

/** An array of `length` rows; those that are new are 0. */
export function lengthened<D extends Dimension>(array: Quantity<D>, length: number): Quantity<D> {
  const {data, count, shape} = rowsOf("Composite", array);
  if (count >= length) return array;
  const result = blank("Composite", [length, ...shape]);
  result.set(data);
  return made(result, [length, ...shape], array.unit);
}

/** The rows `by` steps later (earlier where it is negative); zeros come in. */
export function shifted<D extends Dimension>(array: Quantity<D>, by: number): Quantity<D> {
  const {data, width} = rowsOf("TimeShifted", array);
  const result = new Float32Array(data.length);
  if (by >= 0) result.set(data.subarray(0, Math.max(0, data.length - by * width)), Math.min(by * width, data.length));
  else result.set(data.subarray(Math.min(-by * width, data.length)));
  return made(result, array.shape, array.unit);
}

/** The rows `times` times over. */
export function tiled<D extends Dimension>(array: Quantity<D>, times: number): Quantity<D> {
  const {data, count, shape} = rowsOf("Repeated", array);
  const result = blank("Repeated", [count * times, ...shape]);
  for (let i = 0; i < times; i++) result.set(data, i * data.length);
  return made(result, [count * times, ...shape], array.unit);
}

/** `a x + (1 - a) previous`, from the first row on, rounded to float32 after each operation. */
export function smoothed<D extends Dimension>(array: Quantity<D>, a: number): Quantity<D> {
  const {data, width} = rowsOf("Smoothed", array);
  const {fround} = Math;
  const [now, before] = [fround(a), fround(1 - a)];
  for (let i = width; i < data.length; i++) {
    data[i] = fround(now * (data[i] as number)) + fround(before * (data[i - width] as number));
  }
  return made(data, array.shape, array.unit);
}
