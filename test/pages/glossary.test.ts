/** @file The page "Symbols and units": it says what the data says, in the units of the model, and its links lead back. */
import * as spikeloop from "spikeloop";
import {LIFRef, initAllStates, unit, type Quantity} from "spikeloop";
import {describe, expect, test} from "vitest";
import {ANATOMY_PARAMETERS} from "../../src/components/anatomy/parameters.js";
import {COMPILED_PARAMETERS} from "../../src/components/compiled/parameters.js";
import {NEURON_PARAMETERS} from "../../src/components/firstNeuron/parameters.js";
import {GLOSSARY, GLOSSARY_PARTS, glossaryEntry, type GlossaryEntry} from "../../src/components/glossary/entries.js";
import {LAB_PARAMETERS} from "../../src/components/lab/parameters.js";
import {withUnit, type Parameter} from "../../src/components/parameters.js";
import {runListing} from "../../src/components/runListing.js";
import {STATE_PARAMETERS} from "../../src/components/statePage/parameters.js";
import {SWEEP_PARAMETERS} from "../../src/components/sweep/parameters.js";
import {UNITS_PARAMETERS} from "../../src/components/units/parameters.js";
import {listingsOf, outputOf, readPage} from "../support/markdown.js";

const page = readPage("glossary.md");
const tutorial = readPage("tutorials/first-neuron.md");
const entries = Object.entries<GlossaryEntry>(GLOSSARY);

/** The pages that have controls, and what their controls set. */
const PAGES = [
  {title: "Tutorial 1", path: "./tutorials/first-neuron", parameters: NEURON_PARAMETERS},
  {title: "The neuron lab", path: "./tutorials/neuron-lab", parameters: LAB_PARAMETERS},
  {title: "Parameter sweeps", path: "./how-to/parameter-sweeps", parameters: SWEEP_PARAMETERS},
  {title: "What forLoop compiles", path: "./concepts/what-forloop-compiles", parameters: COMPILED_PARAMETERS},
  {title: "Physical units", path: "./concepts/physical-units", parameters: UNITS_PARAMETERS},
  {title: "The state paradigm", path: "./concepts/state-paradigm", parameters: STATE_PARAMETERS},
  {title: "Model anatomy", path: "./concepts/model-anatomy", parameters: ANATOMY_PARAMETERS},
  {title: "Home", path: "./", parameters: {I: NEURON_PARAMETERS.I}},
] as const;

describe("the page as served", () => {
  test.each(entries)("holds the entry of %s as the data has it", (name, entry) => {
    expect(page).toContain(entryHtml(name, entry));
  });

  test("shows what its listing prints", () => {
    const [shown] = listingsOf(page);
    expect(runListing(shown?.code ?? "", {}, {spikeloop}).output.join("\n")).toBe(outputOf(page, "units"));
  });

  test("holds the parts in order, and no entry but those of the data", () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings.slice(0, Object.keys(GLOSSARY_PARTS).length)).toEqual(Object.keys(GLOSSARY_PARTS));
    expect([...page.matchAll(/<div id="(\w+)">/g)].map(([, id]) => id)).toEqual(entries.map(([name]) => name));
  });
});

