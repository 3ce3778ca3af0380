/** @file Units: their algebra, how products are written, and conversion. */
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {UnitMismatchError, UnitParseError} from "../../lib/core/errors.js";
import {FREQUENCY, NO_DIMENSION} from "../../lib/units/dimension.js";
import {DIMENSIONLESS, Unit} from "../../lib/units/unit.js";
import {findUnit, UNITS, unitOf} from "../../lib/units/unitTable.js";

const {mV, V, ms, s, us, mA, uA, nA, A, ohm, kohm, Mohm, mS, nS, uF, pF, Hz, kHz, m, cm, kg, J, mM, minute, pA} = UNITS;
const all: Unit[] = Object.values(UNITS);
const units = fc.constantFrom(...all);

/** A copy on a function, as callable units are made. */
function callableCopy(unit: Unit): Unit {
  const copy = (x: number) => x;
  Object.setPrototypeOf(copy, Unit.prototype);
  return Object.assign(copy, unit);
}

describe("Unit.mul, div, inverse, pow: how results are written", () => {
  test.each<[Unit, string]>([
    [mA.mul(ohm), "mV"],
    [uA.mul(kohm), "mV"],
    [nA.mul(Mohm), "mV"],
    [mV.div(nA), "Mohm"],
    [V.div(A), "ohm"],
    [mS.mul(mV), "uA"],
    [mS.mul(V), "mA"],
    [ohm.mul(uF), "us"],
    [pA.mul(ms).div(pF), "mV"],
    [A.pow(2).mul(ohm), "W"],
    [DIMENSIONLESS.div(ohm), "S"],
    [DIMENSIONLESS.div(ms), "kHz"],
    [s.inverse(), "Hz"],
    [ms.inverse(), "kHz"],
    [m.inverse(), "1 / m"],
    [s.pow(-1), "1 / s"],
    [mV.mul(mV), "mV^2"],
    [mV.div(mV), "1"],
    [mV.div(V), "mV / V"],
    [kHz.mul(ms), "1"],
    [mV.div(ms), "mV / ms"],
    [ms.mul(mV).inverse(), "1 / (ms * mV)"],
    [m.div(kg.mul(s.pow(2))), "m / (kg * s^2)"],
    [kg.mul(m).div(s.pow(2)), "N"],
    [mS.mul(nA).div(cm.pow(2)), "mS * nA / cm^2"],
    [nS.div(cm.pow(2)).mul(mV), "mV * nS / cm^2"],
    [V.mul(cm).div(m), "cm * V / m"],
    [J.div(kg), "J / kg"],
    [mM.div(ms), "mM / ms"],
    [ms.pow(0.5), "ms^0.5"],
    [UNITS.cm2, "cm^2"],
    [DIMENSIONLESS, "1"],
  ])("%o is written %s", (unit, text) => {
    expect(String(unit)).toBe(text);
  });

  test("what follows a product written by a name still knows its terms", () => {
    expect(mS.mul(mV).div(mV)).toBe(mS);
    expect(ms.inverse().mul(mV)).toBe(mV.div(ms));
  });
});

describe("Unit algebra", () => {
  test("mul, div, pow: give the same object each time, whatever the order", () => {
    fc.assert(
      fc.property(units, units, (a, b) => {
        expect(a.mul(b)).toBe(b.mul(a));
        expect(a.div(b)).toBe(a.div(b));
        expect(a.mul(b).div(b)).toBe(a);
        expect(a.pow(2)).toBe(a.mul(a));
        expect(a.mul(DIMENSIONLESS)).toBe(a);
      }),
    );
  });

  test("mul, div: dimensions combine, scales add, factors multiply", () => {
    fc.assert(
      fc.property(units, units, (a, b) => {
        const product = a.mul(b);
        expect(product.dim).toBe(a.dim.mul(b.dim));
        expect(product.scale).toBe(a.scale + b.scale);
        expect(product.factor).toBeCloseTo(a.factor * b.factor, 12);
        expect(a.div(b).dim).toBe(a.dim.div(b.dim));
        expect(a.div(b).scale).toBe(a.scale - b.scale);
      }),
    );
  });

  test("Hz.mul(ms): is dimensionless and keeps its scale", () => {
    expect(Hz.mul(ms)).toMatchObject({dim: NO_DIMENSION, scale: -3, factor: 1});
  });

  test("equals: is true across ways of writing, false across sizes", () => {
    expect(mA.mul(ohm).equals(mV)).toBe(true);
    expect(ms.pow(-1).equals(kHz)).toBe(true);
    expect(mV.equals(V)).toBe(false);
    expect(mV.sameDimension(V)).toBe(true);
    expect(mV.sameDimension(ms)).toBe(false);
  });
});

describe("Unit.ratioTo", () => {
  test("converts exactly between powers of ten", () => {
    expect(mV.ratioTo(V)).toBe(1e-3);
    expect(V.ratioTo(mV)).toBe(1e3);
    expect(us.ratioTo(s)).toBe(1e-6);
    expect(mA.mul(ohm).ratioTo(mV)).toBe(1);
    expect(minute.ratioTo(s)).toBe(60);
    expect(UNITS.hour.ratioTo(minute)).toBe(60);
  });

  test("there and back is 1, and 1 exactly to itself", () => {
    fc.assert(
      fc.property(units, units, (a, b) => {
        fc.pre(a.sameDimension(b));
        expect(a.ratioTo(b) * b.ratioTo(a)).toBeCloseTo(1, 14);
        expect(a.ratioTo(a)).toBe(1);
      }),
    );
  });

  test("refuses another dimension, naming both units and both dimensions", () => {
    expect(() => mV.ratioTo(ms)).toThrow(UnitMismatchError);
    expect(() => mV.ratioTo(ms)).toThrow("expected ms (time), got mV (voltage)");
  });
});

describe("a copy of a unit's fields", () => {
  test("is as good a unit as the original, on a function too", () => {
    fc.assert(
      fc.property(units, units, (a, b) => {
        const copy = callableCopy(a);
        expect(copy).toBeInstanceOf(Unit);
        expect(copy.mul(b)).toBe(a.mul(b));
        expect(b.div(copy)).toBe(b.div(a));
        expect(copy.mul(DIMENSIONLESS)).toBe(a);
        expect(copy.equals(a)).toBe(true);
        expect(String(copy)).toBe(String(a));
      }),
    );
  });
});

describe("unitOf, findUnit", () => {
  test("unitOf: knows every prefix, symbol and long name", () => {
    expect(unitOf("fs").scale).toBe(-15);
    expect(unitOf("mvolt")).toBe(mV);
    expect(unitOf("msiemens")).toBe(mS);
    expect(unitOf("kgram")).toBe(kg);
    expect(unitOf("meter")).toBe(m);
    expect(unitOf("dam").scale).toBe(1);
    expect(unitOf("khertz").dim).toBe(FREQUENCY);
  });

  test("findUnit: knows nothing else", () => {
    for (const text of ["mVV", "", "mmin", "constructors", "mM2", "MS2", "kkg"]) expect(findUnit(text)).toBeUndefined();
    expect(() => unitOf("mVV")).toThrow(UnitParseError);
  });
});
