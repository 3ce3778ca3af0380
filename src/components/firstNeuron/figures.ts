/** @file The traces of Tutorial 1: from what the listings computed to an element. */
import {mV, ms, quantity, type Voltage} from "spikeloop";
import {membraneTrace, type Range} from "spikeloop/visualize";
import * as visualize from "spikeloop/visualize";
import {parameterTexts, withTools} from "../figureTools/subject.js";
import {runListing} from "../runListing.js";
import {climbFigure} from "./climbFigure.js";
import {listing} from "./listings.js";
import {MAIN, NEURON_PARAMETERS, type NeuronValues} from "./parameters.js";
import type {Recording, Rollout} from "./rollout.js";
import {steadyPotential} from "./theory.js";
import {spikeTrain} from "./trains.js";

/** The neuron under the reader's current: V, its spikes, and the levels that explain it. */
export function drivenFigure({values, driven}: Rollout, width: number, height: number): HTMLElement {
  return traceFigure(driven, values.I, {
    figure: "driven",
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
  const figure = which === "weak" ? "weak" : "settled";
  return traceFigure(settled[which], values[which === "weak" ? "weak" : "I"], {figure, values, yDomain, width, height});
}

interface TraceLayout {
  readonly figure: string;
  readonly values: NeuronValues;
  readonly yDomain: Range<Voltage>;
  readonly width: number;
  readonly height: number;
}

function traceFigure(
  {times, V, spikes}: Recording,
  current: number,
  {figure, values, ...layout}: TraceLayout,
): HTMLElement {
  const ariaLabel = `V over time at ${String(current)} mA`;
  const drawn = membraneTrace({
    times,
    V,
    spikes,
    threshold: {label: "V_th", value: mV(values.V_th)},
    levels: [{label: "V_inf", value: mV(steadyPotential(values, current))}],
    xDomain: [ms(0), ms(values.duration)],
    ariaLabel,
    ...layout,
  });
  return tooled(drawn, figure, ariaLabel, values, figure === "weak" ? ["weak", "tau", "V_th"] : MAIN);
}

/** Asks for tools beside a figure of this page. @param keys the parameters that the names of its files say */
export function tooled(
  drawn: HTMLElement,
  figure: string,
  title: string,
  values: NeuronValues,
  keys: readonly (keyof NeuronValues)[],
): HTMLElement {
  const parameters = parameterTexts(NEURON_PARAMETERS, values);
  return withTools(drawn, {page: "first-neuron", figure, title: `Your first neuron: ${title}`, parameters, keys});
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
  return tooled(shown[0] as HTMLElement, "drawn", "V and spikes over time", values, MAIN);
}

/** The climb to V_inf, with the way of one time constant marked. */
export function tauFigure(rollout: Rollout, width: number, height: number): HTMLElement {
  const drawn = climbFigure(rollout, width, height);
  return tooled(drawn, "tau", "V on its way to V_inf", rollout.values, ["weak", "tau"]);
}
