/** @file The page about units: its listings are what runs, its numbers and TypeScript's words are what they give. */
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import * as spikeloop from "spikeloop";
import {LIFRef, V, exp, linspace, mV, ms, quantity, type Dimensionless, type Quantity} from "spikeloop";
import {combine, exponentRows, ruleStory} from "../../src/components/units/arithmetic.js";
import {listing, LISTINGS, literal, type ListingName} from "../../src/components/units/listings.js";
import {errorParts, MISTAKES, PART_MEANINGS} from "../../src/components/units/mistakes.js";
import {
  LONGEST,
  COMBINED_STORIES,
  MISTAKE_NAMES,
  OPERATIONS,
  TYPED_STORIES,
  UNITS_PARAMETERS,
  type UnitsValues,
} from "../../src/components/units/parameters.js";
import {productPrediction, sumPrediction, twicePrediction} from "../../src/components/units/prediction.js";
import {conversions, exponentsOf, read, sizeOf} from "../../src/components/units/reading.js";
import {firstApart, keptIn, keptValues, rangeValues, runTwice, ulp} from "../../src/components/units/rounding.js";
import {runShown} from "../../src/components/units/run.js";
import {conversionTable, exponentTable} from "../../src/components/units/tables.js";
import {
  combinedValues,
  mistakeValues,
  storyValues,
  twiceValues,
  typedValues,
} from "../../src/components/units/values.js";
import {initialValues} from "../../src/components/parameters.js";
import {ParameterStore} from "../../src/components/parameterStore.js";
import {fromSearch} from "../../src/components/urlState.js";
import {listingsOf, outputOf, readPage, statedValues} from "../support/markdown.js";
import {typeErrors} from "../support/typeErrors.js";

Object.assign(globalThis, {document: new JSDOM().window.document});

const page = readPage("concepts/physical-units.md");
const initial = initialValues<UnitsValues>(UNITS_PARAMETERS);
const moved = (change: Partial<UnitsValues>): UnitsValues => ({...initial, ...change});
const twice = runTwice(initial);
/** The element of a place, as the page as served has it. */
const served = (place: string): string =>
  new RegExp(`data-place="${place}">([^]*?)</(?:div|pre)>`).exec(page)?.[1] ?? "";

describe("the page as served", () => {
  test("shows each listing as its template gives it, and what it prints", () => {
    expect(listingsOf(page).map(({place}) => place)).toEqual(Object.keys(LISTINGS));
    for (const {place, code} of listingsOf(page)) {
      expect(code).toBe(listing(place as ListingName, initial));
      expect(outputOf(page, place), place).toBe(runShown(code).output.join("\n"));
    }
  });

  test("states what the defaults give", () => {
    const computed: Readonly<Record<string, string>> = {
      ...typedValues(initial.q),
      ...keptValues(initial.q),
      ...combinedValues(combine(initial)),
      ...mistakeValues(initial, runShown(listing("mistake", initial))),
      ...rangeValues(),
      ...twiceValues(initial, twice),
      ...storyValues(),
    };
    const stated = statedValues(page).filter(({name}) => !/^(conversion|exponent)/.test(name));
    expect(stated.length).toBeGreaterThan(50);
    for (const {name, text} of stated) expect(text, name).toBe(computed[name]);
    const shown = new Set(stated.map(({name}) => name));
    expect(Object.keys(computed).filter((name) => !shown.has(name) && name !== "I")).toEqual([]);
  });

  test("holds the two tables as the components make them", () => {
    expect(served("conversions")).toBe(conversionTable(initial.q).outerHTML);
    expect(served("exponents")).toBe(exponentTable(combine(initial)).outerHTML);
  });

  test("suggests with links that set what they say", () => {
    const links = [...page.matchAll(/<a href="\?([^"]+)" data-set="([^"]+)"><span data-value="(\w+)">/g)];
    const set = links.map(([, href, data = "", name]) => {
      expect(href).toBe(data);
      return [name, fromSearch(`?${data.replaceAll("&amp;", "&")}`)];
    });
    const typed = Object.entries(TYPED_STORIES).map(([name, q]) => [name, {q}]);
    expect(set).toEqual([...typed, ...Object.entries(COMBINED_STORIES)]);
  });

  test("has a row for each part of an error", () => {
    for (const [name, meaning] of Object.entries(PART_MEANINGS))
      expect(page).toMatch(new RegExp(`data-value="${name}">[^<]*</span> \\| ${meaning} \\|`));
  });
});

