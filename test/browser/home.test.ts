/** @file The home page in a browser: a live neuron in view at once, and a way on with the reader's current. */
import {expect} from "vitest";
import {runHome} from "../../src/components/home.js";
import {browserTest} from "../support/browser.js";

browserTest.for([
  {width: 1280, height: 900},
  {width: 390, height: 844},
])(
  "home at $width px: the neuron is live above the fold and before the first heading",
  async (viewport, {watched: {page}, siteUrl}) => {
    await page.setViewportSize(viewport);
    await page.goto(siteUrl);
    const line = page
      .locator('[data-place="trace"] .spikeloop-line path, [data-place="trace"] path.spikeloop-line')
      .last();
    const before = await line.getAttribute("d");
    await page.getByRole("slider", {name: "Current", exact: true}).fill("40");
    expect(await line.getAttribute("d")).not.toBe(before);
    expect(await page.locator('[data-place="home-output"] pre').textContent()).toBe(runHome({I: 40}).output.join("\n"));
    expect(await page.locator('[data-place="home-code"] pre').textContent()).toContain("mA(40)");
    const [figure, heading] = [
      await page.locator('[data-place="trace"]').boundingBox(),
      await page.locator("h1").boundingBox(),
    ];
    expect((figure?.y ?? 0) + (figure?.height ?? Infinity)).toBeLessThan(viewport.height);
    expect(figure?.y).toBeLessThan(heading?.y ?? 0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  },
);

browserTest("home: the link opens the tutorial with the current that was set", async ({watched: {page}, siteUrl}) => {
  await page.goto(siteUrl);
  await page.getByRole("slider", {name: "Current", exact: true}).fill("12.5");
  await page.getByRole("link", {name: "Open this neuron"}).click();
  await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
  expect(await page.getByRole("slider", {name: "Current", exact: true}).inputValue()).toBe("12.5");
  expect(await page.locator('[data-value="startupSpikes"]').first().textContent()).toBe("0");
});
