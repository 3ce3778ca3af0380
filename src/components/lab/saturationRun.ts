/** @file Saturation: the listing that sweeps currents on a logarithmic scale, with a refractory period and without. */
import * as spikeloop from "spikeloop";
import {mA, type Current, type Quantity} from "spikeloop";
import {runListing} from "../runListing.js";
import {countedSteps, optionsText} from "./listingParts.js";
import type {LabValues} from "./parameters.js";
import {rheobase} from "./theory.js";

/** How many currents, and how many rheobases the last is. */
export const CURRENTS = {count: 161, factor: 100} as const;

/** How long the sweep lasts, in time constants: slow rates just above the rheobase need some. */
const TIME_CONSTANTS = 20;

export function saturationListing(values: LabValues): string {
  const {tau, tau_ref, coarse} = values;
  const {count: n, factor} = CURRENTS;
  return `
import {Hz, LIF, LIFRef, State, arange, environ, forLoop, full} from "spikeloop";
import {initAllStates, mA, mV, minimum, ms, where, zeros} from "spikeloop";

${optionsText(values, "hard")}
const factors = Array.from({length: ${n}}, (_, i) => ${factor} ** (i / ${n - 1}));
const currents = mA(factors.map((factor) => ${rheobase(values)} * factor)); // from the rheobase on
const dt = ms(${coarse});

function sweep(neurons) {
  initAllStates(neurons);
${countedSteps(n)}
  environ.context({dt}, () => forLoop(step, arange(ms(0), ms(${TIME_CONSTANTS * tau}), dt)));
  const rate = count.value.sub(1).div(last.value.sub(first.value));
  return where(count.value.gt(1), rate, 0).toDecimal(Hz);
}

const refractory = sweep(new LIFRef(${n}, {...options, tau_ref: ms(${tau_ref})}));
const free = sweep(new LIF(${n}, options));
for (const [name, rates] of Object.entries({refractory, free})) {
  console.log(\`highest rate, \${name}: \${Math.max(...rates).toFixed(0)} Hz\`);
}`.trim();
}

export interface SaturationRun {
  readonly values: LabValues;
  /** In mA. */
  readonly currents: Float32Array;
  /** In Hz, with a refractory period. */
  readonly refractory: Float32Array;
  /** In Hz, without one. */
  readonly free: Float32Array;
  readonly output: readonly string[];
}

export function runSaturation(values: LabValues): SaturationRun {
  const {scope, output} = runListing(saturationListing(values), {}, {spikeloop});
  const {currents, refractory, free} = scope as unknown as {
    currents: Quantity<Current>;
    refractory: Float32Array;
    free: Float32Array;
  };
  return {values, currents: currents.toDecimal(mA), refractory, free, output};
}