describe("a typed quantity", () => {
  const labelOf = (text: string): string | undefined => typedValues(text).dimension;

  test.each([
    ["-65 mV", "voltage", "m² kg s⁻³ A⁻¹", "10⁻³ in SI base units"],
    ["0.02 s", "time", "s", "1 in SI base units"],
    ["2 min", "time", "s", "6 × 10¹ in SI base units"],
    ["5 mS/cm^2", "conductance density", "m⁻⁴ kg⁻¹ s³ A²", "10¹ in SI base units"],
    ["10 mM", "concentration", "m⁻³ mol", "1 in SI base units"],
    ["3", "dimensionless", "all are 0", "1"],
    ["2 mV^0.5", "no word of its own", "m kg^0.5 s^-1.5 A^-0.5", "10^-1.5 in SI base units"],
  ])("%s: is a %s", (text, dimension, symbols, unitSize) => {
    expect(typedValues(text)).toMatchObject({dimension, symbols, unitSize});
  });

  test("is given in every unit of its dimension that has a name, the largest first, and in the SI's", () => {
    const units = (text: string): string[] =>
      conversions((read(text) as {quantity: Quantity}).quantity).map(({unit}) => unit);
    expect(units("1 s")).toEqual(["h", "min", "s", "ms", "us", "ns"]);
    expect(units("1 nV")).toEqual(["V", "mV", "uV", "nV"]);
    expect(units("3 mV/ms")).toEqual(["kg * m^2 / (A * s^4)", "mV / ms"].sort());
    expect(units("2 h")).toContain("s");
    expect(units("5 Hz")).toEqual(["MHz", "kHz", "Hz"]);
  });

  test("that is none is refused in the error's own words", () => {
    for (const text of ["-65 mv", "", "mV", "3 degC"]) {
      expect(typedValues(text).typedStory).toMatch(/^UnitParseError: /);
      expect(labelOf(text)).toBe("–");
      expect(runShown(listing("read", moved({q: text}))).output.join("\n")).toBe(typedValues(text).typedStory);
    }
    expect(typedValues(TYPED_STORIES.storySlip).typedStory).toContain('did you mean "mV"?');
  });

  test.each(['"); throw 1; ("', "\\", "\u2028const x = 1", "`${1}`", "*/ //", "</script>"])(
    "%j is only ever a text in the listing",
    (text) => {
      expect(runShown(`const read = ${literal(text)};`).scope?.read).toBe(text);
      const {refused} = runShown(listing("read", moved({q: text})));
      expect(refused).toMatch(/^UnitParseError: /);
    },
  );

  test("is a text of the store, cut where it is too long", () => {
    const store = new ParameterStore<UnitsValues>(UNITS_PARAMETERS);
    store.set({q: "1 s", a: "x".repeat(100), operation: "pow"});
    expect(store.values).toEqual(moved({q: "1 s", a: "x".repeat(LONGEST)}));
    store.replace({b: "2 V"});
    expect(store.changed).toEqual({b: "2 V"});
    expect(UNITS_PARAMETERS.q).toMatchObject({initial: "-65 mV"});
  });
});

