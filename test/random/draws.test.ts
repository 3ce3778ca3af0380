/** @file Draws outside loops: upstream's numbers for upstream's seeds, their shapes and units, and what is refused. */
import {Buffer} from "node:buffer";
import {crc32} from "node:zlib";
import type {Quantity} from "spikeloop";
import {
  compileStats,
  forLoop,
  initAllStates,
  lastRun,
  LIF,
  Module,
  ms,
  mV,
  Normal,
  ParameterError,
  quantity,
  random,
  RandomState,
  ShapeError,
  Uniform,
  UnitMismatchError,
  zeros,
} from "spikeloop";
import {describe, expect, test} from "vitest";
import {decode, largestDistance, upstream} from "./upstream.js";
import type {UpstreamDraw} from "./upstream.js";

type Method = (...args: unknown[]) => Quantity;

/**
 * In units of the last place; the others are equal. Upstream contracts products and sums in its polynomials and in log1p,
 * exp and pow. Over 200,000 draws the largest were: randn and normal 3, exponential 2, lognormal 8, weibull 12.
 */
const BOUNDS: Readonly<Record<string, number>> = {randn: 3, normal: 3, exponential: 2, lognormal: 8, weibull: 12};

function make(source: RandomState, {draw, arguments: given, size}: UpstreamDraw): Quantity {
  const unit = given.includes("mV") ? mV : (x: unknown) => quantity(x as number);
  const parameters = given.filter((x) => x !== "mV").map((x) => unit(x as number));
  const method = Reflect.get(source, draw) as Method;
  return method.apply(source, draw.startsWith("rand") ? [...size] : [...parameters, size]);
}

const numbers = (q: Quantity): Float32Array => Float32Array.from((q.value as unknown as {data: Float32Array}).data);

describe("RandomState", {timeout: 30_000}, () => {
  test("a seed gives upstream's key: itself modulo 2^32", () => {
    for (const {seed, key} of upstream.keys) expect(new RandomState(seed).key).toEqual(key);
  });

  test("draws in a row are upstream's: uniform numbers and keys equal, the others within their bound", () => {
    const source = new RandomState(upstream.draws.seed);
    for (const recorded of upstream.draws.list) {
      const drawn = make(source, recorded);
      const label = `${recorded.draw}(${recorded.arguments.join()})`;
      expect(drawn.shape, label).toEqual(recorded.size);
      expect(largestDistance(numbers(drawn), decode(recorded.values)), label).toBeLessThanOrEqual(
        BOUNDS[recorded.draw] ?? 0,
      );
      expect(source.key, label).toEqual(recorded.key);
    }
  });

  test("100,000 uniform numbers are upstream's, bit for bit", () => {
    const {seed, low, high, count, crc32: expected} = upstream.many;
    const drawn = new RandomState(seed).uniform(low, high, count).toDecimal();
    // zlib.crc32 came with Node 20.15
    expect(crc32(Buffer.from(drawn.buffer))).toBe(expected);
  });

  test("splitKey gives upstream's keys, and the source goes on from upstream's", () => {
    const {seed, keys, key} = upstream.splits;
    const source = new RandomState(seed);
    expect(source.splitKey(5)).toEqual(keys);
    expect(source.key).toEqual(key);
    const one = new RandomState(seed);
    const split = one.splitKey();
    // a draw uses the key that splitKey would give
    expect(split).toEqual(new RandomState(seed).splitKey(1)[0]);
    expect(one.key).not.toEqual(new RandomState(seed).key);
  });

  test("key: set it, and the same draws follow, from another source too", () => {
    const source = new RandomState(3);
    source.rand(4);
    const {key} = source;
    const first = source.randn(4).toDecimal();
    expect(source.randn(4).toDecimal()).not.toEqual(first);
    source.key = key;
    expect(source.randn(4).toDecimal()).toEqual(first);
    expect(new RandomState(key).randn(4).toDecimal()).toEqual(first);
  });

  test("without a seed two sources differ, and one differs from itself after seed()", () => {
    const draw = () => new RandomState().rand(8).toDecimal();
    expect(draw()).not.toEqual(draw());
    const source = new RandomState(1);
    source.seed();
    expect(source.key).not.toEqual([0, 1]);
  });

  test("shapes: of the parameters where no size is given, empty ones too", () => {
    const source = new RandomState(0);
    expect(source.rand().shape).toEqual([]);
    expect(source.normal(mV([1, 2, 3]), mV(1)).shape).toEqual([3]);
    expect(source.uniform(0, quantity([[1], [2]])).shape).toEqual([2, 1]);
    expect(source.bernoulli().shape).toEqual([]);
    expect(source.randn(0, 3).shape).toEqual([0, 3]);
    expect(source.rand(3, 2).shape).toEqual([3, 2]);
  });

  test("a long draw continues a short one of the same key: element i depends on i alone", () => {
    const short = new RandomState(9).randn(10).toDecimal();
    expect(new RandomState(9).randn(1000).toDecimal().slice(0, 10)).toEqual(short);
  });

  test("units: those of the first parameter; a bare 0 fits", () => {
    const source = new RandomState(0);
    expect(source.normal(mV(-55), quantity("0.002 V"), 3).unit).toBe(mV(0).unit);
    expect(source.uniform(0, mV(3), 3).unit).toBe(mV(0).unit);
    expect(source.exponential(ms(2), 3).unit).toBe(ms(0).unit);
    expect(source.bernoulli(0.5, 3).dtype).toBe("bool");
    expect(() => source.normal(mV(0), ms(1) as never)).toThrow(UnitMismatchError);
    expect(() => source.uniform(mV(0), 1 as never)).toThrow(UnitMismatchError);
    expect(() => source.bernoulli(mV(0.5) as never)).toThrow(
      /bernoulli: .*expected a dimensionless number, got 0.5 mV/,
    );
  });

  test("refuses what is no seed, no key, no probability, no size; the key stays", () => {
    const source = new RandomState(5);
    expect(() => new RandomState(1.5)).toThrow("RandomState: not a seed, expected a whole number, got 1.5");
    expect(() => {
      source.key = [1, -2];
    }).toThrow("got (1, -2)");
    expect(() => source.seed("1" as never)).toThrow(ParameterError);
    expect(() => source.splitKey(0)).toThrow(ParameterError);
    expect(() => source.bernoulli(1.5)).toThrow("bernoulli: p is out of range, expected 0 to 1, got 1.5");
    expect(() => source.bernoulli(NaN)).toThrow(ParameterError);
    expect(() => source.rand(-1)).toThrow(ShapeError);
    expect(() => source.normal(mV([1, 2]), mV(1), [3])).toThrow(ShapeError);
    expect(() => source.normal(mV([1, 2]), mV(1), [1])).toThrow(
      "larger than the draw, expected at most (1,), got (2,)",
    );
    expect(source.key).toEqual([0, 5]);
  });

  test("prints its key", () => {
    expect(String(new RandomState(42))).toBe("RandomState(key=[0, 42])");
    expect(String(new RandomState())).toBe("RandomState()");
  });

  test("another size compiles nothing, and lastRun still tells of the last loop", () => {
    const source = new RandomState(0);
    source.normal(mV(0), mV(1), 10);
    forLoop((x) => x, zeros(3));
    const report = lastRun();
    const {compiles} = compileStats();
    source.normal(mV(5), mV(1), [70, 70]);
    source.normal(mV(5), mV(1));
    expect(compileStats().compiles).toBe(compiles);
    expect(lastRun()).toBe(report);
  });
});

