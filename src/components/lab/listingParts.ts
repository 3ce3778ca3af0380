/** @file Parts that the listings of the lab have in common. */
import * as spikeloop from "spikeloop";
import type {Modules} from "../runListing.js";
import {V_REST, type LabValues} from "./parameters.js";

/** The options of every neuron in the lab; it starts at the reset potential, so no spike is left over from a start above threshold. */
export function optionsText({tau, V_th, V_reset}: LabValues, spk_reset?: "hard"): string {
  return `
const options = {
  tau: ms(${tau}),
  V_th: mV(${V_th}),
  V_rest: mV(${V_REST}),
  V_reset: mV(${V_reset}),
  V_initializer: mV(${V_reset}),${spk_reset === undefined ? "" : `\n  spk_reset: "${spk_reset}",`}
};`.trim();
}

/**
 * What a sweep over `currents` does in a step, for `n` neurons: it counts spikes, and keeps the times of the first and the
 * last, so that a rate can be told from whole intervals.
 */
export function countedSteps(n: number): string {
  return `
  const count = new State(zeros([${n}]));
  const first = new State(full([${n}], ms(1e9)));
  const last = new State(full([${n}], ms(0)));
  const step = (t) => environ.context({t}, () => {
    const fired = neurons.update(currents).gt(0);
    count.value = count.value.add(where(fired, 1, 0));
    first.value = minimum(first.value, where(fired, t, first.value));
    last.value = where(fired, t, last.value);
  });`.slice(1);
}

/** The modules of a listing whose asynchronous loops end when the signal says so. */
export function stoppable(signal: AbortSignal | undefined): Modules {
  const forLoopAsync: typeof spikeloop.forLoopAsync = (step, xs, options) =>
    spikeloop.forLoopAsync(step, xs, {...options, ...(signal === undefined ? {} : {signal})});
  return {spikeloop: {...spikeloop, forLoopAsync}};
}
