/** @file What a recording says about its spikes: which are start-up spikes, how far apart the rest are, how long V is held. */
import {mV} from "spikeloop";
import type {NeuronValues} from "./parameters.js";
import type {Recording} from "./rollout.js";

export interface SpikeTrain {
  /** The steps that ended in a spike. */
  readonly steps: readonly number[];
  /** Of them, those that V0 alone explains: the row from step 0 on in which the reset left V at or above the threshold. */
  readonly startup: readonly number[];
  /** The others. */
  readonly steady: readonly number[];
  /** Whether every step ended in a spike: then nothing tells a start-up spike from the others, and none counts as one. */
  readonly unbroken: boolean;
  /** The shortest and the longest time between steady spikes, in ms; null with fewer than two. */
  readonly intervals: readonly [number, number] | null;
  /** The smallest and the largest number of steps in which V stood still after a steady spike; null without one. */
  readonly held: readonly [number, number] | null;
  /** The highest V at a steady spike, in mV; null without one. */
  readonly peak: number | null;
  /** V at the end of the last step, in mV. */
  readonly last: number;
}

export function spikeTrain({V, spikes}: Recording, values: NeuronValues): SpikeTrain {
  const {dt} = values;
  const potential = V.toDecimal(mV);
  const steps = [...spikes.toDecimal()].flatMap((spike, step) => (spike > 0 ? [step] : []));
  const unbroken = steps.length === potential.length;
  const startup = unbroken ? [] : steps.slice(0, startupRow(potential, steps, values));
  const steady = steps.slice(startup.length);
  const gaps = steady.slice(1).map((step, i) => (step - (steady[i] as number)) * dt);
  // the last spike may have its refractory period cut off by the end
  const held = steady.slice(0, -1).map((step) => heldAfter(potential, step, values));
  return {
    steps,
    startup,
    steady,
    unbroken,
    intervals: range(gaps),
    held: range(held),
    peak: steady.length === 0 ? null : Math.max(...steady.map((step) => potential[step] as number)),
    last: potential[potential.length - 1] as number,
  };
}

/** Where the reset before step 0 leaves V, in mV: V0 itself below the threshold. */
export function firstReset(values: NeuronValues): number {
  return values.V0 < values.V_th ? values.V0 : afterReset(values.V0, values);
}

function afterReset(V: number, {V_th, V_reset, reset}: NeuronValues): number {
  return reset === "hard" ? V_reset : V - (V_th - V_reset);
}

/** How many spikes from step 0 on find V at or above the threshold after the reset, before the step moves it. */
function startupRow(potential: Float32Array, steps: readonly number[], values: NeuronValues): number {
  let from = firstReset(values);
  let row = 0;
  while (steps[row] === row && from >= values.V_th - STILL) from = afterReset(potential[row++] as number, values);
  return row;
}

/** How near V must be to where the reset puts it to count as held there, in mV: more than rounding, less than a step. */
const STILL = 1e-4;

/** The number of steps after a spike in which V is where the reset put it. */
function heldAfter(potential: Float32Array, spike: number, values: NeuronValues): number {
  const from = afterReset(potential[spike] as number, values);
  let step = spike + 1;
  while (step < potential.length && Math.abs((potential[step] as number) - from) < STILL) step++;
  return step - spike - 1;
}

function range(numbers: readonly number[]): [number, number] | null {
  return numbers.length === 0 ? null : [Math.min(...numbers), Math.max(...numbers)];
}
