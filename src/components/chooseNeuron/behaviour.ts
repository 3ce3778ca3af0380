/** @file What a run shows, in numbers and in words: intervals, adaptation, bursts, spikes at the start only, ringing. */
import {RUN} from "./parameters.js";
import type {ModelRun} from "./run.js";

export type Behaviour = "tonic" | "adapting" | "accelerating" | "bursting" | "phasic";

/** What is read off one run. Times in ms. */
export interface Reading {
  /** Spikes while the input is on. */
  readonly count: number;
  readonly intervals: readonly number[];
  /** How long after the onset of the input the first spike comes; null without one. */
  readonly delay: number | null;
  /** What the run shows; null without spikes. */
  readonly behaviour: Behaviour | null;
  /** Whether V overshoots and swings back while it settles below the threshold. */
  readonly rings: boolean;
}

/** Spikes in so short a part of the step, and none later, are an answer to its onset alone. */
const ONSET = 200;
/** The longest interval of a burst pattern is so many times its shortest, well after the start. */
const BURST = 2.5;
/** The last interval of an adapting neuron is so many times the first, and the other way round where it accelerates. */
const ADAPTED = 1.1;
/** A swing of less than so much of the way is none. */
const SWING = 0.01;

export function read({model, steps, V}: ModelRun): Reading {
  const times = steps.map((step) => step * model.dt).filter((time) => time >= RUN.on && time < RUN.off);
  const intervals = times.slice(1).map((time, i) => time - (times[i] as number));
  return {
    count: times.length,
    intervals,
    delay: times[0] === undefined ? null : times[0] - RUN.on,
    behaviour: behaviourOf(times, intervals),
    rings: times.length === 0 && rings(V, model.dt),
  };
}

function behaviourOf(times: readonly number[], intervals: readonly number[]): Behaviour | null {
  const last = times.at(-1);
  if (last === undefined) return null;
  if (last < RUN.on + ONSET && RUN.off - last > 2 * Math.max(...intervals, 0) + 50) return "phasic";
  const middle = intervals.slice(Math.floor(intervals.length / 3));
  if (middle.length >= 3 && Math.max(...middle) > BURST * Math.min(...middle)) return "bursting";
  const [first, late] = [intervals[0], intervals.at(-1)];
  if (first !== undefined && late !== undefined && Math.max(late, intervals.at(-2) ?? 0) > ADAPTED * first)
    return "adapting";
  return first !== undefined && late !== undefined && first > ADAPTED * late ? "accelerating" : "tonic";
}

/** Whether V goes past where it settles, and then to the other side of it. */
function rings(V: Float32Array, dt: number): boolean {
  const on = V.subarray(Math.round(RUN.on / dt), Math.round(RUN.off / dt));
  const [from, to] = [V[Math.round(RUN.on / dt) - 1], on.at(-1)];
  if (from === undefined || to === undefined || to === from) return false;
  const share = (value: number): number => (value - to) / (to - from);
  let [above, back] = [0, 0];
  for (const value of on) {
    above = Math.max(above, share(value));
    if (above > SWING) back = Math.min(back, share(value));
  }
  return above > SWING && back < -SWING / 10;
}
