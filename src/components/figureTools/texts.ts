/** @file Numbers of a figure as texts: what a read-out says at one place, and every digit for a file. */
import type {FigureColumn, FigureData} from "spikeloop/visualize";
import {withUnit} from "../parameters.js";

/** Digits after the point that tell neighbours of an ascending list apart: 1 for steps of 0.1 ms. */
export function stepDecimals(values: ArrayLike<number>): number {
  if (values.length < 2) return 2;
  const step = ((values[values.length - 1] as number) - (values[0] as number)) / (values.length - 1);
  for (let digits = 0; digits < 4; digits++) {
    const scaled = step * 10 ** digits;
    if (Math.round(scaled) >= 1 && Math.abs(scaled - Math.round(scaled)) < 1e-3 * scaled) return digits;
  }
  return 4;
}

/** Digits after the point that a line is read with: none for whole numbers, else two, or about three digits of what it spans. */
export function lineDecimals(values: ArrayLike<number>): number {
  let [lo, hi, whole] = [Infinity, -Infinity, true];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    [lo, hi] = [Math.min(lo, value), Math.max(hi, value)];
    whole &&= Number.isInteger(value);
  }
  if (whole) return 0;
  return Math.min(8, Math.max(2, 3 - Math.ceil(Math.log10(hi - lo || 1))));
}

/** `V = −50.03 mV`; `V = –` where there is no number. */
function said({name, unit, values}: FigureColumn, at: number, decimals: number): string {
  const value = values[at] as number;
  // a number that rounds to zero has no sign
  const text = value.toFixed(decimals).replace(/^-(?=0\.?0*$)/, "");
  return `${name} = ${Number.isFinite(value) ? withUnit(text, unit?.toString() ?? "") : "–"}`;
}

/** What stands at one place of a figure: `t = 15.2 ms, V = −49.96 mV, spike`. */
export function readoutText(all: readonly FigureData[], at: number): string {
  const first = all[0];
  if (first === undefined) return "";
  const lines = all.flatMap(({columns}) => columns.map((column) => said(column, at, lineDecimals(column.values))));
  return [said(first.x, at, stepDecimals(first.x.values)), ...lines, ...spikeTexts(all, at)].join(", ");
}

/** `spike`, or of which neurons where there are several; said once where two drawings show the same spikes. */
function spikeTexts(all: readonly FigureData[], at: number): string[] {
  const found = all
    .flatMap(({spikes}) => (spikes === null ? [] : [spikes]))
    .map((spikes) => {
      const neurons = spikes.neurons.filter((_, i) => spikes.steps[i] === at);
      if (neurons.length === 0) return "";
      if (spikes.population === 1) return "spike";
      if (neurons.length > 3) return `${String(neurons.length)} spikes`;
      return `spike of neuron ${neurons.join(", ")}`;
    });
  return [...new Set(found)].filter((text) => text !== "");
}

/** The shortest decimal that is this float32 and no other. */
export function exactText(x: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(x.toPrecision(digits));
    if (Math.fround(short) === Math.fround(x)) return String(short);
  }
  return String(Number(x.toPrecision(9)));
}

/** The first step of an ascending list whose number is nearest to `value`. */
export function nearestStep(values: ArrayLike<number>, value: number): number {
  let [lo, hi] = [0, values.length - 1];
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if ((values[middle] as number) < value) lo = middle + 1;
    else hi = middle;
  }
  const before = lo - 1;
  return before >= 0 && value - (values[before] as number) <= (values[lo] as number) - value ? before : lo;
}
