/** @file dt and the reset: the listing that sweeps currents at three time steps, run so that the page stays alive. */
import * as spikeloop from "spikeloop";
import {runListingAsync} from "../runListing.js";
import {countedSteps, optionsText, stoppable} from "./listingParts.js";
import {SWEEP_STEPS, V_REST, type LabValues} from "./parameters.js";
import {rheobase} from "./theory.js";

/** How many currents, how many rheobases the first and the last are, and for how long, in ms. */
export const SWEEP = {currents: 401, from: 2, to: 4, duration: 1000} as const;

export function timeStepListing(values: LabValues): string {
  const {tau, V_th, V_reset} = values;
  const n = SWEEP.currents;
  const [from, to] = [SWEEP.from * rheobase(values), SWEEP.to * rheobase(values)];
  return `
import {Hz, LIF, State, arange, environ, forLoopAsync, full} from "spikeloop";
import {initAllStates, linspace, mA, mV, minimum, ms, where, zeros} from "spikeloop";

${optionsText(values)}
const currents = linspace(mA(${from}), mA(${to}), ${n});

async function sweep(dt, spk_reset) {
  const neurons = initAllStates(new LIF(${n}, {...options, spk_reset}));
${countedSteps(n)}
  const times = arange(ms(0), ms(${SWEEP.duration}), dt);
  await environ.context({dt}, () => forLoopAsync(step, times));
  // from the first spike to the last: a count alone is off by up to one
  return count.value.sub(1).div(last.value.sub(first.value)).toDecimal(Hz);
}

const [V_rest, V_reset, V_th] = [${V_REST}, ${V_reset}, ${V_th}];
const closed = Array.from(currents.toDecimal(mA), (I) =>
  1000 / (${tau} * Math.log((V_rest + I - V_reset) / (V_rest + I - V_th))));
const rates = [];
for (const dt of [${SWEEP_STEPS.join(", ")}]) {
  for (const reset of ["hard", "soft"]) {
    const rate = await sweep(ms(dt), reset);
    const errors = closed.map((f, i) => 100 * Math.abs(rate[i] / f - 1));
    const largest = Math.max(...errors);
    const mean = errors.reduce((sum, error) => sum + error) / errors.length;
    rates.push({dt, reset, rate, largest, mean});
    const words = [largest, mean].map((error) => \`\${error.toFixed(3)} %\`).join(", mean ");
    console.log(\`dt \${dt} ms, \${reset}: largest error \${words}\`);
  }
}`.trim();
}

/** The rates of one time step and one reset rule, and their errors against the closed form. */
export interface SweptRates {
  /** In ms. */
  readonly dt: number;
  readonly reset: "hard" | "soft";
  /** In Hz, one for each current. */
  readonly rate: Float32Array;
  /** The largest and the mean distance from the closed form, in %. */
  readonly largest: number;
  readonly mean: number;
}

export interface TimeStepRun {
  readonly values: LabValues;
  /** In mA. */
  readonly currents: Float32Array;
  /** In Hz. */
  readonly closed: readonly number[];
  readonly rates: readonly SweptRates[];
  readonly output: readonly string[];
}

/** Runs the listing in short tasks. @throws the signal's reason when it is aborted */
export async function runTimeStep(values: LabValues, signal?: AbortSignal): Promise<TimeStepRun> {
  const {scope, output} = await runListingAsync(timeStepListing(values), {}, stoppable(signal));
  const {currents, closed, rates} = scope as unknown as {
    currents: spikeloop.Quantity<spikeloop.Current>;
    closed: readonly number[];
    rates: readonly SweptRates[];
  };
  return {values, currents: currents.toDecimal(spikeloop.mA), closed, rates, output};
}
