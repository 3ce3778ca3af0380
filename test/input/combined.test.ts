/** @file Inputs as objects: what their operations mean, when arrays are made, and what is kept. */
import {environ, Hz, input, ms, nA, pA, type Quantity, type Time} from "spikeloop";
import {describe, expect, test} from "vitest";

const at = <T>(dt: Quantity<Time>, body: () => T): T => environ.context({dt}, body);
const numbers = (x: input.Input): number[] => {
  const array = at(ms(0.1), () => x.array());
  return [...array.toDecimal(array.unit)];
};

const short = new input.Step(nA([1, 3]), ms([0, 0.2]), ms(0.4));
const long = new input.ConstantValue(nA(2), ms(0.6));

describe("operations", () => {
  test("add, sub, mul, div, overlay: go step by step, zeros following the shorter", () => {
    expect(numbers(short.add(long))).toEqual([3, 3, 5, 5, 2, 2]);
    expect(numbers(short.sub(long))).toEqual([-1, -1, 1, 1, -2, -2]);
    expect(numbers(short.mul(long))).toEqual([2, 2, 6, 6, 0, 0]);
    expect(numbers(short.overlay(long))).toEqual([2, 2, 3, 3, 2, 2]);
    expect(numbers(new input.Composite(short, long, "min"))).toEqual([1, 1, 2, 2, 0, 0]);
  });

  test("div: counts a divisor of 0 as 1", () => {
    expect(numbers(long.div(short))).toEqual(
      [2, 2, 2, 2, 2, 2].map((x, i) => (i < 2 || i > 3 ? x : Math.fround(2 / 3))),
    );
  });

  test("a value: reaches every step, also those beyond the duration that rounding added", () => {
    const parts = new input.Section(nA([1, 2]), ms([0.25, 0.25]));
    expect(numbers(parts.div(2))).toEqual([0.5, 0.5, 0.5, 1, 1, 1]);
    expect(numbers(parts.add(pA(500)))).toEqual([1.5, 1.5, 1.5, 2.5, 2.5, 2.5]);
    expect(numbers(new input.Composite(nA(3), parts, "-"))).toEqual([2, 2, 2, 1, 1, 1]);
  });

  test("a value for each column: makes columns", () => {
    const array = at(ms(0.1), () => short.mul(nA([1, 10])).array());
    expect(array.shape).toEqual([4, 2]);
    expect([...array.toDecimal(array.unit)]).toEqual([1, 10, 1, 10, 3, 30, 3, 30]);
  });

  test("concat: lasts as long as both, and is the section of its parts", () => {
    const [a, b] = [new input.Section(nA([1]), ms([0.3])), new input.Section([pA(2000)], ms([0.2]))];
    const both = a.concat(b);
    expect(numbers(both)).toEqual(numbers(new input.Section([nA(1), nA(2)], ms([0.3, 0.2]))));
    expect(String(both.duration)).toBe("0.5 ms");
    expect(at(ms(0.1), () => both.nSteps)).toBe(5);
  });

  test("shift: keeps the length, to either side and beyond", () => {
    expect(numbers(short.shift(ms(0.1)))).toEqual([0, 1, 1, 3]);
    expect(numbers(short.shift(ms(-0.3)))).toEqual([3, 0, 0, 0]);
    expect(numbers(short.shift(ms(9)))).toEqual([0, 0, 0, 0]);
    expect(numbers(short.shift(ms(-9)))).toEqual([0, 0, 0, 0]);
  });

  test("repeat, shift: keep columns apart", () => {
    const noise = new input.WienerProcess(ms(0.3), {n: 2, sigma: nA(1), seed: 1});
    const rows = numbers(noise);
    expect(numbers(noise.repeat(2))).toEqual([...rows, ...rows]);
    expect(numbers(noise.shift(ms(0.1)))).toEqual([0, 0, ...rows.slice(0, 4)]);
    expect(numbers(noise.repeat(0))).toEqual([]);
  });

  test("clip, neg, scale, apply, smooth", () => {
    expect(numbers(short.clip({min: nA(1.5), max: nA(2)}))).toEqual([1.5, 1.5, 2, 2]);
    expect(numbers(short.neg())).toEqual([-1, -1, -3, -3]);
    expect(numbers(short.scale(2))).toEqual([2, 2, 6, 6]);
    expect(numbers(short.apply((x) => x.mul(x)))).toEqual([1, 1, 9, 9]);
    expect(numbers(short.smooth(ms(0.2)))).toEqual([1, 1, 2, 2.5]);
  });

  test("add: is commutative, and distributes over scale by a power of two", () => {
    const [a, b] = [new input.Ramp(nA(0.1), nA(2), ms(3)), new input.Sinusoidal(nA(0.3), Hz(410), ms(2))];
    expect(numbers(a.add(b))).toEqual(numbers(b.add(a)));
    expect(numbers(a.add(b).scale(4))).toEqual(numbers(a.scale(4).add(b.scale(4))));
  });
});

describe("array", () => {
  test("keeps its numbers until dt is another or it is told to make them again", () => {
    const noise = new input.WienerProcess(ms(1), {sigma: nA(1)});
    const twice = noise.scale(2);
    at(ms(0.1), () => {
      const first = noise.array();
      expect(noise.array()).toBe(first);
      expect(twice.array().toDecimal(nA)).toEqual(first.toDecimal(nA).map((x) => 2 * x));
      expect(twice.array({recompute: true}).toDecimal(nA)).not.toEqual(first.toDecimal(nA).map((x) => 2 * x));
    });
    expect(at(ms(0.5), () => noise.array()).shape).toEqual([2]);
    expect(at(ms(0.25), () => twice.shape)).toEqual([4]);
  });

  test("Input: takes a rule of one's own", () => {
    const own = new input.Input(ms(0.4), () => nA([1, 2, 3, 4]));
    expect(numbers(own.add(short))).toEqual([2, 3, 6, 7]);
  });
});
