/** @file The parameters of the first neuron: one control for each on every page that shows it. */
import type {NumberParameter, ParametersOf} from "../parameters.js";

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

const number = (
  label: string,
  symbol: string,
  unit: string,
  [min, max, step]: readonly [min: number, max: number, step: number],
  initial: number,
  meaning: string,
): NumberParameter => ({kind: "number", label, symbol, unit, min, max, step, initial, meaning});

export const NEURON_PARAMETERS: ParametersOf<NeuronValues> = {
  I: number(
    "Current",
    "",
    "mA",
    [0, 50, 0.1],
    25,
    "The input current: what the rest of the brain, or an electrode, sends in.",
  ),
  tau: number("Time constant", "tau", "ms", [5, 50, 0.5], 20, "The membrane time constant: how slowly V moves."),
  V_th: number(
    "Threshold",
    "V_th",
    "mV",
    [-59, -40, 0.5],
    -50,
    "The threshold: a neuron whose V ends a step at or above it spikes.",
  ),
  R: number("Resistance", "R", "ohm", [0.1, 5, 0.1], 1, "The membrane resistance: how far a current lifts V."),
  V_rest: number(
    "Resting potential",
    "V_rest",
    "mV",
    [-80, -55, 0.5],
    -60,
    "The resting potential: where V goes with no input.",
  ),
  V_reset: number(
    "Reset potential",
    "V_reset",
    "mV",
    [-80, -59.5, 0.5],
    -60,
    "The reset potential: where V starts again after a spike.",
  ),
  tau_ref: number(
    "Refractory period",
    "tau_ref",
    "ms",
    [0, 20, 0.5],
    5,
    "The refractory period: how long V is held after a spike.",
  ),
  V0: number("Initial V", "", "mV", [-80, 20, 0.5], 0, "The potential before the first step."),
  dt: number("Time step", "dt", "ms", [0.01, 1, 0.01], 0.1, "The time that one step of the simulation covers."),
  duration: number("Duration", "", "ms", [50, 1000, 10], 200, "How long the simulation lasts."),
  weak: number("Weaker input", "", "mA", [0, 20, 0.1], 8, "The input of the comparison below threshold."),
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
