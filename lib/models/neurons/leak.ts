/** @file The drift of a leaky membrane, which the integrate-and-fire neurons share. */
import type {Current, Over, Resistance, Time, Voltage} from "../../units/dimensionTypes.js";
import type {Quantity} from "../../units/quantity.js";

/** The parameters of a leaky membrane. */
export interface Leaky {
  readonly R: Quantity<Resistance>;
  readonly tau: Quantity<Time>;
  readonly V_rest: Quantity<Voltage>;
}

/** `(-V + V_rest + R I) / tau`. */
export function leak(
  {R, tau, V_rest}: Leaky,
  V: Quantity<Voltage>,
  I: Quantity<Current>,
): Quantity<Over<Voltage, Time>> {
  return V.neg().add(V_rest).add(R.mul(I)).div(tau);
}
