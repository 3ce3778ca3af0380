/** @file The question before the f-I curve of Tutorial 1 in a browser: drawn, skipped and kept, by keyboard and pointer. */
import type {Locator, Page} from "playwright-core";
import {describe, expect} from "vitest";
import {GUESSED_AT, gapStory} from "../../src/components/firstNeuron/curveGuess.js";
import {NEURON_PARAMETERS, type NeuronValues} from "../../src/components/firstNeuron/parameters.js";
import {runRollout, runSweep} from "../../src/components/firstNeuron/rollout.js";
import {initialValues} from "../../src/components/parameters.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest} from "../support/browser.js";

const FILE = "tutorials/first-neuron.html";
const initial = initialValues<NeuronValues>(NEURON_PARAMETERS);
const sweep = runSweep(runRollout(initial));

async function open(page: Page, siteUrl: string, search = ""): Promise<void> {
  await page.goto(siteUrl + FILE + search);
  await drawn(page);
}

const drawn = (page: Page) => page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
const rateAt = (page: Page, current: number): Locator =>
  page.getByRole("slider", {name: `Rate at ${String(current)} mA`, exact: true});
const curve = (page: Page): Locator => page.locator('[data-place="curve"] svg[role="img"]');
const said = async (page: Page): Promise<string> => (await page.locator(".draw-said").textContent()) ?? "";

/** Everything that a reader or a program finds in the page: markup, texts and names. */
const wholePage = async (page: Page): Promise<string> =>
  (await page.evaluate(() => document.querySelector("main")?.innerHTML ?? "")).replaceAll(/&nbsp;|\u00a0/g, " ");

/** What only the curve knows. */
const TRUTH = ["66 Hz", "107 Hz", "106 Hz", "200 Hz", "97.3 ms", "rheobase 10", "spikeloop-f-i-curve"];

/** Draws with the keys alone: from the first point on, so many presses of a key at each. Leaves the last point in focus. */
async function drawByKeys(page: Page, presses: readonly number[]): Promise<number[]> {
  await rateAt(page, 0).focus();
  for (const [i, count] of presses.entries()) {
    if (i > 0) await page.keyboard.press("ArrowRight");
    for (let n = 0; n < count; n++) await page.keyboard.press("Shift+ArrowUp");
  }
  return presses.map((count) => 25 * count);
}

