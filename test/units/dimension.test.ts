/** @file Dimensions as values: a group under multiplication, interned, with the field's words for them. */
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  CAPACITANCE,
  CONCENTRATION,
  CONDUCTANCE,
  CURRENT,
  dim,
  FREQUENCY,
  NO_DIMENSION,
  RESISTANCE,
  TIME,
  VOLTAGE,
} from "../../lib/units/dimension.js";

const exponents = fc.array(
  fc.integer({min: -12, max: 12}).map((n) => n / 2),
  {minLength: 7, maxLength: 7},
);
const dims = exponents.map((list) => dim(...list));

describe("dim", () => {
  test("gives the same object for the same exponents", () => {
    fc.assert(fc.property(exponents, (list) => dim(...list) === dim(...list.slice())));
    expect(dim(-0)).toBe(NO_DIMENSION);
    expect(dim(2, 1, -3, -1)).toBe(VOLTAGE);
  });

  test("gives different objects for different exponents", () => {
    fc.assert(
      fc.property(
        exponents,
        fc.nat(6),
        (list, i) => dim(...list) !== dim(...list.map((n, j) => (j === i ? n + 0.5 : n))),
      ),
    );
  });
});

describe("Dim", () => {
  test("mul: is commutative and associative, and NO_DIMENSION is its one", () => {
    fc.assert(
      fc.property(dims, dims, dims, (a, b, c) => {
        expect(a.mul(b)).toBe(b.mul(a));
        expect(a.mul(b).mul(c)).toBe(a.mul(b.mul(c)));
        expect(a.mul(NO_DIMENSION)).toBe(a);
      }),
    );
  });

  test("div: undoes mul", () => {
    fc.assert(fc.property(dims, dims, (a, b) => a.mul(b).div(b) === a && a.div(a) === NO_DIMENSION));
  });

  test("pow: repeats mul, and its roots undo it", () => {
    fc.assert(
      fc.property(dims, fc.constantFrom(2, 3, 4, 5, 6, 7), (a, n) => {
        expect(a.pow(n)).toBe(
          Array<typeof a>(n)
            .fill(a)
            .reduce((x, y) => x.mul(y)),
        );
        expect(a.pow(n).pow(1 / n)).toBe(a);
        expect(a.pow(1 / n).pow(n)).toBe(a);
      }),
    );
    expect(TIME.pow(-1)).toBe(FREQUENCY);
  });

  test("mul, div: obey the laws of the circuit", () => {
    expect(RESISTANCE.mul(CURRENT)).toBe(VOLTAGE);
    expect(NO_DIMENSION.div(RESISTANCE)).toBe(CONDUCTANCE);
    expect(RESISTANCE.mul(CAPACITANCE)).toBe(TIME);
  });

  test("isDimensionless: holds for NO_DIMENSION alone", () => {
    expect(VOLTAGE.div(VOLTAGE).isDimensionless).toBe(true);
    expect(VOLTAGE.isDimensionless).toBe(false);
  });

  test("toString: lists the exponents in the order m kg s A K mol cd", () => {
    expect(String(CONDUCTANCE)).toBe("m^-2 kg^-1 s^3 A^2");
    expect(String(TIME)).toBe("s");
    expect(String(TIME.pow(0.5))).toBe("s^0.5");
    expect(String(NO_DIMENSION)).toBe("1");
  });

  test("label: is the field's word, or the exponents", () => {
    const labels = [TIME, VOLTAGE, CURRENT, FREQUENCY, CONCENTRATION, NO_DIMENSION, VOLTAGE.div(TIME)].map(
      (d) => d.label,
    );
    expect(labels).toEqual([
      "time",
      "voltage",
      "current",
      "frequency",
      "concentration",
      "dimensionless",
      "voltage per time",
    ]);
    expect(VOLTAGE.mul(VOLTAGE).label).toBe("m^4 kg^2 s^-6 A^-2");
  });
});