describe("two quantities and a method", () => {
  const of = (name: keyof typeof COMBINED_STORIES) => combine(moved(COMBINED_STORIES[name]));

  test.each([
    ["storyLeft", "1.5 s", "The left unit wins: the right side is converted, 500. ms = 0.5 s. The result is in s."],
    ["storyRight", "1500. ms", "1. s = 1000. ms. The result is in ms."],
    ["storyCell", "25000. uV", "10⁶ and 10⁻¹² give 10⁻⁶, the size of uV."],
    ["storyNumber", "1.", "The size that is left, 10⁻³, goes into the number."],
    ["storyOver", "-32.5 Mohm", "10⁻³ and 10⁻⁹ give 10⁶, the size of Mohm."],
    ["storyLess", "True", "The two are compared in mV."],
    ["storyZero", "True", "A bare 0 is 0 in every unit"],
    ["storyEqual", "False", "so they are not equal. That is an answer, not an error."],
  ] as const)("%s: gives %s, and says why", (name, result, words) => {
    const combined = of(name);
    expect(combined.output).toEqual([result]);
    expect(ruleStory(combined)).toContain(words);
  });

  test.each([
    [{a: "6 uA", operation: "div", b: "3 kohm"}, "so it is spelled out: uA / kohm."],
    [{a: "6 mV", operation: "div", b: "3"}, "so the unit stays mV."],
    [{a: "6", operation: "mul", b: "3"}, "Both are pure numbers"],
    [{a: "6", operation: "lt", b: "3"}, "Both are pure numbers: there is nothing to convert."],
    [{a: "6", operation: "mul", b: "3 mV"}, "The left is a pure number, so the unit stays mV."],
    [{a: "5", operation: "div", b: "2 ms"}, "a pure number and time give frequency. "],
    [{a: "2 mV", operation: "mul", b: "3 mV"}, "voltage and voltage give m⁴ kg² s⁻⁶ A⁻². "],
    [{a: "6 V", operation: "div", b: "3 V"}, "Their sizes cancel too."],
    [{a: "1 V", operation: "add", b: "2 V"}, "nothing is converted"],
    [{a: "1 V", operation: "add", b: "2 mv"}, "One of the two is no quantity"],
  ])("%o: says %s", (change, words) => {
    expect(ruleStory(combine(moved(change)))).toContain(words);
  });

  test("with unlike dimensions there is an error, in words too", () => {
    const combined = of("storyError");
    expect(combined.refused).toMatch(/^UnitMismatchError: add: /);
    expect(ruleStory(combined)).toContain("the left is a voltage, the right a time. There is no unit for both");
    expect(exponentRows(combined).rows).toHaveLength(2);
  });

  test("the rows of a product add up, those of a quotient differ", () => {
    for (const [operation, sign] of [
      ["mul", 1],
      ["div", -1],
    ] as const) {
      const {columns, rows} = exponentRows(combine(moved({operation})));
      expect(columns).toEqual(["m", "kg", "s", "A"]);
      const [a, b, result] = rows.map(({exponents}) => exponents);
      expect(result).toEqual(a?.map((exponent, i) => exponent + sign * (b?.[i] ?? NaN)));
    }
  });

  test("every method has a rule", () => {
    for (const operation of OPERATIONS)
      expect(ruleStory(combine(moved({operation, b: "2 A"}))).length).toBeGreaterThan(20);
    // the table's last lines
    expect(String(mV(3).pow(2).unit.dim)).toBe(String(mV(3).mul(mV(3)).unit.dim));
    expect(() => exp(ms(1) as Quantity as Quantity<Dimensionless>)).toThrow(/expected a dimensionless/);
  });
});

describe("mistakes", () => {
  const said = typeErrors(Object.fromEntries(MISTAKE_NAMES.map((name) => [name, MISTAKES[name].code.trim()])));

  test.each(MISTAKE_NAMES)("%s: quotes TypeScript's own words, all of them or none", (name) => {
    expect(MISTAKES[name].compiler).toBe(said[name]);
  });

  test.each(MISTAKE_NAMES)("%s: the table and the text say who sees it", (name) => {
    const [compiler, run] = [said[name] !== "", runShown(listing("mistake", moved({mistake: name}))).refused];
    const word = (sees: boolean): string => (sees ? "refuses" : "silent");
    expect(page).toContain(`| ${name} | ${word(compiler)} | ${word(run !== undefined)} |`);
    const story = compiler && run !== undefined ? "Both see it" : compiler ? "Only TypeScript sees it" : "Only the run";
    expect(MISTAKES[name].story.startsWith(story)).toBe(true);
  });

  test("the words about the default are shown, and their last line is the exponents of length", () => {
    expect(served("type-errors").replaceAll("&lt;", "<")).toBe(said["wrong unit"]);
    const [voltage, time] = [mV, ms].map((unit) => unit.dim.exponents[0]);
    expect(said["wrong unit"]?.split("\n").at(-1)?.trim()).toBe(
      `Type '${String(voltage)}' is not assignable to type '${String(time)}'.`,
    );
  });

  test("an error comes apart into its parts, and nothing is lost", () => {
    for (const text of [
      ...MISTAKE_NAMES.map((mistake) => runShown(listing("mistake", moved({mistake}))).refused ?? ""),
      ...runShown(listing("checks", initial)).output,
      ...["-65 mv", "mV"].map((q) => runShown(listing("read", moved({q}))).refused ?? ""),
    ]) {
      if (text === "") continue;
      const {kind, who, wrong, expected, got, hint} = errorParts(text) ?? ({} as Partial<typeof PART_MEANINGS>);
      const body = `${String(kind)}: ${String(who)}: ${String(wrong)}, expected ${String(expected)}, got ${String(got)}`;
      expect(hint === "none" ? body : `${body}\nhint: ${String(hint)}`).toBe(text);
    }
    expect(errorParts("-65. mV10. mV")).toBeNull();
  });

  test("a constructor refuses at once what the page says it refuses", () => {
    const {output} = runShown(listing("checks", initial));
    expect(output.map((line) => line.split(":")[0])).toEqual([
      "UnitMismatchError",
      "ParameterError",
      "ParameterError",
      "ShapeError",
    ]);
  });
});

