/** @file The figures of Tutorial 1: from what the listings computed to an element. */
import {Hz, linspace, mA, mV, ms, quantity} from "spikeloop";
import {fICurve, membraneTrace} from "spikeloop/visualize";
import * as visualize from "spikeloop/visualize";
import {runListing} from "../runListing.js";
import {listing} from "./listings.js";
import {SWEEP, type NeuronValues} from "./parameters.js";
import type {Recording, Rollout, Sweep} from "./rollout.js";
import {rate, rheobase, steadyPotential} from "./theory.js";

/** The neuron under the reader's current: V, its spikes, and the levels that explain it. */
export function drivenFigure(rollout: Rollout, width: number, height: number): HTMLElement {
  return traceFigure(rollout.values, rollout.driven, rollout.values.I, width, height);
}

/** The same neuron under the weaker current. */
export function weakFigure(rollout: Rollout, width: number, height: number): HTMLElement {
  return traceFigure(rollout.values, rollout.weak, rollout.values.weak, width, height);
}

function traceFigure(values: NeuronValues, {times, V, spikes}: Recording, current: number, width: number, height: number): HTMLElement {
  const target = steadyPotential(values, current);
  return membraneTrace({
    times,
    V,
    spikes,
    threshold: {label: "V_th", value: mV(values.V_th)},
    levels: [{label: "V_rest + R I", value: mV(target)}],
    yDomain: potentialDomain(values, V.toDecimal(mV), target),
    xDomain: [ms(0), ms(values.duration)],
    width,
    height,
    ariaLabel: `V over time at ${String(current)} mA`,
  });
}

/** Limits in steps of 10 mV, so that a moving control rarely rescales the axis. */
function potentialDomain({V_th, V_reset}: NeuronValues, V: Float32Array, target: number): [typeof low, typeof low] {
  let [least, most] = [Math.min(V_reset, target), Math.max(V_th, target)];
  for (const v of V) {
    if (v < least) least = v;
    if (v > most) most = v;
  }
  const low = mV(Math.floor((least - 2) / 10) * 10);
  return [low, mV(Math.ceil((most + 2) / 10) * 10)];
}

/** What the listing that draws two panels displays. */
export function drawnFigure({scope, values}: Rollout, width: number): HTMLElement {
  const shown: HTMLElement[] = [];
  const display = (node: HTMLElement): void => void shown.push(node);
  runListing(listing("draw", values), {...scope, width, display}, {"spikeloop/visualize": visualize});
  return shown[0] as HTMLElement;
}

/** The simulated f-I curve, the closed form over it, the rheobase, and where the reader is. */
export function sweepFigure({currents, rates}: Sweep, values: NeuronValues, width: number, height: number): HTMLElement {
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
