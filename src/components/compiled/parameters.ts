/** @file What a reader sets on the page about compiling: a model, its size, its inputs, and the pass to look at. */
import {NEURON_PARAMETERS} from "../firstNeuron/parameters.js";
import type {ParametersOf} from "../parameters.js";

/** The state of the page; numbers in the units of `COMPILED_PARAMETERS`. */
export interface CompiledValues {
  neurons: number;
  I: number;
  tau: number;
  currents: string;
  model: string;
  reset: string;
  pass: string;
}

/** The programs that the stepper shows: as recorded, then after each pass. */
export const STAGES = [
  "trace",
  "expandFunctions",
  "hoist",
  "fold",
  "cse",
  "strength",
  "carry",
  "spare",
  "dce",
] as const;

export type Stage = (typeof STAGES)[number];

export const COMPILED_PARAMETERS: ParametersOf<CompiledValues> = {
  neurons: {
    kind: "number",
    label: "Neurons",
    symbol: "",
    unit: "",
    min: 1,
    max: 10_000,
    step: 1,
    initial: 100,
    meaning: "How many neurons the population has.",
  },
  I: NEURON_PARAMETERS.I,
  tau: NEURON_PARAMETERS.tau,
  currents: {
    kind: "choice",
    label: "Currents",
    options: ["equal", "spread"],
    initial: "equal",
    meaning: "One current for all neurons, or an array from that current to twice as much.",
  },
  model: {
    kind: "choice",
    label: "Model",
    options: ["LIF", "LIFRef"],
    initial: "LIF",
    meaning: "Leaky integrate-and-fire, without and with a refractory period.",
  },
  reset: NEURON_PARAMETERS.reset,
  pass: {
    kind: "choice",
    label: "Program after",
    options: STAGES,
    initial: "dce",
    meaning: "Which of the compiler's passes was the last.",
  },
};

/** The controls of what a program computes with, of what it is, and of what is shown of it. */
export const INPUTS = ["I", "tau", "neurons"] as const;
export const STRUCTURE = ["currents", "model", "reset"] as const;

/** Inputs that the text suggests. */
export const STORIES = {I: 30, tau: 10} as const;
