/** @file Closed forms of the neuron for the lab's constants, whose resistance is 1 ohm and whose rest stays where it is. */
import * as neuron from "../firstNeuron/theory.js";
import {V_REST, type LabValues} from "./parameters.js";

type Constants = Pick<LabValues, "tau" | "V_th" | "V_reset">;

const FIXED = {R: 1, V_rest: V_REST} as const;

/** The current that lifts V exactly to the threshold, in mA. The neuron fires above it, not at it. */
export function rheobase({V_th}: Pick<LabValues, "V_th">): number {
  return neuron.rheobase({...FIXED, V_th});
}

/** The time from the reset to the threshold under a steady current, in ms; Infinity if V never gets there. */
export function climb({tau, V_th, V_reset}: Constants, current: number): number {
  return neuron.interval({...FIXED, tau, V_th, V_reset, tau_ref: 0}, current);
}

/** The firing rate in Hz, with V held for `tau_ref` ms after a spike; 0 if it never fires. */
export function rate({tau, V_th, V_reset}: Constants, current: number, tau_ref = 0): number {
  return neuron.rate({...FIXED, tau, V_th, V_reset, tau_ref}, current);
}
