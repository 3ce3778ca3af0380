/** @file The parameters of the first neuron: one control for each on every page that shows it. */
import {glossaryParameter} from "../glossary/control.js";
import type {ParametersOf} from "../parameters.js";

/** The state of a page about one LIFRef neuron; numbers in the units of `NEURON_PARAMETERS`. */
export interface NeuronValues {
  I: number;
  tau: number;
  V_th: number;
  R: number;
  V_rest: number;
  V_reset: number;
  tau_ref: number;
  V0: number;
  dt: number;
  duration: number;
  weak: number;
  reset: string;
}

export const NEURON_PARAMETERS: ParametersOf<NeuronValues> = {
  I: glossaryParameter("I", [0, 50, 0.1], 25, {named: false}),
  tau: glossaryParameter("tau", [5, 50, 0.5], 20),
  V_th: glossaryParameter("V_th", [-59, -40, 0.5], -50),
  R: glossaryParameter("R", [0.1, 5, 0.1], 1),
  V_rest: glossaryParameter("V_rest", [-80, -55, 0.5], -60),
  V_reset: glossaryParameter("V_reset", [-80, -59.5, 0.5], -60),
  tau_ref: glossaryParameter("tau_ref", [0, 20, 0.5], 5),
  V0: glossaryParameter("V0", [-80, 20, 0.5], 0),
  dt: glossaryParameter("dt", [0.01, 1, 0.01], 0.1),
  duration: glossaryParameter("duration", [50, 1000, 10], 200),
  weak: glossaryParameter("weak", [0, 20, 0.1], 8),
  reset: {
    kind: "choice",
    label: "Reset",
    options: ["soft", "hard"],
    initial: "soft",
    meaning: "What a spike does to V: soft subtracts the distance from threshold to reset, hard sets V to the reset.",
  },
};

/** The three that stay in view. */
export const MAIN = ["I", "tau", "V_th"] as const;

/** The rest, in the order they are shown. */
export const OTHERS = ["R", "V_rest", "V_reset", "tau_ref", "V0", "dt", "duration", "reset"] as const;

/** The sweep behind the f-I curve: how many neurons, the currents it covers in mA, and how long it lasts in ms. */
export const SWEEP = {neurons: 401, from: 0, to: 50, duration: 1000} as const;
