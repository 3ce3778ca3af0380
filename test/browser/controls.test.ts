/** @file The controls by keyboard alone, in Tutorial 1: fields with units, symbols of equations, undo; and the glossary. */
import type {Locator, Page} from "playwright-core";
import {describe, expect} from "vitest";
import {GLOSSARY} from "../../src/components/glossary/entries.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest} from "../support/browser.js";

const TUTORIAL = "tutorials/first-neuron.html";

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await drawn(page);
}

const drawn = (page: Page) =>
  page.waitForFunction(
    () => document.querySelector(".control") !== null && document.querySelector("[aria-busy]") === null,
  );

/** Goes to an element with the Tab key, as a reader without a pointer does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let pressed = 0; pressed < 150; pressed++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("the Tab key does not lead there");
}

const slider = (page: Page, name: string) => page.getByRole("slider", {name, exact: true});
const field = (page: Page, name: string) => page.getByRole("spinbutton", {name, exact: true});
const symbol = (page: Page, name: string) => page.locator(`[data-place="equation"] [data-symbol="${name}"]`);
const search = (page: Page): Promise<string> => page.evaluate(() => location.search);

/** Everything that shows tau: its slider, its field, the equation, the code, and the figure. */
async function shownTau(page: Page): Promise<Record<string, string | null>> {
  const [equation, code] = ['[data-place="numbers"] [data-value="tau"]', '[data-place="create-code"] pre'];
  return {
    slider: await slider(page, "Time constant tau").inputValue(),
    field: await field(page, "Time constant in ms").inputValue(),
    symbol: await symbol(page, "tau").getAttribute("aria-valuetext"),
    equation: await page.locator(equation).textContent(),
    code: /tau: ms\(([\d.]+)\)/.exec((await page.locator(code).textContent()) ?? "")?.[1] ?? "",
    figure: await page
      .locator('[data-place="driven"] .spikeloop-line path, [data-place="driven"] path.spikeloop-line')
      .last()
      .getAttribute("d"),
  };
}

const barriers = (page: Page): Promise<string[]> =>
  barriersOn(page, {rules: {region: {enabled: false}, "label-content-name-mismatch": {enabled: true}}});

describe("a field with a unit", () => {
  browserTest("takes any unit of the right dimension, by keyboard alone", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl + TUTORIAL);
    await tabTo(page, field(page, "Time constant in ms"));
    for (const [typed, held] of [
      ["0.03 s", "30"],
      ["12500 us", "12.5"],
      ["8", "8"],
      ["0.02 s", "20"],
    ] as const) {
      await page.keyboard.press("Control+a");
      await page.keyboard.type(typed);
      await page.keyboard.press("Enter");
      const {slider: at, field: text, code} = await shownTau(page);
      expect([at, text, code], typed).toEqual([held, `${held} ms`, held]);
    }
    await page.keyboard.press("Shift+ArrowUp");
    expect((await shownTau(page)).slider).toBe("25");
  });

  browserTest(
    "refuses another dimension with the reason, until Escape; cuts what is out of range and says so",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl + TUTORIAL);
      const tau = field(page, "Time constant in ms");
      await tabTo(page, tau);
      const before = await shownTau(page);
      await page.keyboard.press("Control+a");
      await page.keyboard.type("300 mV");
      await page.keyboard.press("Tab");
      const reason = "300 mV is a voltage; tau is a time, such as 20 ms";
      expect(await page.getByText(reason).isVisible()).toBe(true);
      expect(await tau.getAttribute("aria-invalid")).toBe("true");
      expect(await tau.evaluate((input) => input.ariaDescribedByElements?.[0]?.textContent)).toBe(reason);
      expect(await shownTau(page)).toEqual({...before, field: "300 mV"});
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Escape");
      expect(await shownTau(page)).toEqual(before);
      expect([await tau.getAttribute("aria-invalid"), await page.getByText(reason).count()]).toEqual([null, 0]);
      await page.keyboard.press("Control+a");
      await page.keyboard.type("3 s");
      await page.keyboard.press("Enter");
      expect(await page.getByText("tau goes from 5 ms to 50 ms").isVisible()).toBe(true);
      expect(await tau.inputValue()).toBe("50 ms");
    },
  );
});

