/** @file Tutorial 1 in a browser: the controls move the neuron, and what the page shows is what the package computes. */
import {gzipSync} from "node:zlib";
import type {Page} from "playwright-core";
import {describe, expect} from "vitest";
import {NEURON_PARAMETERS, type NeuronValues} from "../../src/components/firstNeuron/parameters.js";
import {runRollout} from "../../src/components/firstNeuron/rollout.js";
import {rolloutValues} from "../../src/components/firstNeuron/values.js";
import {controlName, initialValues, type Parameter} from "../../src/components/parameters.js";
import {barriersOn} from "../support/barriers.js";
import {browserTest} from "../support/browser.js";

const FILE = "tutorials/first-neuron.html";
const initial = initialValues<NeuronValues>(NEURON_PARAMETERS);

/** Opens the tutorial and waits until every figure is drawn. */
async function open(page: Page, siteUrl: string, search = ""): Promise<void> {
  await page.goto(siteUrl + FILE + search);
  await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
}

const slider = (page: Page, name: string) => page.getByRole("slider", {name, exact: true});
const shown = async (page: Page, value: string): Promise<string> =>
  (await page.locator(`[data-value="${value}"]`).first().textContent()) ?? "";

/** The drawn trace of the first figure, as the text of its path. */
const trace = async (page: Page): Promise<string | null> =>
  page
    .locator('[data-place="driven"] .spikeloop-line path, [data-place="driven"] path.spikeloop-line')
    .last()
    .getAttribute("d");

/** Asks for the f-I curve without drawing one, and waits until it is drawn. */
async function showCurve(page: Page): Promise<void> {
  await page.getByRole("button", {name: "show me"}).click();
  await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
}

