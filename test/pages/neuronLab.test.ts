/** @file The neuron lab: its text is what its templates and its runs give, and its runs do what it says about them. */
import {describe, expect, test} from "vitest";
import {compileStats} from "spikeloop";
import {heroValues, runHero} from "../../src/components/lab/hero.js";
import {mysteryValues} from "../../src/components/lab/mystery.js";
import {drawMystery} from "../../src/components/lab/mysteryDraw.js";
import {runMystery} from "../../src/components/lab/mysteryRun.js";
import {LAB_PARAMETERS, STORIES, type LabValues} from "../../src/components/lab/parameters.js";
import {noiseListing, runNoise} from "../../src/components/lab/noiseRun.js";
import {noiseValues} from "../../src/components/lab/noiseWords.js";
import {refractoryQuestion, refractoryValues} from "../../src/components/lab/refractory.js";
import {refractoryListing, runRefractory} from "../../src/components/lab/refractoryRun.js";
import {resetAnswer, resetValues} from "../../src/components/lab/reset.js";
import {resetListing, runReset} from "../../src/components/lab/resetRun.js";
import {saturationAnswer, saturationValues} from "../../src/components/lab/saturation.js";
import {runSaturation, saturationListing} from "../../src/components/lab/saturationRun.js";
import {climb, rate} from "../../src/components/lab/theory.js";
import {timeStepQuestion, timeStepValues} from "../../src/components/lab/timeStep.js";
import {runTimeStep, timeStepListing} from "../../src/components/lab/timeStepRun.js";
import {constantValues} from "../../src/components/lab/words.js";
import {initialValues} from "../../src/components/parameters.js";
import {listingsOf, outputOf, readPage, statedValues} from "../support/markdown.js";

const page = readPage("tutorials/neuron-lab.md");
const initial = initialValues<LabValues>(LAB_PARAMETERS);
const at = (change: Partial<LabValues>): LabValues => ({...initial, ...change});

const refractory = runRefractory(initial);
const reset = runReset(initial);
const timeStep = await runTimeStep(initial);
const saturation = runSaturation(initial);
const noise = await runNoise(initial);

/** The experiments that are code on the page, by the names of their places. */
const EXPERIMENTS = {
  refractory: {listing: refractoryListing, output: refractory.output},
  reset: {listing: resetListing, output: reset.output},
  "time-step": {listing: timeStepListing, output: timeStep.output},
  saturation: {listing: saturationListing, output: saturation.output},
  "noise-input": {listing: noiseListing, output: noise.output},
} as const;

const computed = {
  ...constantValues(initial),
  ...heroValues(runHero(initial)),
  ...refractoryValues(refractory),
  ...resetValues(reset),
  ...timeStepValues(timeStep, initial),
  ...saturationValues(saturation),
  ...noiseValues(noise),
  ...mysteryValues(runMystery(drawMystery(initial.mystery), initial.mysteryI)),
};

describe("the page as served", () => {
  test("shows each listing as its template gives it for the defaults, with what it prints", () => {
    const shown = Object.fromEntries(listingsOf(page).map(({place, code}) => [place, code]));
    for (const [name, {listing, output}] of Object.entries(EXPERIMENTS)) {
      expect(shown[name], name).toBe(listing(initial));
      expect(outputOf(page, name), name).toBe(output.join("\n"));
    }
  });

  test("states the values that the default runs compute, and all of them", () => {
    const stated = statedValues(page);
    const values: Readonly<Record<string, string>> = computed;
    for (const {name, text} of stated) if (Object.hasOwn(values, name)) expect(text, name).toBe(values[name]);
    const names = new Set(stated.map(({name}) => name));
    const unused = Object.keys(values).filter((name) => !names.has(name) && !Object.hasOwn(LAB_PARAMETERS, name));
    expect(unused).toEqual([]);
  });

  test("its links to settings do what they say, and those back lead to the defaults", () => {
    const links = [...page.matchAll(/<a href="\?([^"]+)" data-set="([^"]+)">([^]*?)<\/a>/g)];
    expect(links.length).toBeGreaterThan(7);
    for (const [, href, set, text = ""] of links) {
      expect(href).toBe(set);
      const settings = [...new URLSearchParams(set?.replaceAll("&amp;", "&"))];
      for (const [name, value] of settings) {
        expect(Object.hasOwn(LAB_PARAMETERS, name), name).toBe(true);
        if (text === "back") expect(Number(value), name).toBe(initial[name as keyof LabValues]);
        else if (/\d/.test(text)) expect(text).toContain(`>${value}\u00a0`);
      }
    }
    expect([STORIES.weak, STORIES.long]).toEqual([25, 15]);
  });
});

