/** @file gpu.js as the site ships it: a file of its own, which only a page that asks for it gets, and which runs. */
import {expect} from "vitest";
import {browserTest} from "../support/browser.js";
import {gpuAddress, gpuOnPage, isGpuLibrary} from "../support/gpuOnPage.js";

browserTest.for(["", "tutorials/first-neuron.html", "concepts/what-forloop-compiles.html"])(
  "page %j: does not fetch gpu.js",
  async (path, {watched: {page, requests}, siteUrl}) => {
    await page.goto(siteUrl + path, {waitUntil: "networkidle"});
    await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
    expect(requests.length).toBeGreaterThan(5);
    expect(requests.filter(isGpuLibrary)).toEqual([]);
    // and it would have been seen: this is how the site names it
    const address = await gpuAddress(page);
    expect([address.startsWith(siteUrl), isGpuLibrary(address)]).toEqual([true, true]);
  },
);

browserTest.for([
  ["webgpu", "webgpu"],
  ["webgl2", "gpu"],
  ["webasm", "webasm"],
  ["cpu", "cpu"],
] as const)(
  "gpu.js from the site's own file: runs a kernel in mode %s, with no request to another site",
  async ([mode, ranIn], {watched: {page, problems, requests}, siteUrl}) => {
    const address = await gpuOnPage(page, siteUrl);
    const ran = await page.evaluate(async (mode) => {
      const gpu = new globalThis.gpuLibrary({mode});
      const source = "function (a, b) { return a[this.thread.x] + b[this.thread.x]; }";
      const sum = gpu.createKernel(source, {output: [4], precision: "single", tactic: "precision"});
      const result = await sum(new Float32Array([1, 2, 3, 0.1]), new Float32Array([10, 20, 30, 0.2]));
      const ranIn = sum.kernel.constructor.mode;
      await gpu.destroy();
      return {result: Array.from(result as never as Float32Array), ranIn};
    }, mode);
    expect(ran).toEqual({result: [11, 22, 33, Math.fround(Math.fround(0.1) + Math.fround(0.2))], ranIn});
    expect(requests.filter(isGpuLibrary)).toEqual([address]);
    expect(requests.filter((url) => !url.startsWith(siteUrl) && !/^(blob|data):/.test(url))).toEqual([]);
    expect(problems).toEqual([]);
  },
);

browserTest("the site: names the licence of gpu.js, whose file has none", async ({siteUrl}) => {
  const text = await (await fetch(`${siteUrl}THIRD_PARTY_LICENSES.txt`)).text();
  expect(text).toMatch(/^gpu\.js 2\.\d+\.\d+ \(MIT\)$/m);
  expect(text).toContain("gpu.js Team");
  expect(text).toMatch(/^mathjs \d/m);
});
