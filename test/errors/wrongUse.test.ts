/** @file What callers without types may give: an error that says what was expected, and nothing changed. */
import * as spikeloop from "spikeloop";
import {
  abs,
  arange,
  broadcastTo,
  cond,
  Constant,
  environ,
  EnvironError,
  expEuler,
  forLoop,
  full,
  initAllStates,
  jit,
  LIF,
  LIFRef,
  mA,
  max,
  mean,
  mV,
  ms,
  nonzero,
  Normal,
  ones,
  ParameterError,
  quantity,
  ReluGrad,
  scan,
  ShapeError,
  State,
  StateError,
  sum,
  TraceError,
  Uniform,
  UnitMismatchError,
} from "spikeloop";
import type {Quantity, Voltage} from "spikeloop";
import {describe, expect, test} from "vitest";

/** A value of whatever type the caller wants, as JavaScript would pass it. */
const anything = (x: unknown) => x as never;

describe("quantities", () => {
  test.each<[string, () => unknown]>([
    ["a text as numbers", () => mV(anything("3"))],
    ["a boolean", () => mV(anything(true))],
    ["an object", () => quantity(anything({}))],
    ["a bigint", () => quantity(anything(5n))],
    ["texts in an array", () => mV(anything(["1", "2"]))],
    ["quantities in an array", () => quantity(anything([mV(1), mV(2)]))],
    ["a text with a second unit", () => quantity(anything("25 mA"), "uA")],
    ["a text for a unit", () => mV(1).toDecimal(anything("mV"))],
    ["an operand that is no quantity", () => mV(1).add(anything("1 mV"))],
    ["a unit for a quantity", () => mV(1).mul(anything(mV))],
  ])("%s: is refused", (_, act) => {
    expect(act).toThrow(ParameterError);
    expect(act).toThrow(/expected .*, got /);
  });

  test("quantity(condition, unit): becomes float32", () => {
    expect(quantity(quantity([1, 2]).gt(1), "mV").dtype).toBe("float32");
    expect(mV(nonzero([0, 1])[0] as never).dtype).toBe("float32");
  });

  test("a bare number stands for a dimensionless quantity everywhere", () => {
    const state = new State<Voltage>(mV(1));
    state.value = 0;
    expect(String(state.value)).toBe("0. mV");
    const count = new State(3);
    count.value = 4;
    expect(count.value.toNumber(anything(undefined))).toBe(4);
    expect(abs(-2).toNumber()).toBe(2);
    expect(broadcastTo(1, [2]).shape).toEqual([2]);
    expect(new ReluGrad().spike(0.5).toNumber()).toBe(1);
    expect([...new Constant(3).init([2]).toDecimal(anything(undefined))]).toEqual([3, 3]);
    expect(new Normal(0, 1, 1).init([2]).shape).toEqual([2]);
    expect(String(new Uniform(anything(0), mV(1)))).toBe("Uniform(low=0. mV, high=1. mV)");
  });
});

describe("sums", () => {
  test("keep what rounding would lose", () => {
    expect(sum(ones([20_000_000])).toNumber()).toBe(20_000_000);
    expect(mean(full([1_000_000], mV(-60.1))).toNumber(mV)).toBe(Math.fround(-60.1));
    expect(sum(quantity([1e30, 1, -1e30, Infinity])).toNumber()).toBe(Infinity);
    expect(mean(nonzero(ones([100_000]))[0] as ReturnType<typeof quantity>).toNumber()).toBe(49999.5);
    expect(max(mV([1, 2])).toNumber(mV)).toBe(2);
  });
});

