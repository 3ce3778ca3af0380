/** @file What a reader sets on the page about units: quantities as texts, what is done with them, a mistake, a current. */
import {NEURON_PARAMETERS} from "../firstNeuron/parameters.js";
import type {ParametersOf, TextParameter} from "../parameters.js";

/** The state of the page. */
export interface UnitsValues {
  q: string;
  a: string;
  operation: string;
  b: string;
  mistake: string;
  I: number;
}

/** The methods that the page puts between two quantities. */
export const OPERATIONS = ["add", "sub", "mul", "div", "lt", "eq"] as const;

export type Operation = (typeof OPERATIONS)[number];

export const MISTAKE_NAMES = [
  "wrong unit",
  "no unit",
  "unlike sum",
  "from text",
  "unit not asked",
  "plus sign",
] as const;

export type MistakeName = (typeof MISTAKE_NAMES)[number];

/** The longest text that is kept. */
export const LONGEST = 60;

export const UNITS_PARAMETERS: ParametersOf<UnitsValues> = {
  q: typed("A quantity", "-65 mV"),
  a: typed("a", "15 uA"),
  operation: {
    kind: "choice",
    label: "Method",
    options: OPERATIONS,
    initial: "mul",
    meaning: "What is done with the two quantities.",
  },
  b: typed("b", "2 kohm"),
  mistake: {
    kind: "choice",
    label: "Mistake",
    options: MISTAKE_NAMES,
    initial: "wrong unit",
    meaning: "Which mistake is made.",
  },
  I: NEURON_PARAMETERS.I,
};

/** Texts that the page suggests to type. */
export const TYPED_STORIES = {
  storyCurrent: "25 mA",
  storyTime: "0.02 s",
  storyResistance: "100 Mohm",
  storyDensity: "5 mS/cm^2",
  storySlope: "3 mV/ms",
  storyHours: "2 h",
  storySlip: "-65 mv",
} as const;

/** Pairs that the page suggests. */
export const COMBINED_STORIES = {
  storyLeft: {a: "1 s", operation: "add", b: "500 ms"},
  storyRight: {a: "500 ms", operation: "add", b: "1 s"},
  storyCell: {a: "100 Mohm", operation: "mul", b: "250 pA"},
  storyNumber: {a: "5 Hz", operation: "mul", b: "200 ms"},
  storyOver: {a: "-65 mV", operation: "div", b: "2 nA"},
  storyLess: {a: "-65 mV", operation: "lt", b: "-0.05 V"},
  storyZero: {a: "-65 mV", operation: "lt", b: "0"},
  storyError: {a: "-65 mV", operation: "add", b: "10 ms"},
  storyEqual: {a: "-65 mV", operation: "eq", b: "10 ms"},
} as const satisfies Readonly<Record<string, {a: string; operation: Operation; b: string}>>;

function typed(label: string, initial: string): TextParameter {
  return {kind: "text", label, longest: LONGEST, initial, meaning: "A number and a unit."};
}
