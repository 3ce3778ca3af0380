/** @file What the mathematics of the leaky integrate-and-fire neuron says, to set beside what the simulation does. */
import type {NeuronValues} from "./parameters.js";

/** What the closed forms of the neuron need. */
export type Constants = Pick<NeuronValues, "R" | "tau" | "tau_ref" | "V_rest" | "V_th" | "V_reset">;

/** Where V settles under a steady current if nothing resets it: V_rest + R I, in mV (an ohm times a mA is a mV). */
export function steadyPotential({V_rest, R}: Pick<Constants, "V_rest" | "R">, current: number): number {
  return V_rest + R * current;
}

/** Where V is after one time constant on its way from `from` under a steady current, in mV: 1 - 1/e of the way, 63 %. */
export function afterOneTau(values: Pick<Constants, "V_rest" | "R">, current: number, from: number): number {
  const target = steadyPotential(values, current);
  return target + (from - target) * Math.exp(-1);
}

/** The current that lifts V exactly to the threshold, in mA. The neuron fires above it, not at it. */
export function rheobase({V_th, V_rest, R}: Pick<Constants, "V_th" | "V_rest" | "R">): number {
  return Math.max(0, (V_th - V_rest) / R);
}

/** The time between two spikes under a steady current, hard reset and no time step, in ms; Infinity if it never fires. */
export function interval(values: Constants, current: number): number {
  const {V_th, V_reset, tau, tau_ref} = values;
  const target = steadyPotential(values, current);
  if (target <= V_th) return Infinity;
  return tau_ref + tau * Math.log((target - V_reset) / (target - V_th));
}

/** The firing rate that goes with it, in Hz; 0 if it never fires. */
export function rate(values: Constants, current: number): number {
  return 1000 / interval(values, current);
}

/** The rate that no current can pass, in Hz: a spike every refractory period. */
export function ceiling({tau_ref}: Pick<Constants, "tau_ref">): number {
  return 1000 / tau_ref;
}
