/**
 * @file Draws that are not upstream's follow their distribution: Kolmogorov and Smirnov's test at 20,000 values, which a
 * right sampler fails once in 10^6 seeds; the seeds are fixed, so that it passes or fails for good.
 */
import {Beta, Gamma, mV, quantity} from "spikeloop";
import type {Initializer} from "spikeloop";
import {describe, expect, test} from "vitest";
import {normalBelow, normalQuantile} from "../../lib/init/normalDistribution.js";

const SIZE = 20_000;
/** sqrt(-log(1e-6 / 2) / 2 / n): the distance that is exceeded with probability 1e-6. */
const CRITICAL = Math.sqrt(-Math.log(1e-6 / 2) / 2 / SIZE);

/** The largest distance between the values' distribution function and `below`. */
function distance(values: Float32Array, below: (x: number) => number): number {
  return values.sort().reduce((worst, x, i) => {
    const p = below(x);
    return Math.max(worst, p - i / values.length, (i + 1) / values.length - p);
  }, 0);
}

const erf = (x: number): number => 2 * normalBelow(x * Math.SQRT2) - 1;

const CASES: [string, Initializer, (x: number) => number][] = [
  ["Gamma of shape 1, the exponential", new Gamma(1, 2, 1), (x) => 1 - Math.exp(-x / 2)],
  ["Gamma of shape 3", new Gamma(3, mV(0.5), 2), (x) => 1 - Math.exp(-2 * x) * (1 + 2 * x + 2 * x * x)],
  ["Gamma of shape 1/2, half a square", new Gamma(0.5, 2, 3), (x) => erf(Math.sqrt(x / 2))],
  ["Beta(1, 1), the uniform", new Beta({alpha: 1, beta: 1, low: 2, high: 5, seed: 4}), (x) => (x - 2) / 3],
  ["Beta(2, 3)", new Beta({alpha: 2, beta: 3, low: 0, high: 1, seed: 5}), (x) => x * x * (6 + x * (3 * x - 8))],
  [
    "Beta(1/2, 1/2), the arcsine",
    new Beta({alpha: 0.5, beta: 0.5, low: mV(0), high: mV(4), seed: 6}),
    (x) => (2 / Math.PI) * Math.asin(Math.sqrt(x / 4)),
  ],
];

test.each(CASES)("%s: has its distribution", (_, initializer, below) => {
  const values = initializer.init([SIZE]).toDecimal(initializer.unit);
  expect(distance(values, below)).toBeLessThan(CRITICAL);
  // the test can fail: one whose distribution function is off by a tenth in its exponent is told apart
  expect(distance(values, (x) => below(x) ** 1.1)).toBeGreaterThan(CRITICAL);
});

test("Gamma: its logarithms have the right mean for a shape parameter too small for most values of float32", () => {
  const values = new Gamma(0.05, 1, 7).init([SIZE]).toDecimal();
  // the share below x is x^0.05 / gamma(1.05) for small x
  const share = values.filter((x) => x < 1e-10).length / SIZE;
  expect(share).toBeCloseTo(1e-10 ** 0.05 / 0.97350426, 1.5);
  expect(values.every((x) => Number.isFinite(x) && x >= 0)).toBe(true);
});

test("Beta: is finite where both parameters are tiny, and then at one end or the other", () => {
  const values = new Beta({alpha: 0.001, beta: 0.001, low: 0, high: 1, seed: 8}).init([2000]).toDecimal();
  expect(values.every((x) => x >= 0 && x <= 1)).toBe(true);
  const upper = values.filter((x) => x > 0.5).length;
  // six standard deviations of 2000 throws of a coin
  expect(Math.abs(upper - 1000)).toBeLessThan(6 * Math.sqrt(500));
});

test("Gamma: takes a parameter an element", () => {
  const shapes = quantity([0.5, 2, 50]);
  const values = new Gamma(shapes, 1, 9).init([5000, 3]).toDecimal();
  for (const [column, mean] of [0.5, 2, 50].entries()) {
    const own = values.filter((_, i) => i % 3 === column);
    const average = own.reduce((sum, x) => sum + x, 0) / own.length;
    // six standard errors
    expect(Math.abs(average - mean)).toBeLessThan(6 * Math.sqrt(mean / own.length));
  }
});

describe("normalBelow, normalQuantile", () => {
  test.each([
    [-6, 9.865876450376946e-10],
    [-2, 0.022750131948179207],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [1.5, 0.9331927987311419],
    [3, 0.9986501019683699],
    [-20, 0],
    [20, 1],
    [Infinity, 1],
    [-Infinity, 0],
  ])("normalBelow(%d) is %d", (x, p) => {
    expect(Math.abs(normalBelow(x) - p)).toBeLessThan(1e-15);
  });

  test("are inverse to one another", () => {
    for (let p = 1e-7; p < 1; p = p < 0.01 ? p * 1.7 : p + 0.0037) {
      expect(Math.abs(normalBelow(normalQuantile(p)) - p)).toBeLessThan(1e-15);
    }
  });
});
