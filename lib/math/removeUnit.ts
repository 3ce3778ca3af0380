/** @file Functions whose result has no unit: positions in an array. */
import {NDArray} from "../array/ndarray.js";
import {concrete} from "../array/value.js";
import {rowMajorStrides} from "../core/shape.js";
import type {Numbers} from "../units/create.js";
import {toQuantity} from "../units/create.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import {Quantity} from "../units/quantity.js";
import {DIMENSIONLESS} from "../units/unit.js";

/**
 * Where `x` is not 0, as NumPy gives it: for each axis the indices along it, in row-major order (int32). How many there
 * are depends on the numbers, so it cannot be traced.
 * @throws TraceError inside a trace.
 */
export function nonzero(x: Quantity | Numbers): Quantity<Dimensionless>[] {
  const {data, shape} = concrete(toQuantity(x).value, "nonzero");
  const flat: number[] = [];
  data.forEach((value: number, i: number) => {
    if (value !== 0) flat.push(i);
  });
  const strides = rowMajorStrides(shape);
  return shape.map((length, axis) => {
    const indices = Int32Array.from(flat, (i) => Math.floor(i / (strides[axis] ?? 1)) % length);
    return new Quantity(new NDArray(indices, [indices.length], "int32"), DIMENSIONLESS);
  });
}
