/** @file What a reader sets on the page about states: a rollout, and one choice for each thing that a state does. */
import {NEURON_PARAMETERS} from "../firstNeuron/parameters.js";
import type {ChoiceParameter, NumberParameter, ParametersOf} from "../parameters.js";

/** The state of the page; numbers in the units of `STATE_PARAMETERS`. */
export interface StateValues {
  steps: number;
  neurons: number;
  I: number;
  gate: number;
  calls: number;
  assigned: string;
  size: string;
  batch: string;
  input: string;
  between: string;
}

/** The length of a step in ms. */
export const DT = 0.1;

/** Values to assign to a state in mV, as code. */
export const ASSIGNED = ["mV([-55])", "V([-0.055])", "mA([1])", "-55", "0"] as const;

export const SIZES = ["1", "4", "[2, 3]"] as const;
export const BATCHES = ["none", "2", "5"] as const;
export const INPUTS = ["one for all", "one a neuron", "one a sample", "of another shape"] as const;

/** What is done between two runs over the same times. */
export const BETWEEN = ["nothing", "reset", "go on in time"] as const;

export const STATE_PARAMETERS: ParametersOf<StateValues> = {
  steps: number("Steps", "", [10, 2000, 10], 2000, "How many steps a rollout has."),
  neurons: number("Neurons", "", [1, 100, 1], 1, "How many neurons are timed."),
  I: NEURON_PARAMETERS.I,
  gate: number("Gate", "mV", [-60, -50, 0.5], -55, "Below this potential the neuron gets twice the current."),
  calls: number("Calls", "", [1, 12, 1], 5, "How often the step that counts is called."),
  assigned: choice("Assign to V", ASSIGNED, "V([-0.055])", "What is assigned to a state in mV."),
  size: choice("Size", SIZES, "[2, 3]", "The shape of the population, or the number of its neurons."),
  batch: choice("Batch", BATCHES, "5", "How many samples run side by side."),
  input: choice("Current", INPUTS, "one a sample", "How the input current is given."),
  between: choice("Before the second run", BETWEEN, "nothing", "What is done before the times are run again."),
};

/** The controls that stay in view, and those of the shapes. */
export const MAIN = ["steps", "neurons", "I"] as const;
export const SHAPES = ["size", "batch", "input"] as const;

/** Settings that the text suggests for a rollout. */
export const STORIES = {
  storyShort: {steps: 100, neurons: 1},
  storyLong: {steps: 2000, neurons: 1},
  storyMany: {steps: 1000, neurons: 100},
} as const satisfies Readonly<Record<string, Partial<StateValues>>>;

function number(
  label: string,
  unit: string,
  [min, max, step]: readonly [min: number, max: number, step: number],
  initial: number,
  meaning: string,
): NumberParameter {
  return {kind: "number", label, symbol: "", unit, min, max, step, initial, meaning};
}

function choice(label: string, options: readonly string[], initial: string, meaning: string): ChoiceParameter {
  return {kind: "choice", label, options, initial, meaning};
}