test("at the top, a current that makes no spike has no interval", () => {
  const {heroSpikes, heroSpikesWord, heroClosed} = heroValues(runHero(at({I: 10})));
  expect([heroSpikes, heroSpikesWord, heroClosed]).toEqual(["0", "spikes", "none"]);
  expect(heroValues(runHero(at({I: 12, tau: 50}))).heroSpikesWord).toBe("spike");
});

describe("three meanings of refractory", () => {
  test("by default: 49 steps held, 50 or 51 forbidden, 37 without", () => {
    const {hold, forbid, none} = refractory.trains;
    expect([hold, forbid, none].map(({gaps}) => [...new Set(gaps)].sort())).toEqual([[86], [50, 51], [37]]);
    expect([hold, forbid, none].map(({held}) => [...new Set(held)])).toEqual([[49], [0], [0]]);
    expect([hold, forbid, none].map(({steps}) => steps.length)).toEqual([23, 40, 54]);
  });

  test.for(
    [25, 40, 60, 95].flatMap((I) =>
      [0, 2, 5, 15].flatMap((tau_ref) => [0.05, 0.1, 0.5].map((dt) => ({I, tau_ref, dt}))),
    ),
  )(
    "%o: holding adds the climb to the period, forbidding takes the longer, none the climb, within two steps",
    (change) => {
      const values = at(change);
      const {dt, tau_ref} = values;
      const T = climb(values, values.I);
      const {hold, forbid, none} = runRefractory(values).trains;
      const slack = 2 * dt + 1e-6;
      for (const [train, closed] of [
        [hold, tau_ref + T],
        [forbid, Math.max(tau_ref, T)],
        [none, T],
      ] as const) {
        expect(train.gaps.length).toBeGreaterThan(3);
        for (const gap of train.gaps) expect(Math.abs(gap * dt - closed)).toBeLessThanOrEqual(slack);
      }
    },
  );

  test("V climbs above the threshold only while the spike is forbidden, and only if the climb is shorter", () => {
    const above = (change: Partial<LabValues>): number[] => {
      const {hold, forbid, none} = runRefractory(at(change)).trains;
      return [hold, forbid, none].map(({highest}) => highest + 50);
    };
    const [holds = 0, forbids = 0, nones = 0] = above({});
    expect(Math.max(holds, nones)).toBeLessThan(0.3);
    expect(forbids).toBeGreaterThan(3);
    const slow = above({I: 25});
    expect(slow[1]).toBe(slow[2]);
  });

  test("the held steps are those of the period but one, or all of them where the clock rounds up", () => {
    const counted = new Set(runRefractory(at({I: 40})).trains.hold.held);
    expect([...counted].sort()).toEqual([49, 50]);
    expect([...new Set(runRefractory(at({dt: 0.5})).trains.hold.held)]).toEqual([9]);
    expect([...new Set(runRefractory(at({tau_ref: 0})).trains.hold.held)]).toEqual([0]);
  });
});

