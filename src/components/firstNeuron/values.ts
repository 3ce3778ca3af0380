/**
 * @file Every number and every sentence of Tutorial 1 that depends on the reader's values, by the name it has in the
 * page (`<span data-value="totalSpikes">`). The text of the page holds the same for the defaults, and a test compares.
 */
import {Hz, mA} from "spikeloop";
import {withUnit, type Parameter} from "../parameters.js";
import {NEURON_PARAMETERS, SWEEP, type NeuronValues} from "./parameters.js";
import type {Rollout, Sweep} from "./rollout.js";
import {ceiling, interval, rate, rheobase, steadyPotential} from "./theory.js";
import {spikeTrain, type SpikeTrain} from "./trains.js";

export type LiveValues = Readonly<Record<string, string>>;

/** What the driven neuron and the weaker one say. */
export function rolloutValues({values, driven, weak}: Rollout): LiveValues {
  const train = spikeTrain(driven, values);
  const weakTrain = spikeTrain(weak, values);
  const {V_th, V_reset} = values;
  return {
    ...parameterValues(values),
    ...trainValues(train),
    ...theoryValues(values),
    steps: String(driven.times.shape[0]),
    shape: `(${driven.V.shape.join(", ")})`,
    resetDrop: withUnit(tidy(V_th - V_reset), "mV"),
    startupStory: startupStory(values, train),
    steadyStory: steadyStory(values, train),
    weakStory: weakStory(values, weakTrain),
  };
}

/** What the f-I curve says about the reader's current. */
export function sweepValues({currents, rates}: Sweep, values: NeuronValues): LiveValues {
  const {neurons, from, to, duration} = SWEEP;
  const steps = Math.round(duration / values.dt);
  const nearest = nearestIndex(currents.toDecimal(mA), values.I);
  const simulated = rates.toDecimal(Hz)[nearest] as number;
  return {
    simulatedRate: withUnit(tidy(simulated), "Hz"),
    sweepNeurons: String(neurons),
    sweepFrom: withUnit(from, "mA"),
    sweepTo: withUnit(to, "mA"),
    sweepDuration: withUnit(duration, "ms"),
    sweepSteps: String(steps),
    sweepUpdates: `${tidy((neurons * steps) / 1e6, 2)} million`,
    sweepRecord: withUnit(tidy((neurons * steps * 4) / 1e6, 2), "MB"),
    sweepCounts: withUnit(tidy((neurons * 4) / 1e3, 2), "kB"),
  };
}

/** What this run cost: different every time, so the page as it is served shows none of it. */
export function measuredValues({report, compiled}: Rollout): LiveValues {
  return {
    backend: report.backend === "wasm" ? "WebAssembly" : report.backend,
    loopTime: withUnit((report.prepareTime + report.runTime).toFixed(2), "ms"),
    compiledNow: count(compiled, "compile"),
  };
}

/** How many programs the page has compiled, in words. */
export function compilesTotal(compiles: number): string {
  return count(compiles, "compile");
}

function parameterValues(values: NeuronValues): LiveValues {
  const entries = Object.entries<Parameter>(NEURON_PARAMETERS).map(([name, parameter]) => {
    const value = values[name as keyof NeuronValues];
    return [name, parameter.kind === "number" ? withUnit(value, parameter.unit) : String(value)];
  });
  const {V_rest, R} = values;
  return {
    ...(Object.fromEntries(entries) as LiveValues),
    initialV0: withUnit(NEURON_PARAMETERS.V0.initial, "mV"),
    initialI: withUnit(NEURON_PARAMETERS.I.initial, "mA"),
    restTerm: `${V_rest < 0 ? "−" : "+"} ${withUnit(Math.abs(V_rest), "mV")}`,
    ohms: withUnit(R, "Ω"),
  };
}

function trainValues({steps, startup, steady, intervals, held, peak}: SpikeTrain): LiveValues {
  return {
    totalSpikes: String(steps.length),
    startupSpikes: String(startup.length),
    steadySpikes: String(steady.length),
    measuredInterval: intervals === null ? "no interval" : span(intervals, 1, "ms"),
    peakStory:
      peak === null
        ? "With these settings there is no steady spike to see it at."
        : `Its highest steady spike is at ${withUnit(peak.toFixed(2), "mV")}.`,
    heldStory:
      held === null
        ? "With these settings there is no steady spike to count it at."
        : `Counted from this trace, V stands still for ${span(held, 0, "steps")} after a spike.`,
  };
}

