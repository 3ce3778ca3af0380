/** @file Initialisers: seeds, units, what they print and refuse; arithmetic; `param`. */
import {
  Beta,
  Clipped,
  Conditional,
  Constant,
  Exponential,
  Gamma,
  Identity,
  initAllStates,
  KaimingNormal,
  LecunUniform,
  LIF,
  LogNormal,
  Mixture,
  mA,
  ms,
  mV,
  Normal,
  Orthogonal,
  param,
  ParameterError,
  quantity,
  random,
  Scaled,
  ShapeError,
  TruncatedNormal,
  Uniform,
  UnitMismatchError,
  VarianceScaling,
  volt,
  Weibull,
  XavierNormal,
  ZeroInit,
} from "spikeloop";
import type {Initializer} from "spikeloop";
import {describe, expect, test} from "vitest";

/** Each random initialiser with a seed, and a shape that it takes. */
const SEEDED: [string, (seed?: number) => Initializer, number[]][] = [
  ["LogNormal", (seed) => new LogNormal(mV(5), mV(2), seed), [40]],
  ["Exponential", (seed) => new Exponential(mV(5), seed), [40]],
  ["Weibull", (seed) => new Weibull(2, mV(5), seed), [40]],
  ["Gamma", (seed) => new Gamma(0.7, mV(5), seed), [40]],
  ["Beta", (seed) => new Beta({alpha: 2, beta: 0.7, low: mV(0), high: mV(5), seed}), [40]],
  ["TruncatedNormal", (seed) => new TruncatedNormal(mV(0), mV(5), {low: mV(-1), seed}), [40]],
  ["VarianceScaling", (seed) => new VarianceScaling({scale: mV(2), seed}), [8, 5]],
  ["KaimingNormal", (seed) => new KaimingNormal({scale: mV(2), seed}), [8, 5]],
  ["LecunUniform", (seed) => new LecunUniform({scale: mV(2), seed}), [8, 5]],
  ["Orthogonal", (seed) => new Orthogonal(mV(2), seed), [8, 5]],
  ["Mixture", (seed) => new Mixture([new Constant(mV(1)), new Constant(mV(2))], {seed}), [40]],
];

describe.each(SEEDED)("%s", (_, make, shape) => {
  const numbers = (initializer: Initializer): number[] => [...initializer.init(shape).toDecimal(mV)];

  test("a seed gives the same values each time, another seed others", () => {
    const one = make(3);
    expect(numbers(one)).toEqual(numbers(one));
    expect(numbers(make(3))).toEqual(numbers(one));
    expect(numbers(make(4))).not.toEqual(numbers(one));
    expect(numbers(one).every(Number.isFinite)).toBe(true);
  });

  test("without a seed the values are the next of `random`", () => {
    const one = make();
    random.seed(3);
    const first = numbers(one);
    expect(first).toEqual(numbers(make(3)));
    expect(numbers(one)).not.toEqual(first);
  });

  test("makes the unit it was given", () => {
    expect(make(1).unit).toBe(mV(1).unit);
    expect(make(1).init(shape).unit).toBe(mV(1).unit);
  });
});

test.each<[Initializer, string]>([
  [new ZeroInit(mV), "ZeroInit(unit=mV)"],
  [new ZeroInit(), "ZeroInit(unit=1)"],
  [new LogNormal(mV(5), mV(2)), "LogNormal(mean=5. mV, std=2. mV)"],
  [new Gamma(2, mV(3)), "Gamma(shape=2., scale=3. mV)"],
  [new Exponential(2), "Exponential(scale=2.)"],
  [new TruncatedNormal(0, 1, {low: -1}), "TruncatedNormal(mean=0., std=1., low=-1., high=None)"],
  [new Beta({alpha: 2, beta: 3, low: mV(0), high: mV(5)}), "Beta(alpha=2., beta=3., low=0. mV, high=5. mV)"],
  [new Weibull(2, 1), "Weibull(shape=2., scale=1.)"],
  [new VarianceScaling(), "VarianceScaling(scale=1., mode=fan_in, distribution=normal)"],
  [new KaimingNormal({mode: "fan_out"}), "KaimingNormal(mode=fan_out, nonlinearity=relu, unit=1)"],
  [new XavierNormal({scale: mV(2)}), "XavierNormal(scale=2. mV, unit=mV)"],
  [new Orthogonal(), "Orthogonal(scale=1.)"],
  [new Identity(mV(2)), "Identity(scale=2. mV, unit=mV)"],
  [
    new Mixture([new Constant(1), new Constant(2)], {weights: [0.3, 0.7]}),
    "Mixture(distributions=[Constant(value=1.), Constant(value=2.)], weights=[0.3, 0.7])",
  ],
  [
    new Conditional((i) => i < 3, new Constant(1), new Constant(2)),
    "Conditional(condition_fn=function, true_dist=Constant(value=1.), false_dist=Constant(value=2.))",
  ],
  [new Scaled(new Constant(1), mV(3)), "Scaled(base_dist=Constant(value=1.), scale_factor=3. mV)"],
  [new Clipped(new Constant(1), {min: -1 as 0}), "Clipped(base_dist=Constant(value=1.), min_val=-1., max_val=None)"],
  [new Normal(mV(0), mV(1)).add(mV(2)).div(2), "((Normal(mean=0. mV, std=1. mV) + 2. mV) / 2.)"],
  [new Normal(0, 1).clip({max: 1 as 0}), "Normal(mean=0., std=1.).clip(None, 1.)"],
])("prints %s", (initializer, text) => {
  expect(String(initializer)).toBe(text);
});

