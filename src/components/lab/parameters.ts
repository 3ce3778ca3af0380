/** @file The parameters of the neuron lab: one state that all experiments share. */
import {NEURON_PARAMETERS} from "../firstNeuron/parameters.js";
import type {ParametersOf} from "../parameters.js";
import {MYSTERY_PARAMETERS, type MysteryValues} from "./mysteryParameters.js";

/** The state of the lab; numbers in the units of `LAB_PARAMETERS`. */
export interface LabValues extends MysteryValues {
  I: number;
  tau: number;
  V_th: number;
  V_reset: number;
  tau_ref: number;
  dt: number;
  coarse: number;
  sweepDt: string;
  noiseMean: number;
  sigma_V: number;
  noiseDt: string;
  noiseSeed: number;
}

/** The resting potential of every neuron in the lab, in mV. The resistance is 1 ohm, so a mA lifts V by a mV. */
export const V_REST = -60;

/** The time steps of the sweep, in ms, as the choice spells them. */
export const SWEEP_STEPS = ["1", "0.1", "0.01"] as const;

/** The time steps of the runs with noise, in ms, as the choice spells them. */
export const NOISE_STEPS = ["1", "0.4", "0.1"] as const;

export const LAB_PARAMETERS: ParametersOf<LabValues> = {
  ...MYSTERY_PARAMETERS,
  I: {...NEURON_PARAMETERS.I, max: 100, initial: 60},
  tau: NEURON_PARAMETERS.tau,
  V_th: NEURON_PARAMETERS.V_th,
  V_reset: NEURON_PARAMETERS.V_reset,
  tau_ref: NEURON_PARAMETERS.tau_ref,
  dt: NEURON_PARAMETERS.dt,
  coarse: {
    ...NEURON_PARAMETERS.dt,
    label: "Coarse time step",
    symbol: "",
    spoken: "the coarse time step",
    min: 0.02,
    max: 2,
    step: 0.02,
    initial: 1,
    meaning: "A longer time step, where its effect is what is looked at.",
  },
  sweepDt: {
    kind: "choice",
    label: "Time step drawn, in ms",
    options: SWEEP_STEPS,
    initial: "1",
    meaning: "Which of the three time steps of the sweep is drawn.",
  },
  noiseMean: {
    kind: "number",
    label: "Mean current",
    symbol: "",
    spoken: "the mean current",
    unit: "mA",
    min: 0,
    max: 50,
    step: 0.1,
    initial: 8,
    meaning: "The mean of the noisy current.",
  },
  sigma_V: {
    kind: "number",
    label: "Noise strength",
    symbol: "",
    spoken: "the noise strength",
    unit: "mV",
    min: 0,
    max: 10,
    step: 0.1,
    initial: 2,
    meaning: "By how much the noise makes V fluctuate where there is no threshold: a standard deviation.",
  },
  noiseDt: {
    kind: "choice",
    label: "Time step with noise, in ms",
    options: NOISE_STEPS,
    initial: "0.1",
    meaning: "The time step of the runs with noise; they run at half of it too.",
  },
  noiseSeed: {
    kind: "number",
    label: "Number of the noise",
    symbol: "",
    spoken: "the number of the noise",
    unit: "",
    min: 1,
    max: 9999,
    step: 1,
    initial: 1,
    meaning: "Which noise it is: the same number makes the same noise.",
  },
};

/** The controls at the top of the page, and the rest of the constants, in the order they are shown. */
export const MAIN = ["I", "tau", "V_th"] as const;
export const OTHERS = ["V_reset", "tau_ref", "dt", "coarse"] as const;

/** The settings that links of the page try. */
export const STORIES = {weak: 25, long: 15, steps: [2, 0.5, 0.1], noise: [0, 5]} as const;
