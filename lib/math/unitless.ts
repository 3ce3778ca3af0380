/** @file Functions of dimensionless numbers. float32; the largest error of each is in docs/math-functions.md. */
import {elementwise} from "../array/elementwise.js";
import {UnitMismatchError} from "../core/errors.js";
import type {FunctionName} from "../ir/opTable.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import {asQuantity, describe, Quantity} from "../units/quantity.js";
import {DIMENSIONLESS} from "../units/unit.js";

/** A function of dimensionless numbers. @throws UnitMismatchError when they have a unit. */
export type Unitless = (x: Quantity<Dimensionless> | number) => Quantity<Dimensionless>;

const unitless =
  (name: FunctionName): Unitless =>
  (x) => {
    const q = asQuantity(x);
    if (!q.unit.dim.isDimensionless) {
      throw new UnitMismatchError(
        `${name}: the number has a unit, expected a dimensionless one, got ${describe(q)}`,
        "divide by a quantity of the same dimension first",
      );
    }
    // 90 deg and 5 mV/V are pure numbers too, of another size
    return new Quantity(elementwise(name, q.in(DIMENSIONLESS).value), DIMENSIONLESS);
  };

/** e to the power x. @function */
export const exp: Unitless = unitless("exp");
/** e to the power x, minus 1, exact near 0. @function */
export const expm1: Unitless = unitless("expm1");
/** (e to the power x, minus 1) divided by x; 1 at 0. @function */
export const exprel: Unitless = unitless("exprel");
/** The natural logarithm. @function */
export const log: Unitless = unitless("log");
/** The natural logarithm of 1 + x, exact near 0. @function */
export const log1p: Unitless = unitless("log1p");
/** The hyperbolic tangent. @function */
export const tanh: Unitless = unitless("tanh");
/** The hyperbolic cosine, `(e^x + e^-x) / 2`; infinite where e^x is. @function */
export const cosh: Unitless = (x) =>
  exp(x)
    .add(exp(asQuantity(x).neg() as Quantity<Dimensionless>))
    .mul(0.5);
/** The sine of x radians. @function */
export const sin: Unitless = unitless("sin");
/** The cosine of x radians. @function */
export const cos: Unitless = unitless("cos");
