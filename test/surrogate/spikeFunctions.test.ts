/** @file What all spike functions have in common: finite, even, the same compiled; what they refuse; the function forms. */
import fc from "fast-check";
import {
  compileStats,
  forLoop,
  LIF,
  mV,
  ParameterError,
  quantity,
  ReluGrad,
  SpikeFunction,
  surrogate,
  UnitMismatchError,
} from "spikeloop";
import type {Dimensionless, Quantity} from "spikeloop";
import {describe, expect, test} from "vitest";
import {sameBits} from "../support/sameBits.js";
import {argumentsOf, CASES, make, NAMES} from "./kinds.js";

/** Those whose derivative is another at x than at -x. */
const UNEVEN = ["LeakyRelu", "LogTailedRelu", "S2NN"];

/** The odd parameters of the recorded case. */
const oddParameters = (name: string): Readonly<Record<string, number>> =>
  CASES.find((one) => one.name === name && Object.keys(one.parameters).length > 0)?.parameters ?? {};

/** Parameters around the odd ones, each multiplied by a factor of its own; counts stay. */
const parametersOf = (name: string): fc.Arbitrary<Record<string, number>> =>
  fc.record(
    Object.fromEntries(
      Object.entries(oddParameters(name)).map(([key, value]) => [
        key,
        key === "n" ? fc.integer({min: 1, max: 6}) : fc.double({min: 0.05, max: 20, noNaN: true}).map((x) => x * value),
      ]),
    ),
  );

const distances = fc.array(fc.float({min: -1e4, max: 1e4, noNaN: true}), {minLength: 1, maxLength: 20});

test("there are eighteen, each recorded with its defaults and with odd parameters", () => {
  expect(NAMES).toHaveLength(18);
  for (const name of NAMES) expect(Object.keys(oddParameters(name))).not.toEqual([]);
});

describe.each(NAMES)("%s", (name) => {
  test("spike: 1 at and above 0, -0 included; 0 below and for NaN; float32", () => {
    const spikes = make(name).spike(quantity([-1, -1e-30, -0, 0, 1e-30, 2, NaN, Infinity, -Infinity]));
    expect([...spikes.toDecimal()]).toEqual([0, 0, 1, 1, 1, 1, 0, 1, 0]);
    expect(spikes.dtype).toBe("float32");
  });

  test("spike, derivative: take plain numbers, and give scalars", () => {
    const one = make(name);
    expect([one.spike(0.5).shape, one.spike(0.5).toNumber(), one.spike(-0.5).toNumber()]).toEqual([[], 1, 0]);
    expect(one.derivative(0.5).shape).toEqual([]);
    expect(one.derivative(0.5).toNumber()).toBe(one.derivative(quantity([0.5])).toNumber());
  });

  test("derivative: finite, float32, of the shape of x; even, but for three", () => {
    fc.assert(
      fc.property(parametersOf(name), distances, (parameters, x) => {
        const one = make(name, parameters);
        const at = one.derivative(quantity(x));
        expect([at.dtype, at.shape]).toEqual(["float32", [x.length]]);
        expect([...at.toDecimal()].every(Number.isFinite)).toBe(true);
        if (!UNEVEN.includes(name)) expect(one.derivative(quantity(x).neg()).toDecimal()).toEqual(at.toDecimal());
      }),
      {numRuns: 60},
    );
  });

  test("in a loop: gives the same bits on wasm, on the interpreter and at once", () => {
    const one = make(name, oddParameters(name));
    const xs = quantity(Array.from({length: 41}, (_, i) => [(i - 20) / 7, (20 - i) * 3.3]));
    const step = (x: Quantity<Dimensionless>): Quantity<Dimensionless>[] => [one.spike(x), one.derivative(x)];
    const arrays = (results: Quantity<Dimensionless>[]): {shape: readonly number[]; data: Float32Array}[] =>
      results.map((result) => ({shape: result.shape, data: result.toDecimal()}));
    const onWasm = arrays(forLoop(step, xs, {backend: "wasm"}));
    expect(sameBits(onWasm, arrays(forLoop(step, xs, {backend: "interpret"})))).toBe(true);
    expect(sameBits(onWasm, arrays(step(xs)))).toBe(true);
  });

  test("other parameters compile nothing", () => {
    const xs = quantity([-1, 0, 1]);
    const run = (parameters: Readonly<Record<string, number>>): void => {
      const one = make(name, parameters);
      forLoop((x: Quantity<Dimensionless>) => one.derivative(x), xs, {backend: "wasm"});
    };
    const odd = oddParameters(name);
    run(odd);
    const {compiles} = compileStats();
    run(Object.fromEntries(Object.entries(odd).map(([key, value]) => [key, key === "n" ? value : value * 1.5])));
    expect(compileStats().compiles).toBe(compiles);
  });

  test("refuses an x with a unit, and says how to scale it", () => {
    const one = make(name);
    const message =
      `${name}: x has a unit, expected the scaled distance to the threshold, got -5 mV (voltage)\n` +
      "hint: scale it: V.sub(V_th).div(V_th.sub(V_reset))";
    expect(() => one.spike(mV(-5) as never)).toThrow(new UnitMismatchError(message));
    expect(() => one.derivative(mV(-5) as never)).toThrow(new UnitMismatchError(message));
  });

  test.each([NaN, Infinity, -1, "1" as unknown as number])("refuses %s for its first parameter", (wrong) => {
    const [first = ""] = Object.keys(oddParameters(name));
    const signed = ["LeakyRelu", "LogTailedRelu", "MultiGaussianGrad"].includes(name);
    const make1 = (): unknown => make(name, {...oddParameters(name), [first]: wrong});
    if (wrong === -1 && signed) expect(make1).not.toThrow();
    else expect(make1).toThrow(ParameterError);
  });
});

