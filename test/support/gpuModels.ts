/**
 * @file Every neuron model as a population on the devices of a page, beside wasm: `globalThis.gpuModels` there. Each neuron
 * has an input and a parameter of its own.
 */
import {arange, environ, forLoopAsync, HiddenState, initAllStates, lastRun, linspace, mA, ms, mV} from "spikeloop";
import {openGpu, quantity, record, S} from "spikeloop";
import type {AsyncLoopOptions, GpuMode, Quantity, RunReport, Time} from "spikeloop";
import {clearCompileCache} from "../../lib/transform/compileCache.js";
import {EVERY_MODEL, parametersOf} from "../models/everyModel.js";
import type {AnyNeuron, ModelRow} from "../models/everyModel.js";

/** The neurons of each model. */
const LANES = 64;

/** How the outcome of a run differs from that on wasm. */
export interface Difference {
  /** The lanes whose spike counts differ. */
  readonly counts: number;
  /** For each state after the last step: the elements whose bits differ (0 and -0 are alike). */
  readonly bits: Readonly<Record<string, number>>;
  /** For each state after the last step: the largest distance of an element. */
  readonly furthest: Readonly<Record<string, number>>;
}

/** What a model did. */
export interface ModelOnDevices {
  /** In all, on wasm. */
  readonly spikes: number;
  /** Wasm again, every state moved in every step by up to some units in the last place, this way or that. */
  readonly shaken: Difference;
  readonly devices: {readonly [mode in GpuMode]?: Difference & {readonly report: RunReport | null}};
}

interface Outcome {
  readonly counts: readonly number[];
  readonly states: ReadonlyMap<string, readonly number[]>;
}

// at their default threshold these have peaks so high that float32 does not find the way back to V_reset
const lower = {V_th: mV(-40)};
// what is 0 by default, so that there is something to get wrong
const jumps = {A1: mA(0.5), A2: mA(-0.2), a: quantity(0.002, "1/ms")};
const MORE: Readonly<Record<string, object>> = {
  ExpIF: lower,
  ExpIFRef: lower,
  Gif: jumps,
  GifRef: jumps,
  CubaLIF: {g_initializer: mA(3)},
  CobaLIF: {g_initializer: S(1), E: mV(3)},
};

/** Each model, and after it, where it can keep a state of booleans, once more with that. */
const CASES: readonly ModelRow[] = EVERY_MODEL.flatMap((row) => {
  const plain = {...row, options: {...row.options, ...MORE[row.name]}};
  const keeping = {...plain, name: `${row.name}, ref_var`, options: {...plain.options, ref_var: true}};
  return "ref_var" in new row.Model(1) ? [plain, keeping] : [plain];
});

/** Neurons each with a time constant, a capacitance or a rate of its own. */
function population({Model, options}: ModelRow): AnyNeuron {
  const own = [...parametersOf(new Model(1))].find(([name]) => /^(tau|C|a)$/.test(name)) as [string, Quantity];
  const [name, byDefault] = own;
  return initAllStates(new Model(LANES, {...options, [name]: byDefault.mul(linspace(1, 1.25, LANES))}));
}

/** Factors within `ulps` units of 1, another sequence for each seed. */
function factors(count: number, ulps: number, seed: number): number[] {
  let state = seed;
  return Array.from({length: count}, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return 1 + Math.round((ulps * state) / 2 ** 31) * 2 ** -23;
  });
}

async function run(row: ModelRow, way: AsyncLoopOptions, shake = 0): Promise<Outcome> {
  const neuron = population(row);
  const input = row.input.mul(linspace(0.9, 1.1, LANES));
  const moved = [...neuron.states()].flatMap(([, state]) =>
    shake > 0 && state instanceof HiddenState && (state.value as Quantity).dtype === "float32" ? [state] : [],
  );
  const shakes = moved.map((_, i) => quantity(factors(row.steps, shake, i + 1)));
  const counts = await environ.context({dt: ms(row.dt)}, () =>
    forLoopAsync(
      ({t, shakes}: {t: Quantity<Time>; shakes: readonly Quantity[]}) =>
        environ.context({t}, () => {
          const spikes = neuron.update(input);
          for (const [i, state] of moved.entries()) state.value = state.value.mul(shakes[i] as Quantity);
          return record.count(spikes);
        }),
      {t: arange(row.steps).mul(ms(row.dt)), shakes},
      way,
    ),
  );
  const states = [...neuron.states()].map(([name, state]): [string, number[]] => {
    const {value} = state.value as Quantity & {value: {data: ArrayLike<number>}};
    return [name, Array.from(value.data)];
  });
  return {counts: [...counts.toDecimal()], states: new Map(states)};
}

function difference(expected: Outcome, got: Outcome): Difference {
  const bits: Record<string, number> = {};
  const furthest: Record<string, number> = {};
  for (const [name, values] of expected.states) {
    // NaN where either is: no bound holds for that
    const distances = values.map((value, i) => Math.abs(value - (got.states.get(name)?.[i] ?? NaN)));
    bits[name] = distances.filter((distance) => distance !== 0).length;
    furthest[name] = Math.max(...distances);
  }
  return {counts: expected.counts.filter((n, i) => n !== got.counts[i]).length, bits, furthest};
}

/** Runs every case on wasm, shaken by `ulps`, and on the devices; those with booleans on the first of them alone. */
async function runModels(modes: readonly GpuMode[], ulps: number): Promise<Record<string, ModelOnDevices>> {
  const all: Record<string, ModelOnDevices> = {};
  const open = await Promise.all(modes.map((mode) => openGpu({mode})));
  for (const row of CASES) {
    const expected = await run(row, {backend: "wasm"});
    const devices: Record<string, Difference & {report: RunReport | null}> = {};
    for (const mode of "ref_var" in row.options ? modes.slice(0, 1) : modes) {
      const got = await run(row, {backend: "gpu", gpuMode: mode});
      devices[mode] = {...difference(expected, got), report: lastRun()};
    }
    const shaken = difference(expected, await run(row, {backend: "wasm"}, ulps));
    all[row.name] = {spikes: expected.counts.reduce((a, b) => a + b, 0), shaken, devices};
    // a browser gives a page about a hundred memories, and each kernel of mode `webasm` has one
    clearCompileCache();
  }
  for (const gpu of open) await gpu.close();
  return all;
}

const gpuModels = {runModels};

declare global {
  // only inside `page.evaluate`
  var gpuModels: {readonly runModels: typeof runModels};
}

Object.assign(globalThis, {gpuModels});