describe("a symbol of an equation", () => {
  browserTest("is moved by the arrow keys, and all that shows it follows", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl + TUTORIAL);
    const before = await shownTau(page);
    await tabTo(page, symbol(page, "tau"));
    await page.keyboard.press("ArrowUp");
    const {figure, ...moved} = await shownTau(page);
    expect(moved).toEqual({
      slider: "20.5",
      field: "20.5 ms",
      symbol: "20.5 ms",
      equation: "20.5\u00a0ms",
      code: "20.5",
    });
    expect(figure).not.toBe(before.figure);
    expect(await page.locator(".symbol-value").textContent()).toBe("20.5\u00a0ms");
    await page.keyboard.press("Control+z");
    await expect.poll(() => shownTau(page)).toEqual(before);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(async () => (await shownTau(page)).slider).toBe("20.5");
    await page.keyboard.press("Control+z");
    await expect.poll(() => shownTau(page)).toEqual(before);
    await page.keyboard.press("Shift+ArrowDown");
    expect([(await shownTau(page)).slider, await search(page)]).toEqual(["15", "?tau=15"]);
    await page.reload();
    await drawn(page);
    expect((await shownTau(page)).slider).toBe("15");
    await page.keyboard.press("Control+z");
    await expect.poll(() => shownTau(page)).toEqual(before);
  });

  browserTest(
    "shows its value and name beside it, moves nothing, closes at Escape; Enter opens its entry",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl + TUTORIAL);
      const places = () =>
        page.locator("main > :is(h1, h2, p, .equation, .listing)").evaluateAll((all) =>
          all.map((one) => {
            const {left, top, width, height} = one.getBoundingClientRect();
            return [left, top + scrollY, width, height].map(Math.round);
          }),
        );
      const before = await places();
      await tabTo(page, symbol(page, "V_rest"));
      const card = page.getByRole("group", {name: "resting potential V_rest", exact: true});
      await card.waitFor();
      expect(await card.innerText()).toContain("−60\u00a0mV");
      expect(await places()).toEqual(before);
      await page.keyboard.press("Escape");
      expect(await card.isVisible()).toBe(false);
      await page.keyboard.press("Enter");
      await page.waitForURL(/glossary\.html#V_rest$/);
      expect(await page.locator("#V_rest").evaluate((entry) => entry.matches(":target"))).toBe(true);
    },
  );

  browserTest("its card stays while the pointer is on it, and goes with it", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl + TUTORIAL);
    const card = page.getByRole("group", {name: "input current I", exact: true});
    await symbol(page, "I").hover();
    await card.waitFor();
    await card.getByRole("button", {name: "increase I"}).hover();
    await page.waitForTimeout(500);
    await card.getByRole("button", {name: "increase I"}).click();
    expect(await slider(page, "Current").inputValue()).toBe("25.1");
    await page.mouse.move(5, 5);
    await card.waitFor({state: "hidden"});
  });

  browserTest.for(["light", "dark"] as const)(
    "with its card open, %s: no barrier, and nothing sticks out of a small screen",
    async (colorScheme, {watched: {page}, siteUrl}) => {
      await page.emulateMedia({colorScheme});
      await open(page, siteUrl + TUTORIAL);
      await symbol(page, "tau").focus();
      await page.locator(".symbol-card").waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.setViewportSize({width: 390, height: 844});
      for (const one of await page.locator("[data-symbol]").all()) {
        await one.focus();
        const box = await page.locator(".symbol-card").boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(390);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
    },
  );

  browserTest("a tap shows its value with two buttons", async ({browser, siteUrl}) => {
    const context = await browser.newContext({viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true});
    const page = await context.newPage();
    await open(page, siteUrl + TUTORIAL);
    await symbol(page, "R").tap();
    const card = page.getByRole("group", {name: "membrane resistance R", exact: true});
    await card.getByRole("button", {name: "increase R"}).tap();
    await card.getByRole("button", {name: "increase R"}).tap();
    await card.getByRole("button", {name: "decrease R"}).tap();
    expect(await card.innerText()).toContain("1.1\u00a0ohm");
    expect(await slider(page, "Resistance R").inputValue()).toBe("1.1");
    await page.locator("h1").tap();
    expect(await card.isVisible()).toBe(false);
    await context.close();
  });
});

