/** @file The backend as the built package has it, minified by the site: it runs, and gpu.js comes when it is asked for. */
import {expect} from "vitest";
import {browserTest} from "../support/browser.js";
import {isGpuLibrary} from "../support/gpuOnPage.js";
import {packageOnPage} from "../support/packageOnPage.js";

browserTest.for(["webgl2", "webgpu"] as const)(
  "the built package: runs a loop in mode %s",
  async (mode, {watched, siteUrl}) => {
    const {page, problems, requests} = watched;
    await packageOnPage(page, siteUrl);
    expect(requests.filter(isGpuLibrary)).toEqual([]);
    const seen = await page.evaluate(async (mode) => {
      const {spikeloop} = globalThis;
      const {arange, environ, forLoopAsync, initAllStates, lastRun, LIFRef, linspace, mA, ms, mV, record} = spikeloop;
      const currents = linspace(mA(5), mA(40), 100);
      const run = async (backend: "gpu" | "wasm") => {
        const neuron = initAllStates(new LIFRef(100, {tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)}));
        const times = arange(ms(0), ms(100), ms(0.1));
        const kept = await environ.context({dt: ms(0.1)}, () =>
          forLoopAsync(
            (t) =>
              environ.context(
                {t},
                () => [record.count(neuron.update(currents)), record.every(100, neuron.V.value)] as const,
              ),
            times,
            {backend, gpuMode: mode},
          ),
        );
        return [...kept[0].toDecimal(), ...kept[1].toDecimal(mV)];
      };
      const expected = await run("wasm");
      const got = await run("gpu");
      return {
        spikes: expected.slice(0, 100).reduce((a, b) => a + b, 0),
        differ: expected.filter((x, i) => x !== got[i]).length,
        report: lastRun(),
      };
    }, mode);
    expect(seen).toMatchObject({differ: 0, report: {backend: "gpu", fallbackReason: null}});
    expect(seen.report?.device).toMatch(new RegExp(`^${mode}: .*swiftshader`, "i"));
    expect(seen.spikes).toBeGreaterThan(100);
    expect(requests.filter(isGpuLibrary)).toHaveLength(1);
    expect(problems).toEqual([]);
  },
);