describe("the f-I curve, drawn before it is seen", () => {
  browserTest("is not in the page until it is asked for, nor is what it says", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    const before = await wholePage(page);
    expect(TRUTH.filter((text) => before.includes(text))).toEqual([]);
    await page.getByRole("button", {name: "show me"}).click();
    await drawn(page);
    const after = await wholePage(page);
    expect(TRUTH.filter((text) => !after.includes(text))).toEqual([]);
    expect(await said(page)).toContain("Here it is.");
  });

  browserTest(
    "with the keyboard alone: draws, compares, survives reload and a way back, is drawn again",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl);
      const guess = await drawByKeys(page, [0, 0, 1, 2, 3, 3, 4, 4, 4, 5, 5]);
      expect(await rateAt(page, 50).getAttribute("aria-valuetext")).toBe("125 Hz");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("compare with the neuron");
      await page.keyboard.press("Enter");
      await drawn(page);
      const story = gapStory(guess, sweep, initial);
      await expect.poll(() => said(page)).toBe(story);
      expect(await page.evaluate(() => document.activeElement?.className)).toBe("draw-said");
      expect(await page.locator('[data-place="curve"] .guess-line').count()).toBe(1);

      await page.reload();
      await drawn(page);
      await expect.poll(() => said(page)).toBe(story);
      await page.goto(`${siteUrl}glossary.html`);
      await page.goBack();
      await drawn(page);
      await expect.poll(() => said(page)).toBe(story);

      await page.getByRole("button", {name: "draw it again"}).focus();
      await page.keyboard.press("Enter");
      expect(await curve(page).count()).toBe(0);
      expect(await rateAt(page, 50).getAttribute("aria-valuetext")).toBe("125 Hz");
      await page.reload();
      await drawn(page);
      expect(await curve(page).count()).toBe(0);
      expect(await rateAt(page, 10).getAttribute("aria-valuetext")).toBe("25 Hz");
    },
  );

  browserTest(
    "nothing drawn is nothing to compare, and “show me” is remembered with the settings in the address",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl);
      await page.getByRole("button", {name: "compare with the neuron"}).focus();
      await page.keyboard.press("Enter");
      expect(await said(page)).toContain("Draw a curve first");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await drawn(page);
      await page.getByRole("slider", {name: "Current", exact: true}).fill("40");
      await page.reload();
      await drawn(page);
      expect([await curve(page).count(), new URL(page.url()).search]).toEqual([1, "?I=40"]);
      await page.goBack();
      await expect.poll(() => new URL(page.url()).search).toBe("");
      expect(await curve(page).count()).toBe(1);
    },
  );

  browserTest("the Enter key on its read-out sets the current", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    await page.getByRole("button", {name: "show me"}).click();
    await drawn(page);
    await page.locator('[data-place="curve"]').getByRole("application").focus();
    await page.keyboard.press("End");
    for (let i = 0; i < 8; i++) await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Enter");
    const set = page.getByRole("slider", {name: "Current", exact: true});
    await expect.poll(() => set.inputValue()).toBe("40");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("figure-cursor");
  });

  browserTest("a stroke of the pointer moves every point on its way", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    const points = page.locator(".draw-point");
    await points.first().scrollIntoViewIfNeeded();
    const boxes = await points.evaluateAll((all) =>
      all.map((point) => {
        const {left, top, width, height} = point.getBoundingClientRect();
        return [left + width / 2, top + height / 2] as const;
      }),
    );
    const [[startX = 0, startY = 0] = [], last] = [boxes[0], boxes.at(-1)];
    await page.mouse.move(startX, startY);
    await page.mouse.down();
    // two moves for the whole way: what lies between must not be left out
    await page.mouse.move(((last?.[0] ?? 0) + startX) / 2, startY - 100);
    await page.mouse.move(last?.[0] ?? 0, startY - 200);
    await page.mouse.up();
    const heights = await points.evaluateAll((all) => all.map((point) => Number(point.getAttribute("aria-valuenow"))));
    expect(heights).toHaveLength(GUESSED_AT.length);
    const steps = heights.slice(1).map((height, i) => height - (heights[i] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(3);
  });

  browserTest.for(["light", "dark"] as const)(
    "on a small screen, %s, asked and shown: no barrier, no sideways scroll",
    async (colorScheme, {watched: {page}, siteUrl}) => {
      await page.setViewportSize({width: 390, height: 844});
      await page.emulateMedia({colorScheme});
      await open(page, siteUrl);
      const barriers = () => barriersOn(page, {within: "main"});
      const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([await barriers(), await sideways()]).toEqual([[], 0]);
      await drawByKeys(page, [0, 1, 2]);
      await page.getByRole("button", {name: "compare with the neuron"}).click();
      await drawn(page);
      expect([await barriers(), await sideways()]).toEqual([[], 0]);
    },
  );
});

describe("the teacher's sheet", () => {
  browserTest(
    "opens its answers with a button and for print, and has no barrier",
    async ({watched: {page}, siteUrl}) => {
      await page.goto(`${siteUrl}tutorials/teachers-sheet.html`);
      const open = () => page.locator(".sheet details[open]").count();
      await page.getByRole("button", {name: "Open all answers"}).click();
      expect(await open()).toBe(12);
      await page.getByRole("button", {name: "Close all answers"}).click();
      expect(await open()).toBe(0);
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      expect(await open()).toBe(12);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      expect(await open()).toBe(0);
      expect(await barriersOn(page, {within: "main"})).toEqual([]);
    },
  );

  browserTest("a link opens the tutorial in its state", async ({watched: {page}, siteUrl}) => {
    await page.goto(`${siteUrl}tutorials/teachers-sheet.html`);
    await page.getByRole("link", {name: "10.1 mA"}).click();
    await drawn(page);
    expect(new URL(page.url()).search).toBe("?I=10.1&V0=-60&duration=1000");
    await expect.poll(() => page.locator('[data-value="totalSpikes"]').first().textContent()).toBe("10");
  });
});
