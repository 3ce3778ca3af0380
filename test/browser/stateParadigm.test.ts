/** @file The page about states in a browser: a rollout is timed in four ways and compared; choices by keyboard; 390 px. */
import type {Page} from "playwright-core";
import {expect} from "vitest";
import {initialValues} from "../../src/components/parameters.js";
import {STATE_PARAMETERS, type StateValues} from "../../src/components/statePage/parameters.js";
import {runShown} from "../../src/components/statePage/run.js";
import {shapesValues, twiceValues, unitsValues} from "../../src/components/statePage/stories.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest} from "../support/browser.js";

const initial = initialValues<StateValues>(STATE_PARAMETERS);

async function open(page: Page, siteUrl: string, search: string): Promise<void> {
  await page.goto(`${siteUrl}concepts/state-paradigm.html${search}`);
  await page.locator("#parameter-steps").waitFor();
}

const shown = (page: Page, value: string) => page.locator(`[data-value="${value}"]`).first().textContent();
const output = (page: Page, place: string) => page.locator(`[data-place="${place}-output"] pre`).textContent();
const rules = {region: {enabled: false}};

browserTest("an answer has the ways timed, and they agree bit for bit", async ({watched, siteUrl}) => {
  const {page, problems} = watched;
  await open(page, siteUrl, "?steps=100");
  await page.getByRole("button", {name: "about as fast"}).press("Enter");
  await page.locator('[data-value="timedStory"]:not(:empty)').waitFor();
  expect(await shown(page, "timedStory")).toContain("All four gave the same 200 numbers, bit for bit.");
  expect(await page.locator('[data-place="predict-factor"] [role="status"]').textContent()).toMatch(
    /^(Yes\.|Not this time:)/,
  );
  for (const way of ["bare", "jitStep", "forLoop", "jitLoop"]) {
    for (const column of ["Time", "Later", "Each"])
      expect(await shown(page, way + column)).toMatch(/^[\d.]+\u00a0(ns|µs|ms|s)$/);
    expect(await shown(page, `${way}Factor`)).toMatch(/^[\d.,]+ ×$/);
  }
  expect(await page.locator('[data-place="times-figure"] circle').count()).toBe(8);
  expect(await shown(page, "bare_first")).toBe("100");
  expect(await barriersOn(page, {rules})).toEqual([]);
  await page.getByRole("slider", {name: "Current"}).press("ArrowRight");
  expect(await shown(page, "bareTime")).toBe("–");
  expect(await shown(page, "timedHow")).toContain("not timed since");
  expect(await page.locator('[data-place="times-figure"] svg').count()).toBe(0);
  expect(await page.locator('[data-place="model-code"]').textContent()).toContain("mA(25.1)");
  expect(problems).toEqual([]);
});

browserTest("choices by keyboard run their listings, at 390 px too", async ({watched: {page, problems}, siteUrl}) => {
  await page.emulateMedia({colorScheme: "dark"});
  await page.setViewportSize({width: 390, height: 844});
  await open(page, siteUrl, "?calls=3");
  expect(await output(page, "hidden")).toBe(runShown("hidden", {...initial, calls: 3}).output.join("\n"));
  await page.getByRole("button", {name: "a stand-in: a unit and a shape, no number"}).press("Enter");
  expect(await page.locator('[data-place="predict-inside"] [role="status"]').textContent()).toBe(
    "Yes. Inside it prints as ~float32[1] mV; outside, at the same time, it is [0.] mV.",
  );
  const choices = [
    ["nothing", "twice", {between: "reset"}, "twiceStory"],
    ["V([-0.055])", "units", {assigned: "mA([1])"}, "assignedStory"],
    ["one a sample", "shapes", {input: "of another shape"}, "shapesStory"],
  ] as const;
  for (const [from, name, change, story] of choices) {
    await page.getByRole("radio", {name: from, exact: true}).focus();
    await page.keyboard.press("ArrowRight");
    const values = {...initial, ...change};
    const run = runShown(name, values);
    expect(await output(page, name)).toBe(run.output.join("\n"));
    const told = {...unitsValues(values), ...shapesValues(values), ...twiceValues(values, runShown("twice", values))};
    expect(await shown(page, story)).toBe(told[story]);
  }
  expect(new URL(page.url()).searchParams.get("between")).toBe("reset");
  await page.locator('[data-place="second"] svg[role="img"]').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await barriersOn(page, {rules})).toEqual([]);
  expect(problems).toEqual([]);
});
