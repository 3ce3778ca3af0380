/** @file The tools beside a figure in a browser: read with the keyboard alone, taken away as files, no barrier. */
import {readFileSync} from "node:fs";
import type {Download, Locator, Page} from "playwright-core";
import {describe, expect} from "vitest";
import {mV} from "spikeloop";
import {NEURON_PARAMETERS, type NeuronValues} from "../../src/components/firstNeuron/parameters.js";
import {runRollout} from "../../src/components/firstNeuron/rollout.js";
import {exactText} from "../../src/components/figureTools/texts.js";
import {initialValues} from "../../src/components/parameters.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest} from "../support/browser.js";

const FILE = "tutorials/first-neuron.html";
const initial = initialValues<NeuronValues>(NEURON_PARAMETERS);
const {driven} = runRollout(initial);
const V = driven.V.toDecimal(mV);
const spikeSteps = [...driven.spikes.toDecimal()].flatMap((spike, step) => (spike > 0 ? [step] : []));

/** Opens the tutorial, waits until every figure is drawn, and gives the first one's place. */
async function open(page: Page, siteUrl: string): Promise<Locator> {
  await page.goto(siteUrl + FILE);
  await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
  return page.locator('[data-place="driven"]');
}

const readout = async (place: Locator): Promise<string> =>
  ((await place.locator(".figure-readout").textContent()) ?? "").replaceAll("\u00a0", " ");

/** What the read-out says at a step of the default run. */
function told(step: number): string {
  const potential = (V[step] as number).toFixed(2).replace("-", "−");
  const spike = spikeSteps.includes(step) ? ", spike" : "";
  return `t = ${(step / 10).toFixed(1)} ms, V = ${potential} mV${spike}`;
}

