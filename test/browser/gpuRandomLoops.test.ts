/**
 * @file Random loops on the devices of a page, against the interpreter. Those that never round must be equal on any
 * device, mode `cpu` with its float64 included; those that do are equal where each operation rounds to float32 by itself,
 * as it does in software WebGL, software WebGPU and WebAssembly.
 */
import fc from "fast-check";
import {afterAll, expect} from "vitest";
import type {Page} from "playwright-core";
import type {GpuMode} from "../../lib/backends/gpu/modes.js";
import {interpret} from "../../lib/ir/interpret.js";
import {print} from "../../lib/ir/print.js";
import type {ProgramWithInputs} from "../ir/randomProgram.js";
import {browserTest} from "../support/browser.js";
import {fuzzBudget, isLong} from "../support/fuzzBudget.js";
import {withoutNegativeZeros} from "../support/gpuFake.js";
import {gpuPage, MODES, received, sent} from "../support/gpuPage.js";
import {randomLoop} from "../support/gpuRandomLoop.js";
import {firstDifference} from "../support/sameBits.js";

/** Graphics drivers take a while to compile a kernel, software ones above all. */
const PROGRAMS: Readonly<Record<GpuMode, number>> = {webgl2: 20, webgpu: 40, webasm: 80, cpu: 80};

let programs = 0;
afterAll(() => {
  if (isLong) console.log(`${String(programs)} random loops ran on a page`);
});

async function difference(page: Page, mode: GpuMode, {program, inputs, firstStep}: ProgramWithInputs) {
  programs++;
  const given = await page.evaluate(
    ([mode, text, inputs, firstStep]) => globalThis.gpuTests.runProgram(mode, text, inputs, firstStep),
    [mode, print(program), inputs.map(sent), firstStep] as const,
  );
  const expected = interpret(program, inputs, firstStep);
  return firstDifference(withoutNegativeZeros(given.map(received)), withoutNegativeZeros(expected));
}

const exact = randomLoop({exact: true});
const any = fc.oneof(exact, randomLoop({exact: false}));

browserTest.for([
  ["webgl2", any],
  ["webgpu", any],
  ["webasm", any],
  ["cpu", exact],
] as const)(
  "a random loop in mode %s: gives the bits of the interpreter",
  {timeout: fuzzBudget(MODES.length, 0).timeout},
  async ([mode, loops], {watched: {page, problems}}) => {
    const {bounds} = fuzzBudget(MODES.length, PROGRAMS[mode]);
    await gpuPage(page);
    await fc.assert(
      fc.asyncProperty(loops, async (loop) => {
        expect(await difference(page, mode, loop)).toBeNull();
      }),
      bounds,
    );
    expect(problems).toEqual([]);
  },
);
