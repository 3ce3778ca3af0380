/** @file Loops in workers on a page: the same bits, a page that stays free, and pages that allow less. */
import type {Page} from "playwright-core";
import {expect} from "vitest";
import {browserTest} from "../support/browser.js";
import {packageOnPage} from "../support/packageOnPage.js";

/** Runs 2,000 neurons here and in two workers, records included; says what differs and what the page saw. */
const compare = (page: Page) =>
  page.evaluate(async () => {
    const {spikeloop} = globalThis;
    const {LIFRef, arange, environ, forLoop, forLoopAsync, initAllStates, lastRun, linspace, mA, mV, ms, record} =
      spikeloop;
    const currents = linspace(mA(5), mA(40), 2000);
    const make = () => {
      const neuron = initAllStates(new LIFRef(2000, {tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)}));
      const step = (t: never) =>
        environ.context({t, dt: ms(0.1)}, () => {
          const spikes = neuron.update(currents);
          return {V: record.every(20, neuron.V.value), count: record.count(spikes), events: record.events(spikes)};
        });
      return {neuron, step};
    };
    const times = arange(3000).mul(ms(0.1)) as never;
    const [a, b] = [make(), make()];
    const here = forLoop(a.step, times);
    const longTasks: number[] = [];
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({duration}) => duration))).observe({
      type: "longtask",
    });
    let frames = 0;
    const frame = () => {
      frames++;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const start = performance.now();
    const there = await forLoopAsync(b.step, times, {workers: 2});
    const time = performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve, 100));
    const numbers = (x: {toDecimal(unit: never): Float32Array; unit: unknown}) => x.toDecimal(x.unit as never);
    const same = (x: never, y: never) => {
      const [p, q] = [numbers(x), numbers(y)];
      return p.length === q.length && p.every((value, i) => Object.is(value, q[i]));
    };
    const pairs = [
      [here.V, there.V],
      [here.count, there.count],
      [here.events.steps, there.events.steps],
      [here.events.neurons, there.events.neurons],
      [a.neuron.V.value, b.neuron.V.value],
    ];
    return {
      same: pairs.map(([x, y]) => same(x as never, y as never)),
      spikes: there.events.count,
      run: lastRun(),
      isolated: globalThis.crossOriginIsolated,
      longest: Math.max(0, ...longTasks),
      frames,
      time,
    };
  });

browserTest(
  "forLoopAsync with workers: gives the bits of forLoop and leaves the page free",
  async ({watched, siteUrl}) => {
    const {page, problems, requests} = watched;
    await packageOnPage(page, siteUrl);
    const seen = await compare(page);
    expect(seen).toMatchObject({same: [true, true, true, true, true], isolated: false});
    expect(seen.spikes).toBeGreaterThan(1000);
    expect(seen.run).toMatchObject({backend: "wasm", workers: 2, fallbackReason: null});
    // a busy machine makes tasks look long; a loop on the page would take several times that
    expect(seen.longest).toBeLessThan(100);
    expect(seen.frames, `frames in ${seen.time.toFixed(0)} ms`).toBeGreaterThan(seen.time / 100);
    expect(requests.filter((url) => !url.startsWith(siteUrl) && !url.startsWith("blob:"))).toEqual([]);
    expect(problems).toEqual([]);
  },
);

browserTest("forLoopAsync with workers: shares memory where the page is isolated", async ({watched, siteUrl}) => {
  const {page, problems} = watched;
  await withHeaders(page, {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
  });
  await packageOnPage(page, siteUrl);
  expect(await compare(page)).toMatchObject({same: [true, true, true, true, true], isolated: true, run: {workers: 2}});
  expect(problems).toEqual([]);
});

browserTest("forLoopAsync with workers: runs on the page where it allows no workers", async ({watched, siteUrl}) => {
  const {page} = watched;
  await withHeaders(page, {"content-security-policy": "worker-src 'none'"});
  await packageOnPage(page, siteUrl);
  const seen = await compare(page);
  expect(seen).toMatchObject({same: [true, true, true, true, true], run: {backend: "wasm", workers: 0}});
  expect(seen.run?.fallbackReason).toMatch(/^workers: a worker did not run.*this thread ran instead$/);
});

/** Serves the site with these headers added. */
async function withHeaders(page: Page, headers: Record<string, string>): Promise<void> {
  await page.route("**/*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({response, headers: {...response.headers(), ...headers}});
  });
}
