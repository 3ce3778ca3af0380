/** @file The page about sweeps in a browser: the map, a cell by mouse, finger and keyboard, and what runs it. */
import type {Page} from "playwright-core";
import {expect} from "vitest";
import {initialValues} from "../../src/components/parameters.js";
import {SWEEP_PARAMETERS, type SweepValues} from "../../src/components/sweep/parameters.js";
import {startSweep} from "../../src/components/sweep/run.js";
import {mapValues} from "../../src/components/sweep/values.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest, PHONE} from "../support/browser.js";
import {isGpuLibrary} from "../support/gpuOnPage.js";

/** Few neurons: software devices are slow. */
const SMALL = "?side=32";
const small = {...initialValues<SweepValues>(SWEEP_PARAMETERS), side: "32"};

async function open(page: Page, siteUrl: string, search = SMALL): Promise<void> {
  await page.goto(`${siteUrl}how-to/parameter-sweeps.html${search}`);
  await idle(page);
}

const idle = (page: Page) => page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
const map = (page: Page) => page.getByRole("application", {name: /^Firing rate over current/});
const slider = (page: Page, name: string) => page.getByRole("slider", {name, exact: true});
const radio = (page: Page, name: string) => page.getByRole("radio", {name, exact: true});
const shown = async (page: Page, value: string): Promise<string> =>
  (await page.locator(`[data-value="${value}"]`).first().textContent()) ?? "";
/** What the canvas of the map shows: silent cells are transparent. */
const pixels = (page: Page): Promise<number[]> =>
  page.locator(".map-plane canvas").evaluate((canvas: HTMLCanvasElement) => {
    const image = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
    return [...new Uint32Array(image?.data.buffer ?? new ArrayBuffer(0))];
  });
const trace = (page: Page) => page.locator('[data-place="trace"] svg path').last().getAttribute("d");
const silent = (all: readonly number[]): number => all.filter((pixel) => pixel === 0).length;

/** A point of the map, as parts of its width from the left and of its height from the top. */
async function pointOf(page: Page, x: number, y: number): Promise<[number, number]> {
  const box = await page.locator(".map-plane").boundingBox();
  return [(box?.x ?? 0) + x * (box?.width ?? 0), (box?.y ?? 0) + y * (box?.height ?? 0)];
}

browserTest(
  "the whole map is drawn, by wasm, and nothing of a graphics card is asked for",
  async ({watched: {page, problems, requests}, siteUrl}) => {
    await open(page, siteUrl, "");
    const all = await pixels(page);
    expect(all).toHaveLength(256 * 256);
    expect(silent(all).toLocaleString("en-US")).toBe(await shown(page, "silent"));
    expect(new Set(all).size).toBeGreaterThan(20);
    expect(await shown(page, "ranOn")).toBe("wasm");
    expect(await shown(page, "taken")).toMatch(/^\d+(\.\d)?\u00a0m?s$/);
    expect(await page.locator('[data-place="notice"]').isVisible()).toBe(false);
    expect(await page.locator(".map svg[role=img]").last().getAttribute("aria-description")).toContain(
      "the rheobase is 10 mA",
    );
    expect(requests.filter(isGpuLibrary)).toEqual([]);
    expect(problems).toEqual([]);
  },
);

browserTest("a mouse over a cell shows its neuron, and a click keeps it", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl);
  const [kept, before] = [await shown(page, "I"), await trace(page)];
  await page.mouse.move(...(await pointOf(page, 0.985, 0.985)));
  await page.waitForFunction(() => document.querySelector('[data-value="I"]')?.textContent.startsWith("30.5"));
  await page.waitForFunction(() =>
    document.querySelector('[data-place="cell-code"] pre')?.textContent.includes("mA(30.5)"),
  );
  expect(await trace(page)).not.toBe(before);
  expect(await slider(page, "Current").inputValue()).toBe("25");
  await page.mouse.move(0, 0);
  await page.waitForFunction((kept) => document.querySelector('[data-value="I"]')?.textContent === kept, kept);
  expect(await trace(page)).toBe(before);
  await page.mouse.click(...(await pointOf(page, 0.985, 0.985)));
  expect(await slider(page, "Current").inputValue()).toBe("30.5");
  expect(new URL(page.url()).searchParams.get("tau")).toBe("4.5");
  await page.goBack();
  expect(await slider(page, "Current").inputValue()).toBe("25");
});

browserTest("arrow keys move the crosshair, and the trace follows", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl);
  await map(page).focus();
  const before = await trace(page);
  await page.keyboard.press("Home");
  expect(await shown(page, "I")).toBe("5\u00a0mA");
  expect(await shown(page, "mapCount")).toBe("0\u00a0spikes");
  expect(await shown(page, "cellStory")).toContain("not above the rheobase");
  expect(await trace(page)).not.toBe(before);
  await page.keyboard.press("End");
  for (let i = 0; i < 4; i++) await page.keyboard.press("PageDown");
  expect([await shown(page, "I"), await shown(page, "tau")]).toEqual(["30.5\u00a0mA", "4.5\u00a0ms"]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  const {I, tau} = {I: parseFloat(await shown(page, "I")), tau: parseFloat(await shown(page, "tau"))};
  expect(I).toBeCloseTo(30.5 - 25.5 / 31, 3);
  expect(tau).toBeCloseTo(4.5 + 25.5 / 31, 3);
  const left = await page
    .locator(".map-cross")
    .evaluate((cross) => parseFloat(getComputedStyle(cross).getPropertyValue("--x")));
  expect(left).toBeCloseTo((100 * 30.5) / 32, 3);
});

