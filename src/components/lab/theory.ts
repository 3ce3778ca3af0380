/** @file Closed forms of the leaky integrate-and-fire neuron with hard reset and no time step, for the lab's constants. */
import {V_REST, type LabValues} from "./parameters.js";

type Constants = Pick<LabValues, "tau" | "V_th" | "V_reset">;

/** The current that lifts V exactly to the threshold, in mA. The neuron fires above it, not at it. */
export function rheobase({V_th}: Pick<LabValues, "V_th">): number {
  return V_th - V_REST;
}

/** The time from the reset to the threshold under a steady current, in ms; Infinity if V never gets there. */
export function climb({tau, V_th, V_reset}: Constants, current: number): number {
  const target = V_REST + current;
  return target <= V_th ? Infinity : tau * Math.log((target - V_reset) / (target - V_th));
}

/** The firing rate in Hz, with V held for `tau_ref` ms after a spike; 0 if it never fires. */
export function rate(constants: Constants, current: number, tau_ref = 0): number {
  return 1000 / (tau_ref + climb(constants, current));
}
