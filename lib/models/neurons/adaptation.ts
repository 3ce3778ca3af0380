/** @file The adaptation current that the adaptive integrate-and-fire neurons share. */
import {expEuler} from "../../integrate/expEuler.js";
import type {Conductance, Current, Time, Voltage} from "../../units/dimensionTypes.js";
import type {Quantity} from "../../units/quantity.js";

/** The parameters of an adaptation current. */
export interface Adapting {
  readonly a: Quantity<Conductance>;
  readonly tau_w: Quantity<Time>;
  readonly V_rest: Quantity<Voltage>;
}

/** The adaptation after an exponential-Euler step of `tau_w dw/dt = a (V - V_rest) - w`, with V fixed. */
export function adapted({a, tau_w, V_rest}: Adapting, w0: Quantity<Current>, V: Quantity<Voltage>): Quantity<Current> {
  return expEuler((w) => a.mul(V.sub(V_rest)).sub(w).div(tau_w), w0);
}
