/** @file The page about compiling in a browser: what moves keep or change the program, and the passes by keyboard. */
import type {Page} from "playwright-core";
import {expect} from "vitest";
import {COMPILED_PARAMETERS, STAGES, type CompiledValues} from "../../src/components/compiled/parameters.js";
import {runCompiled, stageOf} from "../../src/components/compiled/run.js";
import {compiledValues} from "../../src/components/compiled/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {browserTest} from "../support/browser.js";

const initial = initialValues<CompiledValues>(COMPILED_PARAMETERS);

/** Opens the page and waits until its calls are timed. */
async function open(page: Page, siteUrl: string, search = ""): Promise<void> {
  await page.goto(`${siteUrl}concepts/what-forloop-compiles.html${search}`);
  await timed(page);
}

const timed = (page: Page) => page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
const slider = (page: Page, name: string) => page.getByRole("slider", {name, exact: true});
const shown = async (page: Page, value: string): Promise<string> =>
  (await page.locator(`[data-value="${value}"]`).first().textContent()) ?? "";
const text = (page: Page, place: string) => page.locator(`[data-place="${place}-text"]`).textContent();

browserTest("moving an input keeps the key and the program", async ({watched: {page, problems}, siteUrl}) => {
  await open(page, siteUrl);
  const [key, trace] = [await shown(page, "key"), await text(page, "trace")];
  for (const [name, value] of [
    ["Current", "31.4"],
    ["Time constant tau", "7.5"],
  ] as const) {
    await slider(page, name).fill(value);
    expect(await shown(page, "keyWord"), name).toBe("unchanged by the last move");
    expect([await shown(page, "key"), await text(page, "trace")], name).toEqual([key, trace]);
    await timed(page);
    expect(await shown(page, "found"), name).toBe("found, already compiled");
  }
  expect(await page.locator('[data-place="inspect-code"] pre').textContent()).toContain("mA(31.4)");
  expect(problems).toEqual([]);
});

browserTest("the reset rule, the model and the number of neurons change it", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl);
  const changes: [Partial<CompiledValues>, () => Promise<void>][] = [
    [{reset: "hard"}, () => page.getByRole("radio", {name: "hard", exact: true}).check()],
    [{model: "LIFRef"}, () => page.getByRole("radio", {name: "LIFRef", exact: true}).check()],
    [{neurons: 10_000}, () => slider(page, "Neurons").fill("10000")],
  ];
  let values = initial;
  for (const [change, move] of changes) {
    values = {...values, ...change};
    await move();
    expect(await shown(page, "keyWord")).toBe("changed by the last move");
    const run = runCompiled(values);
    expect(await shown(page, "key")).toBe(run.program.key);
    expect(await shown(page, "moduleBytes")).toBe(`${String(run.program.moduleBytes)}\u00a0bytes`);
    await timed(page);
    expect(await shown(page, "found")).toBe("compiled for the first time");
  }
});

browserTest("the passes are gone through with the arrow keys", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl);
  const run = runCompiled(initial);
  await page.getByRole("radio", {name: "dce", exact: true}).focus();
  for (const stage of STAGES) {
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", {name: stage, exact: true}).isChecked(), stage).toBe(true);
    expect(await text(page, "program"), stage).toBe(stageOf(run, stage).text);
    expect(await page.locator('tr[aria-current="step"] [data-stage]').textContent()).toBe(stage);
  }
  expect(await shown(page, "keyWord")).toBe("not moved yet");
});

browserTest("the module is shown as text, and follows what is compiled", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl);
  const module = page.locator('[data-place="module-text"]');
  expect(await module.textContent()).toBe(runCompiled(initial).program.listing);
  expect(await module.evaluate((box) => box.tabIndex)).toBe(0);
  expect(await page.locator('[data-place="module-text"] .in-loop').textContent()).toMatch(/^ +loop\n/);
  await page.getByRole("link", {name: "a thousand neurons, a current for each"}).click();
  const other = runCompiled({...initial, neurons: 1000, currents: "spread"});
  expect(await module.textContent()).toBe(other.program.listing);
  expect(await shown(page, "vectors")).toBe(compiledValues(other).vectors);
});

browserTest("the lines that a pass put there are marked", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl, "?pass=hoist");
  const marks = page.locator('[data-place="program-text"] .new-line');
  // constants are hoisted too, and not counted as operations
  expect(await marks.count()).toBeGreaterThanOrEqual(Number(await shown(page, "hoistOutside")));
  expect(await page.locator('[data-place="program-text"] .in-loop .new-line').count()).toBe(0);
  await page.getByRole("radio", {name: "trace", exact: true}).check();
  expect(await marks.count()).toBe(0);
});

browserTest("a call is timed part by part", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl);
  const names = ["Trace", "Key", "Run", "Draw", "Total"].flatMap((part) => [`first${part}`, `repeat${part}`]);
  const parts = [...names, "firstOptimize", "firstLower", "repeatFind", "repeatBind", "repeatCopy", "repeatRest"];
  for (const part of parts) expect(await shown(page, part), part).toMatch(/^\d+(\.\d+)?\u00a0(ms|µs)$/);
  expect(await page.locator('[data-place="spikes"] figure').count()).toBe(1);
  expect(await shown(page, "measuredHow")).toMatch(/^after the last move/);
  const ms = async (part: string): Promise<number> => {
    const text = await shown(page, part);
    return parseFloat(text) / (text.endsWith("µs") ? 1000 : 1);
  };
  expect(await ms("repeatTotal")).toBeLessThan(await ms("firstTotal"));
  expect(await ms("repeatTrace")).toBeLessThan(await ms("firstTotal"));
  const button = page.getByRole("button", {name: "Measure on this machine"});
  await button.focus();
  await page.keyboard.press("Enter");
  expect(await shown(page, "measuredHow")).toMatch(/^at your press/);
  await slider(page, "Current").fill("30");
  await timed(page);
  expect(await shown(page, "measuredHow")).toMatch(/^after the last move/);
});

browserTest("an address holds the state, and Back undoes a suggested move", async ({watched: {page}, siteUrl}) => {
  await open(page, siteUrl, "?model=LIFRef&pass=hoist");
  expect(await page.getByRole("radio", {name: "hoist", exact: true}).isChecked()).toBe(true);
  await page.getByRole("link", {name: "hard reset"}).click();
  expect(await shown(page, "keyStory")).toContain("Reset soft → hard");
  await page.goBack();
  expect(await page.getByRole("radio", {name: "soft", exact: true}).isChecked()).toBe(true);
});

browserTest("fits a screen of 390 px, and a program shows its loop", async ({watched: {page}, siteUrl}) => {
  await page.setViewportSize({width: 390, height: 844});
  await open(page, siteUrl);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const [box, loop] = [
    await page.locator('[data-place="program-text"]').boundingBox(),
    await page.locator('[data-place="program-text"] .in-loop').boundingBox(),
  ];
  expect(loop?.y).toBeGreaterThanOrEqual(box?.y ?? Infinity);
  expect(loop?.y).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0));
});