test.each<[string, () => unknown, new (...args: never[]) => Error, string]>([
  [
    "mean",
    () => new LogNormal(mV(0), mV(1)),
    ParameterError,
    "LogNormal: mean is out of range, expected a positive number, got 0 mV",
  ],
  [
    "std",
    () => new LogNormal(mV(1), mV(-1)),
    ParameterError,
    "LogNormal: std is out of range, expected a number of at least 0, got -1 mV",
  ],
  ["two units", () => new LogNormal(mV(1), ms(1) as never), UnitMismatchError, "LogNormal: the units do not match"],
  [
    "shape",
    () => new Gamma(-1, mV(1)),
    ParameterError,
    "Gamma: shape is out of range, expected a positive number, got -1",
  ],
  [
    "shape with a unit",
    () => new Weibull(mV(1) as never, mV(1)),
    UnitMismatchError,
    "Weibull: shape has a unit, expected a dimensionless number, got 1 mV (voltage)",
  ],
  [
    "bounds",
    () => new TruncatedNormal(mV(0), mV(1), {low: mV(1), high: mV(1)}),
    ParameterError,
    "TruncatedNormal: low is not below high, expected low < high, got 1 and 1",
  ],
  [
    "bounds",
    () => new Beta({alpha: 1, beta: 1, low: mV(1), high: volt(-1)}),
    ParameterError,
    "Beta: low is not below high, expected low < high, got 1 and -1000",
  ],
  [
    "mode",
    () => new VarianceScaling({mode: "fan" as never}),
    ParameterError,
    'VarianceScaling: unknown mode, expected one of "fan_in", "fan_out", "fan_avg", got "fan"',
  ],
  [
    "scale",
    () => new XavierNormal({scale: -1}),
    ParameterError,
    "XavierNormal: scale is out of range, expected a number of at least 0, got -1",
  ],
  ["axis", () => new LecunUniform({inAxis: 5}).init([3, 3]), ShapeError, "LecunUniform: "],
  [
    "one axis",
    () => new Orthogonal().init([3]),
    ShapeError,
    "Orthogonal: the shape has too few axes, expected at least two, got (3,)",
  ],
  [
    "no axis",
    () => new Identity().init([]),
    ShapeError,
    "Identity: the shape has too few axes, expected at least one, got ()",
  ],
  [
    "nothing",
    () => new Mixture([]),
    ParameterError,
    "Mixture: nothing to choose from, expected initialisers, got none",
  ],
  [
    "weights",
    () => new Mixture([new Constant(1)], {weights: [0.5]}),
    ParameterError,
    "Mixture: weights do not fit, expected a sum of 1, got 0.5",
  ],
  [
    "weights",
    () => new Mixture([new Constant(1)], {weights: [0.5, 0.5]}),
    ParameterError,
    "Mixture: weights do not fit, expected 1 of them, got 2",
  ],
  [
    "weights",
    () => new Mixture([new Constant(1), new Constant(2)], {weights: [-1, 2]}),
    ParameterError,
    "Mixture: weights do not fit, expected numbers of at least 0, got -1",
  ],
  [
    "parts",
    () => new Mixture([new Constant(mV(1)), new Constant(ms(1)) as never]),
    UnitMismatchError,
    "Mixture: the initialisers do not match, expected mV (voltage), got ms (time)",
  ],
  [
    "parts",
    () => new Conditional(() => true, new Constant(mV(1)), new Constant(ms(1)) as never),
    UnitMismatchError,
    "Conditional: the initialisers do not match, expected mV (voltage), got ms (time)",
  ],
  [
    "clip",
    () => new Clipped(new Constant(mV(1)), {min: ms(1) as never}),
    UnitMismatchError,
    "maximum: the units do not match",
  ],
  [
    "sum",
    () => new Constant(mV(1)).add(new Constant(ms(1)) as never),
    UnitMismatchError,
    "add: the units do not match",
  ],
  [
    "large parameter",
    () => new Gamma(quantity([1, 2]), 1).init([1]),
    ShapeError,
    "Gamma: a parameter is larger than the state, expected at most (1,), got (2,)",
  ],
  [
    "large operand",
    () => new Constant(mV(1)).add(mV([1, 2])).init([1]),
    ShapeError,
    "(Constant(value=1. mV) + [1. 2.] mV): not of the state's shape, expected (1,), got (2,)",
  ],
])("refuses: %s", (_, act, kind, message) => {
  expect(act).toThrow(kind);
  expect(act).toThrow(message);
});