describe("first neuron", () => {
  browserTest("shows the default run: 17 spikes, the tree, the shape", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    expect(await shown(page, "totalSpikes")).toBe("17");
    const expected = runRollout(initial).output;
    for (const name of ["create", "drive", "weak", "mistakes"] as const) {
      expect(await page.locator(`[data-place="${name}-output"] pre`).textContent(), name).toBe(
        expected[name]?.join("\n"),
      );
    }
  });

  browserTest(
    "8 mA leaves the four start-up spikes; an initial V of -60 mV leaves 13",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl);
      await slider(page, "Current").fill("8");
      expect([await shown(page, "totalSpikes"), await shown(page, "startupSpikes")]).toEqual(["4", "4"]);
      await slider(page, "Current").fill("25");
      await slider(page, "Initial V").fill("-60");
      expect([await shown(page, "totalSpikes"), await shown(page, "startupSpikes")]).toEqual(["13", "0"]);
    },
  );

  browserTest(
    "every slider changes the trace, restoring it restores the trace, and no move compiles",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl);
      const before = await trace(page);
      expect(before?.length).toBeGreaterThan(200);
      await showCurve(page);
      await expect.poll(() => shown(page, "simulatedRate")).toBe("66\u00a0Hz");
      const compiles = await shown(page, "compilesTotal");
      const moves = {
        Current: ["31.4", "25"],
        "Time constant tau": ["13.5", "20"],
        "Threshold V_th": ["-47.5", "-50"],
        "Resistance R": ["1.5", "1"],
        "Resting potential V_rest": ["-62", "-60"],
        "Reset potential V_reset": ["-65", "-60"],
        "Refractory period tau_ref": ["2", "5"],
        "Initial V": ["-60", "0"],
        "Time step dt": ["0.2", "0.1"],
        Duration: ["300", "200"],
      };
      for (const [name, [moved = "", back = ""]] of Object.entries(moves)) {
        await slider(page, name).fill(moved);
        expect(await trace(page), name).not.toBe(before);
        expect(await shown(page, "compiledNow"), name).toBe("0\u00a0compiles");
        await slider(page, name).fill(back);
        expect(await trace(page), name).toBe(before);
      }
      expect(await shown(page, "compilesTotal")).toBe(compiles);
    },
  );

  browserTest("an odd setting shows the numbers that the package computes", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    const odd = {...initial, I: 31.4, tau: 13.5, V_th: -47.5, dt: 0.05, reset: "hard"};
    await slider(page, "Current").fill("31.4");
    await slider(page, "Time constant tau").fill("13.5");
    await slider(page, "Threshold V_th").fill("-47.5");
    await slider(page, "Time step dt").fill("0.05");
    await page.getByRole("radio", {name: "hard"}).check();
    for (const [name, text] of Object.entries(rolloutValues(runRollout(odd)))) {
      const places = page.locator(`[data-value="${name}"]`);
      for (const place of await places.all()) expect(await place.textContent(), name).toBe(text);
    }
    expect(await page.locator('[data-place="create-code"] pre').textContent()).toContain("V_th: mV(-47.5)");
  });

  browserTest("the reset rule compiles once each; going back compiles nothing", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    await page.getByRole("radio", {name: "hard"}).check();
    expect(await shown(page, "compiledNow")).toBe("1\u00a0compile");
    for (const name of ["soft", "hard"]) {
      await page.getByRole("radio", {name}).check();
      expect(await shown(page, "compiledNow"), name).toBe("0\u00a0compiles");
    }
  });

  browserTest(
    "fields follow their sliders, and hold typed numbers within the range",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl);
      const field = page.getByRole("spinbutton", {name: "Current in mA", exact: true});
      await slider(page, "Current").fill("10.1");
      expect(await field.inputValue()).toBe("10.1 mA");
      for (const [typed, held] of [
        ["99", "50"],
        ["-3", "0"],
        ["", "0"],
        ["25", "25"],
      ] as const) {
        await field.fill(typed);
        await field.blur();
        const at = await slider(page, "Current").inputValue();
        expect([await field.inputValue(), at], typed).toEqual([`${held} mA`, held]);
      }
      expect(await shown(page, "totalSpikes")).toBe("17");
    },
  );

  browserTest("arrow keys move a slider and the trace", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    const before = await trace(page);
    await slider(page, "Current").focus();
    await page.keyboard.press("ArrowRight");
    expect(await shown(page, "I")).toBe("25.1\u00a0mA");
    expect(await trace(page)).not.toBe(before);
    await page.keyboard.press("ArrowLeft");
    expect(await trace(page)).toBe(before);
  });

  browserTest(
    "the address holds what was changed: reload restores it, Back undoes it, Reset clears it",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl);
      await slider(page, "Current").fill("8");
      expect(new URL(page.url()).search).toBe("?I=8");
      await page.reload();
      expect(await slider(page, "Current").inputValue()).toBe("8");
      await expect.poll(() => shown(page, "totalSpikes")).toBe("4");
      await page.goBack();
      await expect.poll(() => shown(page, "totalSpikes")).toBe("17");
      expect(new URL(page.url()).search).toBe("");
      await page.getByRole("link", {name: "hard reset"}).click();
      expect([await shown(page, "totalSpikes"), new URL(page.url()).search]).toEqual(["13", "?reset=hard"]);
      await page.getByRole("button", {name: "Reset all"}).click();
      expect([await shown(page, "totalSpikes"), new URL(page.url()).search]).toEqual(["17", ""]);
    },
  );

  browserTest(
    "quick changes of different controls are undone one by one; of one control, together",
    async ({watched: {page}, siteUrl}) => {
      await open(page, siteUrl);
      const search = () => page.evaluate(() => location.search);
      // in one task: as quick as can be
      const move = (moves: readonly (readonly [id: string, value: string])[], reset = false): Promise<void> =>
        page.evaluate(
          ([all, last]) => {
            for (const [id, value] of all) {
              const range = document.querySelector<HTMLInputElement>(`#parameter-${id}`);
              if (range === null) throw new Error(`no control ${id}`);
              range.value = value;
              for (const type of ["input", "change"]) range.dispatchEvent(new Event(type, {bubbles: true}));
            }
            if (last) document.querySelector<HTMLButtonElement>('[data-place="reset"] button')?.click();
          },
          [moves, reset] as const,
        );
      await move(
        [
          ["I", "8"],
          ["I", "9"],
          ["tau", "10"],
          ["tau", "11"],
          ["I", "12"],
        ],
        true,
      );
      expect(await search()).toBe("");
      for (const before of ["?I=12&tau=11", "?I=9&tau=11", "?I=9", ""]) {
        await page.goBack();
        await expect.poll(search).toBe(before);
      }
      expect(await slider(page, "Current").inputValue()).toBe("25");
    },
  );

  browserTest("an address with names of no parameter changes nothing", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl, "?constructor=2&toString=3");
    expect(await shown(page, "totalSpikes")).toBe("17");
    await slider(page, "Current").fill("8");
    expect(new URL(page.url()).search).toBe("?I=8");
  });

  browserTest("an address out of range is put right without a step to undo", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl, "?I=99");
    const before = await page.evaluate(() => history.length);
    await expect.poll(() => page.evaluate(() => location.search)).toBe("?I=50");
    expect(await page.evaluate(() => history.length)).toBe(before);
  });

  browserTest("each slider has one exact name, as its role and as its label", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    const numbers = Object.entries<Parameter>(NEURON_PARAMETERS).flatMap(([id, parameter]) =>
      parameter.kind === "number" ? [[`parameter-${id}`, controlName(parameter)] as const] : [],
    );
    expect(numbers.length).toBeGreaterThan(10);
    for (const [id, name] of numbers) {
      for (const found of [slider(page, name), page.getByLabel(name, {exact: true})]) {
        expect(await found.evaluateAll((all) => all.map((one) => one.id)), name).toEqual([id]);
      }
    }
    expect(await page.locator('label[for="parameter-V_th"]').innerText()).toMatch(/^Threshold\s+V\s*th$/);
  });

  browserTest("a click on the f-I curve sets the current", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    await showCurve(page);
    const curve = page.locator('[data-place="curve"] svg[role="img"]');
    await curve.scrollIntoViewIfNeeded();
    const box = await curve.boundingBox();
    await curve.click({position: {x: (box?.width ?? 0) * 0.8, y: (box?.height ?? 0) * 0.5}});
    const current = Number(await slider(page, "Current").inputValue());
    expect(current).toBeGreaterThan(35);
    expect(current).toBeLessThan(45);
    const followed = rolloutValues(runRollout({...initial, I: current}));
    for (const name of ["steadyPotential", "closedRate", "intervalStory", "totalSpikes"])
      expect(await shown(page, name), name).toBe(followed[name]);
    expect(followed.intervalStory).toContain("less than one step");
    expect(await page.locator('[data-place="driven"] .spikeloop-legend').textContent()).toContain(
      `V_inf ${(followed.steadyPotential ?? "").replace("\u00a0", " ")}`,
    );
  });

  browserTest(
    "says nothing on the console and ships at most 300 kB of scripts",
    async ({watched: {page, problems}, siteUrl}) => {
      const messages: string[] = [];
      const sizes: Promise<number>[] = [];
      page.on("console", (message) => void messages.push(message.text()));
      page.on("response", (response) => {
        if (response.url().endsWith(".js")) sizes.push(response.body().then((body) => gzipSync(body).length));
      });
      await open(page, siteUrl);
      await page.waitForLoadState("networkidle");
      expect([...messages, ...problems]).toEqual([]);
      const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      expect(total).toBeGreaterThan(50_000);
      expect(total).toBeLessThanOrEqual(300_000);
    },
  );

  browserTest.for(["light", "dark"] as const)(
    "on a small screen, %s: no barrier, no sideways scroll",
    async (colorScheme, {watched: {page}, siteUrl}) => {
      await page.setViewportSize({width: 390, height: 844});
      await page.emulateMedia({colorScheme});
      await open(page, siteUrl);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await barriersOn(page, {onlyGrave: true})).toEqual([]);
    },
  );

  browserTest("figures keep their height while a slider moves", async ({watched: {page}, siteUrl}) => {
    await open(page, siteUrl);
    const heights = () =>
      page.locator(".figure").evaluateAll((places) => places.map((place) => (place as HTMLElement).offsetHeight));
    const before = await heights();
    for (const current of ["12", "40", "50"]) {
      await slider(page, "Current").fill(current);
      expect(await heights(), current).toEqual(before);
    }
  });

  browserTest("without scripts the text reads and states the default numbers", async ({browser, siteUrl}) => {
    const context = await browser.newContext({javaScriptEnabled: false});
    const page = await context.newPage();
    await page.goto(siteUrl + FILE);
    const text = await page.locator("main").innerText();
    expect(text).toContain("The controls and figures need JavaScript.");
    expect(text).toMatch(/The count of its\s+spikes is 17/);
    expect(text).toMatch(/Up to 10.mA it is flat[^]*to 106.Hz at 50.mA/);
    for (const value of ["total spikes: 17", "65.7", "dV/dt"]) expect(text).toContain(value);
    expect(await page.locator(".control-bar").isVisible()).toBe(false);
    await context.close();
  });
});
