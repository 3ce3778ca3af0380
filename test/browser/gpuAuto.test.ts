/**
 * @file The choice of `backend: "auto"` in Chromium, beside devices that are the processor itself: software WebGL and
 * WebGPU, which are slower than wasm at any size.
 */
import {fileURLToPath} from "node:url";
import type {Page} from "playwright-core";
import {expect} from "vitest";
import type * as Package from "spikeloop";
import type * as Devices from "../../lib/backends/gpu/devices.js";
import type * as Calibrate from "../../lib/run/auto/calibrate.js";
import type * as CalibrateWasm from "../../lib/run/auto/calibrateWasm.js";
import type * as Decide from "../../lib/run/auto/decide.js";
import type * as Speed from "../../lib/run/auto/speed.js";
import type * as WorkModule from "../../lib/run/auto/work.js";
import type * as ForLoop from "../../lib/transform/forLoop.js";
import type * as LoopRollout from "../../lib/transform/loopRollout.js";
import {browserTest} from "../support/browser.js";
import {bundled, emptyPage} from "../support/emptyPage.js";

type Parts = typeof Devices &
  typeof Calibrate &
  typeof CalibrateWasm &
  typeof Decide &
  typeof Speed &
  typeof WorkModule &
  typeof ForLoop &
  typeof LoopRollout;

declare global {
  // only inside `page.evaluate`
  var auto: Parts & {
    readonly spikeloop: typeof Package;
    /** LIFRef, its spikes counted, traced: what a choice is asked about, and what runs it. */
    readonly rollout: (lanes: number, steps: number) => Traced;
  };
}

interface Traced {
  readonly program: Parameters<typeof Decide.decideNow>[0];
  readonly key: string;
  readonly inputs: Parameters<typeof Decide.decideNow>[2];
  readonly run: (options: Package.LoopOptions) => void;
}

const ENTRY = `
import * as spikeloop from "spikeloop";
import * as devices from "./backends/gpu/devices.js";
import * as calibrate from "./run/auto/calibrate.js";
import * as calibrateWasm from "./run/auto/calibrateWasm.js";
import * as decide from "./run/auto/decide.js";
import * as speed from "./run/auto/speed.js";
import * as work from "./run/auto/work.js";
import * as forLoop from "./transform/forLoop.js";
import * as loopRollout from "./transform/loopRollout.js";

function rollout(lanes, steps) {
  const {LIFRef, arange, environ, initAllStates, linspace, mA, mV, ms, ohm, record} = spikeloop;
  const dt = ms(0.1);
  const neuron = new LIFRef(lanes, {R: ohm(1), tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)});
  initAllStates(neuron);
  const currents = linspace(mA(5), mA(30), lanes);
  const step = (t) => environ.context({t}, () => record.count(neuron.update(currents)));
  const times = arange(steps).mul(dt);
  return environ.context({dt}, () => {
    const {keyed, inputs} = loopRollout.traceLoop(forLoop.forLoopRequest("test", step, times, {})).rollout;
    const run = (options) => environ.context({dt}, () => spikeloop.forLoop(step, times, options));
    return {...keyed, inputs: inputs.map((input) => input.fetch()), run};
  });
}

globalThis.auto = {
  spikeloop, rollout,
  ...devices, ...calibrate, ...calibrateWasm, ...decide, ...speed, ...work, ...forLoop, ...loopRollout,
};
`;

let script: Promise<string> | null = null;

async function autoPage(page: Page): Promise<void> {
  const resolveDir = fileURLToPath(new URL("../../lib/", import.meta.url));
  script ??= bundled({stdin: {contents: ENTRY, resolveDir, loader: "js"}});
  await emptyPage(page, await script);
}

browserTest(
  "decideNow and decide: choose wasm beside software WebGL and WebGPU, which they measure once and remember",
  async ({watched: {page, problems}}) => {
    await autoPage(page);
    const decisions = await page.evaluate(async () => {
      const {decide, decideNow, openDevice, rollout} = globalThis.auto;
      for (const mode of ["webgl2", "webgpu"] as const) await openDevice(mode);
      const all = [];
      for (const lanes of [100_000, 10_000, 1000, 100]) {
        const {program, key, inputs} = rollout(lanes, 2000);
        // again and again, as a slider asks
        for (let i = 0; i < 6; i++) all.push(decideNow(program, key, inputs), await decide(program, key, inputs));
      }
      return all.map(({backend, predicted}) => ({backend, predicted}));
    });
    expect(decisions.length).toBe(48);
    expect(new Set(decisions.map(({backend}) => backend))).toEqual(new Set(["wasm"]));
    // they were considered: it is their times that decide
    const [now, later] = decisions;
    expect(Object.keys(now?.predicted ?? {}).sort()).toEqual(["wasm", "webgl2"]);
    expect(Object.keys(later?.predicted ?? {}).sort()).toEqual(["wasm", "webgl2", "webgpu"]);
    for (const {predicted} of decisions) {
      for (const time of Object.values(predicted)) expect(time).toBeGreaterThanOrEqual(predicted.wasm ?? Infinity);
    }

    const stored = () => page.evaluate(() => Object.entries({...localStorage}).sort());
    const before = await stored();
    expect(before.length).toBe(4);
    await autoPage(page);
    await page.evaluate(async () => {
      const {decideNow, openDevice, rollout} = globalThis.auto;
      await openDevice("webgl2");
      const {program, key, inputs} = rollout(100_000, 2000);
      decideNow(program, key, inputs);
    });
    expect(await stored()).toEqual(before);
    expect(problems).toEqual([]);
  },
);

/**
 * How far predictions may be off, as a factor: of a machine that does other work at the same time, a measurement of a few
 * milliseconds says no more. It need only be held by one of some attempts.
 */
const FACTOR = 3;
const ATTEMPTS = 6;

browserTest.for(["wasm", "webgl2", "webasm"] as const)(
  `%s: a measurement foretells how long 1,000 neurons take, within a factor of ${String(FACTOR)}`,
  async (way, {watched: {page, problems}}) => {
    await autoPage(page);
    const ratios = await page.evaluate(
      async ({way, factor, attempts}) => {
        const {deviceTime, measureNow, measureWasm, openDevice, rollout, spikeloop, wasmTime, workOf} = globalThis.auto;
        const device = way === "wasm" ? null : await openDevice(way);
        const {program, key, inputs, run} = rollout(1000, 1000);
        const work = workOf(program, key, inputs);
        const options = device === null ? {backend: "wasm" as const} : {backend: "gpu" as const, gpuMode: device.mode};
        const ratios: number[] = [];
        while (ratios.length < attempts) {
          const wasm = measureWasm();
          const {device: onDevice} = work.program;
          if ("cannot" in onDevice) throw new Error(onDevice.cannot);
          const speed = device === null ? null : measureNow(device);
          const predicted = speed === null ? wasmTime(work, wasm) : deviceTime(work, onDevice, speed, wasm).usual;
          let least = Infinity;
          for (let i = 0; i < 5; i++) {
            run(options);
            const report = spikeloop.lastRun();
            if (report === null || report.fallbackReason !== null) throw new Error(report?.fallbackReason ?? "no run");
            least = Math.min(least, report.runTime);
          }
          ratios.push(predicted / least);
          if (predicted < factor * least && least < factor * predicted) break;
        }
        return ratios;
      },
      {way, factor: FACTOR, attempts: ATTEMPTS},
    );
    const last = ratios.at(-1) ?? Infinity;
    expect(Math.max(last, 1 / last), `predicted over measured: ${ratios.join(", ")}`).toBeLessThan(FACTOR);
    expect(problems).toEqual([]);
  },
);
