/**
 * @file Every number and every sentence of Tutorial 1 that depends on the reader's values, by the name it has in the
 * page (`<span data-value="totalSpikes">`). The text of the page holds the same for the defaults, and a test compares.
 */
import {Hz, mA} from "spikeloop";
import {nounFor, withUnit, type Parameter} from "../parameters.js";
import {NEURON_PARAMETERS, SWEEP, type NeuronValues} from "./parameters.js";
import {measureValues} from "./measures.js";
import type {Rollout, Sweep} from "./rollout.js";
import {ceiling, interval, rate, rheobase, steadyPotential} from "./theory.js";
import {firstReset, spikeTrain, type SpikeTrain} from "./trains.js";

export type LiveValues = Readonly<Record<string, string>>;

/** What the driven neuron and the weaker one say. */
export function rolloutValues(rollout: Rollout): LiveValues {
  const {values, driven, weak} = rollout;
  const train = spikeTrain(driven, values);
  const weakTrain = spikeTrain(weak, values);
  const {V_th, V_reset} = values;
  return {
    ...parameterValues(values),
    ...trainValues(train),
    ...theoryValues(values),
    ...measureValues(rollout),
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
  const {neurons, duration} = SWEEP;
  const steps = Math.round(duration / values.dt);
  const nearest = nearestIndex(currents.toDecimal(mA), values.I);
  const simulated = rates.toDecimal(Hz)[nearest] as number;
  return {
    simulatedRate: withUnit(tidy(simulated), "Hz"),
    sweepNeurons: String(neurons),
    sweepDuration: withUnit(duration, "ms"),
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
    spikesWord: nounFor(steps.length, "spike"),
    startupSpikes: String(startup.length),
    steadySpikes: String(steady.length),
    measuredInterval: intervals === null ? "no interval" : span(intervals, 1, "ms"),
    peakStory:
      peak === null
        ? "With these settings there is no steady spike to see it at."
        : `Its highest steady spike is at ${withUnit(peak.toFixed(2), "mV")}.`,
    heldStory:
      held === null
        ? "With these settings there are no two steady spikes to count it between."
        : `Counted from this trace, V stands still for ${span(held, 0, held[1] === 1 && held[0] === 1 ? "step" : "steps")} after a spike.`,
  };
}

function theoryValues(values: NeuronValues): LiveValues {
  const gap = interval(values, values.I);
  return {
    steadyPotential: withUnit(tidy(steadyPotential(values, values.I)), "mV"),
    weakSteadyPotential: withUnit(tidy(steadyPotential(values, values.weak)), "mV"),
    sweepTo: withUnit(SWEEP.to, "mA"),
    closedInterval: gap === Infinity ? "∞" : withUnit(gap.toFixed(1), "ms"),
    closedRate: withUnit(tidy(rate(values, values.I), 3), "Hz"),
    rheobase: withUnit(tidy(rheobase(values), 4), "mA"),
    justAbove: withUnit(justAbove(values), "mA"),
    rheobaseStory: rheobaseStory(values),
    ceilingStory:
      values.tau_ref === 0
        ? "Without a refractory period nothing but the time step limits it."
        : `At most ${withUnit(tidy(ceiling(values)), "Hz")} is possible: one spike each refractory period.`,
  };
}

/** The first current of the slider above the rheobase, in mA. */
export function justAbove(values: NeuronValues): number {
  return tidy(Math.floor(rheobase(values) * 10 + 1e-6) / 10 + 0.1);
}

/** Whether the slider of the current goes to just above the rheobase. */
export function isReachable(values: NeuronValues): boolean {
  return justAbove(values) <= NEURON_PARAMETERS.I.max;
}

function rheobaseStory(values: NeuronValues): string {
  if (values.V_rest > values.V_th) return "Here V rests above the threshold: the neuron fires with no current at all.";
  const above = justAbove(values);
  const late = `it fires, late and slowly: the closed form says one spike every ${withUnit(interval(values, above).toFixed(1), "ms")}`;
  const tried = isReachable(values) ? "Try both, and look at the count:" : "That is beyond the end of the slider.";
  return `At exactly that current V creeps up to the threshold and never gets there. A little more, ${withUnit(above, "mA")}, and ${late}. ${tried}`;
}

function startupStory(values: NeuronValues, {startup, unbroken}: SpikeTrain): string {
  const {V0, V_th, V_reset, reset} = values;
  const start = `V starts at ${withUnit(V0, "mV")}, ${side(V0, V_th)} the threshold of ${withUnit(V_th, "mV")}`;
  const none = "so there is no start-up spike.";
  if (V0 < V_th) return `${start}, ${none}`;
  if (reset === "hard")
    return `${start}. A hard reset sets it to ${withUnit(V_reset, "mV")} before the first step, ${none}`;
  const left = tidy(firstReset(values));
  if (left < V_th) return `${start}. The first soft reset brings it below, ${none}`;
  const taken = `${start}. A soft reset takes ${withUnit(tidy(V_th - V_reset), "mV")} off`;
  if (unbroken) return `${taken}, but every step ends in a spike, and nothing tells start-up spikes from the others.`;
  if (startup.length === 0) return `${taken}, and by the end of the first step V is below, ${none}`;
  const [fires, places] = startup.length === 1 ? ["fires", "step"] : ["fires again", "steps"];
  const listed = `${startup.slice(0, 8).join(", ")}${startup.length > 8 ? ", …" : ""}`;
  return `${taken}, V is still ${side(left, V_th)} the threshold, and the neuron ${fires}: ${count(startup.length, "spike")}, at ${places} ${listed}.`;
}

function side(V: number, V_th: number): string {
  return V < V_th ? "below" : V === V_th ? "at" : "above";
}

function steadyStory(values: NeuronValues, {steady, intervals, unbroken}: SpikeTrain): string {
  if (unbroken) return `It makes ${count(steady.length, "spike")}, one at each step.`;
  const answer = `the neuron's answer to ${withUnit(values.I, "mA")}.`;
  if (intervals !== null) {
    const [low, high] = intervals;
    // a spike waits for the end of its step, so even a steady pace may vary by a step or two
    if (high - low < 2.5 * values.dt)
      return `Then ${count(steady.length, "spike")} at a steady pace, one every ${span(intervals, 1, "ms")}. These are ${answer}`;
    return `Then ${count(steady.length, "spike")}, unevenly, ${span(intervals, 1, "ms")} apart. These are ${answer}`;
  }
  if (steady.length === 1) return `Then one spike, and no other before the time is over. It is ${answer}`;
  const target = withUnit(tidy(steadyPotential(values, values.I)), "mV");
  return `Then silence, on the way to V_inf = ${target}.`;
}

function weakStory(values: NeuronValues, {steady, startup, unbroken, last}: SpikeTrain): string {
  const {weak, V_th} = values;
  const end = `V ends at ${withUnit(last.toFixed(2), "mV")}`;
  const target = withUnit(tidy(steadyPotential(values, weak)), "mV");
  if (unbroken) return `Every step ends in a spike. ${end}, and the threshold is ${withUnit(V_th, "mV")}.`;
  if (steady.length > 0) {
    const after = startup.length === 0 ? "" : ` after the ${count(startup.length, "start-up spike")}`;
    return `${withUnit(weak, "mA")} is not below threshold: ${count(steady.length, "spike")}${after}.`;
  }
  const first = startup.length === 0 ? "No spike." : `After the ${count(startup.length, "start-up spike")}, none.`;
  return `${first} ${end}; it tends to V_inf = ${target}, and the threshold is ${withUnit(V_th, "mV")}.`;
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
  return `${n === Infinity ? "no" : String(n)}\u00a0${nounFor(n, noun)}`;
}
