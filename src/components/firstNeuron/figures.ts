/** @file The figures of Tutorial 1: from what the listings computed to an element. */
import {Hz, linspace, mA, mV, ms, quantity, type Voltage} from "spikeloop";
import {fICurve, membraneTrace, type Range} from "spikeloop/visualize";
import * as visualize from "spikeloop/visualize";
import type {Plot} from "@observablehq/plot";
import {runListing} from "../runListing.js";
import {listing} from "./listings.js";
import {SWEEP, type NeuronValues} from "./parameters.js";
import type {Recording, Rollout, Sweep} from "./rollout.js";
import {rate, rheobase, steadyPotential} from "./theory.js";
import {spikeTrain} from "./trains.js";

/** The neuron under the reader's current: V, its spikes, and the levels that explain it. */
export function drivenFigure({values, driven}: Rollout, width: number, height: number): HTMLElement {
  return traceFigure(driven, values.I, {
    values,
    yDomain: limits(values, driven.V.toDecimal(mV), [values.I]),
    width,
    height,
  });
}

/** The same neuron under the reader's current and the weaker one, from where the start-up spikes end, on one scale. */
export function comparedFigure(
  {values, driven, weak}: Rollout,
  which: "driven" | "weak",
  width: number,
  height: number,
): HTMLElement {
  const settled = {driven: afterStart(driven, values), weak: afterStart(weak, values)};
  const V = [settled.driven, settled.weak].flatMap((recording) => [...recording.V.toDecimal(mV)]);
  const yDomain = limits(values, V, [values.I, values.weak]);
  return traceFigure(settled[which], which === "weak" ? values.weak : values.I, {values, yDomain, width, height});
}

interface TraceLayout {
  readonly values: NeuronValues;
  readonly yDomain: Range<Voltage>;
  readonly width: number;
  readonly height: number;
}

function traceFigure({times, V, spikes}: Recording, current: number, {values, ...layout}: TraceLayout): HTMLElement {
  return membraneTrace({
    times,
    V,
    spikes,
    threshold: {label: "V_th", value: mV(values.V_th)},
    levels: [{label: "V_rest + R I", value: mV(steadyPotential(values, current))}],
    xDomain: [ms(0), ms(values.duration)],
    ariaLabel: `V over time at ${String(current)} mA`,
    ...layout,
  });
}

/** A recording without its start-up spikes, which tower above the rest. */
function afterStart(recording: Recording, values: NeuronValues): Recording {
  const from = spikeTrain(recording, values).startup.length;
  return {
    times: ms(recording.times.toDecimal(ms).subarray(from)),
    V: mV(recording.V.toDecimal(mV).subarray(from)),
    spikes: quantity(recording.spikes.toDecimal().subarray(from), ""),
  };
}

/** Limits in steps of 10 mV that hold V and the levels of some currents, so that a moving control rarely rescales the axis. */
function limits(values: NeuronValues, V: Iterable<number>, currents: readonly number[]): Range<Voltage> {
  const levels = [values.V_th, values.V_reset, ...currents.map((current) => steadyPotential(values, current))];
  let [low, high] = [Math.min(...levels), Math.max(...levels)];
  for (const v of V) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return [mV(Math.floor((low - 2) / 10) * 10), mV(Math.ceil((high + 2) / 10) * 10)];
}

/** What the listing that draws two panels displays. */
export function drawnFigure({scope, values}: Rollout, width: number): HTMLElement {
  const shown: HTMLElement[] = [];
  const display = (node: HTMLElement): void => void shown.push(node);
  runListing(listing("draw", values), {...scope, width, display}, {"spikeloop/visualize": visualize});
  return shown[0] as HTMLElement;
}

/** The simulated f-I curve, the closed form over it, the rheobase, and where the reader is. */
export function sweepFigure(
  {currents, rates}: Sweep,
  values: NeuronValues,
  width: number,
  height: number,
): HTMLElement {
  const fine = linspace(mA(SWEEP.from), mA(SWEEP.to), 2 * SWEEP.neurons - 1);
  const closed = Array.from(fine.toDecimal(mA), (current) => rate(values, current));
  const here = rate(values, values.I);
  const highest = Math.max(...rates.toDecimal(Hz), ...closed, 1);
  return fICurve({
    current: currents,
    rate: rates,
    analytic: {current: fine, rate: quantity(closed, "Hz")},
    rheobase: mA(rheobase(values)),
    marked: {current: mA(values.I), rate: Hz(here), label: `${String(values.I)} mA`},
    yDomain: [Hz(0), Hz(Math.ceil((highest * 1.05) / 50) * 50)],
    xDomain: [mA(SWEEP.from), mA(SWEEP.to)],
    width,
    height,
  });
}

/** Makes a click on the f-I curve ask for the current under the pointer. */
export function onCurrentClick(figure: HTMLElement, ask: (current: number) => void): void {
  const svg = figure.querySelector<SVGSVGElement & {scale?: Plot["scale"]}>("svg[role=img]");
  const scale = svg?.scale?.("x");
  if (svg == null || scale?.invert === undefined) return;
  svg.style.cursor = "pointer";
  svg.addEventListener("click", (event) => {
    const {left, width} = svg.getBoundingClientRect();
    const x = ((event.clientX - left) / width) * svg.viewBox.baseVal.width;
    ask(Math.round((scale.invert as (x: number) => number)(x) * 10) / 10);
  });
}
