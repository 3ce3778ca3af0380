/** @file The page about the anatomy of a model: its numbers are the model's own, step by step, and its members exist. */
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import * as spikeloop from "spikeloop";
import {exprel, initAllStates, LIFRef, mA, mV, type Dynamics} from "spikeloop";
import {listing, LISTINGS, type ListingName} from "../../src/components/anatomy/listings.js";
import {isHeld, momentsOf} from "../../src/components/anatomy/moments.js";
import {ANATOMY_PARAMETERS, LAYERS, NEURON, RUN, type AnatomyValues} from "../../src/components/anatomy/parameters.js";
import {furtherPrediction, oncePrediction} from "../../src/components/anatomy/prediction.js";
import {kickAt, printed, runAnatomy, runCompared, runOwn} from "../../src/components/anatomy/run.js";
import {stepParts} from "../../src/components/anatomy/step.js";
import {comparedValues, ownValues, runValues, settled, stepValues} from "../../src/components/anatomy/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {fromSearch} from "../../src/components/urlState.js";
import {listingsOf, outputOf, readPage, statedValues} from "../support/markdown.js";

const page = readPage("concepts/model-anatomy.md");
const initial = initialValues<AnatomyValues>(ANATOMY_PARAMETERS);
const run = runAnatomy(initial);
const compared = runCompared(run);
const own = runOwn(initial);
const moved = (change: Partial<AnatomyValues>): AnatomyValues => ({...initial, ...change});

describe("the page as served", () => {
  test("shows each listing as its template gives it, with what it prints", () => {
    const shown = listingsOf(page);
    expect(shown.map(({place}) => place).sort()).toEqual(Object.keys(LISTINGS).sort());
    for (const {place, code} of shown) expect(code, place).toBe(listing(place as ListingName, initial));
    const outputs = {kick: compared.kickOutput, ownRun: own.output};
    for (const name of ["tree", "contract", "shapes", "checks"] as const) {
      expect(outputOf(page, name), name).toBe(printed(name, initial).join("\n"));
    }
    for (const [name, lines] of Object.entries(outputs)) expect(outputOf(page, name), name).toBe(lines.join("\n"));
  });

  test("states what the default run computes", () => {
    const computed = {
      ...runValues(run),
      ...stepValues(stepParts(run, initial.step), initial),
      ...comparedValues({...compared, values: initial}),
      ...ownValues(initial),
    };
    const stated = statedValues(page);
    expect(stated.length).toBeGreaterThan(50);
    for (const {name, text} of stated) expect(text, name).toBe((computed as Record<string, string>)[name]);
  });

  test("marks the branches that the step takes, and the chosen layer", () => {
    const {document} = new JSDOM(page).window;
    const parts = stepParts(run, initial.step);
    for (const box of document.querySelectorAll<HTMLElement>("[data-branch]")) {
      expect(box.classList.contains("taken")).toBe(parts[box.dataset.branch as "held"]);
    }
    const shown = [...document.querySelectorAll<HTMLElement>("[data-members]:not(.not-chosen)")];
    expect(shown.map(({dataset}) => dataset.members)).toEqual([initial.layer]);
  });

  test("links to the moments of the run, and to states that the controls allow", () => {
    const moments = momentsOf(run);
    const links = [...page.matchAll(/<a href="\?([^"]+)" data-set="([^"]+)"(?: data-moment="(\w+)")?>/g)];
    expect(links.filter(([, , , moment]) => moment !== undefined)).toHaveLength(13);
    for (const [, , data = "", moment] of links) {
      const set = fromSearch(`?${data.replaceAll("&amp;", "&")}`);
      if (moment !== undefined) expect(set, moment).toEqual({step: String(moments[moment as "spike"])});
      for (const name of Object.keys(set)) expect(Object.hasOwn(ANATOMY_PARAMETERS, name)).toBe(true);
    }
  });
});

