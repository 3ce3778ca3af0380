/** @file The mystery neuron, without a browser: every one can be measured as the page says, and every hint meets its mistake. */
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {compileStats} from "spikeloop";
import {mysteryFigure, mysteryValues, scoreText} from "../../src/components/lab/mystery.js";
import {diagnose, isRight} from "../../src/components/lab/mysteryDiagnose.js";
import {DRAWN, drawMystery, isSolvable, type Hidden} from "../../src/components/lab/mysteryDraw.js";
import {HIDDEN, MYSTERY_PARAMETERS, nextMystery, showing} from "../../src/components/lab/mysteryParameters.js";
import type {HiddenName, MysteryValues} from "../../src/components/lab/mysteryParameters.js";
import {mysteryTheory, RECORD, runMystery, type MysteryRun} from "../../src/components/lab/mysteryRun.js";
import {suspectsOf} from "../../src/components/lab/mysterySuspects.js";
import {initialValues} from "../../src/components/parameters.js";
import {readPage} from "../support/markdown.js";

const SEEDS = Array.from({length: 500}, (_, i) => i + 1);
const initial = initialValues<MysteryValues>(MYSTERY_PARAMETERS);
const {min, max, step} = MYSTERY_PARAMETERS.mysteryI;

/** Measures as the table of the page says, from records alone. */
function measure(record: (current: number) => MysteryRun): Record<HiddenName, number> {
  const firstSpike = ({spikes}: MysteryRun): number => spikes.indexOf(1);
  // the weakest current with a spike, by halving
  let [silent, firing] = [min, max];
  while (firing - silent > step) {
    const middle = min + step * Math.round((silent + firing) / 2 / step);
    if (firstSpike(record(middle)) < 0) silent = middle;
    else firing = middle;
  }
  const at = (values: Float32Array, i: number): number => values[i] as number;
  const below = record(silent);
  const onset = below.times.indexOf(RECORD.onset);
  const V_rest = at(below.V, onset);
  const end = at(below.V, below.V.length - 1);
  const gone = below.V.findIndex((V) => V >= V_rest + 0.63 * (end - V_rest));
  const above = record(firing);
  const strong = record(max);
  const spike = firstSpike(strong);
  const V_reset = at(strong.V, spike + 1);
  const moved = strong.V.findIndex((V, i) => i > spike && Math.abs(V - V_reset) > 0.005);
  return {
    V_rest,
    R: (end - V_rest) / silent,
    tau: at(below.times, gone) - RECORD.onset,
    V_th: at(above.V, firstSpike(above)),
    V_reset,
    tau_ref: at(strong.times, moved) - at(strong.times, spike),
  };
}

describe("every mystery neuron of 1 to 500", () => {
  test("measured from its records as the page says, is found: all six within the tolerance", () => {
    for (const seed of SEEDS) {
      const hidden = drawMystery(seed);
      const measured = measure((current) => runMystery(hidden, current));
      const wrong = HIDDEN.filter((name) => !isRight(name, measured[name], hidden));
      expect(wrong, `${String(seed)}: ${JSON.stringify({hidden, measured})}`).toEqual([]);
    }
  });

  test("lies in realistic ranges, on round steps, with reset below threshold and a rheobase on offer", () => {
    for (const seed of SEEDS) {
      const hidden = drawMystery(seed);
      for (const name of HIDDEN) {
        const {from, to, step: grid} = DRAWN[name];
        expect(hidden[name], name).toBeGreaterThanOrEqual(from);
        expect(hidden[name], name).toBeLessThanOrEqual(to);
        expect(Math.abs(hidden[name] / grid - Math.round(hidden[name] / grid)), name).toBeLessThan(1e-6);
      }
      const {V_rest, V_th, V_reset, R} = hidden;
      expect(isSolvable(hidden)).toBe(true);
      expect(V_reset).toBeLessThan(V_th);
      expect((V_th - V_rest) / R).toBeLessThan(max / 2 + 1e-9);
    }
    expect(new Set(SEEDS.map((seed) => JSON.stringify(drawMystery(seed)))).size).toBe(SEEDS.length);
  });

  test("the closed forms give the interval and the peaks of the record", () => {
    for (const seed of SEEDS.filter((s) => s % 10 === 0)) {
      const hidden = drawMystery(seed);
      const {times, V, spikes} = runMystery(hidden, max);
      const steps = [...spikes.keys()].filter((i) => (spikes[i] as number) > 0);
      const [first = 0, second = 0] = steps;
      const {steppedInterval, peaks} = mysteryTheory(hidden, max);
      expect((times[second] as number) - (times[first] as number), String(seed)).toBeCloseTo(steppedInterval, 5);
      expect(V[first]).toBeCloseTo(peaks[0], 2);
      expect(V[second]).toBeCloseTo(peaks[1], 2);
    }
  });
});

