/** @file Rates per millisecond, and the gates of ion channels that open and close at such rates. */
import {expEuler} from "../../integrate/expEuler.js";
import {callable, quantity} from "../../units/create.js";
import type {Dimensionless, Frequency} from "../../units/dimensionTypes.js";
import {ms} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";

/** The unit `1 / ms`. */
export const perMs = /* @__PURE__ */ callable(/* @__PURE__ */ ms.pow(-1));

/** The rates at which a gate opens and closes. */
export interface Rates {
  readonly alpha: Quantity<Frequency>;
  readonly beta: Quantity<Frequency>;
}

/** The share of open gates after an exponential-Euler step of `dx/dt = alpha (1 - x) - beta x`, scaled by `phi`. */
export function gateStep({alpha, beta}: Rates, x0: Quantity<Dimensionless>, phi?: Quantity<Dimensionless>): typeof x0 {
  const drift = (x: Quantity<Dimensionless>) => alpha.mul(quantity(1).sub(x)).sub(beta.mul(x));
  return expEuler(phi === undefined ? drift : (x) => phi.mul(drift(x)), x0);
}

/** The share of open gates at rest: `alpha / (alpha + beta)`. */
export function steadyState({alpha, beta}: Rates): Quantity<Dimensionless> {
  return alpha.div(alpha.add(beta));
}
