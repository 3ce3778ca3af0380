/** @file Functions whose result has a unit made from that of what they are given. */
import {elementwise} from "../array/elementwise.js";
import type {Dimension, Dimensionless, Power, UnknownDimension} from "../units/dimensionTypes.js";
import {asQuantity, Quantity} from "../units/quantity.js";

/** The square. */
export function square<D extends Dimension>(x: Quantity<D>): Quantity<Power<D, 2>>;
export function square(x: number): Quantity<Dimensionless>;
export function square(x: Quantity | number): Quantity {
  return asQuantity(x).pow(2);
}

/** The square root; the compiler does not know the dimension of the result, a run checks it. */
export function sqrt(x: Quantity | number): Quantity<UnknownDimension> {
  const {value, unit} = asQuantity(x);
  return new Quantity(elementwise("sqrt", value), unit.pow(0.5));
}