describe("moments and bounds", () => {
  const count = 100_000;
  const mean = (x: Float32Array): number => x.reduce((a, b) => a + b, 0) / x.length;

  test("means and variances are those of the distributions, within five standard errors", () => {
    const source = new RandomState(1);
    const expectMean = (x: Float32Array, expected: number, std: number): void => {
      expect(Math.abs(mean(x) - expected)).toBeLessThan((5 * std) / Math.sqrt(count));
    };
    const normal = source.normal(mV(-55), mV(2), count).toDecimal(mV);
    expectMean(normal, -55, 2);
    expectMean(
      normal.map((x) => (x + 55) ** 2),
      4,
      4 * Math.SQRT2,
    );
    expectMean(source.exponential(3, count).toDecimal(), 3, 3);
    expectMean(numbers(source.bernoulli(0.2, count)), 0.2, 0.4);
    // a Weibull distribution of shape 1 is exponential
    expectMean(source.weibull(1, count).toDecimal(), 1, 1);
    const spread = Math.sqrt(Math.exp(0.25) - 1) * Math.exp(0.125);
    expectMean(source.lognormal(0, 0.5, count).toDecimal(), Math.exp(0.125), spread);
  });

  test("uniform: from low on, to high at most, and every part of it alike", () => {
    const drawn = new RandomState(2).uniform(-70, -60, count).toDecimal();
    const parts = new Array<number>(10).fill(0);
    for (const x of drawn) parts[Math.floor(x + 70)] = (parts[Math.floor(x + 70)] ?? 0) + 1;
    expect(parts.reduce((a, b) => a + b)).toBe(count);
    for (const part of parts) expect(Math.abs(part - count / 10)).toBeLessThan(5 * Math.sqrt(count * 0.09));
  });
});

describe("the source that all share", () => {
  test("random.seed repeats draws, and what initialisers without a seed make", () => {
    const make = () => initAllStates(new LIF(5, {V_initializer: new Normal(mV(-55), mV(2))})).V.value.toDecimal(mV);
    random.seed(4);
    const first = [random.rand(3).toDecimal(), make(), make()];
    random.seed(4);
    expect([random.rand(3).toDecimal(), make(), make()]).toEqual(first);
    expect(first[1]).not.toEqual(first[2]);
  });

  test("an initialiser with a seed draws upstream's numbers of that seed, and leaves the shared source alone", () => {
    random.seed(4);
    const values = new Uniform(mV(-70), mV(-60), 42).init([5]).toDecimal(mV);
    expect(random.key).toEqual([0, 4]);
    expect(values).toEqual(new RandomState(42).uniform(mV(-70), mV(-60), 5).toDecimal(mV));
  });

  test("random.seed(0); initAllStates(net): the first values are upstream's", () => {
    class Net extends Module {
      readonly b = new LIF(60, {V_initializer: new Normal(mV(-55), mV(2))});
      readonly a = new LIF(20, {V_initializer: new Uniform(mV(-70), mV(-60))});
    }
    const {seed, a, b, key} = upstream.network;
    random.seed(seed);
    const net = initAllStates(new Net());
    expect(net.a.V.value.toDecimal(mV)).toEqual(decode(a));
    // 3 ulp of a normal draw are less than one of -55
    expect(largestDistance(net.b.V.value.toDecimal(mV), decode(b))).toBeLessThanOrEqual(1);
    expect(random.key).toEqual(key);
  });
});
