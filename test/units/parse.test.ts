/** @file Units and quantities from text, and the table held against mathjs's facts. */
import {describe, expect, test} from "vitest";
import {UnitParseError} from "../../lib/core/errors.js";
import {atomOf, mathjsFactors, parseQuantityText, parseUnit} from "../../lib/units/parse.js";
import {DIMENSIONLESS, type Unit} from "../../lib/units/unit.js";
import {UNITS} from "../../lib/units/unitTable.js";
import {PREFIXES, UNIT_ROWS} from "../../lib/units/unitRows.js";

const {mV, ms, mS, cm, nA, mA, ohm, uF, kohm, mM} = UNITS;

describe("the unit table", () => {
  // "radian" counts as a dimension to mathjs; here it is a pure number.
  const rows = UNIT_ROWS.map((row) => [row.symbol, row] as const);
  test.each(rows)("%s: agrees with mathjs under every prefix, in dimension and size", (_, row) => {
    for (const prefix of row.prefixed === false ? [""] : Object.keys(PREFIXES)) {
      const symbol = prefix + row.symbol;
      const factors = mathjsFactors(symbol);
      expect(factors.map(({unit, prefix}) => prefix.name + unit.name)).toEqual([symbol]);
      const {dim, scale, factor} = atomOf(factors[0]!, symbol);
      expect({dim: String(dim), scale, factor}).toEqual({
        dim: String(row.dim),
        scale: (row.scale ?? 0) + PREFIXES[prefix]!,
        factor: row.factor ?? 1,
      });
    }
  });
});

describe("parseUnit", () => {
  test.each<[string, Unit, string]>([
    ["mV", mV, "mV"],
    [" mV ", mV, "mV"],
    ["mV/ms", mV.div(ms), "mV / ms"],
    ["mV / ms", mV.div(ms), "mV / ms"],
    ["1/(ms*mV)", ms.mul(mV).inverse(), "1 / (ms * mV)"],
    ["mS/cm^2", mS.div(cm.pow(2)), "mS / cm^2"],
    ["mS/cm2", mS.div(cm.pow(2)), "mS / cm^2"],
    ["ms^-1", ms.pow(-1), "1 / ms"],
    ["1/ms", ms.pow(-1), "1 / ms"],
    ["ms**-1", ms.pow(-1), "1 / ms"],
    ["ms^(-1)", ms.pow(-1), "1 / ms"],
    ["ms⁻¹", ms.pow(-1), "1 / ms"],
    ["mS·cm⁻²", mS.div(cm.pow(2)), "mS / cm^2"],
    ["cm¹⁰", cm.pow(10), "cm^10"],
    ["mV^0.5", mV.pow(0.5), "mV^0.5"],
    ["", DIMENSIONLESS, "1"],
    ["1", DIMENSIONLESS, "1"],
    ["mV/mV", DIMENSIONLESS, "1"],
    ["mA*ohm", mA.mul(ohm), "mV"],
    ["mV/nA", mV.div(nA), "Mohm"],
    ["mvolt/msecond", mV.div(ms), "mV / ms"],
    ["millivolt", mV, "mV"],
    ["µF", uF, "uF"],
    ["kΩ", kohm, "kohm"],
    ["mM/ms", mM.div(ms), "mM / ms"],
  ])("%j: is the unit of the same algebra", (text, unit, symbol) => {
    expect(parseUnit(text)).toBe(unit);
    expect(parseUnit(text).symbol).toBe(symbol);
  });

  test("reads back what any unit prints", () => {
    for (const a of [mV, ms, mS, cm, nA] as Unit[]) {
      for (const b of [uF, ohm, ms, cm] as Unit[]) {
        for (const unit of [a.mul(b), a.div(b), a.mul(b).inverse(), a.div(b.pow(2))]) {
          expect(parseUnit(String(unit)).equals(unit), String(unit)).toBe(true);
        }
      }
    }
  });

  test("knows mathjs's other units by their size", () => {
    expect(parseUnit("ft").ratioTo(UNITS.m)).toBeCloseTo(0.3048, 12);
    expect(parseUnit("mmol/L").equals(mM)).toBe(true);
    expect(parseUnit("eV").sameDimension(UNITS.J)).toBe(true);
  });

  test.each([
    ["mVV", '"mVV" is not a unit'],
    ["mv", 'did you mean "mV"?'],
    ["mV/kOhm", 'did you mean "kohm"?'],
    ["degC", "does not start at zero"],
    ["5 mV", "has no number in it"],
    ["mV/2", "has no number in it"],
    ["1/(2*ms)", "has no number in it"],
    ["bit", "bits and bytes"],
    ["mV/", "Trailing characters"],
    ["(mV", "Unmatched"],
  ])("%j: is refused, saying what was got and what is wrong", (text, hint) => {
    expect(() => parseUnit(text)).toThrow(UnitParseError);
    expect(() => parseUnit(text)).toThrow(
      `unit: cannot read "${text}", expected a unit such as "mV" or "mV/ms", got "${text}"\nhint: `,
    );
    expect(() => parseUnit(text)).toThrow(hint);
  });
});

describe("parseQuantityText", () => {
  test.each<[string, number, Unit]>([
    ["25 mA", 25, mA],
    ["0.02 s", 0.02, UNITS.s],
    ["-60mV", -60, mV],
    ["−60 mV", -60, mV],
    ["+.5 ms", 0.5, ms],
    ["1e-3 V", 1e-3, UNITS.V],
    ["5 1/ms", 5, ms.pow(-1)],
    ["5/ms", 5, ms.pow(-1)],
    ["5*mV", 5, mV],
    ["0.1 mV/ms", 0.1, mV.div(ms)],
    ["5", 5, DIMENSIONLESS],
    ["5 eV", 5, parseUnit("eV")],
  ])("%j: keeps the number as written", (text, value, unit) => {
    expect(parseQuantityText(text).value).toBe(value);
    expect(parseQuantityText(text).unit).toBe(unit);
  });

  test.each(["", "mV", "abc", "5 mVV", "5 10 mV", "5 mV 3"])("%j: is refused", (text) => {
    expect(() => parseQuantityText(text)).toThrow(UnitParseError);
  });

  test.each(["3,65 ms", "1,000 mV", "-0,5"])("%j: is refused, with a word about the point", (text) => {
    expect(() => parseQuantityText(text)).toThrow(UnitParseError);
    expect(() => parseQuantityText(text)).toThrow("got a comma in the number\nhint: a point stands before decimals");
  });

  test("a unit alone: is refused with the way to write it", () => {
    expect(() => parseQuantityText("mV")).toThrow('hint: "mV" is a unit');
  });
});
