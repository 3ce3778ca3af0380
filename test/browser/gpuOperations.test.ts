/** @file Every operation and function on gpu.js, in every mode, against the interpreter and the exact value. */
import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import type {GpuMode} from "../../lib/backends/gpu/modes.js";
import {isFunction} from "../../lib/ir/opTable.js";
import {browserTest} from "../support/browser.js";
import {FUNCTION_BOUNDS, functionLines, operationBound, operationLines} from "../support/gpuBounds.js";
import {CASES, labelOf, LANES} from "../support/gpuCases.js";
import type {Measured} from "../support/gpuMeasure.js";
import {measureOnGpu} from "../support/gpuMeasure.js";
import {gpuOnPage} from "../support/gpuOnPage.js";

/** The worst of these results, for a message. */
function worstOf(results: readonly Measured[]): {error: number; message: string} {
  let worst: Measured | null = null;
  for (const each of results) if (each.error > (worst?.error ?? 0)) worst = each;
  if (worst === null) return {error: 0, message: ""};
  const {each, args, got, exact, error} = worst;
  const message = `${labelOf(each)} at ${args.join(", ")}: expected ${exact}, got ${got} (${error} ulp)`;
  return {error, message};
}

browserTest.for([
  ["webgl2", "gpu"],
  ["webgpu", "webgpu"],
  ["webasm", "webasm"],
  ["cpu", "cpu"],
] as const)(
  "gpu.js in mode %s: computes every operation within its bound",
  async ([mode, ranIn], {watched, siteUrl}) => {
    await gpuOnPage(watched.page, siteUrl);
    const measured = await measureOnGpu(watched.page, mode);
    expect(measured.ranIn).toBe(ranIn);
    expect(measured.results).toHaveLength(CASES.length * LANES);
    expect([...beyond(mode, measured.results)]).toEqual([]);
  },
);

/** What is beyond a bound, in words. */
function* beyond(mode: GpuMode, all: readonly Measured[]): Generator<string> {
  for (const [row, {name, dtypes}] of CASES.entries()) {
    const results = all.slice(row * LANES, (row + 1) * LANES);
    if (isFunction(name)) continue;
    // int32 ends at 2^24
    const within = name === "toInt" ? results.filter(({args}) => Math.abs(args[0]) <= 2 ** 24) : results;
    const {error, message} = worstOf(within);
    if (error > (dtypes.at(-1) === "float32" ? operationBound(name).measured : 0)) yield message;
  }
  for (const {name, where, covers, measured, specified} of FUNCTION_BOUNDS) {
    const results = all.filter(({each, args: [x, y]}) => each.name === name && covers(x, y));
    if (results.length < 100) yield `${name}, ${where}: only ${results.length} arguments`;
    const {error, message} = worstOf(results);
    if (error > measured[mode]) yield `${where}: ${message}, expected ${measured[mode]}`;
    const {message: beyondSpecified} = worstOf(
      results.filter(({args, error}) => error > specified.at(args[0], args[1])),
    );
    if (beyondSpecified !== "") yield `${where}: ${beyondSpecified}, specified ${specified.text}`;
  }
}

test("docs/gpu-operations.md: has these bounds, and says what the GPU cannot do", () => {
  const text = readFileSync(fileURLToPath(new URL("../../docs/gpu-operations.md", import.meta.url)), "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("| `"));
  expect(rows).toEqual([...operationLines(), ...functionLines()]);
});
