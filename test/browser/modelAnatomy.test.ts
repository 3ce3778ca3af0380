/** @file The page about the anatomy of a model in a browser: a step chosen in every way, inputs put in and taken out. */
import type {Page} from "playwright-core";
import {expect} from "vitest";
import {ANATOMY_PARAMETERS, LAYERS, type AnatomyValues} from "../../src/components/anatomy/parameters.js";
import {momentsOf} from "../../src/components/anatomy/moments.js";
import {runAnatomy} from "../../src/components/anatomy/run.js";
import {stepParts} from "../../src/components/anatomy/step.js";
import {stepValues} from "../../src/components/anatomy/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest} from "../support/browser.js";

const initial = initialValues<AnatomyValues>(ANATOMY_PARAMETERS);

async function open(page: Page, siteUrl: string, search = ""): Promise<void> {
  await page.goto(`${siteUrl}concepts/model-anatomy.html${search}`);
  await page.locator('[data-place="trace"] svg').first().waitFor();
}

const radio = (page: Page, name: string) => page.getByRole("radio", {name, exact: true});
const shown = async (page: Page, value: string): Promise<string> =>
  (await page.locator(`[data-value="${value}"]`).first().textContent()) ?? "";
/** The values of a step as the page should say them, and as it says them. */
async function bothOf(page: Page, values: AnatomyValues): Promise<[object, object]> {
  const expected = stepValues(stepParts(runAnatomy(values), values.step), values);
  const texts = await page
    .locator("[data-value]")
    .evaluateAll((all) => all.map((one) => [(one as HTMLElement).dataset.value ?? "", one.textContent]));
  const said = Object.fromEntries(texts) as Record<string, string>;
  return [Object.fromEntries(Object.keys(expected).map((name) => [name, said[name] ?? expected[name]])), expected];
}

browserTest(
  "a step is chosen by link, button, slider, click and read-out, and Back undoes",
  async ({watched: {page, problems}, siteUrl}) => {
    await open(page, siteUrl);
    const {reset = 0} = momentsOf(runAnatomy(initial));
    await page.locator('a[data-moment="reset"]').first().click();
    let [said, expected] = await bothOf(page, {...initial, step: reset});
    expect(said).toEqual(expected);
    expect(await page.locator('.life > [data-branch="spiked"]').getAttribute("class")).toBe("taken");
    await page.getByRole("button", {name: "Step", exact: true}).first().click();
    expect(await shown(page, "step")).toBe(String(reset + 1));
    await page.getByRole("button", {name: "Step back", exact: true}).first().press("Enter");
    expect(await shown(page, "step")).toBe(String(reset));
    await page.getByRole("slider", {name: "Step", exact: true}).fill("450");
    [said, expected] = await bothOf(page, {...initial, step: 450});
    expect(said).toEqual(expected);
    const drawing = page.locator('[data-place="trace"] svg').last();
    const box = await drawing.boundingBox();
    await drawing.click({position: {x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2}});
    const clicked = Number(await shown(page, "step"));
    expect(clicked).toBeGreaterThan(400);
    expect(clicked).not.toBe(450);
    expect(await page.locator('[data-place="trace"] .step-mark').getAttribute("data-step")).toBe(String(clicked));
    expect(await page.locator(".step-end").count()).toBe(3);
    const cursor = page.locator('[data-place="trace"] .figure-cursor');
    await cursor.focus();
    await cursor.press("Home");
    await cursor.press("ArrowRight");
    await cursor.press("Enter");
    expect(await shown(page, "step")).toBe("1");
    await page.goBack();
    expect(await shown(page, "step")).toBe(String(clicked));
    expect(problems).toEqual([]);
  },
);

browserTest("inputs are put in and taken out, and the table and the program follow", async ({watched, siteUrl}) => {
  const {page} = watched;
  await open(page, siteUrl, "?electrode=once&step=0");
  expect([await shown(page, "electrodeBefore"), await shown(page, "electrodeAfter")]).toEqual(["yes", "gone"]);
  await page.getByRole("button", {name: "Step", exact: true}).last().click();
  expect([await shown(page, "electrodeBefore"), await shown(page, "electrodeTerm")]).toEqual(["no", "–"]);
  expect([await shown(page, "synapseBefore"), await shown(page, "synapseAfter")]).toEqual(["yes", "stays"]);
  await page.getByRole("group", {name: "Synapse, a function"}).getByRole("radio", {name: "off"}).check();
  expect(await shown(page, "sum")).toBe("0.000\u00a0mA");
  expect(await page.locator('[data-place="run-code"] pre').textContent()).not.toContain('"synapse"');
  // no spike, so no step of one to look at; its place stays, so that nothing below it moves
  expect(await page.locator('a[data-moment="spike"]').first().isVisible()).toBe(false);
});

browserTest("each class shows its members, by keyboard and by its box", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl);
  const visible = () =>
    page
      .locator("[data-members]")
      .evaluateAll((all) =>
        all
          .filter((one) => (one as HTMLElement).checkVisibility())
          .map((one) => (one as HTMLElement).dataset.members ?? ""),
      );
  await radio(page, "Module").check();
  for (const layer of LAYERS) {
    expect(await visible()).toEqual([layer]);
    await page.keyboard.press("ArrowRight");
  }
  await page.locator('[data-layer="Neuron"] > b').click();
  expect([await visible(), await radio(page, "Neuron").isChecked()]).toEqual([["Neuron"], true]);
});

browserTest("fits a screen of 390 px, with no barrier in a held step", async ({watched: {page}, siteUrl}) => {
  await page.setViewportSize({width: 390, height: 844});
  await open(page, siteUrl, "?step=150&layer=LIFRef&taus=three+values&size=100");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await page.locator('[data-place="shapes-output"]').textContent()).toMatch(/^ShapeError/);
  const rules = {region: {enabled: false}, "label-content-name-mismatch": {enabled: true}};
  expect(await barriersOn(page, {rules})).toEqual([]);
});
