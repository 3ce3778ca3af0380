/** @file Initialisers against recorded runs of upstream, seed for seed. */
import {readFileSync} from "node:fs";
import {
  Clipped,
  Conditional,
  Constant,
  Exponential,
  Identity,
  KaimingNormal,
  KaimingUniform,
  LecunNormal,
  LecunUniform,
  LogNormal,
  Mixture,
  ms,
  mV,
  Normal,
  Orthogonal,
  random,
  Scaled,
  TruncatedNormal,
  Uniform,
  unit,
  us,
  VarianceScaling,
  volt,
  Weibull,
  XavierNormal,
  XavierUniform,
  ZeroInit,
} from "spikeloop";
import type {Initializer} from "spikeloop";
import {describe, expect, test} from "vitest";

interface InitializerCase {
  readonly name: string;
  readonly shape: readonly number[];
  /** `1` for none. */
  readonly unit: string;
  readonly values: readonly number[];
}

const text = readFileSync(new URL("../reference/initializers.json", import.meta.url), "utf8");
const {seed: SEED, cases: CASES} = JSON.parse(text) as {seed: number; cases: readonly InitializerCase[]};

/** The initialiser of each case; none has a seed of its own. */
const MAKE: Readonly<Record<string, () => Initializer>> = {
  ZeroInit: () => new ZeroInit(mV),
  LogNormal: () => new LogNormal(mV(5), mV(2)),
  "LogNormal of an array": () => new LogNormal(ms([1, 2, 4]), us(500)),
  Exponential: () => new Exponential(ms(2.5)),
  Weibull: () => new Weibull(1.7, mV(3)),
  TruncatedNormal: () => new TruncatedNormal(mV(-60), mV(5), {low: mV(-65), high: mV(-50)}),
  "TruncatedNormal of one bound": () => new TruncatedNormal(0, 1, {low: 1.5}),
  "TruncatedNormal without bounds": () => new TruncatedNormal(1, 0.3),
  VarianceScaling: () => new VarianceScaling(),
  "VarianceScaling truncated": () =>
    new VarianceScaling({scale: mV(1.3), mode: "fan_out", distribution: "truncated_normal", inAxis: 0, outAxis: 1}),
  KaimingUniform: () => new KaimingUniform({nonlinearity: "leaky_relu", negativeSlope: 0.2}),
  KaimingNormal: () => new KaimingNormal({mode: "fan_avg"}),
  XavierUniform: () => new XavierUniform({scale: mV(2)}),
  XavierNormal: () => new XavierNormal(),
  LecunUniform: () => new LecunUniform(),
  LecunNormal: () => new LecunNormal(),
  Orthogonal: () => new Orthogonal(1.5),
  "Orthogonal wide": () => new Orthogonal(),
  Identity: () => new Identity(mV(2)),
  "Identity of one axis": () => new Identity(),
  Mixture: () =>
    new Mixture([new Normal(mV(0), mV(1)), new Constant(mV(20)), new Uniform(mV(5), mV(6))], {
      weights: [0.3, 0.2, 0.5],
    }),
  Conditional: () => new Conditional((i) => i % 3 === 0, new Normal(mV(0), mV(1)), new Exponential(volt(1))),
  Scaled: () => new Scaled(new Uniform(1, 2), mV(3)),
  Clipped: () => new Clipped(new Normal(mV(0), mV(1)), {min: mV(-0.5), max: volt(0.001)}),
  arithmetic: () =>
    new Normal(mV(-60), mV(2))
      .add(new Uniform(mV(0), mV(1)))
      .sub(mV(1))
      .mul(2)
      .div(new Constant(ms(4))),
};

/** How far apart upstream's float32 and ours may be, relative and in what the values are around. */
const BOUNDS: Readonly<Record<string, {rtol: number; atol: number}>> = {
  // upstream decomposes the matrix in float32
  Orthogonal: {rtol: 0, atol: 2e-6},
  "Orthogonal wide": {rtol: 0, atol: 2e-6},
};

test("every recorded initialiser is made", () => {
  expect(CASES.map(({name}) => name)).toEqual(Object.keys(MAKE));
});

describe.each(CASES)("$name", ({name, shape, unit: symbol, values}) => {
  test("gives upstream's numbers, in its unit", () => {
    random.seed(SEED);
    const made = (MAKE[name] as () => Initializer)().init(shape);
    expect(made.shape).toEqual(shape);
    const numbers = made.toDecimal(unit(symbol === "1" ? "" : symbol));
    expect(numbers).toBeAllclose(values, BOUNDS[name] ?? {rtol: 2e-6, atol: 2e-7 * Math.max(...values.map(Math.abs))});
  });
});