describe("soft against hard reset", () => {
  test.for([20, 30, 47.5, 60, 85].flatMap((I) => [0.1, 0.5, 1, 2].map((coarse) => ({I, coarse}))))(
    "%o: hard is the climb rounded up to whole steps, soft lies between",
    (change) => {
      const values = at(change);
      const {soft, hard} = runReset(values).coarse;
      const T = climb(values, values.I);
      expect(hard.interval).toBeCloseTo(Math.ceil(T / values.coarse - 1e-5) * values.coarse, 3);
      // the last spike of the run may be one step early
      expect(soft.interval).toBeGreaterThan(T - values.coarse / 20);
      expect(soft.interval).toBeLessThan(hard.interval + values.coarse / 20);
    },
  );

  test("steps too short to show what the hard reset rounds are said to be", () => {
    const {resetStory = ""} = resetValues(runReset(at({V_th: -59, coarse: 0.02})));
    expect(resetStory).toMatch(/steps of 0\.02\u00a0ms are too short to show it in 0\.34\u00a0ms\.$/);
  });

  test("the difference grows with the time step", () => {
    const {fine, coarse} = reset;
    expect(coarse.hard.interval - coarse.soft.interval).toBeGreaterThan(4 * (fine.hard.interval - fine.soft.interval));
    expect(Math.max(...reset.overshoots)).toBeGreaterThan(2);
  });
});

describe("the time step and the reset", () => {
  const swept = (dt: number, rule: string) =>
    timeStep.rates.find((found) => found.dt === dt && found.reset === rule) ?? expect.unreachable();

  test("the hard reset is never too fast, and worse than the soft one at each step", () => {
    for (const dt of [1, 0.1, 0.01]) {
      const [hard, soft] = [swept(dt, "hard"), swept(dt, "soft")];
      timeStep.closed.forEach((f, i) => expect((hard.rate[i] as number) / f).toBeLessThan(1 + 1e-5));
      expect(hard.mean).toBeGreaterThan(2 * soft.mean);
      expect(hard.largest).toBeGreaterThan(2 * soft.largest);
    }
  });

  test("the rates of the hard reset are those of whole steps", () => {
    for (const f of swept(1, "hard").rate) expect(Math.abs(1000 / f - Math.round(1000 / f))).toBeLessThan(1e-3);
    expect(new Set(Array.from(swept(1, "hard").rate, (f) => f.toFixed(2))).size).toBe(9);
  });

  test("a finer step makes every error smaller, about as much as the step", () => {
    for (const rule of ["hard", "soft"]) {
      const means = [1, 0.1, 0.01].map((dt) => swept(dt, rule).mean);
      for (const i of [0, 1]) expect((means[i] as number) / (means[i + 1] as number)).toBeGreaterThan(5);
    }
  });

  test("an aborted sweep rejects and leaves nothing", async () => {
    const stop = new AbortController();
    const promise = runTimeStep(at({tau: 21}), stop.signal);
    stop.abort();
    await expect(promise).rejects.toThrow(/abort/i);
  });
});

describe("saturation", () => {
  test.for([1, 0.5, 0.1].flatMap((coarse) => [2, 5, 10].map((tau_ref) => ({coarse, tau_ref}))))(
    "%o: with a period no interval is shorter, without one it is at least a step",
    (change) => {
      const values = at(change);
      const run = runSaturation(values);
      const strongest = run.currents.at(-1) ?? NaN;
      const interval = 1000 / (run.refractory.at(-1) ?? NaN);
      expect(Math.abs(interval - 1000 / rate(values, strongest, values.tau_ref))).toBeLessThanOrEqual(
        2 * values.coarse,
      );
      expect(interval).toBeGreaterThan(values.tau_ref - 1e-3);
      expect(Math.max(...run.free)).toBeLessThanOrEqual((1000 / values.coarse) * (1 + 1e-4));
      if (values.coarse >= 0.5) expect(run.free.at(-1)).toBeCloseTo(1000 / values.coarse, 0);
    },
  );

  test("with a fine step both curves are the closed forms", () => {
    const values = at({coarse: 0.02});
    const run = runSaturation(values);
    run.currents.forEach((current, i) => {
      if (current < 10.5) return;
      for (const [simulated, tau_ref] of [
        [run.free[i] as number, 0],
        [run.refractory[i] as number, values.tau_ref],
      ] as const) {
        const closed = rate(values, current, tau_ref);
        // an interval is off by at most two steps
        expect(Math.abs(1000 / simulated - 1000 / closed)).toBeLessThanOrEqual(0.04 + 1e-3);
      }
    });
  });
});

