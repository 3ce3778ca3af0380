/** @file Operations that change the shape of an array: broadcast, reshape, reductions. */
import {ShapeError} from "../core/errors.js";
import type {Shape} from "../core/shape.js";
import {broadcastsTo, normalizeAxes, sameShape, showShape, sizeOf} from "../core/shape.js";
import {Builder} from "../ir/builder.js";
import {interpret} from "../ir/interpret.js";
import type {ReduceName} from "../ir/opTable.js";
import {reduceTakes} from "../ir/opTable.js";
import type {Value} from "../ir/types.js";
import {elementwise} from "./elementwise.js";
import {NDArray, stretched} from "./ndarray.js";
import {recorderOf} from "./recorder.js";
import type {ArrayValue} from "./value.js";

/** `array` stretched to `shape`. @throws ShapeError when it does not fit */
export function broadcastTo(array: ArrayValue, shape: Shape): ArrayValue {
  if (sameShape(array.shape, shape)) return array;
  if (!broadcastsTo(array.shape, shape, "broadcastTo")) {
    throw new ShapeError(
      `broadcastTo: the shape does not stretch to that, expected one that ${showShape(array.shape)} fits, got ${showShape(shape)}`,
    );
  }
  const recorder = recorderOf([array]);
  if (recorder === null) return stretched(array as NDArray, shape);
  return recorder.traced(recorder.builder.broadcast(recorder.valueOf(array), shape));
}

/**
 * The same elements in row-major order under another shape; one length may be -1, which takes what is left.
 * @throws ShapeError when the number of elements differs.
 */
export function reshape(array: ArrayValue, shape: Shape): ArrayValue {
  const size = sizeOf(array.shape);
  const known = sizeOf(shape.filter((length) => length !== -1));
  const target = shape.map((length) => (length === -1 ? size / known : length));
  if (sizeOf(target) !== size || target.some((length) => !Number.isInteger(length) || length < 0)) {
    throw new ShapeError(
      `reshape: the number of elements differs, expected ${String(size)} as in ${showShape(array.shape)}, got ${showShape(shape)}`,
    );
  }
  if (array instanceof NDArray) return new NDArray(array.data, target, array.dtype);
  return apply([array], (builder, value) => builder.reshape(value, target));
}

/** `array` reduced over `axis` (one, several, or all), in row-major order. */
export function reduce(name: ReduceName, array: ArrayValue, axis?: number | readonly number[]): ArrayValue {
  const axes = normalizeAxes(axis, array.shape, name);
  return apply([reducible(name, array)], (builder, value) => builder.reduce(name, value, axes));
}

/** The elements of `array` at `indices`, an int32 vector, along `axis`. */
export function take(array: ArrayValue, indices: ArrayValue, axis: number): ArrayValue {
  return apply([array, indices], (builder, value, at) => builder.take(value, at, axis));
}

/** As NumPy: what is true counts 1, and any number but 0 is true. */
function reducible(name: ReduceName, array: ArrayValue): ArrayValue {
  if (reduceTakes(name, array.dtype)) return array;
  return array.dtype === "bool" ? elementwise("toFloat", array) : elementwise("ne", array, 0);
}

/** Records `write` where an array is traced, and runs it at once where none is. */
function apply(arrays: readonly ArrayValue[], write: (builder: Builder, ...values: Value[]) => Value): ArrayValue {
  const recorder = recorderOf(arrays);
  if (recorder !== null) {
    return recorder.traced(write(recorder.builder, ...arrays.map((array) => recorder.valueOf(array))));
  }
  const builder = new Builder();
  const out = write(builder, ...arrays.map((array) => builder.input(array)));
  const [result] = interpret(builder.finish([out]), arrays as NDArray[]);
  return new NDArray(result?.data ?? new Float32Array(0), out.shape, out.dtype);
}
