/** @file The page about units in a browser: what is typed is read at once, errors are shown, all by keyboard. */
import type {Page} from "playwright-core";
import {expect} from "vitest";
import {combine} from "../../src/components/units/arithmetic.js";
import {listing} from "../../src/components/units/listings.js";
import {MISTAKES} from "../../src/components/units/mistakes.js";
import {COMBINED_STORIES, UNITS_PARAMETERS, type UnitsValues} from "../../src/components/units/parameters.js";
import {runTwice} from "../../src/components/units/rounding.js";
import {runShown} from "../../src/components/units/run.js";
import {combinedValues, twiceValues, typedValues} from "../../src/components/units/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {browserTest} from "../support/browser.js";

const initial = initialValues<UnitsValues>(UNITS_PARAMETERS);

async function open(page: Page, siteUrl: string, search = ""): Promise<void> {
  await page.goto(`${siteUrl}concepts/physical-units.html${search}`);
  await page.locator("#typed-q").waitFor();
}

const shown = (page: Page, value: string) => page.locator(`[data-value="${value}"]`).first().textContent();
const text = (page: Page, place: string) => page.locator(`[data-place="${place}"] pre`).textContent();

browserTest("a quantity is read as it is typed, and refused in words", async ({watched: {page, problems}, siteUrl}) => {
  await open(page, siteUrl);
  const field = page.locator("#typed-q");
  await field.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("5 mS/cm^2");
  expect(await shown(page, "symbols")).toBe(typedValues("5 mS/cm^2").symbols);
  expect(await text(page, "read-code")).toContain('quantity("5 mS/cm^2")');
  expect(await page.locator('[data-place="conversions"] tbody tr').count()).toBeGreaterThan(1);
  expect(await page.locator("#typed-q-again").inputValue()).toBe("5 mS/cm^2");
  await field.fill("-65 mv");
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  expect(await shown(page, "typedStory")).toBe(typedValues("-65 mv").typedStory);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("2 h");
  await page.keyboard.press("Enter");
  expect(await field.getAttribute("aria-invalid")).toBeNull();
  expect(new URL(page.url()).searchParams.get("q")).toBe("2 h");
  expect(problems).toEqual([]);
});

browserTest("a method is chosen with the arrow keys; unlike units are an error", async ({watched, siteUrl}) => {
  const {page, problems} = watched;
  await open(page, siteUrl);
  await page.getByRole("radio", {name: "mul", exact: true}).focus();
  await page.keyboard.press("ArrowRight");
  expect(await shown(page, "resultText")).toBe(combinedValues(combine({...initial, operation: "div"})).resultText);
  await page.getByRole("link", {name: "-65 mV add 10 ms"}).press("Enter");
  const combined = combine({...initial, ...COMBINED_STORIES.storyError});
  expect(await text(page, "combine-output")).toBe(combined.refused);
  expect(await shown(page, "ruleStory")).toBe(combinedValues(combined).ruleStory);
  expect(await page.locator("#typed-b").inputValue()).toBe("10 ms");
  await page.goBack();
  expect(await page.locator("#typed-b").inputValue()).toBe("2 kohm");
  expect(problems).toEqual([]);
});

browserTest("each mistake shows both errors, at 390 px too", async ({watched: {page, problems}, siteUrl}) => {
  await page.setViewportSize({width: 390, height: 844});
  await open(page, siteUrl, "?I=12");
  expect(await shown(page, "apartStory")).toBe(twiceValues(initial, runTwice({...initial, I: 12})).apartStory);
  await page.getByRole("radio", {name: "wrong unit"}).focus();
  for (const [mistake, {compiler, story}] of Object.entries(MISTAKES)) {
    expect(await page.getByRole("radio", {name: mistake}).isChecked(), mistake).toBe(true);
    const {output} = runShown(listing("mistake", {...initial, mistake}));
    expect(await text(page, "mistake-output"), mistake).toBe(output.join("\n"));
    expect(await page.locator('[data-place="type-errors"]').textContent()).toContain(compiler || "says nothing");
    expect(await shown(page, "mistakeStory")).toBe(story);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.keyboard.press("ArrowRight");
  }
  expect(problems).toEqual([]);
});
