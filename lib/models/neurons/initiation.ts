/** @file What makes V run away towards a spike: the terms of the exponential and the quadratic neurons. */
import {minimum} from "../../math/keepUnit.js";
import {exp} from "../../math/unitless.js";
import {quantity} from "../../units/create.js";
import type {Dimensionless, Inverse, Voltage} from "../../units/dimensionTypes.js";
import type {Quantity} from "../../units/quantity.js";

/** The parameters of an exponential initiation. */
export interface ExponentialInitiation {
  readonly V_T: Quantity<Voltage>;
  readonly delta_T: Quantity<Voltage>;
}

/** `delta_T exp((V - V_T) / delta_T)`, the exponent held at 20 or less. */
export function exponentialTerm({V_T, delta_T}: ExponentialInitiation, V: Quantity<Voltage>): Quantity<Voltage> {
  const exponent: Quantity<Dimensionless> = V.sub(V_T).div(delta_T);
  return delta_T.mul(exp(minimum(exponent, quantity(20))));
}

/** The parameters of a quadratic initiation. */
export interface QuadraticInitiation {
  readonly V_rest: Quantity<Voltage>;
  readonly V_c: Quantity<Voltage>;
  readonly c: Quantity<Inverse<Voltage>>;
}

/** `c (V - V_rest) (V - V_c)`. */
export function quadraticTerm({V_rest, V_c, c}: QuadraticInitiation, V: Quantity<Voltage>): Quantity<Voltage> {
  return c.mul(V.sub(V_rest)).mul(V.sub(V_c));
}
