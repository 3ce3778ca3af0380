/** @file Runs every operation on a page's GPU, in one mode, and measures how far the results are. */
import type {Page} from "playwright-core";
import type {GpuMode} from "../../lib/backends/gpu/modes.js";
import {kernel} from "../../lib/ir/kernels.js";
import {isFunction} from "../../lib/ir/opTable.js";
import {REFERENCE} from "../ir/functions/reference.js";
import {spacing} from "../ir/functions/ulps.js";
import type {GpuCase} from "./gpuCases.js";
import {argumentsOfCases, CASES, casesKernel, LANES} from "./gpuCases.js";

/** One result, with the arguments that gave it. */
export interface Measured {
  readonly each: GpuCase;
  readonly args: readonly [x: number, y: number, z: number];
  readonly got: number;
  readonly exact: number;
  /** In ulp of the exact value: the interpreter's for an operation, that of float64 for a function. */
  readonly error: number;
}

/** What a mode gave for every argument of every case, and the mode that it ran in. The page has gpu.js. */
export async function measureOnGpu(
  page: Page,
  mode: GpuMode,
  seed = 1,
): Promise<{readonly ranIn: string; readonly results: readonly Measured[]}> {
  const args = argumentsOfCases(seed);
  const {source, functions} = casesKernel();
  const {ranIn, bytes} = await page.evaluate(
    async ({mode, source, functions, output, args}) => {
      const arrays = args.map((text) => new Float32Array(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer));
      const gpu = new globalThis.gpuLibrary({mode});
      const run = gpu.createKernel(source, {
        output,
        functions,
        precision: "single",
        tactic: "precision",
        dynamicArguments: true,
        strictIntegers: true,
      });
      const rows = (await run(...arrays)) as readonly Float32Array[];
      const ranIn = run.kernel.constructor.mode;
      const whole = new Uint8Array(rows.length * output[0] * 4);
      rows.forEach((row, i) => {
        whole.set(new Uint8Array(row.buffer, row.byteOffset, row.byteLength), i * output[0] * 4);
      });
      await gpu.destroy();
      let text = "";
      for (let i = 0; i < whole.length; i += 32768) text += String.fromCharCode(...whole.subarray(i, i + 32768));
      return {ranIn, bytes: btoa(text)};
    },
    {
      mode,
      source,
      functions: functions.map((each) => each.source),
      output: [LANES, CASES.length] as const,
      args: args.map((array) => Buffer.from(array.buffer).toString("base64")),
    },
  );
  const given = new Float32Array(Uint8Array.from(Buffer.from(bytes, "base64")).buffer);
  const results = CASES.flatMap((each, row) =>
    Array.from({length: LANES}, (_, lane) => {
      const at = row * LANES + lane;
      return measure(each, [args[0][at] ?? 0, args[1][at] ?? 0, args[2][at] ?? 0], given[at] ?? NaN);
    }),
  );
  return {ranIn, results};
}

function measure(each: GpuCase, args: Measured["args"], got: number): Measured {
  const exact = exactOf(each, args);
  return {each, args, got, exact, error: errorOf(got, exact)};
}

function exactOf({name, dtypes}: GpuCase, [x, y, z]: Measured["args"]): number {
  if (!isFunction(name)) return kernel(name, dtypes[0] === "int32")(x, y, z);
  // the wasm backend's rule gives infinity where the quotient is finite
  return name === "exprel" ? (x === 0 ? 1 : Math.expm1(x) / x) : REFERENCE[name](x, y);
}

/**
 * In ulp of `exact`. A device may take a result below 2^-126 for 0, and the sign of a zero is its own affair; above the
 * largest float32 there is infinity alone.
 */
function errorOf(got: number, exact: number): number {
  const nearest = Math.fround(exact);
  if (got === nearest && !Number.isFinite(nearest)) return 0;
  if (Number.isNaN(nearest)) return Number.isNaN(got) ? 0 : Infinity;
  if (Math.abs(exact) < 2 ** -126) return Math.abs(got) <= 2 ** -126 ? 0 : Infinity;
  const error = Math.abs(got - exact) / spacing(exact);
  return Number.isNaN(error) ? Infinity : error;
}