const EXAMPLE: Hidden = {V_rest: -65, R: 2, tau: 10, V_th: -50, V_reset: -75, tau_ref: 3};
// rest to threshold 15 mV, so a potential is right within 1.5 mV; rheobase 7.5 mA; at 60 mA V heads for 55 mV
const WEAK = 5;
const STRONG = 60;

describe("diagnose", () => {
  test.for<[HiddenName, number, number, string]>([
    ["tau", 10 * Math.log(30 / 15), 15, "the time to the threshold"],
    ["tau", 6.9, WEAK, "half of the way"],
    ["tau", 30, WEAK, "from the start of the record"],
    ["tau", 3 + 10 * Math.log(130 / 105), STRONG, "the interval"],
    ["tau", 45, WEAK, "until it is flat"],
    ["tau", 0.01, WEAK, "factor of a thousand"],
    ["tau", 10_000, WEAK, "factor of a thousand"],
    ["tau", 0.000_01, WEAK, "factor of a thousand"],
    ["tau", -10, WEAK, "sign"],
    ["tau", 14, WEAK, "too high"],
    ["R", -55 / WEAK, WEAK, "rest not subtracted"],
    ["R", 11, WEAK, "rest not subtracted"],
    ["R", 15 / STRONG, STRONG, "cut off by the spike"],
    ["R", 0.5, WEAK, "turned over"],
    ["R", 10, WEAK, "the rise, not divided"],
    ["R", 0.002, WEAK, "factor of a thousand"],
    ["R", 1.5, WEAK, "too low"],
    ["V_th", -65 + 120 * (1 - Math.exp(-0.15)), STRONG, "the peak above it"],
    ["V_th", -55, WEAK, "a plateau below it"],
    ["V_th", 15, STRONG, "the height above rest"],
    ["V_th", -0.05, STRONG, "factor of a thousand"],
    ["V_th", 50, STRONG, "sign"],
    ["V_th", -40, WEAK, "too high"],
    ["V_rest", -75, STRONG, "the reset potential"],
    ["V_rest", -55, WEAK, "the plateau"],
    ["V_rest", -65_000, WEAK, "factor of a thousand"],
    ["V_rest", -70, WEAK, "too low"],
    ["V_reset", -65, STRONG, "the resting potential"],
    ["V_reset", 25, STRONG, "the depth of the drop"],
    ["V_reset", -49, STRONG, "the threshold"],
    ["V_reset", 75, STRONG, "sign"],
    ["V_reset", -90, STRONG, "too low"],
    ["tau_ref", 2.5, STRONG, "one step short"],
    ["tau_ref", 3.5, STRONG, "one step over"],
    ["tau_ref", 5, STRONG, "the whole interval"],
    ["tau_ref", 10 * Math.log(105 / 80), 45, "the climb"],
    ["tau_ref", 0.003, STRONG, "factor of a thousand"],
    ["tau_ref", 4, WEAK, "too high"],
  ])("%s = %d at %d mA is called %s", ([name, guess, current, called]) => {
    // a climb that is no neighbour of the period by a step
    const hidden = called === "the climb" ? {...EXAMPLE, V_reset: -80, tau_ref: 5} : EXAMPLE;
    const constructed = called === "the climb" ? mysteryTheory(hidden, current).fromReset : guess;
    const said = diagnose(name, constructed, hidden, current);
    expect([said.name, said.right]).toEqual([called, false]);
  });

  test("what is right is said to be, also where it is right by the tolerance only", () => {
    for (const name of HIDDEN) expect(diagnose(name, EXAMPLE[name], EXAMPLE, WEAK).name).toBe("right");
    expect(diagnose("tau", 10.9, EXAMPLE, WEAK).words).toBe("Right, within 10\u00a0%: it is 10\u00a0ms.");
    expect(diagnose("tau", 0.02, EXAMPLE, WEAK).words).toBe(
      "Too low. It is so far off that the unit may be another one.",
    );
    expect(diagnose("V_th", -48.6, EXAMPLE, WEAK).right).toBe(true);
    expect(diagnose("V_th", -48.4, EXAMPLE, WEAK).right).toBe(false);
    expect(diagnose("tau_ref", 5.5, {...EXAMPLE, tau_ref: 6}, STRONG).name).toBe("right, one step off");
    const peak = mysteryTheory(EXAMPLE, 20).peaks[0];
    expect(diagnose("V_th", peak, EXAMPLE, 20).name).toBe("right, the peak above it");
  });

  test("for every neuron: each misreading that is wrong gets a hint, and none gives the answer away", () => {
    let [met, named] = [0, 0];
    for (const seed of SEEDS) {
      const hidden = drawMystery(seed);
      for (const current of [5, 35])
        for (const name of HIDDEN)
          for (const suspect of suspectsOf(name, hidden, current)) {
            const guess = typeof suspect.at === "number" ? suspect.at : (suspect.at[0] + suspect.at[1]) / 2;
            // a field takes no zero
            if (!Number.isFinite(guess) || guess === 0) continue;
            const said = diagnose(name, guess, hidden, current);
            if (said.right) continue;
            met++;
            if (said.name === suspect.name) named++;
            expect(said.name, `${name} ${String(guess)}`).not.toMatch(/^too /);
            expect(said.words.replace(/63\u00a0%/g, "")).not.toMatch(/\d/);
          }
    }
    expect(met).toBeGreaterThan(5000);
    // two misreadings may give the same number
    expect(named / met).toBeGreaterThan(0.85);
  });
});