function theoryValues(values: NeuronValues): LiveValues {
  const gap = interval(values, values.I);
  return {
    steadyPotential: withUnit(tidy(steadyPotential(values, values.I)), "mV"),
    weakSteadyPotential: withUnit(tidy(steadyPotential(values, values.weak)), "mV"),
    closedInterval: gap === Infinity ? "∞" : withUnit(gap.toFixed(1), "ms"),
    closedRate: withUnit(tidy(rate(values, values.I), 3), "Hz"),
    rheobase: withUnit(tidy(rheobase(values), 4), "mA"),
    justAbove: withUnit(justAbove(values), "mA"),
    ceiling: values.tau_ref === 0 ? "no ceiling" : withUnit(tidy(ceiling(values)), "Hz"),
  };
}

/** The first current of the slider above the rheobase, in mA. */
export function justAbove(values: NeuronValues): number {
  return tidy(Math.floor(rheobase(values) * 10 + 1e-6) / 10 + 0.1);
}

function startupStory({V0, V_th, V_reset, reset}: NeuronValues, {startup}: SpikeTrain): string {
  const start = `V starts at ${withUnit(V0, "mV")}`;
  const threshold = `the threshold of ${withUnit(V_th, "mV")}`;
  if (V0 < V_th) return `${start}, below ${threshold}, so there is no start-up spike.`;
  if (reset === "hard") {
    return `${start}, above ${threshold}. A hard reset sets it to ${withUnit(V_reset, "mV")} before the first step, so there is no start-up spike.`;
  }
  if (startup.length === 0)
    return `${start}, above ${threshold}. The first soft reset brings it below, so there is no start-up spike.`;
  return `${start}, above ${threshold}. A soft reset takes ${withUnit(tidy(V_th - V_reset), "mV")} off, V is still above the threshold, and the neuron fires again: ${count(startup.length, "spike")}, at ${startup.length === 1 ? "step" : "steps"} ${startup.slice(0, 8).join(", ")}${startup.length > 8 ? ", …" : ""}.`;
}

function steadyStory(values: NeuronValues, {steady, intervals}: SpikeTrain): string {
  if (intervals !== null)
    return `Then ${count(steady.length, "spike")} at a steady pace, one every ${span(intervals, 1, "ms")}.`;
  if (steady.length === 1) return "Then one more spike, and the time is over.";
  const target = withUnit(tidy(steadyPotential(values, values.I)), "mV");
  return `Then silence, on the way to V_rest + R I = ${target}.`;
}

function weakStory({weak, V_th, ...values}: NeuronValues, {steady, startup, last}: SpikeTrain): string {
  const end = `V ends at ${withUnit(last.toFixed(2), "mV")}`;
  const target = withUnit(tidy(steadyPotential({weak, V_th, ...values}, weak)), "mV");
  if (steady.length > 0)
    return `${withUnit(weak, "mA")} is not below threshold: ${count(steady.length, "spike")} after the start.`;
  const first = startup.length === 0 ? "No spike." : `After the ${count(startup.length, "start-up spike")}, none.`;
  return `${first} ${end}; it tends to ${target}, and the threshold is ${withUnit(V_th, "mV")}.`;
}

function nearestIndex(numbers: Float32Array, to: number): number {
  let nearest = 0;
  numbers.forEach((x, i) => {
    if (Math.abs(x - to) < Math.abs((numbers[nearest] as number) - to)) nearest = i;
  });
  return nearest;
}

function span([low, high]: readonly [number, number], decimals: number, unit: string): string {
  const [from, to] = [low.toFixed(decimals), high.toFixed(decimals)];
  return withUnit(from === to ? from : `${from} to ${to}`, unit);
}

/** Without the rounding noise of binary fractions. */
function tidy(x: number, digits = 6): number {
  return Number(x.toPrecision(digits));
}

function count(n: number, noun: string): string {
  return `${n === Infinity ? "no" : String(n)}\u00a0${noun}${n === 1 ? "" : "s"}`;
}
