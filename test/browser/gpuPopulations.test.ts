/**
 * @file Loops of populations on devices, against wasm. The devices of these tests are the processor: gpu.js in
 * WebAssembly rounds to float32 after each operation, as the package's own wasm does, and so do software WebGL and
 * WebGPU, which neither fuse operations nor divide inexactly. Their bits are equal for that reason, not by any promise of
 * WebGL: graphics cards may divide within 2.5 units of the last place. Mode `cpu` computes in float64 within a step.
 */
import {expect} from "vitest";
import {browserTest} from "../support/browser.js";
import {gpuPage, MODES} from "../support/gpuPage.js";
import type {Comparison} from "../support/gpuPageEntry.js";

/** Of mode `cpu`, in all: a step that rounds once in place of five times, over and over. A spike moved is far more. */
const CPU_ERROR = 2e-5;

browserTest.for(MODES)(
  "loops of populations in mode %s: give what wasm gives",
  async (mode, {watched: {page, problems}}) => {
    await gpuPage(page);
    const all = await page.evaluate(async (mode) => {
      const {spikeloop, SCENARIOS, compare} = globalThis.gpuTests;
      await spikeloop.openGpu({mode});
      const all: Record<string, Comparison> = {};
      const isGraphical = mode === "webgl2" || mode === "webgpu";
      for (const name of Object.keys(SCENARIOS) as (keyof typeof SCENARIOS)[]) {
        // sweep.test.ts runs such a plane in the other modes
        if (name === "a plane of 4,096 lanes" && !isGraphical) continue;
        all[name] = await compare(name, {gpuMode: mode});
      }
      return all;
    }, mode);
    expect(Object.keys(all).length).toBeGreaterThan(8);
    for (const [name, {differ, sizes, furthest, report}] of Object.entries(all)) {
      expect(
        sizes.every((n) => n > 0),
        name,
      ).toBe(true);
      if (mode === "cpu") expect(Math.max(...furthest), name).toBeLessThan(CPU_ERROR);
      else expect(differ, name).toEqual(sizes.map(() => 0));
      if (mode === "webgpu" && name === "a loop inside jit") {
        expect(report?.fallbackReason).toContain("expected a device that answers at once, got webgpu");
      } else {
        expect(report, name).toMatchObject({backend: "gpu", fallbackReason: null, workers: 0});
        expect(report?.device, name).toMatch(new RegExp(`^${mode}`));
      }
    }
    expect(problems).toEqual([]);
  },
);