/** Goes on with Tab until the figure has the focus: nothing but the keyboard. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the Tab key does not reach the figure");
}

async function press(page: Page, button: Locator): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.press("Enter")]);
  return download;
}

const bytesOf = async (download: Download): Promise<Buffer> => readFileSync(await download.path());

describe("figure tools", () => {
  browserTest(
    "by the keyboard alone: arrows go one step, Shift ten, Page Down to the next spike, Home and End to the ends",
    async ({watched: {page}, siteUrl}) => {
      const place = await open(page, siteUrl);
      const cursor = place.getByRole("application");
      await page.locator("#parameter-V_th").focus();
      await tabTo(page, cursor);
      expect(await readout(place)).toBe(told(0));
      const keys: [key: string, step: number][] = [
        ["ArrowRight", 1],
        ["ArrowRight", 2],
        ["ArrowLeft", 1],
        ["Shift+ArrowRight", 11],
        ["PageDown", spikeSteps[4] as number],
        ["PageDown", spikeSteps[5] as number],
        ["PageUp", spikeSteps[4] as number],
        ["End", 1999],
        ["ArrowRight", 1999],
        ["Home", 0],
      ];
      for (const [key, step] of keys) {
        await page.keyboard.press(key);
        expect(await readout(place), key).toBe(told(step));
      }
      expect(await place.locator(".figure-readout").getAttribute("aria-live")).toBe("polite");
      await page.keyboard.press("Escape");
      expect(await readout(place)).toBe("");
      expect(await place.locator('[data-part="readout"]').count()).toBe(0);
    },
  );

  browserTest("keeps its time and the focus while the figure is drawn again", async ({watched: {page}, siteUrl}) => {
    const place = await open(page, siteUrl);
    await place.getByRole("application").focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("PageDown");
    const before = await readout(place);
    const time = before.split(",")[0] ?? "";
    await page.evaluate(() => {
      const range = document.querySelector<HTMLInputElement>("#parameter-I");
      if (range === null) throw new Error("no control of the current");
      range.value = "30";
      range.dispatchEvent(new Event("input", {bubbles: true}));
    });
    expect(await readout(place)).not.toBe(before);
    expect((await readout(place)).split(",")[0]).toBe(time);
    expect(await place.locator('[data-part="readout"]').count()).toBe(1);
    expect(await place.getByRole("application").evaluate((cursor) => cursor === document.activeElement)).toBe(true);
    await page.keyboard.press("ArrowRight");
    expect((await readout(place)).split(",")[0]).not.toBe(time);
  });

  browserTest(
    "a pointer reads without a shift of the layout; a click keeps the place",
    async ({watched: {page}, siteUrl}) => {
      const place = await open(page, siteUrl);
      const height = await place.evaluate((element) => element.getBoundingClientRect().height);
      const box = await place.locator('svg[role="img"]').boundingBox();
      if (box === null) throw new Error("the figure is not drawn");
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      const hovered = await readout(place);
      expect(hovered).toMatch(/^t = \d+\.\d ms, V = −\d+\.\d\d mV/);
      expect(await place.evaluate((element) => element.getBoundingClientRect().height)).toBe(height);
      await page.mouse.move(box.x + box.width / 2, box.y - 150);
      expect(await readout(place)).toBe("");
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.move(box.x + box.width / 2, box.y - 150);
      expect(await readout(place)).toBe(hovered);
    },
  );

  browserTest("on the f-I curve it says the current and both rates", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    await page.getByRole("button", {name: "show me"}).click();
    const place = page.locator('[data-place="curve"]');
    await place.getByRole("application").focus();
    await page.keyboard.press("End");
    const [current, simulated, closed] = (await readout(place)).split(", ");
    expect([current, simulated]).toEqual(["I = 50.000 mA", "f simulated = 107 Hz"]);
    expect(closed).toMatch(/^f closed form = 10\d\.\d\d Hz$/);
  });

  browserTest(
    "the CSV file holds every step, and the parameters as they are now",
    async ({watched: {page}, siteUrl}) => {
      const place = await open(page, siteUrl);
      const download = await press(page, place.getByRole("button", {name: "CSV"}));
      expect(download.suggestedFilename()).toBe("first-neuron_driven_I=25mA_tau=20ms_V_th=-50mV.csv");
      const lines = (await bytesOf(download)).toString().trimEnd().split("\n");
      const comments = lines.filter((line) => line.startsWith("#"));
      expect(comments).toEqual(expect.arrayContaining(["# I = 25 mA", "# V_th = -50 mV", "# reset = soft"]));
      const [header, ...rows] = lines.slice(comments.length);
      expect(header).toBe("t (ms),V (mV),spike");
      expect(rows.map((row) => row.split(",").slice(1))).toEqual(
        Array.from(V, (potential, step) => [exactText(potential), spikeSteps.includes(step) ? "1" : "0"]),
      );
    },
  );

  browserTest.for(["light", "dark"] as const)(
    "the SVG and the PNG keep the colours of a %s page and need nothing else",
    async (colorScheme, {watched: {page, requests}, siteUrl}) => {
      await page.emulateMedia({colorScheme});
      const place = await open(page, siteUrl);
      await place.getByRole("application").focus();
      const before = requests.length;
      const svg = (await bytesOf(await press(page, place.getByRole("button", {name: "SVG"})))).toString();
      expect(svg).not.toMatch(/\s(?:class|style|href|xlink:href)=|var\(|currentColor|data-part="readout"/);
      for (const [, inside] of svg.matchAll(/url\(([^)]*)\)/g)) expect(inside).toMatch(/^#/);
      const colors = await page.evaluate(() => [
        getComputedStyle(document.documentElement).backgroundColor,
        getComputedStyle(document.querySelector('[data-place="driven"] .spikeloop-line') as Element).stroke,
      ]);
      for (const color of colors) expect(svg).toContain(color);
      const drawn = await page.evaluate((text) => {
        const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
        const [, spikes] = (parsed.querySelector("desc")?.textContent ?? "").match(/(\d+) spikes/) ?? [];
        return {
          broken: parsed.querySelector("parsererror") !== null,
          spikes,
          width: parsed.documentElement.getAttribute("width"),
        };
      }, svg);
      expect(drawn).toMatchObject({broken: false, spikes: String(spikeSteps.length)});
      const png = await bytesOf(await press(page, place.getByRole("button", {name: "PNG"})));
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      expect(png.readUInt32BE(16)).toBe(2 * Number(drawn.width));
      expect(requests.slice(before).filter((address) => !address.startsWith("blob:"))).toEqual([]);
    },
  );

  browserTest(
    "the table lists the spikes, and the arrow keys go along the buttons",
    async ({watched: {page}, siteUrl}) => {
      const place = await open(page, siteUrl);
      await place.getByRole("button", {name: "CSV"}).focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      const rows = place.locator("tbody tr");
      expect(await rows.count()).toBe(spikeSteps.length);
      expect(await rows.nth(4).locator("td").nth(1).textContent()).toBe(((spikeSteps[4] as number) / 10).toFixed(1));
      await page.getByRole("slider", {name: "Current", exact: true}).fill("8");
      expect(await rows.count()).toBe(4);
    },
  );

  browserTest.for([
    ["light", 1280],
    ["dark", 390],
  ] as const)(
    "%s at %i px: no barrier, no sideways scroll, tools in reach",
    async ([colorScheme, width], {watched, siteUrl}) => {
      const {page, problems} = watched;
      await page.setViewportSize({width, height: 844});
      await page.emulateMedia({colorScheme});
      const place = await open(page, siteUrl);
      const toolbar = place.getByRole("toolbar");
      await place.getByRole("button", {name: "Table"}).press("Enter");
      // it appears within a moment
      await expect.poll(() => toolbar.evaluate((row) => getComputedStyle(row).opacity)).toBe("1");
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await barriersOn(page, {within: ".figure"})).toEqual([]);
      await page.emulateMedia({media: "print"});
      expect(await toolbar.isVisible()).toBe(false);
      expect(problems).toEqual([]);
    },
  );
});
