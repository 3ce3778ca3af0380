/** @file Modules and states: the tree is walked, initialised, reset and printed. */
import {
  Constant,
  HiddenState,
  initAllStates,
  LIF,
  LIFRef,
  Module,
  mV,
  ms,
  Normal,
  ohm,
  ParamState,
  resetAllStates,
  ShortTermState,
  State,
  StateError,
  Uniform,
  UnitMismatchError,
  ParameterError,
  ShapeError,
  mA,
} from "spikeloop";
import type {InitOptions, Voltage} from "spikeloop";
import {describe, expect, test} from "vitest";

class Pair extends Module {
  readonly second = new LIF(2);
  readonly first = new LIFRef([2, 3], {V_initializer: new Normal(mV(-55), mV(2), 1)});
  readonly gain = new ParamState(2);
  readonly calls: string[] = [];
  override initState(options?: InitOptions) {
    this.calls.push(`init ${String(options?.batchSize)}`);
  }
}

describe("String(neuron)", () => {
  test("is upstream's tree to the letter", () => {
    const neuron = initAllStates(
      new LIFRef(1, {R: ohm(1), tau: ms(20), tau_ref: ms(5), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)}),
    );
    expect(String(neuron)).toBe(`LIFRef(
  in_size=(1,),
  out_size=(1,),
  spk_reset=soft,
  spk_fun=ReluGrad(alpha=0.3, width=1.0),
  R=Quantity(1., "ohm"),
  tau=Quantity(20., "ms"),
  tau_ref=Quantity(5., "ms"),
  V_th=Quantity(-50., "mV"),
  V_rest=Quantity(-60., "mV"),
  V_reset=Quantity(-60., "mV"),
  V_initializer=Constant(value=0. mV),
  V=HiddenState(
    value=Quantity(~float32[1], "mV")
  ),
  last_spike_time=ShortTermState(
    value=Quantity(~float32[1], "ms")
  )
)`);
  });

  test("leaves out states that are not initialised, and indents modules inside modules", () => {
    const text = String(new Pair());
    expect(text).not.toContain("value=None");
    expect(text).toContain("  second=LIF(\n    in_size=(2,),");
    expect(text).toContain("  gain=ParamState(\n    value=~float32[]\n  )");
    expect(text).toContain("in_size=(2, 3)");
  });
});

describe("initAllStates", () => {
  test("needs no dt, and initialises the whole tree", () => {
    const pair = initAllStates(new Pair());
    expect(pair.first.V.value.shape).toEqual([2, 3]);
    expect(pair.first.last_spike_time.value.toDecimal(ms)).toEqual(new Float32Array(6).fill(-1e7));
    expect(pair.second.V.value.toDecimal(mV)).toEqual(new Float32Array(2));
    expect(pair.calls).toEqual(["init undefined"]);
  });

  test("batchSize gives every state a leading axis", () => {
    const pair = initAllStates(new Pair(), {batchSize: 4});
    expect(pair.first.V.value.shape).toEqual([4, 2, 3]);
    expect(pair.second.V.value.shape).toEqual([4, 2]);
    expect(pair.calls).toEqual(["init 4"]);
  });

  test("resetAllStates puts back the initial values", () => {
    const neuron = initAllStates(new LIF(1, {V_initializer: mV(-3)}));
    neuron.V.value = mV([7]);
    resetAllStates(neuron);
    expect(neuron.V.value.toNumber(mV)).toBe(-3);
  });
});

describe("Module.states, nodes", () => {
  test("states are found by path, in alphabetical order, by kind", () => {
    const pair = initAllStates(new Pair());
    expect([...pair.states().keys()]).toEqual(["first.V", "first.last_spike_time", "second.V", "gain"]);
    expect([...pair.states(HiddenState).keys()]).toEqual(["first.V", "second.V"]);
    expect([...pair.states(ShortTermState).keys()]).toEqual(["first.V", "first.last_spike_time", "second.V"]);
    expect([...pair.states(ParamState).keys()]).toEqual(["gain"]);
  });

  test("nodes come children first, each once", () => {
    const pair = new Pair();
    expect(pair.nodes()).toEqual([pair.first, pair.second, pair]);
  });
});

describe("State", () => {
  test("reading before it is initialised says what to call", () => {
    const neuron = new LIFRef(1);
    expect(() => neuron.V.value).toThrow(StateError);
    expect(() => neuron.V.value).toThrow(/read before it is initialised.*\nhint: call initAllStates\(module\) first/s);
    expect(() => neuron.getSpike()).toThrow(StateError);
  });

  test("keeps its unit and refuses another dimension, unchanged", () => {
    const state = new State<Voltage>(mV(1));
    state.value = mV(2).mul(ohm(1)).div(ohm(1));
    expect(String(state.value)).toBe("2. mV");
    expect(() => {
      state.value = ms(1) as never;
    }).toThrow(UnitMismatchError);
    expect(() => {
      state.value = ms(1) as never;
    }).toThrow("State: the new value has the wrong unit, expected mV (voltage), got 1 ms (time)");
    expect(String(state.value)).toBe("2. mV");
    expect(String(new State(3).value)).toBe("3.");
  });
});

describe("initialisers", () => {
  test("Constant broadcasts to the population, and no further", () => {
    expect([...new Constant(mV([1, 2])).init([3, 2]).toDecimal(mV)]).toEqual([1, 2, 1, 2, 1, 2]);
    expect(() => new Constant(mV([1, 2])).init([1])).toThrow(ShapeError);
  });

  test("Normal and Uniform repeat for a seed, differ without one, and have their moments", () => {
    const draw = (seed?: number) => [...new Normal(mV(-55), mV(2), seed).init([20000]).toDecimal(mV)];
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw()).not.toEqual(draw());
    const values = draw(3);
    const mean = values.reduce((a, b) => a + b) / values.length;
    const std = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
    // four standard errors: 2 / sqrt(20000) is 0.0141
    expect(Math.abs(mean + 55)).toBeLessThan(0.057);
    expect(Math.abs(std - 2)).toBeLessThan(0.04);
    const uniform = [...new Uniform(mV(-70), mV(-60), 5).init([20000]).toDecimal(mV)];
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(-70);
    expect(Math.max(...uniform)).toBeLessThanOrEqual(-60);
    expect(Math.abs(uniform.reduce((a, b) => a + b) / uniform.length + 65)).toBeLessThan(0.09);
  });

  test("refuse a seed that is no whole number, and bounds of two dimensions", () => {
    expect(() => new Normal(mV(0), mV(1), 1.5).init([1])).toThrow(ParameterError);
    expect(() => new Uniform(mV(0), ms(1) as never)).toThrow(UnitMismatchError);
    expect(() => new Normal(mV(0), mA(1) as never)).toThrow(UnitMismatchError);
  });
});

test("a module inside itself is printed once", () => {
  class Child extends Module {
    parent: Module | undefined;
  }
  class Parent extends Module {
    readonly child = new Child();
  }
  const parent = new Parent();
  parent.child.parent = parent;
  const text = "Parent(\n  child=Child(\n    parent=Parent(...)\n  )\n)";
  expect([String(parent), String(parent)]).toEqual([text, text]);
});
