/** @file What the functions give at zeros, infinities, NaN, denormals and the ends of their ranges. */
import {describe, expect, test} from "vitest";
import {SERIES_LIMIT} from "../../../lib/ir/functions/exprel.js";
import type {FunctionName} from "../../../lib/ir/opTable.js";
import {compileScalar, scalarProgram} from "./compileScalar.js";

const TINY = 2 ** -149;
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

const compiled = (name: FunctionName) => compileScalar(scalarProgram(name));

/** Cases of one argument: [argument, result]. */
const CASES: Partial<Record<FunctionName, readonly (readonly [number, number])[]>> = {
  exp: [
    [NaN, NaN],
    [Infinity, Infinity],
    [-Infinity, 0],
    [0, 1],
    [-0, 1],
    [TINY, 1],
    [88.73, Infinity],
    [-103.2, TINY],
    [-104, 0],
    [-LARGEST, 0],
    [LARGEST, Infinity],
  ],
  expm1: [
    [NaN, NaN],
    [Infinity, Infinity],
    [-Infinity, -1],
    [0, 0],
    [-0, -0],
    [TINY, TINY],
    [-TINY, -TINY],
    [2 ** -126, 2 ** -126],
    [-18, -1],
    [88.73, Infinity],
  ],
  exprel: [
    [NaN, NaN],
    [0, 1],
    [-0, 1],
    [TINY, 1],
    [-Infinity, 0],
    [Infinity, NaN],
    [89, Infinity],
  ],
  log: [
    [NaN, NaN],
    [Infinity, Infinity],
    [0, -Infinity],
    [-0, -Infinity],
    [-1, NaN],
    [-TINY, NaN],
    [-Infinity, NaN],
    [1, 0],
    [TINY, Math.fround(-149 * Math.LN2)],
    [LARGEST, Math.fround(128 * Math.LN2)],
  ],
  log1p: [
    [NaN, NaN],
    [Infinity, Infinity],
    [0, 0],
    [-0, -0],
    [-1, -Infinity],
    [-1.5, NaN],
    [-Infinity, NaN],
    [TINY, TINY],
    [-TINY, -TINY],
    [LARGEST, Math.fround(128 * Math.LN2)],
  ],
  tanh: [
    [NaN, NaN],
    [Infinity, 1],
    [-Infinity, -1],
    [0, 0],
    [-0, -0],
    [TINY, TINY],
    [-TINY, -TINY],
    [LARGEST, 1],
  ],
  sin: [
    [NaN, NaN],
    [Infinity, NaN],
    [-Infinity, NaN],
    [0, 0],
    [-0, -0],
    [-TINY, -TINY],
    [2 ** 23, NaN],
  ],
  cos: [
    [NaN, NaN],
    [Infinity, NaN],
    [0, 1],
    [-0, 1],
    [TINY, 1],
    [2 ** 23, NaN],
  ],
};

for (const [name, cases] of Object.entries(CASES)) {
  test.each(cases.map(([x, result]) => ({x, result})))(`${name}($x): is $result`, ({x, result}) => {
    expect(compiled(name as FunctionName)(Math.fround(x))).toBe(result);
  });
}

describe("exprel", () => {
  test("exprel(|z| <= 1e-4): equals the Taylor series of order five, rounded after every operation", () => {
    const exprel = compiled("exprel");
    const coefficients = [720, 120, 24, 6, 2, 1].map((factorial) => Math.fround(1 / factorial));
    const series = (z: number): number => coefficients.reduce((sum, c) => Math.fround(Math.fround(sum * z) + c), 0);
    const zs = Array.from({length: 40_001}, (_, i) => Math.fround((i / 20_000 - 1) * SERIES_LIMIT));
    expect(zs.filter((z) => exprel(z) !== series(z))).toEqual([]);
  });

  test("exprel(|z| > 1e-4): is expm1(z) / z, rounded after every operation", () => {
    const exprel = compiled("exprel");
    const expm1 = compiled("expm1");
    const zs = Array.from({length: 4000}, (_, i) => Math.fround(i % 2 === 0 ? (i + 1) * 0.0101 : -i * 0.0007));
    expect(zs.filter((z) => exprel(z) !== Math.fround(expm1(z) / z))).toEqual([]);
  });
});

describe("expm1", () => {
  test("expm1(-dt / tau): is the correctly rounded value for dt / tau = 0.1 / 20, 0.1 / 10 and 0.1 / 5", () => {
    const expm1 = compiled("expm1");
    for (const x of [-0.005, -0.01, -0.02].map(Math.fround)) expect(expm1(x)).toBe(Math.fround(Math.expm1(x)));
  });
});

describe("sin, cos", () => {
  test("sin(x), cos(x): are off by at most half the spacing of float32 at x up to 2^22", () => {
    const [sin, cos] = [compiled("sin"), compiled("cos")];
    let worst = 0;
    for (let x = 1e5; x <= 2 ** 22; x += 37) {
      const spacing = 2 ** (Math.floor(Math.log2(x)) - 23);
      worst = Math.max(worst, Math.abs(sin(x) - Math.sin(x)) / spacing, Math.abs(cos(x) - Math.cos(x)) / spacing);
    }
    expect(worst).toBeLessThanOrEqual(0.5);
  });
});

describe("pow", () => {
  const VALUES = [
    0,
    -0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    0.5,
    -0.5,
    1.5,
    -1.5,
    Infinity,
    -Infinity,
    TINY,
    -TINY,
    LARGEST,
    -LARGEST,
    1 - 2 ** -24,
    1 + 2 ** -23,
    -1 - 2 ** -23,
    2 ** 24 - 1,
    -(2 ** 24 - 1),
    2 ** 24,
  ];
  /** IEEE 754: 1 to any power is 1, and so is -1 to an infinite one; JavaScript says NaN. */
  const exact = (x: number, y: number): number =>
    x === 1 || (x === -1 && !Number.isFinite(y)) ? 1 : Math.fround(Math.pow(x, y));

  test.each(VALUES)("pow(%s, y): has the sign, zeros and infinities of IEEE 754 for special y", (x) => {
    const pow = compiled("pow");
    for (const y of VALUES) {
      const [got, expected] = [pow(x, y), exact(x, y)];
      if (Number.isFinite(expected) && expected !== 0) {
        expect(Math.abs(got / expected - 1), `pow(${String(x)}, ${String(y)})`).toBeLessThanOrEqual(2 ** -22);
      } else {
        expect(got, `pow(${String(x)}, ${String(y)})`).toBe(expected);
      }
    }
  });

  test.each([
    [1, NaN, 1],
    [NaN, 0, 1],
    [NaN, -0, 1],
    [NaN, 1, NaN],
    [2, NaN, NaN],
    [-1, NaN, NaN],
    [0, NaN, NaN],
  ])("pow(%s, %s): is %s", (x, y, result) => {
    expect(compiled("pow")(x, y)).toBe(result);
  });
});
