/** @file The question before the f-I curve of Tutorial 1: what is drawn, how far it is off, and where its answer stands. */
import {describe, expect, test} from "vitest";
import {Hz, linspace, mA, quantity} from "spikeloop";
import {nearestPoint, passed} from "../../src/components/drawCurve.js";
import {GUESSED_AT, gapOf, gapStory, guessAt, guessCeiling} from "../../src/components/firstNeuron/curveGuess.js";
import {readMemory} from "../../src/components/firstNeuron/curveQuestion.js";
import {measureValues} from "../../src/components/firstNeuron/measures.js";
import {NEURON_PARAMETERS, SWEEP, type NeuronValues} from "../../src/components/firstNeuron/parameters.js";
import {runRollout, runSweep, type Sweep} from "../../src/components/firstNeuron/rollout.js";
import {rate} from "../../src/components/firstNeuron/theory.js";
import {sweepValues} from "../../src/components/firstNeuron/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {readPage} from "../support/markdown.js";

const page = readPage("tutorials/first-neuron.md");
const initial = initialValues<NeuronValues>(NEURON_PARAMETERS);
const sweep = runSweep(runRollout(initial));

/** A sweep that never was: its rates are those of a function. */
function made(rateAt: (current: number) => number): Sweep {
  const currents = linspace(mA(SWEEP.from), mA(SWEEP.to), SWEEP.neurons);
  const rates = quantity(Array.from(currents.toDecimal(mA), rateAt), "Hz");
  return {...sweep, currents, rates};
}

describe("a stroke", () => {
  const at = [0, 5, 10, 15];
  test("passes the points between its ends, each at its height", () => {
    expect(passed(at, {x: 4, y: 40}, {x: 11, y: 110})).toEqual([
      [1, 50],
      [2, 100],
    ]);
    expect(passed(at, {x: 11, y: 110}, {x: 4, y: 40}).map(([, y]) => y)).toEqual([50, 100]);
    expect(passed(at, {x: 5, y: 1}, {x: 5, y: 9})).toEqual([]);
  });
  test("begins at the nearest point", () => {
    expect([-3, 2.4, 2.6, 99].map((x) => nearestPoint(at, x))).toEqual([0, 0, 1, 3]);
  });
});

describe("a guess", () => {
  const line = GUESSED_AT.map((current) => 2 * current);
  test("is a straight line from point to point", () => {
    for (const current of [0, 0.1, 4.9, 5, 31.4, 50]) expect(guessAt(line, current)).toBeCloseTo(2 * current, 9);
  });
  test("is off by nothing where it is the curve, and by what is added to it", () => {
    expect(
      gapOf(
        line,
        made((current) => 2 * current),
      ).mean,
    ).toBeCloseTo(0, 4);
    const {mean, worst} = gapOf(
      line,
      made((current) => 2 * current + (current === 50 ? 30 : 10)),
    );
    expect(mean).toBeCloseTo(10 + 20 / SWEEP.neurons, 4);
    expect(worst).toEqual({current: 50, guessed: 100, simulated: 130});
  });
  test("is praised by how near it is, with the numbers", () => {
    const curve = GUESSED_AT.map((current) => rate(initial, current));
    expect(gapStory(curve, sweep, initial)).toMatch(/^Very close\. On average your curve is \d\.\d.Hz/);
    expect(gapStory(line, sweep, initial)).toMatch(/^A good guess\./);
    const high = gapStory(
      GUESSED_AT.map(() => 150),
      sweep,
      initial,
    );
    expect(high).toMatch(/^Now you have something to compare/);
    expect(high).toContain("you drew 150\u00a0Hz, the neuron makes 0\u00a0Hz.");
    expect(high).toMatch(/nothing below 10.mA makes it fire\.$/);
    const {mean} = gapOf(
      GUESSED_AT.map(() => 150),
      sweep,
    );
    expect(high).toContain(`${mean.toFixed(1)}\u00a0Hz from the neuron's`);
  });
  test("has an axis that does not tell the curve, and holds it", () => {
    for (const change of [{}, {tau: 30}, {V_th: -45}, {R: 0.5}])
      expect(guessCeiling({...initial, ...change})).toBe(200);
    const fast = {...initial, tau_ref: 0, tau: 5};
    expect(guessCeiling(fast)).toBeGreaterThan(rate(fast, SWEEP.to));
  });
});

test("what was kept is read again; what is no memory counts as none", () => {
  const guess = GUESSED_AT.map((current) => current);
  expect(readMemory(JSON.stringify({guess, shown: true}))).toEqual({guess, shown: true});
  const none = {guess: null, shown: false};
  for (const text of [null, "", "no JSON", "null", "[]", '{"guess": [1, 2]}', '{"guess": 3, "shown": "yes"}'])
    expect(readMemory(text), String(text)).toEqual(none);
});

describe("the page as served", () => {
  const from = page.indexOf('data-place="curve-answer"');
  const to = page.indexOf("\n## ", from);
  const answer = page.slice(from, to);
  const rest = page.slice(0, from) + page.slice(to);

  test("has the answer after the question, and the question after its heading", () => {
    const places = ["## The f-I curve", 'data-place="draw-curve"', 'data-place="curve-answer"', 'data-place="curve"'];
    const found = places.map((text) => page.indexOf(text));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found[0]).toBeGreaterThan(0);
  });

  test("says what only the curve knows in the answer alone, which the page takes out until it may be seen", () => {
    const {simulatedRate = ""} = sweepValues(sweep, initial);
    const highest = `${String(Math.max(...sweep.rates.toDecimal(Hz)))} Hz`;
    const told = ["rheobase", "curveStory", "ceilingStory", "simulatedRate", "justAbove", "rheobaseStory"];
    for (const name of told) {
      expect(answer, name).toContain(`data-value="${name}"`);
      expect(rest, name).not.toContain(`data-value="${name}"`);
    }
    for (const text of [simulatedRate, highest]) {
      expect(answer).toContain(text);
      expect(rest).not.toContain(text);
    }
  });

  test.for([
    [{R: 0.1}, "Up to 50 mA it is flat", "Firing begins at 100 mA"],
    [{V_rest: -55, V_th: -59}, "No part of it is flat", "Then it bends over"],
    [{tau_ref: 0}, "Up to 10 mA it is flat", "almost straight"],
  ] as const)("describes other curves as they are: %o", ([change, ...words]) => {
    const moved = runRollout({...initial, ...change});
    const {curveStory = ""} = measureValues(moved);
    for (const text of words) expect(curveStory.replaceAll("\u00a0", " ")).toContain(text);
    const rates = runSweep(moved).rates.toDecimal(Hz);
    const silent = rates.findIndex((one) => one > 0);
    expect(silent === -1).toBe(curveStory.includes("where the figure has ended"));
    expect(silent > 1 || silent === -1).toBe(curveStory.startsWith("Up to"));
  });

  test("describes the default curve in words after the question", () => {
    const words = answer.replace(/<[^>]+>/g, "").replaceAll("\u00a0", " ");
    expect(words).toContain("Up to 10 mA it is flat");
    expect(words).toContain("to 106 Hz at 50 mA");
    expect(words).toContain("At most 200 Hz is possible");
  });
});