describe("the classes", () => {
  const {document} = new JSDOM(page).window;
  const classes = spikeloop as unknown as Readonly<Record<string, {prototype: object}>>;
  const named = (layer: string): string[] =>
    [...document.querySelectorAll(`[data-members="${layer}"] dt`)].map(({textContent}) => textContent);
  /** What an instance has when the constructor of that class has run, and those around it have. */
  const fields: Readonly<Record<string, readonly string[]>> = {
    Module: [],
    Dynamics: ["inSize", "outSize"],
    Neuron: ["spk_reset", "spk_fun"],
    LIFRef: ["R", "tau", "tau_ref", "V_th", "V_rest", "V_reset", "V_initializer", "V", "last_spike_time"],
  };
  /** Declared and left to the model; and what no subclass may call. */
  const abstracts: Readonly<Record<string, readonly string[]>> = {Neuron: ["V", "getSpike"]};
  const hidden = ["constructor", "attributes"];

  test.each(LAYERS)("%s: its members are all there, and each leads to the API page of its class", (layer) => {
    const methods = Object.getOwnPropertyNames(classes[layer]?.prototype).filter((name) => !hidden.includes(name));
    expect(named(layer).sort()).toEqual([...methods, ...(fields[layer] ?? []), ...(abstracts[layer] ?? [])].sort());
    for (const link of document.querySelectorAll(`[data-members="${layer}"] dt a`)) {
      const anchor = link.textContent.toLowerCase();
      expect(link.getAttribute("href")).toBe(`/api/classes/spikeloop.${layer}.html#${anchor}`);
    }
  });

  test("the fields are those of an instance, and each class extends the one before", () => {
    expect(Object.keys(new LIFRef(1)).sort()).toEqual(Object.values(fields).flat().sort());
    for (const [i, layer] of LAYERS.entries()) {
      const parent = LAYERS[i - 1];
      if (parent !== undefined) expect(Object.getPrototypeOf(classes[layer])).toBe(classes[parent]);
    }
  });
});

/** Settings with each kind of input, spikes and holds. */
const CASES: Partial<AnatomyValues>[] = [
  {},
  {electrode: "once", kicks: "once"},
  {synapse: "off", I: 30, kick: -4},
  {E: -80, kicks: "off"},
  {g: 0.5, E: 20, kick: 10},
];

describe("a step taken apart", () => {
  test.each(CASES)("%o: ends where the run ends it, bit for bit, at every step that matters", (change) => {
    const made = runAnatomy(moved(change));
    // every step in which something happens, and every tenth of the others
    const steps = Array.from({length: RUN.steps}, (_, step) => step).filter(
      (step) => step < 3 || step % 10 === 0 || made.spikes.subarray(step - 2, step + 3).includes(1),
    );
    for (const step of steps) {
      const parts = stepParts(made, step);
      const {V, lastSpike, spike, held} = parts;
      expect([V, lastSpike, Number(spike)]).toEqual([made.V.ends[step], made.lastSpikes.ends[step], made.spikes[step]]);
      expect(V).toBe(held ? parts.V0 : parts.kicked);
      expect(held).toBe(isHeld(made, step));
      expect(spike).toBe(V >= NEURON.V_th);
      expect(parts.spiked).toBe(parts.before.V >= NEURON.V_th);
    }
  });

  test.each(CASES)("%o: its stations follow from one another", (change) => {
    const values = moved(change);
    const made = runAnatomy(values);
    for (const step of [0, 1, 50, 150, ...Object.values(momentsOf(made)).filter((one) => one !== undefined)]) {
      const {before, terms, spiked, V0, I, drift, J, euler, kicked} = stepParts(made, step);
      expect(V0).toBeCloseTo(spiked ? before.V - (NEURON.V_th - NEURON.V_rest) : before.V, 4);
      expect(I).toBeCloseTo((terms.synapse.value ?? 0) + (terms.electrode.value ?? 0), 4);
      expect(terms.synapse.value ?? 0).toBeCloseTo(values.synapse === "on" ? values.g * (values.E - V0) : 0, 4);
      expect(drift).toBeCloseTo((NEURON.V_rest - V0 + NEURON.R * I) / NEURON.tau, 4);
      expect(J).toBeCloseTo(-(1 + (values.synapse === "on" ? NEURON.R * values.g : 0)) / NEURON.tau, 5);
      expect(euler).toBeCloseTo(V0 + RUN.dt * exprel(RUN.dt * J).toNumber() * drift, 4);
      expect(kicked).toBeCloseTo(euler + kickAt(values, step), 4);
    }
  });

  test("arrays are gone after the step, functions stay", () => {
    expect(stepParts(run, 7).terms).toMatchObject({
      synapse: {stays: true},
      electrode: {value: initial.I, stays: false},
      kick: {value: 0, stays: false},
    });
    const once = runAnatomy(moved({electrode: "once", synapse: "off", kicks: "off"}));
    expect(stepParts(once, 0).terms.electrode).toEqual({value: initial.I, stays: false});
    expect(stepParts(once, 1).terms).toEqual({
      synapse: {value: undefined, stays: false},
      electrode: {value: undefined, stays: false},
      kick: {value: undefined, stays: false},
    });
    // one step of current, then a decay
    const [start, first = 0, second = 0] = [once.V.start, ...once.V.ends];
    expect(first).toBeGreaterThan(start);
    expect(second).toBeLessThan(first);
  });

  test("the table lists the inputs in the order of their registration", () => {
    const neuron: Dynamics = initAllStates(new LIFRef(1));
    neuron.addCurrentInput("synapse", (V) => mA(1).add((V ?? mV(0)).mul(0) as never), "network");
    neuron.addCurrentInput("electrode", mA(1), "outside");
    const keys = [...page.matchAll(/^\| `(\w+ \/\/ \w+)`/gm)].map(([, key]) => `"${key ?? ""}"`);
    expect(() => neuron.getCurrentInput("none")).toThrow(`expected one of ${keys.slice(0, 2).join(", ")},`);
  });
});

