/** @file What a recording says about its spikes: which are start-up spikes, how far apart the rest are, how long V is held. */
import {mV} from "spikeloop";
import type {NeuronValues} from "./parameters.js";
import type {Recording} from "./rollout.js";

export interface SpikeTrain {
  /** The steps that ended in a spike. */
  readonly steps: readonly number[];
  /** Of them, the unbroken row from step 0 of a neuron that starts above its threshold. */
  readonly startup: readonly number[];
  /** The others. */
  readonly steady: readonly number[];
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
  const {V0, V_th, dt} = values;
  const potential = V.toDecimal(mV);
  const steps = [...spikes.toDecimal()].flatMap((spike, step) => (spike > 0 ? [step] : []));
  const firstGap = steps.findIndex((step, i) => step !== i);
  const startup = V0 >= V_th ? steps.slice(0, firstGap < 0 ? steps.length : firstGap) : [];
  const steady = steps.slice(startup.length);
  const gaps = steady.slice(1).map((step, i) => (step - (steady[i] as number)) * dt);
  // the last spike may have its refractory period cut off by the end
  const held = steady.slice(0, -1).map((step) => heldAfter(potential, step, values));
  return {
    steps,
    startup,
    steady,
    intervals: range(gaps),
    held: range(held),
    peak: steady.length === 0 ? null : Math.max(...steady.map((step) => potential[step] as number)),
    last: potential[potential.length - 1] as number,
  };
}

/** How near V must be to where the reset puts it to count as held there, in mV: more than rounding, less than a step. */
const STILL = 1e-4;

/** The number of steps after a spike in which V is where the reset put it. */
function heldAfter(potential: Float32Array, spike: number, {V_th, V_reset, reset}: NeuronValues): number {
  const from = reset === "hard" ? V_reset : (potential[spike] as number) - (V_th - V_reset);
  let step = spike + 1;
  while (step < potential.length && Math.abs((potential[step] as number) - from) < STILL) step++;
  return step - spike - 1;
}

function range(numbers: readonly number[]): [number, number] | null {
  return numbers.length === 0 ? null : [Math.min(...numbers), Math.max(...numbers)];
}
