/** @file The leak that the integrate-and-fire neurons share, and a step along it. */
import {expEuler} from "../../integrate/expEuler.js";
import type {Current, Resistance, Time, Voltage} from "../../units/dimensionTypes.js";
import type {Quantity} from "../../units/quantity.js";
import type {Dynamics} from "../dynamics.js";

/** A population with a leak: its parameters and its registered currents. */
export interface Leaky extends Pick<Dynamics, "sumCurrentInputs"> {
  readonly R: Quantity<Resistance>;
  readonly tau: Quantity<Time>;
  readonly V_rest: Quantity<Voltage>;
}

/**
 * The potential after one exponential-Euler step of `dV/dt = (-V + V_rest + R I) / tau` from `V0`. Registered currents
 * that depend on `V` are differentiated with the rest of the drift.
 */
export function leakyStep(neuron: Leaky, V0: Quantity<Voltage>, input: Quantity<Current>): Quantity<Voltage> {
  const {R, tau, V_rest} = neuron;
  return expEuler(
    (V) =>
      V.neg()
        .add(V_rest)
        .add(R.mul(neuron.sumCurrentInputs(input, [V])))
        .div(tau),
    V0,
  );
}
