/** @file Chosen elements of an array. */
import * as structure from "../array/structure.js";
import {NDArray} from "../array/ndarray.js";
import type {ArrayValue} from "../array/value.js";
import {DTypeError, ShapeError} from "../core/errors.js";
import {normalizeAxes, showShape} from "../core/shape.js";
import type {Dimension} from "../units/dimensionTypes.js";
import {isQuantity, kindOf, Quantity} from "../units/quantity.js";

/**
 * The elements of `x` at `indices` along one axis: `take(V, [0, 17])` is the potentials of two neurons. Inside a step it
 * chooses whose values are recorded.
 *
 * @param indices whole numbers from 0; a list, or an int32 vector. One beyond an end is an error in a list, and means
 *   the element at that end in a vector that is traced
 * @param axis default the last, that of the neurons
 * @throws ShapeError when there is no such axis or element. @throws DTypeError when indices are not whole numbers
 */
export function take<D extends Dimension>(
  x: Quantity<D>,
  indices: readonly number[] | Quantity,
  axis = -1,
): Quantity<D> {
  const [along] = normalizeAxes(axis, x.shape, "take") as [number];
  const length = x.shape[along] ?? 0;
  return new Quantity(structure.take(x.value, toIndices(indices, length), along), x.unit);
}

function toIndices(indices: readonly number[] | Quantity, length: number): ArrayValue {
  // a caller without types may give anything
  if (!isQuantity(indices) && !Array.isArray(indices) && !ArrayBuffer.isView(indices)) {
    throw new DTypeError(`take: indices are no list, expected one such as [0, 17], got ${kindOf(indices)}`);
  }
  const array = isQuantity(indices) ? indices.value : new NDArray(wholeNumbers(indices), [indices.length], "int32");
  if (array.dtype !== "int32") {
    throw new DTypeError(`take: indices are not whole numbers, expected int32, got ${array.dtype}`);
  }
  if (array.shape.length !== 1) {
    throw new ShapeError(`take: indices are not a vector, expected shape (n,), got ${showShape(array.shape)}`);
  }
  if (!(array instanceof NDArray)) return array;
  const beyond = array.data.find((index) => index < 0 || index >= length);
  if (beyond === undefined) return array;
  throw new ShapeError(
    `take: there is no such element, expected indices from 0 to ${String(length - 1)}, got ${String(beyond)}`,
  );
}

function wholeNumbers(indices: readonly number[]): Int32Array {
  const fraction = indices.find((index) => !Number.isInteger(index));
  if (fraction === undefined) return Int32Array.from(indices);
  throw new DTypeError(`take: indices are not whole numbers, expected integers, got ${String(fraction)}`);
}
