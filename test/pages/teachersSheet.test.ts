/** @file The teacher's sheet: every number is what a formula or a run gives in the state its question is about. */
import {describe, expect, test} from "vitest";
import {mV} from "spikeloop";
import {climbTime, meanInterval, measureValues} from "../../src/components/firstNeuron/measures.js";
import {NEURON_PARAMETERS, SWEEP, type NeuronValues} from "../../src/components/firstNeuron/parameters.js";
import {runRollout} from "../../src/components/firstNeuron/rollout.js";
import * as theory from "../../src/components/firstNeuron/theory.js";
import {spikeTrain} from "../../src/components/firstNeuron/trains.js";
import {LAB_PARAMETERS, type LabValues} from "../../src/components/lab/parameters.js";
import {runRefractory} from "../../src/components/lab/refractoryRun.js";
import {runReset} from "../../src/components/lab/resetRun.js";
import {runSaturation} from "../../src/components/lab/saturationRun.js";
import {climb} from "../../src/components/lab/theory.js";
import {initialValues, withUnit, type NumberParameter, type Parameter} from "../../src/components/parameters.js";
import {readQuantity} from "../../src/components/quantityField.js";
import {readPage, statedValues} from "../support/markdown.js";

const page = readPage("tutorials/teachers-sheet.md");
const initial = initialValues<NeuronValues>(NEURON_PARAMETERS);
const lab = initialValues<LabValues>(LAB_PARAMETERS);
const ran = (change: Partial<NeuronValues>) => runRollout({...initial, ...change});
const train = (change: Partial<NeuronValues>) => {
  const rollout = ran(change);
  return spikeTrain(rollout.driven, rollout.values);
};
const said = (x: number, unit: string, digits?: number): string =>
  withUnit(digits === undefined ? Number(x.toPrecision(6)) : x.toFixed(digits), unit);
const hertz = (x: number): string => withUnit(Number(x.toPrecision(3)), "Hz");

const first = train({});
const half = train({R: 2, I: 12.5});
const edge = {V0: -60, duration: 1000};
const end = {...initial, I: SWEEP.to};
const labClimb = climb(lab, lab.I);
const coarse = {...lab, coarse: 1.2};
const resets = runReset(coarse).coarse;
/** The highest rate of the curve without a refractory period, in Hz. */
const flat = (step: number): number => Math.max(...runSaturation({...lab, coarse: step}).free);

const computed: Readonly<Record<string, string>> = {
  total: String(first.steps.length),
  startup: String(first.startup.length),
  steady: String(first.steady.length),
  fromReset: String(train({V0: -60}).steps.length),
  V0: said(initial.V0, "mV"),
  V_th: said(initial.V_th, "mV"),
  V_rest: said(initial.V_rest, "mV"),
  V_reset: said(initial.V_reset, "mV"),
  tau: said(initial.tau, "ms"),
  tau_ref: said(initial.tau_ref, "ms"),
  R: said(initial.R, "Ω"),
  I: said(initial.I, "mA"),
  dt: said(initial.dt, "ms"),
  duration: said(initial.duration, "ms"),
  weak: said(initial.weak, "mA"),
  weakSteady: said(theory.steadyPotential(initial, 8), "mV"),
  weakEnd: said(train({I: 8, V0: -60}).last, "mV", 2),
  tauPotential: said(theory.afterOneTau(initial, 8, initial.V_reset), "mV", 2),
  tauShare: measureValues(ran({})).tauShare ?? "",
  tauDoubled: said(climbTime(ran({tau: 40})) ?? NaN, "ms"),
  atEdge: said(theory.rheobase(initial), "mA"),
  overEdge: said(10.1, "mA"),
  long: said(edge.duration, "ms"),
  atEdgeSpikes: String(train({...edge, I: 10}).steps.length),
  overEdgeSpikes: String(train({...edge, I: 10.1}).steps.length),
  overEdgeInterval: said(theory.interval(initial, 10.1), "ms", 1),
  halfI: said(12.5, "mA"),
  halfSpikes: String(half.steps.length),
  drive: said(initial.R * initial.I, "mV"),
  lnTop: said(theory.steadyPotential(initial, 25) - initial.V_reset, "mV"),
  lnBottom: said(theory.steadyPotential(initial, 25) - initial.V_th, "mV"),
  interval: said(theory.interval(initial, 25), "ms", 2),
  rate: hertz(theory.rate(initial, 25)),
  measured: said(meanInterval(ran({V0: -60})) ?? NaN, "ms", 2),
  endCurrent: said(end.I, "mA"),
  endClimb: said(theory.interval(end, end.I) - end.tau_ref, "ms", 2),
  endInterval: said(theory.interval(end, end.I), "ms", 2),
  endRate: hertz(theory.rate(end, end.I)),
  ceiling: hertz(theory.ceiling(initial)),
  freeRate: hertz(theory.rate({...end, tau_ref: 0}, end.I)),
  freeSpikes: String(train({I: 50, V0: -60, tau_ref: 0}).steps.length),
  labI: said(lab.I, "mA"),
  labClimb: said(labClimb, "ms", 2),
  labHold: said(lab.tau_ref + labClimb, "ms", 2),
  labHoldRate: hertz(1000 / (lab.tau_ref + labClimb)),
  labForbid: said(Math.max(lab.tau_ref, labClimb), "ms"),
  labForbidRate: hertz(1000 / Math.max(lab.tau_ref, labClimb)),
  coarse: said(coarse.coarse, "ms"),
  hardCoarse: said(resets.hard.interval, "ms", 2),
  softCoarse: said(resets.soft.interval, "ms", 2),
  stepOne: said(1, "ms"),
  stepHalf: said(0.5, "ms"),
  flatOne: said(Math.round(flat(1)), "Hz"),
  flatHalf: said(Math.round(flat(0.5)), "Hz"),
  typed: said(300, "mV"),
  refusal: refusal("300 mV"),
  misread: said(300, "ms"),
};

