/** @file Functions whose result has a unit made from that of what they are given. */
import {elementwise} from "../array/elementwise.js";
import type {Dimension, Power, UnknownDimension} from "../units/dimensionTypes.js";
import {Quantity} from "../units/quantity.js";

/** The square. */
export function square<D extends Dimension>(x: Quantity<D>): Quantity<Power<D, 2>> {
  return x.pow(2);
}

/** The square root; the compiler does not know the dimension of the result, a run checks it. */
export function sqrt(x: Quantity): Quantity<UnknownDimension> {
  return new Quantity(elementwise("sqrt", x.value), x.unit.pow(0.5));
}