test("an array registered before forLoop acts in every step: what the page warns of", () => {
  const {environ, arange, forLoop, LIF, ms} = spikeloop;
  const neuron = initAllStates(new LIF(1, {tau: ms(20), V_th: mV(100)}));
  neuron.addCurrentInput("once", mA(20));
  const Vs = environ.context({dt: ms(0.1)}, () =>
    forLoop(
      () => {
        neuron.update();
        return neuron.V.value;
      },
      arange(ms(0), ms(1), ms(0.1)),
    ),
  );
  expect(Vs.toDecimal(mV).at(-1)).toBeCloseTo(-20 * Math.expm1(-1 / 20), 4);
  expect(() => neuron.getCurrentInput("once")).toThrow();
});

test("a constant and a conductance settle where the closed forms say, with their time constants", () => {
  const {constantV, conductanceV} = compared;
  const {constantInf, conductanceInf} = settled(initial);
  const {tau, V_rest, R} = NEURON;
  const duration = RUN.steps * RUN.dt;
  const after = (inf: number, time: number): number => inf + (V_rest - inf) * Math.exp(-duration / time);
  expect(constantV.toDecimal(mV).at(-1)).toBeCloseTo(after(constantInf, tau), 3);
  expect(conductanceV.toDecimal(mV).at(-1)).toBeCloseTo(after(conductanceInf, tau / (1 + R * initial.g)), 3);
});

test("a kick moves V whole, a current by the part of tau that a step is", () => {
  const {delta, current} = compared.moved;
  expect(delta).toBe(initial.kick);
  expect(current).toBeCloseTo(-initial.kick * Math.expm1(-RUN.dt / NEURON.tau), 4);
});

test.each([
  [4.7, "0"],
  [5.5, "some"],
])("the reader's model at %d mA: %s spikes, as its rheobase says", (drive, expected) => {
  const {mineSpikes, lifSpikes, values} = runOwn(moved({drive}));
  expect(Number.parseFloat(ownValues(values).ownRheobase ?? "")).toBeCloseTo(5 * Math.tanh(2), 2);
  const count = (spikes: spikeloop.Quantity<spikeloop.Dimensionless>): number => spikeloop.sum(spikes).toNumber();
  expect(count(mineSpikes) > 0).toBe(expected !== "0");
  expect(count(lifSpikes)).toBe(0);
});

test("the questions have one right answer each, which follows the values", () => {
  const right = ({options, answer}: ReturnType<typeof oncePrediction>): string[] =>
    options.filter((option) => answer(option).startsWith("Yes."));
  expect(right(oncePrediction())).toEqual(["in one"]);
  expect(right(furtherPrediction(() => initial))).toEqual(["the constant"]);
  expect(right(furtherPrediction(() => moved({E: NEURON.V_rest})))).toEqual(["both the same"]);
});

test.each([
  [{size: "100", taus: "three values"}, /^ShapeError: LIFRef: tau has the wrong shape/],
  [{size: "[2, 3]", batch: "4", taus: "three values"}, /V: \(4, 2, 3\)\nspikes: \(4, 2, 3\)$/],
  [{size: "1", batch: "none"}, /^inSize: \(1\)\ntau: \(\)\nV: \(1\)/],
])("shapes of %o", (change, expected) => {
  expect(printed("shapes", moved(change)).join("\n")).toMatch(expected);
});
