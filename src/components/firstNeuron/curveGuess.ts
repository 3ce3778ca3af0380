/** @file The reader's f-I curve beside the neuron's: where its points stand, how far it is off, and what to say about it. */
import {Hz, mA} from "spikeloop";
import {withUnit} from "../parameters.js";
import {SWEEP, type NeuronValues} from "./parameters.js";
import type {Sweep} from "./rollout.js";
import {rate, rheobase} from "./theory.js";

/** The currents at which the reader says a rate, in mA. */
export const GUESSED_AT: readonly number[] = Array.from({length: 11}, (_, i) => SWEEP.from + (i * SWEEP.to) / 10);

/** How far a key moves a point, in Hz. */
export const GUESS_STEP = 5;

/** What a reader drew: a rate in Hz at each of `GUESSED_AT`. */
export type Guess = readonly number[];

/** The upper end of the axis to draw on, in Hz: the same for most settings, so that it says little about the curve. */
export function guessCeiling(values: NeuronValues): number {
  return Math.max(200, 100 * Math.ceil((1.2 * rate(values, SWEEP.to)) / 100));
}

/** The guess at a current, on the straight line between two of its points. */
export function guessAt(guess: Guess, current: number): number {
  const place = (Math.min(SWEEP.to, Math.max(SWEEP.from, current)) - SWEEP.from) / (SWEEP.to / 10);
  const before = Math.min(GUESSED_AT.length - 2, Math.floor(place));
  const [left = 0, right = 0] = guess.slice(before, before + 2);
  return left + (right - left) * (place - before);
}

export interface Gap {
  /** The distance of the two curves, averaged over all currents of the sweep, in Hz. */
  readonly mean: number;
  /** The current at which they are furthest apart, in mA, and both rates there, in Hz. */
  readonly worst: {readonly current: number; readonly guessed: number; readonly simulated: number};
}

export function gapOf(guess: Guess, {currents, rates}: Sweep): Gap {
  const simulated = rates.toDecimal(Hz);
  const points = Array.from(currents.toDecimal(mA), (current, i) => {
    return {current, guessed: guessAt(guess, current), simulated: simulated[i] as number};
  });
  const off = ({guessed, simulated: made}: Gap["worst"]): number => Math.abs(guessed - made);
  const worst = points.reduce((most, point) => (off(point) > off(most) ? point : most));
  return {mean: points.reduce((sum, point) => sum + off(point), 0) / points.length, worst};
}

/** A mean gap up to this share of the curve's mean rate is close; up to the second, near. */
const CLOSE = [0.1, 0.3] as const;

/** What to say about a guess, kindly and in numbers. */
export function gapStory(guess: Guess, sweep: Sweep, values: NeuronValues): string {
  const {mean, worst} = gapOf(guess, sweep);
  const rates = sweep.rates.toDecimal(Hz);
  const scale = Math.max(10, rates.reduce((sum, one) => sum + one, 0) / rates.length);
  const praise =
    mean <= CLOSE[0] * scale
      ? "Very close."
      : mean <= CLOSE[1] * scale
        ? "A good guess."
        : "Now you have something to compare: that is what a guess is for.";
  const gap = `On average your curve is ${withUnit(mean.toFixed(1), "Hz")} from the neuron's.`;
  const {current, guessed, simulated} = worst;
  const at = withUnit(Number(current.toFixed(1)), "mA");
  const most = `They differ most at ${at}: you drew ${withUnit(guessed.toFixed(0), "Hz")}, the neuron makes ${withUnit(simulated.toFixed(0), "Hz")}.`;
  const limit = rheobase(values);
  const why =
    current <= limit && guessed > simulated
      ? ` There V settles below the threshold, and nothing below ${withUnit(Number(limit.toPrecision(4)), "mA")} makes it fire.`
      : "";
  return `${praise} ${gap} ${most}${why}`;
}