describe("a move", () => {
  const MOVES: Partial<LabValues>[] = [
    {I: 31.4},
    {tau: 13.5},
    {V_th: -47.5},
    {V_reset: -70},
    {tau_ref: 0},
    {dt: 0.05},
    {coarse: 0.5},
  ];

  test.for(MOVES)("%o compiles nothing", (change) => {
    const {compiles} = compileStats();
    const values = at(change);
    for (const run of [runHero, runRefractory, runReset, runSaturation]) run(values);
    expect(compileStats().compiles).toBe(compiles);
  });

  test("over a grid of settings every text is a sentence or a number", () => {
    for (const I of [0, 10, 60, 100])
      for (const tau of [5, 50])
        for (const V_th of [-59, -40])
          for (const V_reset of [-80, -59.5])
            for (const [tau_ref, coarse] of [
              [0, 2],
              [0.5, 1],
              [20, 0.5],
            ] as const) {
              const values = at({I, tau, V_th, V_reset, tau_ref, coarse, dt: 0.5});
              const texts = {
                ...heroValues(runHero(values)),
                ...refractoryValues(runRefractory(values)),
                ...resetValues(runReset(values)),
                ...saturationValues(runSaturation(values)),
              };
              for (const [name, text] of Object.entries(texts))
                expect(text, `${name} at ${JSON.stringify(values)}`).not.toMatch(/NaN|undefined|Infinity|^$/);
            }
  });
});

describe("questions", () => {
  test("forbidding: the longer of the two is right; the sum is named as what holding does", () => {
    const {answer, options} = refractoryQuestion(initial);
    const [sum = "", longer = "", same = "", show = ""] = options;
    expect(answer(longer)).toMatch(/^Yes\..* the longer counts, 5\u00a0ms\.$/);
    expect(answer(sum)).toMatch(/^That is what holding V does: 8\.65\u00a0ms\./);
    expect(answer(same)).toMatch(/^Not this time\./);
    expect(answer(show)).toMatch(/^V moves on/);
    expect(refractoryQuestion(at({I: 25})).answer(same)).toMatch(/^With these settings, yes\./);
    expect(refractoryQuestion(at({I: 5})).answer(longer)).toMatch(/never reaches the threshold/);
  });

  test("the typed guesses: right, off by so much, and none", () => {
    expect(resetAnswer(reset, 4)).toMatch(/^Yes\./);
    expect(resetAnswer(reset, 3.65)).toMatch(/^0\.35\u00a0ms too short\./);
    expect(resetAnswer(reset, undefined)).toMatch(/^The climb takes 3\.65\u00a0ms/);
    expect(saturationAnswer(saturation, 1000)).toMatch(/^Yes\./);
    expect(saturationAnswer(saturation, 4975)).toMatch(/^That is the closed form/);
    expect(saturationAnswer(saturation, 300)).toMatch(/^700\u00a0Hz too low\./);
  });

  test("the sweep: too low is right, and until it has run nothing is said", () => {
    const {answer, options} = timeStepQuestion(() => timeStep);
    expect(answer(options[0] ?? "")).toMatch(/^Yes\..*14\.20\u00a0%/);
    expect(answer(options[1] ?? "")).toMatch(/^Not this time\./);
    expect(timeStepQuestion(() => undefined).answer(options[0] ?? "")).toMatch(/still running/);
  });
});