describe("Initialization", () => {
  test("add, sub, mul, div: calculate with what is made, units as those of quantities", () => {
    const base = new Constant(mV([1, 2, 3]));
    expect(String(base.add(mV(1)).init([3]))).toBe("[2. 3. 4.] mV");
    expect(String(base.sub(0).init([3]))).toBe("[1. 2. 3.] mV");
    expect(String(base.sub(new Constant(volt(0.001))).init([3]))).toBe("[0. 1. 2.] mV");
    expect(String(base.mul(2).init([3]))).toBe("[2. 4. 6.] mV");
    expect(String(base.mul(new Constant(mA(2))).unit)).toBe("uW");
    expect(String(base.div(ms(2)).init([3]))).toBe("[0.5 1.  1.5] mV / ms");
    expect(String(base.div(mV(2)).init([3]))).toBe("[0.5 1.  1.5]");
    expect(base.div(mV(2)).unit.dim.isDimensionless).toBe(true);
  });

  test("clip, apply: change what is made", () => {
    const base = new Constant(mV([1, 2, 3]));
    expect(String(base.clip({min: mV(1.5), max: volt(0.0025)}).init([3]))).toBe("[1.5 2.  2.5] mV");
    const squared = base.apply(function square(x) {
      return x.mul(x);
    });
    expect([String(squared), String(squared.unit)]).toEqual(["Constant(value=[1. 2. 3.] mV).apply(square)", "mV^2"]);
    expect([...squared.init([3]).toDecimal(squared.unit)]).toEqual([1, 4, 9]);
  });

  test("a result starts the states of a model", () => {
    const neuron = new LIF(4, {V_initializer: new Uniform(mV(-70), mV(-60), 1).clip({min: mV(-65)}).add(mV(1))});
    initAllStates(neuron);
    const V = [...neuron.V.value.toDecimal(mV)];
    expect(V.every((x) => x >= -64 && x < -59)).toBe(true);
    expect(() => new LIF(1, {V_initializer: new Constant(ms(1)).mul(2) as never})).toThrow(UnitMismatchError);
  });
});

test("Orthogonal: columns, or rows where there are fewer, are orthonormal", () => {
  for (const [rows, columns] of [
    [9, 4],
    [4, 9],
    [6, 6],
  ] as const) {
    const matrix = new Orthogonal(1, 5).init([rows, columns]).toDecimal();
    const wide = rows < columns;
    const at = (i: number, j: number): number => matrix[wide ? j * columns + i : i * columns + j] ?? NaN;
    const [long, short] = wide ? [columns, rows] : [rows, columns];
    for (let a = 0; a < short; a++) {
      for (let b = 0; b < short; b++) {
        let dot = 0;
        for (let i = 0; i < long; i++) dot += at(i, a) * at(i, b);
        expect(Math.abs(dot - (a === b ? 1 : 0))).toBeLessThan(3e-7);
      }
    }
  }
});

describe("param", () => {
  test("an initialiser makes values of the size, with a batch before it", () => {
    expect(param(new Constant(mV(1)), 3).shape).toEqual([3]);
    expect(param(new Constant(mV(1)), [3, 2], {batchSize: 4}).shape).toEqual([4, 3, 2]);
  });

  test("a scalar stays one unless it may not; an array stays, and is repeated along a batch", () => {
    expect(param(mV(1), 3).shape).toEqual([]);
    expect(String(param(2, 3))).toBe("2.");
    expect(param(mV(1), 3, {batchSize: 2, allowScalar: false}).shape).toEqual([2, 3]);
    expect(String(param(mV([1, 2]), 2))).toBe("[1. 2.] mV");
    expect([...param(mV([1, 2]), 2, {batchSize: 2}).toDecimal(mV)]).toEqual([1, 2, 1, 2]);
    expect(param(mV([[1, 2]]), 2, {batchSize: 1}).shape).toEqual([1, 2]);
  });

  test("nothing stays nothing, or is refused", () => {
    expect(param(undefined, 3)).toBeUndefined();
    expect(param(null, 3)).toBeUndefined();
    expect(() => param(null, 3, {allowNone: false})).toThrow(
      new ParameterError("param: nothing is given, expected a quantity or an initialiser, got none"),
    );
  });

  test("refuses what is too large, and what is no parameter", () => {
    expect(() => param(mV([1, 2, 3]), 1)).toThrow(
      new ShapeError("param: the value is larger than the parameter, expected at most (1,), got (3,)"),
    );
    expect(() => param("1 mV" as never, 1)).toThrow(ParameterError);
  });
});

test("Normal and Uniform refuse a negative spread and bounds in the wrong order", () => {
  expect(() => new Normal(mV(0), mV(-1))).toThrow(
    /^Normal: std is out of range, expected a number of at least 0, got -1 mV$/,
  );
  expect(() => new Uniform(mV(-60), mV(-70))).toThrow(/^Uniform: low is not below high/);
});