describe("undo", () => {
  browserTest(
    "goes back move by move, over jumps to headings, and never out of the page",
    async ({watched: {page}, siteUrl}) => {
      await page.goto(`${siteUrl}glossary.html`);
      await page.locator('.glossary a[href*="first-neuron.html#control-I"]').click();
      await drawn(page);
      expect(await slider(page, "Current").evaluate((range) => range === document.activeElement)).toBe(true);
      await page.keyboard.press("Control+z");
      for (const [name, value] of [
        ["Current", "8"],
        ["Time constant tau", "10"],
      ] as const) {
        await slider(page, name).fill(value);
      }
      await page.locator('#observablehq-toc a[href="#below-threshold"]').click();
      // the page has numbered the entry of the jump: two moves have been made
      const numbered = () => page.evaluate(() => [location.hash, (history.state as {move?: number} | null)?.move]);
      await expect.poll(numbered).toEqual(["#below-threshold", 2]);
      // as quick as a held key
      await page.keyboard.press("Control+z");
      await page.keyboard.press("Control+z");
      await page.keyboard.press("Control+z");
      await page.keyboard.press("Control+z");
      await expect.poll(() => search(page)).toBe("");
      await page.waitForTimeout(300);
      expect(new URL(page.url()).pathname.endsWith(TUTORIAL)).toBe(true);
      expect(await slider(page, "Current").inputValue()).toBe("25");
      await page.keyboard.press("Control+y");
      await expect.poll(() => search(page)).toBe("?I=8");
      await page.keyboard.press("Control+y");
      await expect.poll(() => search(page)).toBe("?I=8&tau=10");
      await page.goBack();
      await expect.poll(() => search(page)).toBe("?I=8");
    },
  );

  browserTest("in a text field is the text's own", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl + TUTORIAL);
    await slider(page, "Current").fill("8");
    await field(page, "Time constant in ms").focus();
    await page.keyboard.type("5");
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(300);
    expect(await search(page)).toBe("?I=8");
  });

  browserTest(
    "undoes a drag that has just ended, before its address is written",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl + TUTORIAL);
      await page.evaluate(() => {
        const range = document.querySelector<HTMLInputElement>("#parameter-I");
        if (range === null) return;
        range.value = "30";
        range.dispatchEvent(new Event("input", {bubbles: true}));
      });
      expect(await slider(page, "Current").inputValue()).toBe("30");
      await page.keyboard.press("Control+z");
      await expect.poll(() => slider(page, "Current").inputValue()).toBe("25");
      await page.keyboard.press("Control+y");
      await expect.poll(() => slider(page, "Current").inputValue()).toBe("30");
    },
  );
});

describe("the glossary", () => {
  browserTest("reads without scripts, on a small screen too", async ({browser, siteUrl}) => {
    const context = await browser.newContext({javaScriptEnabled: false, viewport: {width: 390, height: 844}});
    const page = await context.newPage();
    await page.goto(`${siteUrl}glossary.html`);
    const text = await page.locator("main").innerText();
    for (const {meaning} of Object.values(GLOSSARY)) expect(text).toContain(meaning);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.goto(siteUrl + TUTORIAL);
    expect(await page.locator('[data-place="equation"]').innerText()).toMatch(/^τ dV\/dt = −V \+ V\s*rest/);
    await context.close();
  });

  browserTest("every link to a control opens its page with that control in focus", async ({watched, siteUrl}) => {
    const {page, problems} = watched;
    await page.goto(`${siteUrl}glossary.html`);
    const links = await page
      .locator('.glossary a[href*="#control-"]')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(links.length).toBeGreaterThan(12);
    const focused = () => page.evaluate(() => document.activeElement?.closest(".control")?.id);
    // one a page and one of the tutorial's own that is far down
    const pages = new Map(links.map((link) => [new URL(link).pathname, link]));
    for (const link of [...pages.values(), `${siteUrl}${TUTORIAL}#control-weak`]) {
      await page.goto(link);
      const {hash} = new URL(link);
      await expect.poll(focused).toBe(hash.slice(1));
      const inView = () =>
        page.locator(hash).evaluate((control) => {
          const {top, bottom} = control.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        });
      await expect.poll(inView).toBe(true);
    }
    expect(problems).toEqual([]);
  });
});