describe("models", () => {
  test.each<[string, () => unknown, new (...args: never[]) => Error]>([
    ["a text for tau", () => new LIF(1, {tau: anything("10 ms")}), ParameterError],
    ["no size", () => new LIFRef(anything(undefined)), ParameterError],
    [
      "an initialiser of another unit",
      () => new LIFRef(1, {V_initializer: anything(new Normal(ms(1), ms(1)))}),
      UnitMismatchError,
    ],
    ["an initialiser that is none", () => new LIFRef(1, {V_initializer: anything({})}), ParameterError],
    ["a batch of half a sample", () => initAllStates(new LIF(1), {batchSize: 1.5}), ParameterError],
    ["an empty batch", () => initAllStates(new LIF(1), {batchSize: 0}), ParameterError],
    [
      "a text as input",
      () => environ.context({dt: ms(1)}, () => initAllStates(new LIF(1)).update(anything("5 mA"))),
      ParameterError,
    ],
  ])("%s: is refused", (_, act, kind) => {
    expect(act).toThrow(kind);
  });

  test("a registered input that would enlarge the population is refused", () => {
    const neuron = initAllStates(new LIF(1));
    neuron.addCurrentInput("wide", mA([1, 2, 3]));
    expect(() => environ.context({dt: ms(0.1)}, () => neuron.update(0))).toThrow(ShapeError);
    expect(neuron.V.value.shape).toEqual([1]);
  });

  test("an input of another unit is refused, and not consumed", () => {
    const neuron = initAllStates(new LIF(1));
    neuron.addCurrentInput("wrong", mV(1));
    expect(() => environ.context({dt: ms(0.1)}, () => neuron.update(0))).toThrow(UnitMismatchError);
    expect(String(neuron.getCurrentInput("wrong"))).toBe("1. mV");
  });
});

describe("environment", () => {
  test.each([0, -0.1, NaN, Infinity])("dt of %d ms is refused", (dt) => {
    expect(() => environ.context({dt: ms(dt)}, () => 0)).toThrow(ParameterError);
  });

  test("dt and t are scalars; undefined hides nothing", () => {
    expect(() => environ.context({t: ms([1, 2])}, () => 0)).toThrow(ShapeError);
    const inner = environ.context({dt: ms(1)}, () => environ.context({dt: anything(undefined)}, () => environ.getDt()));
    expect(inner.toNumber(ms)).toBe(1);
  });

  test("set inside a trace is refused", () => {
    expect(() =>
      forLoop(
        (t) => {
          environ.set({t});
        },
        arange(ms(0), ms(1), ms(0.5)),
      ),
    ).toThrow(EnvironError);
    expect(environ.all()).toEqual({});
  });

  test("jit notices an entry that was not there", () => {
    const f = jit((x: Quantity<Voltage>) => x.add(environ.get("off", mV(5)) as Quantity<Voltage>));
    expect(f(mV(1)).toNumber(mV)).toBe(6);
    expect(environ.context({off: mV(7)}, () => f(mV(1))).toNumber(mV)).toBe(8);
    expect(f(mV(1)).toNumber(mV)).toBe(6);
  });
});

describe("loops", () => {
  const times = arange(ms(0), ms(1), ms(0.5));

  test("a step of scan that returns no pair, and jit of no function", () => {
    expect(() =>
      scan(
        anything((carry: unknown) => carry),
        mV(0),
        times,
      ),
    ).toThrow(TraceError);
    expect(() =>
      scan(
        anything((carry: unknown) => carry),
        mV(0),
        times,
      ),
    ).toThrow(/expected \[carry, record\]/);
    expect(() => jit(anything(5))).toThrow(TraceError);
  });

  test("a state without a value that is first set in the step", () => {
    const neuron = new LIF(1);
    expect(() =>
      forLoop(() => {
        initAllStates(neuron);
      }, times),
    ).toThrow(StateError);
    expect(() => neuron.V.value).toThrow(StateError);
  });

  test("a drift with a cond", () => {
    const drift = (v: Quantity<Voltage>) =>
      cond(
        v.gt(mV(0)),
        () => v.div(ms(1)),
        () => v.div(ms(2)),
      );
    expect(() => expEuler(anything(drift), mV(1), ms(0.1))).toThrow(TraceError);
  });
});

describe("modules", () => {
  test("that hold each other are walked once", () => {
    class Node extends spikeloop.Module {
      other: Node | null = null;
    }
    const [a, b] = [new Node(), new Node()];
    [a.other, b.other] = [b, a];
    expect(a.nodes()).toEqual([b, a]);
  });
});
