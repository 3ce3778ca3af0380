/** @file The rollout that all benchmarks share: LIFRef neurons, each with its own constant current, from V = 0 mV. */

/** What to compute. `count`: the spikes of each neuron. `record`: the potentials and spikes of each step. */
export interface Work {
  readonly kind: "count" | "record";
  readonly lanes: number;
  readonly steps: number;
  /** The current of neuron i is `low + (high - low) i / lanes`, in mA. */
  readonly low: number;
  readonly high: number;
}

/** What was computed, to compare before any time is believed. */
export interface Outcome {
  /** Spikes of all neurons. */
  readonly spikes: number;
  /** The mean over neurons of the last potential, in mV. */
  readonly meanV: number;
  /** `count`: the last potentials; `record`: those of every step. In mV; null where only the mean is known. */
  readonly V: Float32Array | null;
}

/** Milliseconds. */
export const DT = Math.fround(0.1);

/** Voltages in mV, times in ms, resistance in ohm. */
export const PARAMETERS = {V_th: -50, V_reset: -60, V_rest: -60, R: 1, tau: 20, tau_ref: 5} as const;

/** When every neuron last spiked, before the first step; in ms. */
export const NEVER = -1e7;

/** The coefficient of exponential Euler, dt exprel(-dt / tau), as float32 arithmetic rounds it. */
export const COEFFICIENT = Math.fround(DT * Math.fround(exprel(Math.fround(DT * Math.fround(-1 / PARAMETERS.tau)))));

function exprel(z: number): number {
  return Math.expm1(z) / z;
}

/** The currents of a work, in mA, computed in float32. */
export function currentsOf({lanes, low, high}: Work): Float32Array {
  const {fround} = Math;
  return Float32Array.from({length: lanes}, (_, i) => low + fround(fround(fround(high - low) * i) / lanes));
}

/** The outcome for what a loop leaves in its arrays. */
export function outcomeOf(
  lanes: number,
  spikes: ArrayLike<number>,
  lastV: ArrayLike<number>,
  V: Float32Array,
): Outcome {
  const total = (array: ArrayLike<number>) =>
    Array.prototype.reduce.call(array, (sum, x) => Number(sum) + Number(x), 0);
  return {spikes: Number(total(spikes)), meanV: Number(total(lastV)) / lanes, V};
}