describe("the section", () => {
  test("the score counts what is found and what is shown; with all six it says what follows from them", () => {
    expect(scoreText(initial)).toBe("Neuron 1: 0 of 6 found.");
    const hidden = drawMystery(1);
    const guesses = Object.fromEntries(HIDDEN.map((name) => [`guess_${name}`, hidden[name]]));
    const one = {...initial, guess_tau: hidden.tau, ...showing(initial, "R")};
    expect(scoreText(one)).toBe("Neuron 1: 1 of 6 found, 1 shown.");
    const {interval, steppedInterval} = mysteryTheory(hidden, 40);
    const all = scoreText({...initial, ...guesses, mysteryI: 40});
    expect(all).toContain("6 of 6 found. At 40\u00a0mA V heads for");
    expect(all).toContain(`= ${interval.toFixed(2)}\u00a0ms, or `);
    expect(all).toContain(`that is ${String(steppedInterval)}\u00a0ms in the record`);
    expect(scoreText({...initial, ...guesses, mysteryI: 2})).toContain("2\u00a0mA never reaches the threshold");
    for (const seed of SEEDS)
      for (const mysteryI of [0, 20, 60])
        expect(scoreText({...initial, mystery: seed, mysteryShown: 63, mysteryI})).not.toMatch(
          /NaN|Infinity|undefined/,
        );
  });

  test("a new one keeps nothing of the old, and the last is followed by the first", () => {
    const played = {...initial, guess_tau: 9, mysteryShown: 3, mysteryI: 30};
    expect(nextMystery(played)).toEqual({...initial, mystery: 2});
    expect(nextMystery({...played, mystery: 9999}).mystery).toBe(1);
  });

  test("neither the text nor the figure says a hidden constant", () => {
    const {window} = new JSDOM();
    const page = readPage("tutorials/neuron-lab.md");
    const section = /## The mystery neuron([^]*?)<\/section>/.exec(page)?.[1] ?? "";
    expect(section).not.toMatch(/mystery=|guess_/);
    const before = globalThis.document;
    Object.assign(globalThis, {document: window.document});
    try {
      const hidden = drawMystery(1);
      const run = runMystery(hidden, 40);
      expect(Object.keys(mysteryValues(run)).filter((name) => HIDDEN.some((one) => name.endsWith(one)))).toEqual([]);
      const {outerHTML} = mysteryFigure(run, initial, 800, 300);
      expect(outerHTML).toContain("<svg");
      expect(outerHTML).not.toMatch(/V_th|V_reset|V_rest|tau|threshold|guide/i);
    } finally {
      Object.assign(globalThis, {document: before});
    }
  });

  test("another current, and another neuron, compile nothing", () => {
    runMystery(drawMystery(1), 5);
    const {compiles} = compileStats();
    for (const seed of [1, 2, 3]) runMystery(drawMystery(seed), 10 * seed);
    expect(compileStats().compiles).toBe(compiles);
  });
});
