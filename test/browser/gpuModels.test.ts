/**
 * @file Every neuron model as a population on the devices of a page, against wasm. Software devices round each operation as
 * wasm does, so that a model whose steps are arithmetic alone has wasm's bits; `exp` and what is made of it are the
 * device's own, within the bounds of docs/gpu-operations.md.
 */
import {fileURLToPath} from "node:url";
import {expect} from "vitest";
import {browserTest} from "../support/browser.js";
import {bundled, emptyPage} from "../support/emptyPage.js";
import {MODES} from "../support/gpuPage.js";
import "../support/gpuModels.js";

/** Their coefficients do not change from step to step: the functions in them are evaluated before the loop, by wasm. */
const ARITHMETIC = ["IF", "LIF", "LIFRef", "ALIF", "Gif", "GifRef", "GifRef, ref_var", "CubaLIF"];

/**
 * A device moves a state by the error of its functions times what a step adds, which is less than two units in the last
 * place of the state itself. So it may lead as far from wasm as moving every state so in every step does; how far that is,
 * depends on the model.
 */
const ULPS = 2;
/** Mode `cpu` rounds once a launch in place of after each operation: what is always rounded to one side adds up. */
const WIDER = {webgl2: 1, webgpu: 1, webasm: 1, cpu: 5} as const;

browserTest("every neuron model: is on every device as near to wasm as float32 allows", async ({watched}) => {
  const {page, problems} = watched;
  const script = await bundled({entryPoints: [fileURLToPath(new URL("../support/gpuModels.ts", import.meta.url))]});
  await emptyPage(page, script);
  const all = await page.evaluate(([modes, ulps]) => globalThis.gpuModels.runModels(modes, ulps), [
    MODES,
    ULPS,
  ] as const);
  expect(Object.keys(all).filter((name) => !name.includes("ref_var")).length).toBeGreaterThan(20);
  for (const [name, {spikes, shaken, devices}] of Object.entries(all)) {
    expect(spikes, name).toBeGreaterThan(0);
    // else a moved spike would allow anything
    expect(shaken.counts, name).toBe(0);
    expect("refractory" in shaken.bits, name).toBe(name.endsWith("ref_var"));
    for (const mode of name.endsWith("ref_var") ? (["webgl2"] as const) : MODES) {
      const device = devices[mode];
      const where = `${name} in mode ${mode}`;
      expect(device?.report, where).toMatchObject({backend: "gpu", fallbackReason: null});
      expect(device?.counts, where).toBe(0);
      const states = Object.keys(shaken.bits);
      if (ARITHMETIC.includes(name) && mode !== "cpu") {
        expect(device?.bits, where).toEqual(Object.fromEntries(states.map((state) => [state, 0])));
      }
      for (const state of states) {
        const bound = WIDER[mode] * (shaken.furthest[state] ?? NaN);
        expect(device?.furthest[state], `${state} of ${where}`).toBeLessThanOrEqual(bound);
      }
    }
  }
  expect(problems).toEqual([]);
});
