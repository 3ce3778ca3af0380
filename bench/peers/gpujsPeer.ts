/** @file gpu.js in its `webasm` mode: one of its threads a neuron, with the time loop inside, f32x4 SIMD. */
import {createRequire} from "node:module";
import {join} from "node:path";
import {inProcess, inProcessAsync} from "../support/measure.js";
import {COEFFICIENT, currentsOf, DT, NEVER, outcomeOf, PARAMETERS} from "../work/lifRefRollout.js";
import type {Work} from "../work/lifRefRollout.js";
import type {Absent, Contender} from "./agreement.js";

type Kernel = (I: Float32Array) => Float32Array | Promise<Float32Array>;

/** What is used of the package. */
interface GpuJs {
  readonly GPU: new (options: {mode: string}) => {
    createKernel(source: string, options: Record<string, unknown>): Kernel;
    destroy(): Promise<void>;
  };
}

/** It splits an output among threads from this many elements on. */
export const LEAST_LANES_OF_THREADS = 4096;

/** The folder `source` is that of the benchmarks: the package is looked up from there, and in NODE_PATH. */
export function gpujsPeer(work: Work, source: string, threads: number): Contender | Absent {
  const name = `gpu.js, \`webasm\`${threads > 1 ? `, ${String(threads)} threads` : ""}`;
  let version: string;
  let gpu: InstanceType<GpuJs["GPU"]>;
  const {lanes, steps} = work;
  const currents = currentsOf(work);
  let counts: Float32Array = new Float32Array(0);
  let prepared = NaN;
  let count: Kernel;
  let lastV: Kernel;
  try {
    const load = createRequire(join(source, "peers/"));
    ({version} = load("gpu.js/package.json") as {version: string});
    gpu = new (load("gpu.js") as GpuJs).GPU({mode: "webasm"});
    const options = {output: [lanes], precision: "single", asyncMode: threads > 1, poolSize: threads};
    count = gpu.createKernel(kernelSource(steps, "count"), options);
    lastV = gpu.createKernel(kernelSource(steps, "V"), options);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    return {name, absent: reason ?? ""};
  }
  const timed =
    threads > 1
      ? inProcessAsync(name, async () => void (counts = await count(currents)))
      : inProcess(name, () => void (counts = count(currents) as Float32Array));
  return {
    ...timed,
    async outcome() {
      const start = performance.now();
      await timed.sample(1);
      prepared = (performance.now() - start) / 1e3;
      const V = await lastV(currents);
      return outcomeOf(lanes, counts, V, V);
    },
    about: () => ({text: `gpu.js ${version}`, prepared}),
    close: () => gpu.destroy(),
  };
}

/**
 * The loop's bound is a literal: a bound that comes as an argument is cut at 1,000 steps, without a word. Parameters are
 * literals too, as the C compilers have them.
 */
function kernelSource(steps: number, result: "count" | "V"): string {
  const {V_th, V_reset, V_rest, R, tau, tau_ref} = Object.fromEntries(
    Object.entries(PARAMETERS).map(([key, value]) => [key, float(value)]),
  ) as Record<keyof typeof PARAMETERS, string>;
  return `function (I) {
    const current = I[this.thread.x];
    let V = 0.0;
    let last = ${float(NEVER)};
    let count = 0.0;
    for (let k = 0; k < ${String(steps)}; k++) {
      const t = k * ${float(DT)};
      let V0 = V;
      if ((V - (${V_th})) / (${V_th} - (${V_reset})) >= 0.0) V0 = V - (${V_th} - (${V_reset}));
      let next = V0 + ${float(COEFFICIENT)} * ((-V0 + (${V_rest}) + ${R} * current) / ${tau});
      if (t - last < ${tau_ref}) next = V0;
      if (next >= ${V_th}) last = t;
      if ((next - (${V_th})) / (${V_th} - (${V_reset})) >= 0.0) count += 1.0;
      V = next;
    }
    return ${result};
  }`;
}

/** A literal that gpu.js takes for a float. */
const float = (x: number): string => (Number.isInteger(x) ? x.toFixed(1) : String(x));
