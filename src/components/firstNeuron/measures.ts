/** @file What Tutorial 1 sets beside its formulas: the way of one time constant, the interval in the trace, the f-I curve in words. */
import {mV} from "spikeloop";
import {withUnit} from "../parameters.js";
import {NEURON_PARAMETERS, SWEEP, type NeuronValues} from "./parameters.js";
import type {Rollout} from "./rollout.js";
import {afterOneTau, interval, rate, rheobase, steadyPotential} from "./theory.js";
import {spikeTrain} from "./trains.js";

/** A membrane resistance of a real neuron, in megaohms. */
const REAL_RESISTANCE = 100;

/** The time constants that links of the page try. */
const TAU_STORIES = {
  shortTau: withUnit(10, "ms"),
  longTau: withUnit(40, "ms"),
  initialTau: withUnit(NEURON_PARAMETERS.tau.initial, "ms"),
};

/** The sentences about them, by the names they have in the page. */
export function measureValues(rollout: Rollout): Readonly<Record<string, string>> {
  const {values} = rollout;
  const drop = values.R * values.I;
  return {
    tauStory: tauStory(rollout),
    tauShare: withUnit(Math.round(100 * (1 - Math.exp(-1))), "%"),
    ...TAU_STORIES,
    tauPotential: withUnit(afterOneTau(values, values.weak, values.V_reset).toFixed(2), "mV"),
    intervalStory: intervalStory(rollout),
    curveStory: curveStory(values),
    drive: withUnit(tidy(drop), "mV"),
    realResistance: withUnit(REAL_RESISTANCE, "MΩ"),
    // a mV through a megaohm is a nA
    realCurrent: withUnit(tidy((drop / REAL_RESISTANCE) * 1000), "pA"),
  };
}

/** When the climb has gone 63 % of its way: the end of the first step there, in ms; null where the trace never is. */
export function climbTime({values, climb}: Rollout): number | null {
  const {weak, V_reset, dt} = values;
  const wanted = afterOneTau(values, weak, V_reset);
  const up = wanted > V_reset;
  // rounding may leave V a hair on this side of a place that it has reached
  const step = climb.toDecimal(mV).findIndex((V) => (up ? V >= wanted - HAIR : V <= wanted + HAIR));
  return step === -1 ? null : (step + 1) * dt;
}

/** In mV: more than float32 rounds V by, less than any step that can be seen. */
const HAIR = 1e-4;

function tauStory(rollout: Rollout): string {
  const {weak, V_reset, V_th, tau} = rollout.values;
  const target = steadyPotential(rollout.values, weak);
  const start = `V starts at ${withUnit(V_reset, "mV")}`;
  if (Math.abs(target - V_reset) < HAIR) return `${start}, and that is where it stays: this input moves nothing.`;
  const way = `${start} and heads for V_inf = ${withUnit(tidy(target), "mV")}.`;
  const wanted = afterOneTau(rollout.values, weak, V_reset);
  if (wanted >= V_th) return `${way} On the way it meets the threshold, before it has gone 63 %: it spikes instead.`;
  const formula = `After one tau, ${withUnit(tau, "ms")}, it has gone 63 % of the way: ${withUnit(wanted.toFixed(2), "mV")}.`;
  const time = climbTime(rollout);
  return `${way} ${formula}${time === null ? "" : ` The trace gets there at ${withUnit(tidy(time), "ms")}.`}`;
}

/** The mean time between the spikes that answer the input, in ms; null with fewer than two. */
export function meanInterval({driven, values}: Rollout): number | null {
  const {steady} = spikeTrain(driven, values);
  const [first, last] = [steady[0], steady[steady.length - 1]];
  if (first === undefined || last === undefined || steady.length < 2) return null;
  return ((last - first) * values.dt) / (steady.length - 1);
}

function intervalStory(rollout: Rollout): string {
  const {I, dt, duration} = rollout.values;
  const closed = interval(rollout.values, I);
  const measured = meanInterval(rollout);
  if (closed === Infinity) return "There is no interval: V_inf does not pass the threshold.";
  if (measured === null) {
    const says = `The formula says one spike every ${withUnit(closed.toFixed(1), "ms")}`;
    return `${says}; in ${withUnit(duration, "ms")} the trace has no two of them to measure between.`;
  }
  const apart = Math.abs(measured - closed);
  const numbers = `In the trace the mean interval is ${withUnit(measured.toFixed(2), "ms")}, and 1/f is ${withUnit(closed.toFixed(2), "ms")}`;
  const than = apart <= dt * (1 + 1e-6) ? "less than" : apart.toFixed(2) === dt.toFixed(2) ? "about" : "more than";
  return `${numbers}: ${withUnit(apart.toFixed(2), "ms")} apart, ${than} one step of ${withUnit(dt, "ms")}.`;
}

/** The f-I curve in words, from left to right. */
function curveStory(values: NeuronValues): string {
  const {V_rest, V_th, tau_ref} = values;
  const [limit, to] = [withUnit(Number(rheobase(values).toPrecision(4)), "mA"), withUnit(SWEEP.to, "mA")];
  if (rheobase(values) >= SWEEP.to)
    return `Up to ${to} it is flat: V_inf does not pass the threshold. Firing begins at ${limit}, where the figure has ended.`;
  const flat =
    V_rest >= V_th
      ? "No part of it is flat: V rests at the threshold or above, and any input makes it fire."
      : `Up to ${limit} it is flat: V_inf does not pass the threshold, and there is no spike at all. Then it is steep: just above the threshold V crawls, and a little more current saves much time.`;
  const end = `to ${withUnit(Number(rate(values, SWEEP.to).toPrecision(3)), "Hz")} at ${to}`;
  if (tau_ref === 0) return `${flat} Then it goes on, ${end}, almost straight: no refractory period bends it.`;
  return `${flat} Then it bends over, ${end}: the climb gets short, and the refractory period stays.`;
}

function tidy(x: number): number {
  return Number(x.toPrecision(6));
}
