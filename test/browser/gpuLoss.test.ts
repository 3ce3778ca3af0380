/** @file Devices that go away: results are those of wasm, the page lives on, and opening them again works. */
import {expect} from "vitest";
import {browserTest} from "../support/browser.js";
import {gpuPage} from "../support/gpuPage.js";

const SAME = [0, 0, 0];
const ON_DEVICE = {differ: SAME, backend: "gpu", reason: null};
const ON_WASM = {differ: SAME, backend: "wasm"};

browserTest.for(["webgl2", "webgpu"] as const)(
  "a %s device that goes away",
  async (mode, {watched: {page, problems}}) => {
    await gpuPage(page);
    const seen = await page.evaluate(async (mode) => {
      const {spikeloop, compare, loseAll} = globalThis.gpuTests;
      const run = async (onProgress: (done: number) => void = () => undefined) => {
        const {differ, report} = await compare("LIFRef [7]", {gpuMode: mode, onProgress});
        return {differ, backend: report?.backend, reason: report?.fallbackReason};
      };
      const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
      const gpu = await spikeloop.openGpu({mode});
      const before = await run();

      // between two runs: one that can wait opens it again
      const count = loseAll();
      await pause();
      const why = gpu.lost;
      const between = await run();

      // in a run, while nothing is under way, and while something is
      const during: Awaited<ReturnType<typeof run>>[] = [];
      const told: number[] = [];
      for (const later of [false, true]) {
        await spikeloop.openGpu({mode});
        const inThisRun: number[] = [];
        during.push(
          await run((done) => {
            told.push(done);
            if (inThisRun.push(done) !== 1) return;
            if (later) setTimeout(loseAll, 1);
            else loseAll();
          }),
        );
        await pause();
      }

      // closed in a run
      const again = await spikeloop.openGpu({mode});
      let isClosed = false;
      const closing = await run(() => {
        if (!isClosed) void again.close();
        isClosed = true;
      });
      await spikeloop.openGpu({mode});
      return {
        before,
        count,
        why,
        between,
        during,
        told,
        closing,
        closed: again.lost,
        end: await run(),
        first: gpu.lost,
      };
    }, mode);
    expect(seen.count).toBeGreaterThan(0);
    expect([seen.before, seen.between, seen.end]).toEqual([ON_DEVICE, ON_DEVICE, ON_DEVICE]);
    expect([seen.why, seen.first]).toEqual(Array(2).fill("the graphics device was lost"));
    expect(seen.during).toMatchObject([ON_WASM, ON_WASM]);
    // as gpu.js or the browser says it
    for (const {reason} of seen.during)
      expect(reason).toMatch(/^backend: gpu cannot run this, .*(lost|unmapped).*; wasm ran instead$/);
    expect(seen.told.filter((done) => done === 300)).toHaveLength(2);
    expect(seen.closing).toEqual({
      ...ON_WASM,
      reason: "backend: gpu cannot run this, the device was closed; wasm ran instead",
    });
    expect(seen.closed).toBe("the device was closed");
    expect(problems).toEqual([]);
  },
);

browserTest("a webgl2 device that goes away before a run that cannot wait", async ({watched: {page, problems}}) => {
  await gpuPage(page);
  const seen = await page.evaluate(async () => {
    const {spikeloop, compare, loseAll} = globalThis.gpuTests;
    const run = async () => {
      const {differ, report} = await compare("a loop inside jit", {gpuMode: "webgl2"});
      return {same: differ.every((n) => n === 0), backend: report?.backend, reason: report?.fallbackReason};
    };
    const gpu = await spikeloop.openGpu();
    const before = await run();
    loseAll();
    // the page is not told of the loss yet, so that launches are tried, in vain
    const atOnce = await run();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const later = await run();
    await spikeloop.openGpu();
    const again = await run();
    await gpu.close();
    return {before, atOnce, later, again, closed: await run()};
  });
  const onDevice = {same: true, backend: "gpu", reason: null};
  const onWasm = (reason: string) => ({
    same: true,
    backend: "wasm",
    reason: expect.stringMatching(
      new RegExp(`^backend: gpu cannot run this, ${reason}.*; wasm ran instead$`),
    ) as string,
  });
  expect(seen).toEqual({
    before: onDevice,
    atOnce: onWasm("(a launch came to nothing|the graphics device was lost|.* lost)"),
    later: onWasm("expected the webgl2 device, got none: the graphics device was lost"),
    again: onDevice,
    closed: onWasm("expected the webgl2 device that is open, got none: await openGpu\\(\\) first"),
  });
  expect(problems).toEqual([]);
});

browserTest("a page without WebGL and WebGPU: says so, and wasm runs", async ({watched: {page, problems}}) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
    OffscreenCanvas.prototype.getContext = () => null;
    Object.defineProperty(navigator, "gpu", {value: undefined});
  });
  await gpuPage(page);
  const seen = await page.evaluate(async () => {
    const {spikeloop, compare} = globalThis.gpuTests;
    const open = (mode: "webgl2" | "webgpu") =>
      spikeloop.openGpu({mode}).then(
        () => "open",
        (error: Error) => error.message,
      );
    const {differ, report} = await compare("LIFRef [7]", {});
    return {webgl2: await open("webgl2"), webgpu: await open("webgpu"), differ, report};
  });
  expect(seen).toMatchObject({
    webgl2: expect.stringMatching(
      /^gpu: webgl2 does not run here, expected a browser and a device that do, got: /,
    ) as string,
    webgpu: expect.stringMatching(/^gpu: webgpu does not run here, /) as string,
    differ: SAME,
    report: {backend: "wasm", fallbackReason: expect.stringContaining("does not run here") as string},
  });
  expect(problems).toEqual([]);
});

browserTest(
  "a page where only webgpu is open: what cannot wait runs on wasm, and says why",
  async ({watched: {page}}) => {
    await gpuPage(page);
    const reasons = await page.evaluate(async () => {
      const {spikeloop} = globalThis.gpuTests;
      await spikeloop.openGpu({mode: "webgpu"});
      return ([undefined, "webgpu"] as const).map((gpuMode) => {
        const xs = spikeloop.linspace(0, 1, 50);
        const way = {backend: "gpu", ...(gpuMode === undefined ? {} : {gpuMode})} as const;
        const last = spikeloop.scan((c: typeof xs, x) => [c.add(x), c] as const, spikeloop.zeros([5]), xs, way)[0];
        return [spikeloop.lastRun()?.backend, spikeloop.lastRun()?.fallbackReason, last.toDecimal()[0]] as const;
      });
    });
    expect(reasons).toEqual([
      [
        "wasm",
        expect.stringContaining("expected a device that is open, got none: await openGpu() first"),
        expect.closeTo(25, 3),
      ],
      [
        "wasm",
        expect.stringContaining("expected a device that answers at once, got webgpu: use forLoopAsync"),
        expect.closeTo(25, 3),
      ],
    ]);
  },
);
