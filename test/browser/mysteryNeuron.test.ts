/** @file The mystery neuron in a browser: solved by keyboard alone, kept in the address, and nothing given away. */
import type {Page} from "playwright-core";
import {describe, expect} from "vitest";
import {drawMystery} from "../../src/components/lab/mysteryDraw.js";
import {HIDDEN, HIDDEN_WORDS, type HiddenName} from "../../src/components/lab/mysteryParameters.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest} from "../support/browser.js";

const FILE = "tutorials/neuron-lab.html";
const section = (page: Page) =>
  page.locator("section").filter({has: page.getByRole("heading", {name: "The mystery neuron"})});
const field = (page: Page, name: HiddenName) =>
  section(page).getByRole("textbox", {name: `${HIDDEN_WORDS[name].label} ${name}, in ${HIDDEN_WORDS[name].unit}`});
const said = (page: Page, name: HiddenName) => section(page).locator(`[data-mystery="${name}"] [role="status"]`);
const score = (page: Page) => section(page).locator(".mystery-score");
const search = (page: Page): Promise<string> => page.evaluate(() => location.search);

async function open(page: Page, siteUrl: string, address = ""): Promise<void> {
  await page.goto(siteUrl + FILE + address);
  await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
}

describe("the mystery neuron", () => {
  browserTest("is solved by the keyboard alone, from field to field", async ({watched: {page, problems}, siteUrl}) => {
    const hidden = drawMystery(1);
    await open(page, siteUrl);
    await expect.poll(() => score(page).textContent()).toBe("Neuron 1: 0 of 6 found.");
    await section(page).getByRole("slider", {name: "Step current"}).focus();
    await page.keyboard.press("End");
    await expect.poll(() => search(page)).toBe("?mysteryI=60");
    await field(page, HIDDEN[0]).focus();
    for (const name of HIDDEN) {
      expect(await field(page, name).evaluate((input) => input === document.activeElement)).toBe(true);
      await page.keyboard.type(String(hidden[name]));
      await page.keyboard.press("Enter");
      await expect.poll(() => said(page, name).textContent()).toMatch(/^✓ Right, within 10\u00a0%/);
      // past "show me" to the next field
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
    }
    expect(await score(page).textContent()).toMatch(
      /^Neuron 1: 6 of 6 found\. At 60\u00a0mA V heads for .* in the record/,
    );
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("a new one");
    await page.keyboard.press("Enter");
    await expect.poll(() => score(page).textContent()).toBe("Neuron 2: 0 of 6 found.");
    expect(await search(page)).toBe("?mystery=2");
    await page.goBack();
    await expect.poll(() => score(page).textContent()).toMatch(/^Neuron 1: 6 of 6 found/);
    expect(problems).toEqual([]);
  });

  browserTest(
    "hints, refusals and what is shown, in words; a reload and Back keep them",
    async ({watched, siteUrl}) => {
      const {page} = watched;
      const {tau, V_rest, V_reset} = drawMystery(7);
      await open(page, siteUrl, "?mystery=7");
      const type = async (name: HiddenName, text: string): Promise<void> => {
        await field(page, name).fill(text);
        await field(page, name).press("Enter");
      };
      await type("tau", String(tau / 1000));
      await expect.poll(() => said(page, "tau").textContent()).toMatch(/^✗ Too small by a factor of a thousand/);
      expect(await field(page, "tau").getAttribute("aria-invalid")).toBe("true");
      await type("tau", "3 mV");
      await expect.poll(() => said(page, "tau").textContent()).toMatch(/mV is a voltage; tau is a time/);
      await type("tau", `${String(tau / 1000)} s`);
      await expect.poll(() => said(page, "tau").textContent()).toMatch(/^✓ Right/);
      await type("V_rest", String(V_reset));
      await expect.poll(() => said(page, "V_rest").textContent()).toMatch(/^✗ That is where V is put after a spike/);
      await section(page).getByRole("button", {name: "show me V_rest"}).press("Enter");
      const shown = `Shown: it is ${String(V_rest).replace("-", "−")}\u00a0mV.`;
      await expect.poll(() => said(page, "V_rest").textContent()).toContain(shown);
      expect(await score(page).textContent()).toBe("Neuron 7: 1 of 6 found, 1 shown.");
      await page.reload();
      await expect.poll(() => said(page, "V_rest").textContent()).toContain(shown);
      expect(await field(page, "tau").inputValue()).toBe(`${String(tau)} ms`);
      await page.goBack();
      await expect.poll(() => said(page, "V_rest").textContent()).not.toContain("Shown");
      await page.goBack();
      await expect.poll(() => field(page, "V_rest").inputValue()).toBe("");
    },
  );

  browserTest("the figure, its words and its files hold nothing that is hidden", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl, "?mysteryI=40");
    const figure = section(page).locator('[data-place="mystery"]');
    expect(await figure.locator("svg").first().isVisible()).toBe(true);
    expect(await figure.innerHTML()).not.toMatch(/V_th|V_reset|V_rest|tau|threshold/);
    const download = page.waitForEvent("download");
    await figure.getByRole("button", {name: "CSV"}).click();
    const file = await (await download).createReadStream();
    let text = "";
    for await (const piece of file) text += String(piece);
    expect((await download).suggestedFilename()).toBe("neuron-lab_mystery_mystery=1_I=40mA.csv");
    expect(text).not.toMatch(/V_th|V_reset|V_rest|tau|guess/);
    await figure.locator(".figure-cursor").focus();
    await page.keyboard.press("PageDown");
    expect(await figure.locator(".figure-readout").textContent()).toMatch(
      /^t = [\d.]+\u00a0ms, V = .* mV, spike$|spike/,
    );
  });

  browserTest.for(["light", "dark"] as const)(
    "on a small screen, %s, with answers: no barrier, no sideways scroll",
    async (colorScheme, {watched: {page}, siteUrl}) => {
      await page.setViewportSize({width: 390, height: 844});
      await page.emulateMedia({colorScheme, reducedMotion: "reduce"});
      const {tau} = drawMystery(1);
      await open(page, siteUrl, `?mysteryI=40&guess_tau=${String(tau)}&guess_R=99&mysteryShown=8`);
      await expect.poll(() => said(page, "tau").textContent()).toMatch(/^✓/);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      const own = 'section:has([data-place="mystery-fields"])';
      expect(await barriersOn(page, {within: own})).toEqual([]);
    },
  );

  browserTest("without scripts the section says what it is and how to measure", async ({browser, siteUrl}) => {
    const context = await browser.newContext({javaScriptEnabled: false});
    const page = await context.newPage();
    await page.goto(siteUrl + FILE);
    const text = (await section(page).innerText()).replaceAll("\u00a0", " ");
    for (const words of [
      "the strongest current without a spike",
      "63 % of the way",
      "At 5 mA the record has no spike.",
    ])
      expect(text).toContain(words);
    for (const place of ["mystery-fields", "mystery-controls"])
      expect(await page.locator(`[data-place="${place}"]`).isVisible(), place).toBe(false);
    await context.close();
  });
});