describe("the data", () => {
  const neuron = initAllStates(new LIFRef(1));
  const members = neuron as unknown as Readonly<
    Record<string, Quantity | {unit: Quantity["unit"]} | {value: Quantity}>
  >;
  const unitOf = (code: string): Quantity["unit"] | undefined => {
    const member = members[code];
    return member && ("unit" in member ? member.unit : member.value.unit);
  };

  test.each(
    Object.entries<GlossaryEntry>({
      ...GLOSSARY_PARTS["Constants of the neuron"],
      ...GLOSSARY_PARTS["States of the neuron"],
    }),
  )("gives %s a unit of the model's dimension", (_name, {code = "", unit: written}) => {
    expect(unitOf(code)?.dim.label).toBe(unit(written).dim.label);
  });

  test("names every parameter and state of LIFRef that has a unit", () => {
    const withUnits = Object.keys(neuron).filter((name) => {
      const member = members[name];
      return typeof member === "object" && ("unit" in member || ("value" in member && "unit" in member.value));
    });
    const named = entries.map(([, {code}]) => code);
    expect(withUnits.length).toBeGreaterThanOrEqual(9);
    expect(withUnits.filter((name) => !named.includes(name))).toEqual([]);
  });

  test.each([
    ["V_inf", "mV", ({R}: LIFRef) => unitMade(R, "ohm", "mA")],
    ["f", "Hz", () => unit("1/ms")],
  ] as const)("gives %s the unit of its formula", (name, written, made) => {
    expect(GLOSSARY[name].unit).toBe(written);
    expect(made(neuron).sameDimension(unit(written))).toBe(true);
  });

  test("has an entry for every number of the tutorial's controls, in the same words and unit", () => {
    for (const [name, parameter] of Object.entries<Parameter>(NEURON_PARAMETERS)) {
      if (parameter.kind !== "number") continue;
      const {label, unit: written, meaning} = glossaryEntry(name) ?? {};
      expect({label, unit: written, meaning}, name).toEqual({
        label: parameter.label,
        unit: parameter.unit,
        meaning: parameter.meaning,
      });
    }
  });

  test("gives typical ranges that hold the tutorial's values", () => {
    for (const [name, {typical}] of entries) {
      if (typical === undefined) continue;
      const {initial} = NEURON_PARAMETERS[name as "tau"];
      expect(initial, name).toBeGreaterThanOrEqual(typical[0]);
      expect(initial, name).toBeLessThanOrEqual(typical[1]);
    }
  });

  test("where no control sets a symbol, the tutorial has the part that explains it", () => {
    const headings = [...tutorial.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => slug(heading));
    for (const [name, {section}] of entries) {
      const set = PAGES.some(({parameters}) => Object.hasOwn(parameters, name));
      expect(section === undefined, name).toBe(set);
      if (section !== undefined) expect(headings, name).toContain(section);
    }
  });
});

test("every symbol of the tutorial's formulas and of its table leads to an entry", () => {
  const linked = [...tutorial.matchAll(/href="\.\.\/glossary#(\w+)"/g)].map(([, name]) => name);
  expect(linked.length).toBeGreaterThanOrEqual(9);
  expect(linked.filter((name) => !Object.hasOwn(GLOSSARY, name ?? ""))).toEqual([]);
});

/** An entry as the page has it, on one line. */
function entryHtml(
  name: string,
  {symbol, label, meaning, unit: written, typical, code, section}: GlossaryEntry,
): string {
  const [from = 0, to = 0] = typical ?? [];
  const range = withUnit(`${withUnit(from, "")} to ${withUnit(to, "")}`, written);
  const controls = PAGES.filter(({parameters}) => Object.hasOwn(parameters, name)).map(
    ({title, path}) => `<a href="${path}#control-${name}">${title}</a>`,
  );
  const facts = [
    `unit <b>${written}</b>`,
    ...(typical ? [`typical <span class="story" data-value="${name}Typical">${range}</span>`] : []),
    ...(code ? [`in code <code>${code}</code>`] : []),
    ...(controls.length > 0 ? [`set it in ${controls.join(", ")}`] : []),
    ...(section ? [`explained in <a href="./tutorials/first-neuron#${section}">Tutorial 1</a>`] : []),
  ].map((fact) => `<span>${fact}</span>`);
  const term = symbol === "" ? label : `${symbolHtml(symbol)} <span>${label}</span>`;
  return `<div id="${name}"><dt>${term}</dt><dd>${meaning}</dd><dd class="facts">${facts.join(" ")}</dd></div>`;
}

/** A symbol as the pages set it. */
function symbolHtml(symbol: string): string {
  if (symbol === "dt") return "d<i>t</i>";
  const [head = "", sub] = symbol.split("_");
  const shown = `<i>${head === "tau" ? "τ" : head}</i>`;
  return sub === undefined ? shown : `${shown}<sub>${sub === "inf" ? "∞" : sub}</sub>`;
}

function unitMade(resistance: Quantity, ohms: string, amperes: string): Quantity["unit"] {
  expect(resistance.unit.sameDimension(unit(ohms))).toBe(true);
  return resistance.mul(unit(amperes)(1)).unit;
}

/** The anchor of a heading. */
function slug(heading: string): string {
  const text = heading.replace(/<[^>]+>/g, "").toLowerCase();
  return text.replace(/[^a-z\d]+/g, "-").replace(/^-|-$/g, "");
}