function refusal(text: string): string {
  const reading = readQuantity(text, NEURON_PARAMETERS.tau);
  return "refused" in reading ? reading.refused : "";
}

test("states what the formulas and the runs give, and nothing else", () => {
  const stated = statedValues(page);
  for (const {name, text} of stated) expect(text, name).toBe(computed[name]);
  const names = new Set(stated.map(({name}) => name));
  expect(Object.keys(computed).filter((name) => !names.has(name))).toEqual([]);
});

describe("the links", () => {
  const links = [...page.matchAll(/href="\.\/(first-neuron|neuron-lab)(?:\?([^"#]+))?(?:#([^"]+))?"/g)].map(
    ([, path = "", search = "", anchor = ""]) => ({path, search: search.replaceAll("&amp;", "&"), anchor}),
  );

  test("set what the parameters of their page allow, on the grid of its sliders, and no default", () => {
    expect(links.length).toBeGreaterThan(16);
    for (const {path, search} of links) {
      const parameters: Readonly<Record<string, Parameter>> =
        path === "neuron-lab" ? {...LAB_PARAMETERS} : {...NEURON_PARAMETERS};
      for (const [name, text] of new URLSearchParams(search)) {
        const {min, max, step, kind} = parameters[name] as NumberParameter;
        const value = Number(text);
        expect([kind, value >= min, value <= max], `${name}=${text}`).toEqual(["number", true, true]);
        expect(Math.abs((value - min) / step - Math.round((value - min) / step)), name).toBeLessThan(1e-6);
      }
    }
  });

  test("lead to headings or controls that their pages have", () => {
    for (const {path, anchor} of links.filter((link) => link.anchor !== "")) {
      const headings = [...readPage(`tutorials/${path}.md`).matchAll(/^##+ (.+)$/gm)].map(([, heading = ""]) =>
        heading.toLowerCase().replace(/[^a-z\d]+/g, "-"),
      );
      const controls = Object.keys(NEURON_PARAMETERS).map((name) => `control-${name}`);
      expect([...headings, ...controls], path).toContain(anchor);
    }
  });
});

describe("what the answers claim", () => {
  test("half the current through twice the resistance gives the very same spikes", () => {
    expect(half.steps).toEqual(first.steps);
  });

  test("the climb takes one tau to 63 % of the way, whatever tau is", () => {
    for (const tau of [5, 13.5, 20, 40]) {
      const rollout = ran({tau});
      expect(climbTime(rollout)).toBeCloseTo(tau, 6);
      const there = rollout.climb.toDecimal(mV)[Math.round(tau / initial.dt) - 1] as number;
      expect(there).toBeCloseTo(theory.afterOneTau(initial, 8, -60), 3);
    }
  });

  test("the measured interval is one step at most from the formula's", () => {
    const measured = meanInterval(ran({V0: -60})) ?? NaN;
    expect(Math.abs(measured - theory.interval(initial, 25))).toBeLessThan(initial.dt);
  });

  test("the two rules of refractoriness make the intervals of their formulas within two steps", () => {
    const {hold, forbid} = runRefractory(lab).trains;
    for (const [{gaps}, closed] of [
      [hold, lab.tau_ref + labClimb],
      [forbid, Math.max(lab.tau_ref, labClimb)],
    ] as const) {
      for (const gap of gaps) expect(Math.abs(gap * lab.dt - closed)).toBeLessThan(2 * lab.dt);
    }
  });

  test("there are as many questions with answers as the description says", () => {
    expect(page.match(/<details><summary>Answer/g)).toHaveLength(12);
    expect(page).toContain("description: Twelve questions");
  });
});
