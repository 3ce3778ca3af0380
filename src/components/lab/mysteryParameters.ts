/** @file The state of the mystery neuron: which neuron it is, the current it gets, and what the reader has written. */
import {initialValues, type NumberParameter} from "../parameters.js";

/** What is hidden, in the order of the fields: each can be measured with those before it. */
export const HIDDEN = ["V_rest", "R", "tau", "V_th", "V_reset", "tau_ref"] as const;

export type HiddenName = (typeof HIDDEN)[number];

/** What each is called and measured in, and a number that it could be but is not. */
export const HIDDEN_WORDS = {
  V_rest: {label: "Resting potential", unit: "mV", example: -50},
  R: {label: "Resistance", unit: "ohm", example: 5},
  tau: {label: "Time constant", unit: "ms", example: 50},
  V_th: {label: "Threshold", unit: "mV", example: -30},
  V_reset: {label: "Reset potential", unit: "mV", example: -90},
  tau_ref: {label: "Refractory period", unit: "ms", example: 10},
} as const satisfies Record<HiddenName, {label: string; unit: string; example: number}>;

type Guesses = Record<`guess_${HiddenName}`, number>;

export interface MysteryValues extends Guesses {
  mystery: number;
  mysteryI: number;
  mysteryShown: number;
}

/** How far from 0 a guess may be: far enough for one whose unit is wrong by a factor of a million. */
const FAR = 1e9;

/** A field whose number nobody has written yet holds 0, which none of the six is. */
export const NO_GUESS = 0;

const guesses = Object.fromEntries(HIDDEN.map((name) => [`guess_${name}`, guessParameter(name)])) as Record<
  keyof Guesses,
  NumberParameter
>;

export const MYSTERY_PARAMETERS: Record<keyof MysteryValues, NumberParameter> = {
  mystery: {
    kind: "number",
    label: "Mystery neuron",
    symbol: "",
    unit: "",
    min: 1,
    max: 9999,
    step: 1,
    initial: 1,
    meaning: "Which mystery neuron it is: its constants are drawn from this number.",
  },
  mysteryI: {
    kind: "number",
    label: "Step current",
    symbol: "",
    spoken: "the step current",
    unit: "mA",
    min: 0,
    max: 60,
    step: 0.5,
    initial: 5,
    meaning: "The current that the mystery neuron gets from its onset on.",
  },
  mysteryShown: {
    kind: "number",
    label: "Constants shown",
    symbol: "",
    unit: "",
    min: 0,
    max: 2 ** HIDDEN.length - 1,
    step: 1,
    initial: 0,
    meaning: "Which of the six were asked for, as bits in the order of the fields.",
  },
  ...guesses,
};

/** How a guess is read and kept. */
export function guessParameter(name: HiddenName, initial: number = NO_GUESS): NumberParameter {
  const {label, unit} = HIDDEN_WORDS[name];
  const meaning = `Your guess of the ${label.toLowerCase()} of the mystery neuron.`;
  return {kind: "number", label, symbol: name, unit, min: -FAR, max: FAR, step: 1, initial, meaning};
}

/** The six guesses; 0 for one that nobody has made. */
export function guessesOf(values: MysteryValues): Readonly<Record<HiddenName, number>> {
  return Object.fromEntries(HIDDEN.map((name) => [name, values[`guess_${name}`]])) as Record<HiddenName, number>;
}

/** Whether the reader asked to be shown one. */
export function isShown({mysteryShown}: MysteryValues, name: HiddenName): boolean {
  return (mysteryShown & bitOf(name)) !== 0;
}

/** What makes one more shown. */
export function showing({mysteryShown}: MysteryValues, name: HiddenName): Partial<MysteryValues> {
  return {mysteryShown: mysteryShown | bitOf(name)};
}

const bitOf = (name: HiddenName): number => 1 << HIDDEN.indexOf(name);

/** What makes the next neuron of it, with nothing written. */
export function nextMystery({mystery}: MysteryValues): Partial<MysteryValues> {
  const {max} = MYSTERY_PARAMETERS.mystery;
  return {...initialValues<MysteryValues>(MYSTERY_PARAMETERS), mystery: mystery >= max ? 1 : Math.floor(mystery) + 1};
}
