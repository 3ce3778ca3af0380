/** @file Soft against hard reset: the listing that runs both at two time steps, and what came out. */
import * as spikeloop from "spikeloop";
import {mV, ms, type Dimensionless, type Quantity, type Time, type Voltage} from "spikeloop";
import {runListing} from "../runListing.js";
import {optionsText} from "./listingParts.js";
import type {LabValues} from "./parameters.js";

/** How long the runs are, in ms. */
const DURATION = 400;

export function resetListing(values: LabValues): string {
  const {I, dt, coarse} = values;
  return `
import {LIF, arange, environ, forLoop, initAllStates, mA, mV, ms} from "spikeloop";

${optionsText(values)}

function run(dt, spk_reset) {
  const neuron = initAllStates(new LIF(1, {...options, spk_reset}));
  const times = arange(ms(0), ms(${DURATION}), dt);
  const step = (t) => environ.context({t}, () => {
    const spike = neuron.update(mA(${I}));
    return [neuron.V.value, spike];
  });
  const [V, spikes] = environ.context({dt}, () => forLoop(step, times));
  const isSpike = spikes.toDecimal();
  const fired = times.toDecimal(ms).filter((_, i) => isSpike[i] > 0);
  const interval = (fired.at(-1) - fired[0]) / (fired.length - 1); // ms, or NaN
  return {times, V, spikes, interval};
}

const [fine, coarse] = [${dt}, ${coarse}].map((dt) => {
  const [soft, hard] = [run(ms(dt), "soft"), run(ms(dt), "hard")];
  console.log(\`dt \${dt} ms, soft: \${soft.interval.toFixed(3)} ms\`);
  console.log(\`dt \${dt} ms, hard: \${hard.interval.toFixed(3)} ms\`);
  return {soft, hard};
});`.trim();
}

/** One rule at one time step. */
export interface ResetTrace {
  readonly times: Quantity<Time>;
  readonly V: Quantity<Voltage>;
  readonly spikes: Quantity<Dimensionless>;
  /** The mean time from spike to spike, in ms; NaN with fewer than two spikes. */
  readonly interval: number;
}

export type Resets = Readonly<Record<"soft" | "hard", ResetTrace>>;

export interface ResetRun {
  readonly values: LabValues;
  readonly fine: Resets;
  readonly coarse: Resets;
  /** How far above the threshold V ends the steps that spike under the soft reset at the coarse step, in mV. */
  readonly overshoots: readonly number[];
  readonly output: readonly string[];
}

export function runReset(values: LabValues): ResetRun {
  const {scope, output} = runListing(resetListing(values), {}, {spikeloop});
  const {fine, coarse} = scope as unknown as Record<"fine" | "coarse", Resets>;
  return {values, fine, coarse, overshoots: overshootsOf(coarse.soft, values), output};
}

function overshootsOf({V, spikes}: ResetTrace, {V_th}: LabValues): number[] {
  const isSpike = spikes.toDecimal();
  return [...V.toDecimal(mV)].flatMap((v, i) => ((isSpike[i] as number) > 0 ? [v - V_th] : []));
}

/** The first steps of a trace, up to a time in ms. */
export function upTo(
  {times, V, spikes}: ResetTrace,
  end: number,
): {t: Float32Array; V: Float32Array; spikes: Float32Array} {
  const t = times.toDecimal(ms).filter((time) => time <= end);
  return {t, V: V.toDecimal(mV).subarray(0, t.length), spikes: spikes.toDecimal().subarray(0, t.length)};
}
