/** @file The neuron lab in a browser: one state behind all experiments, questions that never block, nothing on the console. */
import type {Page} from "playwright-core";
import {describe, expect} from "vitest";
import {heroValues, runHero} from "../../src/components/lab/hero.js";
import {LAB_PARAMETERS, type LabValues} from "../../src/components/lab/parameters.js";
import {runNoise} from "../../src/components/lab/noiseRun.js";
import {noiseValues} from "../../src/components/lab/noiseWords.js";
import {refractoryValues} from "../../src/components/lab/refractory.js";
import {runRefractory} from "../../src/components/lab/refractoryRun.js";
import {resetValues} from "../../src/components/lab/reset.js";
import {runReset} from "../../src/components/lab/resetRun.js";
import {saturationValues} from "../../src/components/lab/saturation.js";
import {runSaturation} from "../../src/components/lab/saturationRun.js";
import {timeStepValues} from "../../src/components/lab/timeStep.js";
import {runTimeStep} from "../../src/components/lab/timeStepRun.js";
import {constantValues} from "../../src/components/lab/words.js";
import {initialValues} from "../../src/components/parameters.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest} from "../support/browser.js";

const FILE = "tutorials/neuron-lab.html";
const initial = initialValues<LabValues>(LAB_PARAMETERS);

/** Waits until every experiment has run and every figure is drawn. */
const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.querySelector("[aria-busy]") === null);

async function open(page: Page, siteUrl: string, search = ""): Promise<void> {
  await page.goto(siteUrl + FILE + search);
  await settled(page);
}

const section = (page: Page, heading: string) =>
  page.locator("section").filter({has: page.getByRole("heading", {name: heading})});
const shown = async (page: Page, value: string): Promise<string> =>
  (await page.locator(`[data-value="${value}"]`).first().textContent()) ?? "";
const search = (page: Page): Promise<string> => page.evaluate(() => location.search);

async function textsOf(values: LabValues): Promise<Readonly<Record<string, string>>> {
  return {
    ...constantValues(values),
    ...heroValues(runHero(values)),
    ...refractoryValues(runRefractory(values)),
    ...resetValues(runReset(values)),
    ...timeStepValues(await runTimeStep(values), values),
    ...saturationValues(runSaturation(values)),
    ...noiseValues(await runNoise(values)),
  };
}

