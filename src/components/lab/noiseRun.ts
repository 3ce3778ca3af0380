/** @file Noise at the input: the listing that runs a population with seeded noise at a time step and at half of it. */
import {mA, mV, type Current, type Quantity, type SpikeEvents, type Voltage} from "spikeloop";
import {runListingAsync} from "../runListing.js";
import {optionsText, stoppable} from "./listingParts.js";
import type {LabValues} from "./parameters.js";
import {rheobase} from "./theory.js";

/** How many neurons get each current, for how long and from when on they are measured, in ms; the currents in rheobases. */
export const NOISE = {copies: 20, duration: 4200, from: 200, currents: 51, highest: 2.5} as const;

export function noiseListing(values: LabValues): string {
  const {noiseMean, sigma_V, noiseDt, noiseSeed, tau_ref} = values;
  const {copies, duration, from, currents, highest} = NOISE;
  const dt = Number(noiseDt);
  return `
import {LIFRef, arange, environ, forLoopAsync, initAllStates, linspace, mA} from "spikeloop";
import {mV, ms, ohm, quantity, record, reshape, sqrt, sum, take} from "spikeloop";

${optionsText(values, "hard")}
const sigma_V = mV(${sigma_V}); // by how much V would fluctuate with no threshold
const copies = ${copies};

// made before the loop: mulberry32, made normal by Box and Muller
function normals(count, seed) {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
  const made = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    made[i] = radius * Math.cos(angle);
    made[i + 1] = radius * Math.sin(angle);
  }
  return quantity(made, "");
}
const drawn = normals(${Math.round((2 * duration) / dt)} * copies, ${noiseSeed});

// a step takes the sum of some of them: the same noise in longer steps or shorter ones
async function run(dt, steps, parts, currents) {
  const size = [copies, currents.size];
  const neurons = new LIFRef(size, {...options, tau_ref: ms(${tau_ref})});
  initAllStates(neurons);
  const strength = sigma_V.div(ohm(1)).mul(sqrt(options.tau.mul(2).div(ms(dt))));
  const step = ([t, xi]) => environ.context({t}, () => {
    const noise = sum(xi, 0).div(Math.sqrt(parts)).mul(strength);
    const spikes = neurons.update(currents.add(noise)); // all currents share it
    const first = take(take(neurons.V.value, [0], 0), [0]);
    return {V: first, spikes: record.events(spikes)};
  });
  const xs = [arange(steps).mul(ms(dt)), reshape(drawn, [steps, parts, copies, 1])];
  const rollout = environ.context({dt: ms(dt)}, () => forLoopAsync(step, xs));
  const {V, spikes} = await rollout;
  return {dt, V, spikes, found: statistics(spikes, dt, currents.size)};
}

// from ${from} ms on, when the start is forgotten
function statistics(spikes, dt, size) {
  const neurons = spikes.neurons.toDecimal();
  const intervals = Array.from({length: size}, () => []);
  const counts = new Array(size).fill(0);
  const last = [];
  spikes.steps.toDecimal().forEach((step, i) => {
    if (step * dt < ${from}) return;
    const [neuron, current] = [neurons[i], neurons[i] % size];
    if (neuron in last) intervals[current].push((step - last[neuron]) * dt);
    last[neuron] = step;
    counts[current]++;
  });
  return intervals.map((list, i) => {
    const mean = list.reduce((total, T) => total + T, 0) / list.length;
    const variance = list.reduce((total, T) => total + (T - mean) ** 2, 0) / list.length;
    return {rate: counts[i] / (copies * ${(duration - from) / 1000}), CV: Math.sqrt(variance) / mean};
  });
}

const I = ${noiseMean};
const currents = mA([I, ...linspace(0, ${highest * rheobase(values)}, ${currents}).toDecimal()]);
const whole = await run(${dt}, ${Math.round(duration / dt)}, 2, currents);
const half = await run(${dt / 2}, ${Math.round((2 * duration) / dt)}, 1, mA([I]));
for (const {dt, found} of [whole, half]) {
  const {rate, CV} = found[0];
  console.log(\`dt \${dt} ms, \${I} mA: \${rate.toFixed(2)} Hz, CV \${CV.toFixed(3)}\`);
}`.trim();
}

/** Of the neurons with one current: their rate in Hz, and the CV of their intervals, NaN for too few of them. */
export interface Train {
  readonly rate: number;
  readonly CV: number;
}

/** What runs with one time step gave. */
export interface NoiseRollout {
  /** In ms. */
  readonly dt: number;
  /** The potential of the first neuron, in mV, one for each step. */
  readonly V: Float32Array;
  /** The steps in which it spiked. */
  readonly spikes: readonly number[];
  /** For each current. */
  readonly trains: readonly Train[];
}

export interface NoiseRun {
  readonly values: LabValues;
  /** In mA: the chosen mean, then those of the curve. */
  readonly currents: Float32Array;
  /** All currents. */
  readonly whole: NoiseRollout;
  /** The chosen mean alone. */
  readonly half: NoiseRollout;
  readonly output: readonly string[];
}

interface Scope {
  readonly currents: Quantity<Current>;
  readonly whole: RunInListing;
  readonly half: RunInListing;
}

interface RunInListing {
  readonly dt: number;
  readonly V: Quantity<Voltage>;
  readonly spikes: SpikeEvents;
  readonly found: readonly Train[];
}

/** Runs the listing in short tasks. @throws the signal's reason when it is aborted */
export async function runNoise(values: LabValues, signal?: AbortSignal): Promise<NoiseRun> {
  const {scope, output} = await runListingAsync(noiseListing(values), {}, stoppable(signal));
  const {currents, whole, half} = scope as unknown as Scope;
  return {values, currents: currents.toDecimal(mA), whole: rolloutOf(whole), half: rolloutOf(half), output};
}

/** The first neuron has the chosen mean current. */
function rolloutOf({dt, V, spikes, found}: RunInListing): NoiseRollout {
  const neurons = spikes.neurons.toDecimal();
  const first = [...spikes.steps.toDecimal()].filter((_, i) => neurons[i] === 0);
  // with longer intervals a run holds too few of them, and short ones are preferred
  const trains = found.map(({rate, CV}) => ({rate, CV: rate < LEAST ? NaN : CV}));
  return {dt, V: V.toDecimal(mV), spikes: first, trains};
}

/** The least rate whose CV is told, in Hz. */
const LEAST = 2;
