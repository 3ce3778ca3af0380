/** @file The cells of the map: which one stands for a current and a time constant, and what stands for a cell. */
import {CURRENTS, DT, DURATION, neuronOf, sideOf, TIME_CONSTANTS, type Span, type SweepValues} from "./parameters.js";
import {interval, rate} from "../firstNeuron/theory.js";

/** A cell: its column (the current) and its row (the time constant), with what they stand for in mA and ms. */
export interface Cell {
  readonly column: number;
  readonly row: number;
  readonly I: number;
  readonly tau: number;
}

/** The number of an element of the axis, without the rounding noise of binary fractions. */
export function valueAt({from, to}: Span, index: number, side: number): number {
  return Number((from + ((to - from) * index) / (side - 1)).toPrecision(6));
}

/** The element of the axis that is nearest to a number. */
export function indexOf({from, to}: Span, value: number, side: number): number {
  const index = Math.round(((value - from) / (to - from)) * (side - 1));
  return Math.min(side - 1, Math.max(0, index));
}

/** The cell of a column and a row; those outside are moved to the edge. */
export function cellAt(column: number, row: number, side: number): Cell {
  const [x, y] = [column, row].map((index) => Math.min(side - 1, Math.max(0, Math.round(index)))) as [number, number];
  return {column: x, row: y, I: valueAt(CURRENTS, x, side), tau: valueAt(TIME_CONSTANTS, y, side)};
}

/** The cell that the reader has set. */
export function cellOf(values: SweepValues): Cell {
  const side = sideOf(values);
  return cellAt(indexOf(CURRENTS, values.I, side), indexOf(TIME_CONSTANTS, values.tau, side), side);
}

/** Spikes counted in a sweep as a rate in Hz. */
export const rateOf = (spikes: number): number => (1000 * spikes) / DURATION;

/** What the closed form says of a cell, in Hz. */
export function closedRate(values: SweepValues, {I, tau}: Pick<Cell, "I" | "tau">): number {
  return rate(neuronOf(values, tau), I);
}

/**
 * The least and the most spikes that the closed form allows a cell when its intervals may be a step longer or shorter: a
 * spike waits for the end of its step, a soft reset hands on what V had above the threshold, and the clock of the
 * refractory period is a single-precision number. The first spike comes without a refractory period before it.
 */
export function spikeBounds(values: SweepValues, {I, tau}: Pick<Cell, "I" | "tau">): readonly [number, number] {
  const between = interval(neuronOf(values, tau), I);
  const spikes = (off: number): number => {
    const first = between - values.tau_ref + off;
    return first > DURATION ? 0 : 1 + Math.floor((DURATION - first) / (between + off));
  };
  return [spikes(DT), spikes(-DT)];
}

/** How many cells of the map are not within these bounds. */
export function cellsOutside(values: SweepValues, counts: ArrayLike<number>): number {
  const side = sideOf(values);
  const along = (axis: Span) => Array.from({length: side}, (_, index) => valueAt(axis, index, side));
  const currents = along(CURRENTS);
  let outside = 0;
  for (const [row, tau] of along(TIME_CONSTANTS).entries()) {
    for (const [column, I] of currents.entries()) {
      const count = counts[row * side + column] as number;
      const [least, most] = spikeBounds(values, {I, tau});
      if (count < least || count > most) outside++;
    }
  }
  return outside;
}

/** The upper end of the colour scale in Hz: the fastest cell by the closed form, rounded up to a hundred. */
export function highestColor(values: SweepValues): number {
  const fastest = closedRate(values, {I: CURRENTS.to, tau: TIME_CONSTANTS.from});
  // no neuron can spike more than once a step
  return Math.min(1000 / DT, Math.ceil(fastest / 50) * 50);
}
