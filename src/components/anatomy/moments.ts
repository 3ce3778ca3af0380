/** @file The steps of a run that are worth a look: where it spikes, resets, is held, is free again, and where a kick comes. */
import {NEURON} from "./parameters.js";
import {kickAt, type AnatomyRun} from "./run.js";

export type MomentName = "spike" | "reset" | "held" | "free" | "kick" | "lostKick";

/** The first step of each kind; undefined where the run has none. */
export function momentsOf(run: AnatomyRun): Readonly<Record<MomentName, number | undefined>> {
  const {spikes, values} = run;
  const find = (from: number | undefined, is: (step: number) => boolean): number | undefined => {
    if (from === undefined) return undefined;
    for (let step = from; step < spikes.length; step++) if (is(step)) return step;
    return undefined;
  };
  const kicked = (step: number): boolean => kickAt(values, step) !== 0;
  const spike = find(0, (step) => spikes[step] === 1);
  const reset = spike === undefined || spike + 1 >= spikes.length ? undefined : spike + 1;
  return {
    spike,
    reset,
    held: find(reset === undefined ? undefined : reset + 1, (step) => isHeld(run, step)),
    free: find(reset, (step) => !isHeld(run, step)),
    kick: find(0, (step) => kicked(step) && !isHeld(run, step)),
    lostKick: find(0, (step) => kicked(step) && isHeld(run, step)),
  };
}

/** Whether V is held in a step: the model's comparison of two float32 times. */
export function isHeld({times, lastSpikes}: AnatomyRun, step: number): boolean {
  const last = (step === 0 ? lastSpikes.start : lastSpikes.ends[step - 1]) ?? NaN;
  return Math.fround((times[step] ?? NaN) - last) < NEURON.tau_ref;
}