describe("neuron lab", () => {
  browserTest.for<[string, Partial<LabValues>]>([
    ["", {}],
    [
      "?I=31.4&tau=13.5&V_th=-47.5&tau_ref=9&dt=0.05&coarse=0.5&sweepDt=0.1&noiseMean=9.5&sigma_V=3&noiseDt=0.4&noiseSeed=7",
      {
        I: 31.4,
        tau: 13.5,
        V_th: -47.5,
        tau_ref: 9,
        dt: 0.05,
        coarse: 0.5,
        sweepDt: "0.1",
        noiseMean: 9.5,
        sigma_V: 3,
        noiseDt: "0.4",
        noiseSeed: 7,
      },
    ],
  ])("at %s shows the numbers that the package computes", async ([address, change], {watched, siteUrl}) => {
    const {page, problems} = watched;
    await open(page, siteUrl, address);
    for (const [name, text] of Object.entries(await textsOf({...initial, ...change}))) {
      for (const place of await page.locator(`[data-value="${name}"]`).all())
        expect(await place.textContent(), name).toBe(text);
    }
    expect(problems).toEqual([]);
  });

  browserTest(
    "a constant is one control wherever it stands, and no id stands twice",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl);
      const currents = page.getByRole("slider", {name: "Current", exact: true});
      expect(await currents.count()).toBe(3);
      await section(page, "Soft against hard").getByRole("slider", {name: "Current"}).fill("30");
      for (const current of await currents.all()) expect(await current.inputValue()).toBe("30");
      const twice = await page.evaluate(() => {
        const ids = Array.from(document.querySelectorAll("[id]"), ({id}) => id);
        return ids.filter((id, i) => ids.indexOf(id) !== i);
      });
      expect(twice).toEqual([]);
      await settled(page);
      expect([await shown(page, "hardCoarse"), await shown(page, "climbTime")]).toEqual([
        "9.00\u00a0ms",
        "8.11\u00a0ms",
      ]);
    },
  );

  browserTest(
    "the keyboard alone moves a control, and Back undoes it; a reload keeps it",
    async ({watched, siteUrl}) => {
      const {page} = watched;
      await open(page, siteUrl);
      const period = section(page, "Three meanings").getByRole("slider", {name: "Refractory period tau_ref"});
      await period.focus();
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => search(page)).toBe("?tau_ref=5.5");
      await settled(page);
      expect(await shown(page, "forbidClosed")).toBe("5.5\u00a0ms");
      await page.reload();
      await settled(page);
      expect(await shown(page, "forbidClosed")).toBe("5.5\u00a0ms");
      await page.goBack();
      await expect.poll(() => shown(page, "forbidClosed")).toBe("5\u00a0ms");
    },
  );

  browserTest("questions answer a choice, a typed guess and none", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    const refractory = section(page, "Three meanings").locator(".predict");
    await refractory.getByRole("button", {name: "the longer of the two"}).click();
    expect(await refractory.getByRole("status").textContent()).toMatch(/^Yes\./);

    const reset = section(page, "Soft against hard").locator(".predict");
    const guess = reset.getByRole("textbox", {name: "Your guess, in ms"});
    for (const [typed, said] of [
      ["4", /^Yes\./],
      ["0.0035 s", /^0\.50\u00a0ms too short\./],
      ["300 mV", /mV is a voltage/],
    ] as const) {
      await guess.fill(typed);
      await guess.press("Enter");
      expect(await reset.getByRole("status").textContent(), typed).toMatch(said);
    }
    await reset.getByRole("button", {name: "show me"}).click();
    expect(await reset.getByRole("status").textContent()).toMatch(/^The climb takes 3\.65/);
    expect(await search(page)).toBe("");
  });

  browserTest(
    "the choice of a time step redraws the sweep without running it again",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl);
      const line = page.locator(
        '[data-place="time-step"] .spikeloop-line path, [data-place="time-step"] path.spikeloop-line',
      );
      const before = await line.first().getAttribute("d");
      await section(page, "The time step").getByRole("radio", {name: "0.1", exact: true}).check();
      await settled(page);
      expect(await line.first().getAttribute("d")).not.toBe(before);
      expect([await search(page), await shown(page, "hardLargestMiddle")]).toEqual(["?sweepDt=0.1", "1.63\u00a0%"]);
      await page.getByRole("button", {name: "Reset all"}).click();
      await settled(page);
      expect([await search(page), await line.first().getAttribute("d")]).toEqual(["", before]);
    },
  );

  browserTest(
    "a drag through many settings ends at the numbers of the last",
    async ({watched: {page, problems}, siteUrl}) => {
      await open(page, siteUrl);
      const tau = section(page, "The time step").getByRole("slider", {name: "Time constant tau"});
      for (const value of ["21", "25", "30", "40", "33"]) await tau.fill(value);
      await settled(page);
      const texts = await textsOf({...initial, tau: 33});
      for (const name of ["hardMeanFine", "softMeanFine", "holdInterval", "softCoarse", "artefactStory"])
        expect(await shown(page, name), name).toBe(texts[name]);
      expect(problems).toEqual([]);
    },
  );

  browserTest(
    "noise: the keyboard alone predicts and makes another noise, and the address brings it back",
    async ({watched: {page, problems}, siteUrl}) => {
      await open(page, siteUrl);
      const noise = section(page, "Noise at the input");
      const printed = () => page.locator('[data-place="noise-input-output"] pre').textContent();
      await noise.getByRole("button", {name: "there is none"}).focus();
      await page.keyboard.press("Enter");
      expect(await noise.locator(".predict").getByRole("status").textContent()).toMatch(/^Yes\..*7\.36/);
      const before = await printed();
      await noise.getByRole("button", {name: "another noise"}).focus();
      await page.keyboard.press("Enter");
      await settled(page);
      expect([await shown(page, "noiseSeed"), await search(page)]).toEqual(["2", "?noiseSeed=2"]);
      const after = await printed();
      expect(after).not.toBe(before);
      await page.reload();
      await settled(page);
      expect(await printed()).toBe(after);
      expect(await page.locator('[data-place="noise-curve"] svg[role="img"]').count()).toBe(2);
      await page.goBack();
      await expect.poll(() => printed()).toBe(before);
      expect(problems).toEqual([]);
    },
  );

  browserTest.for(["light", "dark"] as const)(
    "on a small screen, %s: no barrier, no sideways scroll",
    async (colorScheme, {watched: {page}, siteUrl}) => {
      await page.setViewportSize({width: 390, height: 844});
      await page.emulateMedia({colorScheme, reducedMotion: "reduce"});
      await open(page, siteUrl);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await barriersOn(page, {onlyGrave: true})).toEqual([]);
    },
  );

  browserTest("printed: the figures and the numbers, without the controls", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    await page.emulateMedia({media: "print"});
    for (const name of ["refractory", "reset", "time-step", "saturation", "noise-input"]) {
      expect(await page.locator(`[data-place="${name}"] svg[role="img"]`).first().isVisible(), name).toBe(true);
      expect(await page.locator(`[data-place="${name}-controls"]`).isVisible(), name).toBe(false);
    }
  });

  browserTest("without scripts the text reads and states the default numbers", async ({browser, siteUrl}) => {
    const context = await browser.newContext({javaScriptEnabled: false});
    const page = await context.newPage();
    await page.goto(siteUrl + FILE);
    const text = (await page.locator("main").innerText()).replaceAll("\u00a0", " ");
    expect(text).toContain("The controls and figures need JavaScript.");
    for (const said of [
      "V stands still for 49 steps",
      "4.00 ms instead of 3.65 ms",
      "14.20 %",
      "flat at 1000 Hz",
      "with the noise it fires at 10.6 Hz",
    ])
      expect(text).toContain(said);
    for (const place of ["main-controls", "refractory-controls", "reset-question"])
      expect(await page.locator(`[data-place="${place}"]`).isVisible(), place).toBe(false);
    await context.close();
  });
});
