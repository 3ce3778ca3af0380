/** @file The page about choosing a model in a browser: every model runs, its controls move it, and all is reachable by keys. */
import type {Page} from "playwright-core";
import {expect} from "vitest";
import {MODELS} from "../../src/components/chooseNeuron/models.js";
import {CHOOSE_PARAMETERS, type ChooseValues} from "../../src/components/chooseNeuron/parameters.js";
import {runModel} from "../../src/components/chooseNeuron/run.js";
import {cardValues} from "../../src/components/chooseNeuron/values.js";
import {controlName, initialValues} from "../../src/components/parameters.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest, PHONE} from "../support/browser.js";

const initial = initialValues<ChooseValues>(CHOOSE_PARAMETERS);

const idle = (page: Page) =>
  page.waitForFunction(
    () =>
      document.querySelector('[data-place="main-controls"] input') !== null &&
      document.querySelector("[aria-busy]") === null,
  );
async function open(page: Page, siteUrl: string, search = ""): Promise<void> {
  await page.goto(`${siteUrl}how-to/choose-a-neuron-model.html${search}`);
  await idle(page);
}
const slider = (page: Page, name: string) => page.getByRole("slider", {name, exact: true});
const shown = async (page: Page, value: string): Promise<string> =>
  (await page.locator(`[data-value="${value}"]`).first().textContent()) ?? "";
const lineOf = (page: Page, place: string) => page.locator(`[data-place="${place}"] .spark-line`).getAttribute("d");
const trace = (page: Page) =>
  page
    .locator('[data-place="trace"] path.spikeloop-line, [data-place="trace"] .spikeloop-line path')
    .first()
    .getAttribute("d");

browserTest(
  "every card runs its model; the drive moves all of them, and the cards say what the package computes",
  async ({watched: {page, problems}, siteUrl}) => {
    await open(page, siteUrl);
    const before = new Map<string, string | null>();
    for (const {name} of MODELS) before.set(name, await lineOf(page, `${name}-trace`));
    await slider(page, "Drive of all models").fill("1.5");
    await idle(page);
    for (const model of MODELS) {
      expect(await lineOf(page, `${model.name}-trace`), model.name).not.toBe(before.get(model.name));
      const expected = cardValues(runModel(model, {...initial, drive: 1.5}));
      for (const [name, text] of Object.entries(expected)) expect(await shown(page, name), name).toBe(text);
      const ends = page.locator(`[data-place="${model.name}-trace"] .spark-number.y`);
      expect(await ends.allTextContents()).toEqual(model.range.map((end) => String(end).replace("-", "\u2212")));
    }
    expect(problems).toEqual([]);
  },
);

const THIRD = Math.ceil(MODELS.length / 3);
browserTest.for([0, 1, 2])(
  "each model of third %d opens below its card, and each of its controls moves its trace while it is held",
  async (third, {watched: {page, problems}, siteUrl}) => {
    await open(page, siteUrl, "?drive=1.5");
    for (const {name, tuned} of MODELS.slice(third * THIRD, (third + 1) * THIRD)) {
      await page.locator(`[data-model="${name}"] .model-pick`).click();
      await page.waitForFunction(
        (name) => document.querySelector('[data-value="lookName"]')?.textContent === name,
        name,
      );
      expect(await page.locator(`[data-model="${name}"] + .look`).count(), name).toBe(1);
      expect(await page.getByRole("slider").count()).toBe(tuned.length + 1);
      for (const constant of tuned) {
        const before = await trace(page);
        const range = slider(page, controlName(constant));
        await range.focus();
        await page.keyboard.press("PageUp");
        // a threshold above the upstroke decides nothing, so it goes to its least
        if (constant.name === "V_th") await page.keyboard.press("Home");
        expect(await trace(page), `${name} ${constant.name}`).not.toBe(before);
        // the next one is moved from the same place: a neuron that is silent now would hide it
        await page.keyboard.press("PageDown");
      }
    }
    await page.goBack();
    expect(problems).toEqual([]);
  },
);

browserTest(
  "with a refractory period six cards show the other class; links show a model from anywhere; Back undoes",
  async ({watched: {page, problems}, siteUrl}) => {
    await open(page, siteUrl);
    await page.getByRole("radio", {name: "with", exact: true}).check();
    await idle(page);
    for (const {name, ref} of MODELS) expect(await shown(page, `${name}Name`)).toBe(ref ?? name);
    await slider(page, "Refractory period tau_ref").fill("10");
    expect(await page.locator('[data-place="run-code"] pre').textContent()).toContain("tau_ref: ms(10)");
    await page.locator('a[data-set*="Izhikevich_c=-50"]').click();
    expect(await shown(page, "lookName")).toBe("IzhikevichRef");
    await page.getByRole("radio", {name: "without", exact: true}).check();
    expect(await shown(page, "lookStory")).toMatch(/^Bursting/);
    await page.goBack();
    await page.goBack();
    expect(await shown(page, "lookName")).toBe("AdExIFRef");
    expect(problems).toEqual([]);
  },
);

browserTest(
  "curves are run where they are seen; a step is measured for every model",
  async ({watched: {page, problems}, siteUrl}) => {
    await open(page, siteUrl);
    expect(await lineOf(page, "HH-curve")).toBe(null);
    await page.locator('[data-place="HH-curve"]').scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector('[data-place="HH-curve"] .spark-line')?.hasAttribute("d"));
    expect(await page.locator('[data-place="HH-curve"] .spark-number.x').allTextContents()).toEqual(["0", "1", "4"]);
    await page.getByRole("button", {name: "at once at tens of spikes a second"}).click();
    expect(await page.locator('[data-place="predict"] [role=status]').textContent()).toMatch(/^Yes\. .*Hz/);
    const said = page.locator('[data-value="measuredHow"]');
    await page.getByRole("button", {name: "Measure on this machine"}).click();
    await page.getByRole("button", {name: "Cancel"}).click();
    await expect.poll(() => said.textContent()).toBe("stopped");
    await page.getByRole("button", {name: "Measure on this machine"}).click();
    await page.waitForFunction(() =>
      document.querySelector('[data-value="measuredHow"]')?.textContent.includes("median"),
    );
    for (const {name} of MODELS) {
      for (const column of ["Step", "Ms"])
        expect(await shown(page, name + column), name).toMatch(/^[\d.]+\u00a0(ns|µs)$/);
    }
    expect(problems).toEqual([]);
  },
);

browserTest("fits a screen of 390 px, and axe finds no barrier there", async ({browser, siteUrl}) => {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await open(page, siteUrl, "?model=HindmarshRose");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.locator(".look-code summary").click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await barriersOn(page, {rules: {region: {enabled: false}}})).toEqual([]);
  await context.close();
});