test("new SquarewaveFourierSeries: refuses a number of terms that is no count", () => {
  expect(() => make("SquarewaveFourierSeries", {n: 2.5})).toThrow(
    new ParameterError("SquarewaveFourierSeries: n is out of range, expected a whole number from 1, got 2.5"),
  );
});

test("derivative: takes a quotient of two scales of one unit as the number it is", () => {
  const distance = quantity("5 uV").sub(mV(0)).div(mV(10)) as Quantity<Dimensionless>;
  expect(new ReluGrad().derivative(distance).toNumber()).toBeCloseTo(0.3 - 0.3 * 0.0005, 6);
});

test("a spike function of one's own needs slope alone, and fits a neuron", () => {
  class Flat extends SpikeFunction {
    protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
      return x.mul(0).add(1);
    }
  }
  expect([String(new Flat()), new Flat().derivative(3).toNumber()]).toEqual(["Flat()", 1]);
  expect(String(new LIF(1, {spk_fun: new Flat()}).spk_fun)).toBe("Flat()");
});

describe("surrogate", () => {
  const formOf = (name: string): string => (name === "ERF" ? "erf" : name.charAt(0).toLowerCase() + name.slice(1));
  const forms = surrogate as unknown as Record<string, (...given: unknown[]) => Quantity<Dimensionless>>;

  test("has a function form of every spike function", () => {
    expect(Object.keys(surrogate).sort()).toEqual(
      NAMES.map(formOf)
        .sort()
        .map((name) => (name === "s2NN" ? "s2nn" : name)),
    );
  });

  test.each(NAMES.map((name) => [name, name === "S2NN" ? "s2nn" : formOf(name)]))(
    "%s: %s gives its spikes, and checks as it does",
    (name, key) => {
      const spikes = forms[key]?.(quantity([-0.1, 0, 0.1]), ...argumentsOf(name, oddParameters(name)));
      expect([...(spikes?.toDecimal() ?? [])]).toEqual([0, 1, 1]);
      const [first = ""] = Object.keys(oddParameters(name));
      expect(() => forms[key]?.(0, ...argumentsOf(name, {...oddParameters(name), [first]: NaN}))).toThrow(
        `${name}: ${first}`,
      );
    },
  );
});
