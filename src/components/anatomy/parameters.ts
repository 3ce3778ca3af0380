/** @file What a reader sets on the page about the anatomy of a model: the inputs of its neuron, and the step to look into. */
import {glossaryParameter} from "../glossary/control.js";
import type {ChoiceParameter, NumberParameter, ParametersOf} from "../parameters.js";

/** The state of the page; numbers in the units of `ANATOMY_PARAMETERS`. */
export interface AnatomyValues {
  step: number;
  I: number;
  g: number;
  E: number;
  kick: number;
  electrode: string;
  synapse: string;
  kicks: string;
  layer: string;
  size: string;
  batch: string;
  taus: string;
  bend: number;
  drive: number;
}

/** The classes of the neuron, from the root. */
export const LAYERS = ["Module", "Dynamics", "Neuron", "LIFRef"] as const;

export type Layer = (typeof LAYERS)[number];

/** The constants of the neuron of this page: mV, ms, ohm. Those that are not named are the model's defaults. */
export const NEURON = {R: 1, tau: 20, tau_ref: 2, V_th: -50, V_rest: -60} as const;

/** The run of this page: the number of its steps, and the length of one in ms. */
export const RUN = {steps: 1000, dt: 0.1} as const;

const number = (
  label: string,
  unit: string,
  [min, max, step]: readonly [number, number, number],
  initial: number,
  meaning: string,
  symbol = "",
): NumberParameter => ({kind: "number", label, symbol, unit, min, max, step, initial, meaning});

const choice = (label: string, options: readonly string[], initial: string, meaning: string): ChoiceParameter => ({
  kind: "choice",
  label,
  options,
  initial,
  meaning,
});

export const ANATOMY_PARAMETERS: ParametersOf<AnatomyValues> = {
  step: number("Step", "", [0, RUN.steps - 1, 1], 147, "Which step of the run is looked into."),
  I: glossaryParameter("I", [0, 50, 0.5], 5, {named: false}),
  g: number("Conductance", "S", [0, 0.5, 0.01], 0.2, "How strongly the synapse pulls V towards E.", "g"),
  E: number(
    "Reversal potential",
    "mV",
    [-90, 20, 1],
    0,
    "The reversal potential: where the synapse gives no current.",
    "E",
  ),
  kick: number("Kick", "mV", [-10, 10, 0.5], 3, "What is added to V after a step."),
  electrode: choice(
    "Electrode, an array",
    ["every step", "once", "off"],
    "every step",
    "When the current is registered: anew in every step, once before the first, or not at all.",
  ),
  synapse: choice("Synapse, a function", ["on", "off"], "on", "Whether the function of V is registered."),
  kicks: choice("Kicks, deltas", ["every 100 steps", "once", "off"], "every 100 steps", "When a kick is registered."),
  layer: choice("Layer", LAYERS, "Dynamics", "Which class of the chain is shown."),
  size: choice("Size", ["1", "100", "[2, 3]"], "[2, 3]", "The shape of the population."),
  batch: choice("Batch", ["none", "4"], "none", "How many samples run side by side."),
  taus: choice("tau", ["a scalar", "three values"], "a scalar", "How the time constant is given."),
  bend: number("Strongest leak", "mV", [1, 50, 0.5], 5, "The most that the leak of the reader's model can pull.", "a"),
  drive: number("Current of both", "mA", [0, 20, 0.1], 8, "The current into the two models that are compared."),
};

/** Controls that stay in view, and those of the inputs beside the table. */
export const MAIN = ["step", "I", "kick"] as const;
export const OTHERS = ["electrode", "synapse", "kicks", "g", "E"] as const;
export const SHAPES = ["size", "batch", "taus"] as const;
export const OWN = ["bend", "drive"] as const;
