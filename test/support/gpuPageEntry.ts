/** @file What tests of the GPU backend use on a page; see gpuPage.ts. */
import * as spikeloop from "spikeloop";
import type {AsyncLoopOptions, Quantity, RunReport} from "spikeloop";
import {openDevice} from "../../lib/backends/gpu/devices.js";
import {gpuBackend} from "../../lib/backends/gpu/gpuBackend.js";
import {loadLibrary} from "../../lib/backends/gpu/library.js";
import type {GpuMode} from "../../lib/backends/gpu/modes.js";
import {wasmBackend} from "../../lib/backends/wasm/wasmBackend.js";
import {parse} from "../../lib/ir/parse.js";
import type {RuntimeArray} from "../../lib/ir/types.js";
import type {ScenarioName} from "./gpuScenarios.js";
import {SCENARIOS} from "./gpuScenarios.js";

/** How two runs of a scenario differ. */
export interface Comparison {
  /** For each quantity: how many elements have other bits (-0 and 0 are the same), of how many. */
  readonly differ: readonly number[];
  readonly sizes: readonly number[];
  /** The largest difference, as a part of the largest element. */
  readonly furthest: readonly number[];
  readonly report: RunReport | null;
}

const numbers = (q: Quantity): Float32Array => q.toDecimal(q.unit);

const largest = (of: Float32Array): number => of.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** Runs a scenario on wasm and on a device. */
async function compare(name: ScenarioName, way: AsyncLoopOptions): Promise<Comparison> {
  const expected = (await SCENARIOS[name]({backend: "wasm"})).map(numbers);
  const given = await SCENARIOS[name]({backend: "gpu", ...way});
  const report = spikeloop.lastRun();
  const got = given.map(numbers);
  const pairs = expected.map((of, i): [Float32Array, Float32Array] => [of, got[i] ?? new Float32Array(0)]);
  const count = ([a, b]: [Float32Array, Float32Array]): number =>
    a.length === b.length ? a.reduce((sum, x, i) => sum + (x === b[i] || Object.is(x, b[i]) ? 0 : 1), 0) : Infinity;
  return {
    differ: pairs.map(count),
    sizes: expected.map(({length}) => length),
    furthest: pairs.map(([a, b]) => largest(a.map((x, i) => x - (b[i] ?? NaN))) / largest(a)),
    report,
  };
}

/** Runs a program that came as text on a device, as the package compiles it. */
async function runProgram(
  mode: GpuMode,
  text: string,
  inputs: readonly {readonly dtype: string; readonly shape: readonly number[]; readonly data: readonly number[]}[],
  firstStep = 0,
) {
  const device = await openDevice(mode);
  const backend = gpuBackend(device, wasmBackend);
  const executable = backend.compile(backend.optimize(parse(text)));
  try {
    const arrays = inputs.map(({dtype, shape, data}): RuntimeArray => ({
      data: dtype === "float32" ? Float32Array.from(data) : Int32Array.from(data),
      shape,
    }));
    const results =
      mode === "webgpu" && executable.runAsync !== undefined
        ? await executable.runAsync(arrays, {firstStep})
        : executable.run(arrays, {firstStep});
    return results.map(({data, shape}) => ({
      dtype: data instanceof Float32Array ? ("float32" as const) : ("int32" as const),
      shape,
      data: Array.from(data),
    }));
  } finally {
    executable.dispose();
  }
}

/** What gpu.js runs on, gathered as it asks for it. */
const contexts: WebGL2RenderingContext[] = [];
const devices: {destroy(): void}[] = [];

function gather<O extends object, K extends keyof O>(
  owner: O | undefined,
  name: K,
  onResult: (given: unknown) => void,
): void {
  if (owner === undefined) return;
  const method = owner[name] as (...args: unknown[]) => unknown;
  owner[name] = function (this: unknown, ...args: unknown[]) {
    const given = method.apply(this, args);
    void Promise.resolve(given).then(onResult);
    return given;
  } as O[K];
}

function keepContext(given: unknown): void {
  if (given instanceof WebGL2RenderingContext && !contexts.includes(given)) contexts.push(given);
}
gather(HTMLCanvasElement.prototype, "getContext", keepContext);
gather(globalThis.OffscreenCanvas?.prototype, "getContext", keepContext);
const {GPUAdapter} = globalThis as {GPUAdapter?: {prototype: {requestDevice(): Promise<unknown>}}};
gather(GPUAdapter?.prototype, "requestDevice", (given) => devices.push(given as {destroy(): void}));

/** Takes everything graphical away from gpu.js, as a driver does that starts again. Says how much that was. */
function loseAll(): number {
  const live = contexts.filter((context) => !context.isContextLost());
  for (const context of live) context.getExtension("WEBGL_lose_context")?.loseContext();
  const count = live.length + devices.length;
  for (const device of devices.splice(0)) device.destroy();
  return count;
}

const gpuTests = {spikeloop, openDevice, loadLibrary, SCENARIOS, compare, runProgram, loseAll};

export type GpuTests = typeof gpuTests;

Object.assign(globalThis, {gpuTests});