describe("rounding", () => {
  test("ulp: is the distance to the next float32", () => {
    for (const x of [1, 65, 0.065, -0.1, 16777215, 1e-40, 0]) {
      const [bits, next] = [new Float32Array([Math.abs(x)]), new Float32Array(1)];
      new Int32Array(next.buffer)[0] = (new Int32Array(bits.buffer)[0] as number) + 1;
      expect(ulp(x)).toBe((next[0] as number) - (bits[0] as number));
    }
  });

  test("a typed number is kept within half an ulp; in whole mV exactly", () => {
    for (const text of ["-65 mV", "0.1 ms", "−70.3 mV", "2 h", "3 uV/ms"])
      expect(Math.abs(keptIn(text)?.own.off ?? NaN), text).toBeLessThanOrEqual(0.5);
    expect(keptIn("-65 mV")?.own).toEqual({unit: "mV", number: -65, off: 0});
    for (const text of ["3 V", "1e39 mV", "mV"]) expect(keptIn(text), text).toBeNull();
    expect(Math.fround(2 ** 24 + 1)).toBe(2 ** 24);
    expect(keptValues("3 V").keptStory).toContain("already");
    expect(keptValues("1e39 mV").keptStory).toContain("too large");
    expect(keptValues("2 mV").keptStory).toContain("comes back as it was");
    expect(keptValues("2 h").keptStory).toBe("This one is lucky: it is exact in s too.");
  });

  test("more than half of the potentials turned into volts and back are off, none by more than the page says", () => {
    const voltages = linspace(mV(-80), mV(-40), 401);
    const [before, after] = [voltages, voltages.in(V).in(mV)].map((q) => q.toDecimal(mV));
    const off = [...(before ?? [])].map((x, i) => Math.abs((after?.[i] ?? NaN) - x) / ulp(x));
    const {changed, changedMost} = rangeValues();
    expect(changedMost).toBe(`${String(Math.max(...off))}\u00a0ulp`);
    expect(off.filter((ulps) => ulps > 0).length).toBe(Number(changed));
    expect(Number(changed) / off.length).toBeGreaterThan(0.5);
  });

  test("a sum in volts that misses its threshold is a few ulps below it", () => {
    let missed = 0;
    for (let rest = -80; rest <= -60; rest++) {
      for (let lift = 1; lift <= 30; lift++) {
        const sum = Math.fround(Math.fround(rest / 1000) + Math.fround(lift / 1000));
        const threshold = Math.fround((rest + lift) / 1000);
        if (sum >= threshold) continue;
        missed++;
        expect((threshold - sum) / ulp(threshold)).toBeLessThanOrEqual(4);
      }
    }
    expect(missed).toBe(Number(rangeValues().missedSI));
  });

  test("the neuron written twice: other steps above the rheobase, and longer holds in V and s", () => {
    for (const I of [12, 25, 40]) {
      const run = runTwice(moved({I}));
      expect(firstApart(run), String(I)).not.toBeNull();
      expect(run.si.held?.[1]).toBe(50);
      expect(twiceValues(moved({I}), run).heldExact).toBe("49\u00a0steps");
    }
    expect(twiceValues(moved({I: 8}), runTwice(moved({I: 8}))).apartStory).toContain("Neither run spikes");
  });

  test("a current compiles nothing new", () => {
    const {compiles} = spikeloop.compileStats();
    runTwice(moved({I: 31}));
    expect(spikeloop.compileStats().compiles).toBe(compiles);
  });
});

test.each([
  [sumPrediction(), "1.5 s"],
  [productPrediction(), "1"],
  [twicePrediction(() => twice), "some a step apart"],
])("prediction %#: one option is right, and the answer says so", ({answer, options}, right) => {
  expect(options.filter((option) => answer(option).startsWith("Yes."))).toEqual([right]);
});

test("the derivation of the volt adds up: an energy for each charge", () => {
  const [energy, charge] = [quantity("1 J"), quantity("1 C")].map(({unit}) => unit.dim);
  expect(exponentsOf(energy as spikeloop.Dim).symbols).toBe("m² kg s⁻²");
  expect(exponentsOf(charge as spikeloop.Dim).symbols).toBe("s A");
  expect(energy?.div(charge as spikeloop.Dim)).toBe(mV.dim);
  expect(sizeOf(mV)).toBe("10⁻³");
  expect(() => new LIFRef(1, {tau: mV(10) as unknown as Quantity<spikeloop.Time>})).toThrow(
    spikeloop.UnitMismatchError,
  );
});