browserTest("a dragged threshold ends at the map of its last place", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl);
  const before = await pixels(page);
  await slider(page, "Threshold V_th").focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
  await idle(page);
  const values = {...small, V_th: -45};
  const sweep = await startSweep(values).result;
  expect(await shown(page, "V_th")).toBe("−45\u00a0mV");
  expect(silent(await pixels(page))).toBe(sweep.counts.filter((count) => count === 0).length);
  expect(await shown(page, "fastest")).toBe(mapValues(sweep).fastest);
  expect(await pixels(page)).not.toEqual(before);
  expect(await page.locator('[data-place="population-code"] pre').textContent()).toContain("V_th: mV(-45)");
  await slider(page, "Refractory period tau_ref").fill("15");
  await idle(page);
  expect(await shown(page, "fastest")).toBe(mapValues(await startSweep({...values, tau_ref: 15}).result).fastest);
});

browserTest.for(["webgl2", "webgpu"] as const)(
  "%s: runs the sweep, the badge says so, and no cell differs from wasm on a device that computes as it does",
  async (mode, {watched: {page, problems, requests}, siteUrl}) => {
    await open(page, siteUrl);
    const before = await pixels(page);
    expect(requests.filter(isGpuLibrary)).toEqual([]);
    await radio(page, mode).check();
    await idle(page);
    expect(await shown(page, "ranOn")).toBe(mode);
    expect(await shown(page, "ranDevice")).toMatch(new RegExp(`^${mode}: .*SwiftShader.*, software$`, "i"));
    expect(await page.locator('[data-place="notice"]').textContent()).toContain("the processor imitates one");
    expect(await page.locator('[data-place="run-code"] pre').textContent()).toContain(`gpuMode: "${mode}"`);
    expect(await pixels(page)).toEqual(before);
    expect(requests.filter(isGpuLibrary)).toHaveLength(1);
    expect(requests.filter((url) => !url.startsWith(siteUrl) && !/^(blob|data):/.test(url))).toEqual([]);
    expect(problems).toEqual([]);
  },
);

browserTest("auto: runs on what it finds faster, and says which", async ({watched: {page, problems}, siteUrl}) => {
  await open(page, siteUrl);
  const before = await pixels(page);
  await radio(page, "auto").check();
  await idle(page);
  expect(await shown(page, "ranOn")).toMatch(/^(wasm|webgl2|webgpu)$/);
  expect(await pixels(page)).toEqual(before);
  expect(problems).toEqual([]);
});

browserTest(
  "without a graphics card the sweep runs on wasm, and the page says why",
  async ({watched: {page}, siteUrl}) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, "gpu");
      Object.defineProperty(navigator, "gpu", {value: undefined});
    });
    await open(page, siteUrl, `${SMALL}&backend=webgpu`);
    expect(await shown(page, "ranOn")).toBe("wasm");
    const notice = page.locator('[data-place="notice"]');
    expect(await notice.isVisible()).toBe(true);
    expect(await notice.textContent()).toMatch(
      /^wasm ran instead of webgpu.*Everything on this page works with wasm\.$/,
    );
    expect(silent(await pixels(page))).toBeGreaterThan(100);
  },
);

browserTest(
  "measure all: each backend has a time, a device and no cell unlike wasm; a changed setting forgets them",
  async ({watched: {page, problems}, siteUrl}) => {
    await open(page, siteUrl);
    await page.getByRole("button", {name: "Measure all"}).click();
    await page.waitForFunction(() =>
      document.querySelector('[data-value="measuredHow"]')?.textContent.includes("median"),
    );
    for (const backend of ["wasm", "webgl2", "webgpu"]) {
      expect(await shown(page, `${backend}Time`), backend).toMatch(/^[\d.]+\u00a0m?s$/);
      expect(await shown(page, `${backend}Each`), backend).toMatch(/^[\d.]+\u00a0(ns|µs|ms)$/);
      expect(await shown(page, `${backend}Alone`), backend).toMatch(/^[\d.]+\u00a0(ns|µs|ms)$/);
      expect(await shown(page, `${backend}Differing`), backend).toBe("0");
    }
    expect(await shown(page, "wasmUpdates")).toBe("1,024 × 2,000");
    expect(await shown(page, "webgpuUpdates")).toBe("1,024 × 200");
    expect(await shown(page, "webgpuDevice")).toMatch(/\(software\)$/);
    expect(await shown(page, "measuredStory")).toMatch(/webgl2 is .* wasm/);
    await page.getByRole("button", {name: "many times as long"}).click();
    expect(await page.locator('[data-place="predict"] [role=status]').textContent()).toMatch(/^Yes\./);
    await slider(page, "Threshold V_th").fill("-48");
    await idle(page);
    expect(await shown(page, "wasmTime")).toBe("–");
    expect(problems).toEqual([]);
  },
);

browserTest("a measurement can be cancelled", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl, "?side=128");
  await page.getByRole("button", {name: "Measure all"}).click();
  await page.getByRole("button", {name: "Cancel"}).click();
  await page.waitForFunction(() => document.querySelector('[data-value="measuredHow"]')?.textContent === "stopped");
  await idle(page);
  expect(await page.getByRole("button", {name: "Cancel"}).getAttribute("aria-disabled")).toBe("true");
});

browserTest(
  "fits a screen of 390 px; a finger sets a cell there; axe finds no barrier on a changed page",
  async ({browser, siteUrl}) => {
    const context = await browser.newContext(PHONE);
    const page = await context.newPage();
    await open(page, siteUrl);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await map(page).scrollIntoViewIfNeeded();
    await page.touchscreen.tap(...(await pointOf(page, 0.02, 0.5)));
    expect(await slider(page, "Current").inputValue()).toBe("5");
    await slider(page, "Threshold V_th").fill("-44");
    await idle(page);
    expect(await barriersOn(page, {rules: {region: {enabled: false}}})).toEqual([]);
    await context.close();
  },
);
