/** @file The mystery neuron's record under a step of current, and what its closed forms say about that record. */
import {
  LIFRef,
  arange,
  environ,
  forLoop,
  initAllStates,
  mA,
  mV,
  ms,
  ohm,
  where,
  type Quantity,
  type Time,
} from "spikeloop";
import type {Hidden} from "./mysteryDraw.js";

/** When the current sets in, how long the record is, and how far its samples are apart. Milliseconds. */
export const RECORD = {onset: 20, end: 170, dt: 0.5} as const;

export interface MysteryRun {
  /** In mA. */
  readonly current: number;
  /** The ends of the time steps, in ms: `V[i]` is V at `times[i]`. */
  readonly times: Float32Array;
  /** In mV. */
  readonly V: Float32Array;
  /** 1 where a step ended with a spike. */
  readonly spikes: Float32Array;
}

export function runMystery({R, tau, tau_ref, V_rest, V_th, V_reset}: Hidden, current: number): MysteryRun {
  const neuron = initAllStates(
    new LIFRef(1, {
      R: ohm(R),
      tau: ms(tau),
      tau_ref: ms(tau_ref),
      V_th: mV(V_th),
      V_rest: mV(V_rest),
      V_reset: mV(V_reset),
      V_initializer: mV(V_rest),
      spk_reset: "hard",
    }),
  );
  const dt = ms(RECORD.dt);
  const step = (t: Quantity<Time>) =>
    environ.context({t}, () => {
      const spike = neuron.update(where(t.ge(ms(RECORD.onset)), mA(current), mA(0)));
      return [neuron.V.value, spike] as const;
    });
  const [V, spikes] = environ.context({dt}, () => forLoop(step, arange(ms(0), ms(RECORD.end), dt)));
  return {
    current,
    times: Float32Array.from({length: RECORD.end / RECORD.dt}, (_, i) => (i + 1) * RECORD.dt),
    V: V.toDecimal(mV),
    spikes: spikes.toDecimal(),
  };
}

/** What the closed forms say: times in ms, potentials in mV. */
export interface MysteryTheory {
  /** Where V goes. */
  readonly V_inf: number;
  /** From rest to the threshold, and from the reset to it; Infinity where V never gets there. */
  readonly fromRest: number;
  readonly fromReset: number;
  /** From spike to spike, without time steps, and in steps. */
  readonly interval: number;
  readonly steppedInterval: number;
  /** The V at which the first spike and the later ones end their steps; NaN where there is none. */
  readonly peaks: readonly [first: number, later: number];
}

export function mysteryTheory({R, tau, tau_ref, V_rest, V_th, V_reset}: Hidden, current: number): MysteryTheory {
  const {dt} = RECORD;
  const V_inf = V_rest + R * current;
  const climb = (from: number): number => (V_inf > V_th ? tau * Math.log((V_inf - from) / (V_inf - V_th)) : Infinity);
  // a spike is seen at the end of a step
  const inSteps = (time: number): number => Math.max(1, Math.ceil(time / dt - 1e-6)) * dt;
  const peak = (from: number): number => V_inf + (from - V_inf) * Math.exp(-inSteps(climb(from)) / tau);
  const fires = V_inf > V_th;
  return {
    V_inf,
    fromRest: climb(V_rest),
    fromReset: climb(V_reset),
    interval: tau_ref + climb(V_reset),
    // the step at which exactly tau_ref has passed is free again
    steppedInterval: tau_ref - dt + inSteps(climb(V_reset)),
    peaks: fires ? [peak(V_rest), peak(V_reset)] : [NaN, NaN],
  };
}
