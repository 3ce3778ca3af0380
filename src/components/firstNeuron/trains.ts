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

export function spikeTrain({V, spikes}: Recording, {V0, V_th, dt}: NeuronValues): SpikeTrain {
  const potential = V.toDecimal(mV);
  const steps = [...spikes.toDecimal()].flatMap((spike, step) => (spike > 0 ? [step] : []));
  const firstGap = steps.findIndex((step, i) => step !== i);
  const startup = V0 >= V_th ? steps.slice(0, firstGap < 0 ? steps.length : firstGap) : [];
  const steady = steps.slice(startup.length);
  const gaps = steady.slice(1).map((step, i) => (step - (steady[i] as number)) * dt);
  // the last spike may have its refractory period cut off by the end
  const held = steady.slice(0, -1).map((step) => heldAfter(potential, step));
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

/** The number of steps after a spike that V stays where the reset put it. */
function heldAfter(potential: Float32Array, spike: number): number {
  let step = spike + 1;
  while (step < potential.length && potential[step] === potential[spike + 1]) step++;
  return step - spike - 1;
}

function range(numbers: readonly number[]): [number, number] | null {
  return numbers.length === 0 ? null : [Math.min(...numbers), Math.max(...numbers)];
}
