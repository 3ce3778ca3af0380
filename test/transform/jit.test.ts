/** @file jit: traced once for each form of its arguments, states and environment read anew at every call. */
import {
  arange,
  compileStats,
  environ,
  forLoop,
  initAllStates,
  jit,
  LIFRef,
  mA,
  ms,
  mV,
  ohm,
  quantity,
  second,
  State,
  StateError,
  sum,
  TraceError,
  zeros,
} from "spikeloop";
import type {Current, Dimensionless, Quantity, Voltage} from "spikeloop";
import {describe, expect, test} from "vitest";

const times = arange(ms(0), ms(200), ms(0.1));
const neuronOf = () => initAllStates(new LIFRef(1, {tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)}));

describe("jit", () => {
  test("gives what the function gives, traced once", () => {
    let traces = 0;
    const f = jit((x: Quantity<Current>) => {
      traces++;
      return x.mul(ohm(2)).add(mV(1));
    });
    expect(f(mA(3)).toNumber(mV)).toBe(7);
    expect(f(mA(4)).toNumber(mV)).toBe(9);
    expect(traces).toBe(1);
    expect([...f(mA([1, 2])).toDecimal(mV)]).toEqual([3, 5]);
    expect(traces).toBe(2);
  });

  test("takes and gives trees; numbers become quantities", () => {
    const f = jit(
      ({a, b}: {a: Quantity<Voltage>; b: Quantity<Dimensionless> | number}) => [a.mul(b), {sum: a}] as const,
    );
    const [product, {sum: same}] = f({a: mV(2), b: 3});
    expect(product.toNumber(mV as never)).toBe(6);
    expect(same.toNumber(mV)).toBe(2);
    expect(f({a: mV(2), b: 4})[0].toNumber(mV as never)).toBe(8);
  });

  test("takes and gives the same inside a step", () => {
    const f = jit(({a}: {a: Quantity<Dimensionless> | number}) => [quantity(1).add(a as Quantity<Dimensionless>), 2]);
    const twice = forLoop(() => (f({a: 3}) as [Quantity<Dimensionless>, Quantity<Dimensionless>])[1].mul(2), zeros(1));
    expect([...twice.toDecimal()]).toEqual([4]);
    expect([...forLoop(() => f({a: 3}), zeros(1))].map((x) => x.toDecimal()[0])).toEqual([4, 2]);
  });

  test("another unit of an argument is another trace", () => {
    const f = jit((t: ReturnType<typeof ms>) => ms(1).add(t));
    expect(String(f(ms(1)))).toBe("2. ms");
    expect(String(f(second(1)))).toBe("1001. ms");
  });

  test("a jitted rollout: states go in and out, and the sum over time is part of the program", () => {
    const neuron = neuronOf();
    const run = jit((I: Quantity<Current>) => {
      const spikes = forLoop((t) => environ.context({t}, () => neuron.update(I)), times);
      return [sum(spikes), spikes] as const;
    });
    const call = (I: number) => environ.context({dt: ms(0.1)}, () => run(mA(I)));
    expect(call(25)[0].toNumber()).toBe(17);
    const V = neuron.V.value.toNumber(mV);
    expect(V).not.toBe(0);
    initAllStates(neuron);
    expect(call(8)[0].toNumber()).toBe(4);
    initAllStates(neuron);
    const {compiles} = compileStats();
    const [total, spikes] = call(25);
    expect([total.toNumber(), spikes.shape]).toEqual([17, [2000, 1]]);
    expect(neuron.V.value.toNumber(mV)).toBe(V);
    expect(compileStats().compiles).toBe(compiles);
  });

  test("dt is read anew at every call", () => {
    const f = jit(() => environ.getDt().mul(2));
    expect(String(environ.context({dt: ms(0.5)}, () => f()))).toBe("1. ms");
    expect(String(environ.context({dt: ms(3)}, () => f()))).toBe("6. ms");
    expect(String(environ.context({dt: second(1)}, () => f()))).toBe("2. s");
  });

  test("what else the environment holds is part of the trace", () => {
    const f = jit((x: Quantity<Dimensionless>) => (environ.get("fit") ? x.add(1) : x.sub(1)));
    expect(environ.context({fit: true}, () => f(quantity(5))).toNumber()).toBe(6);
    expect(environ.context({fit: false}, () => f(quantity(5))).toNumber()).toBe(4);
    expect(environ.context({fit: true}, () => f(quantity(5))).toNumber()).toBe(6);
  });

  test("a state that changed its shape is another trace", () => {
    const neuron = neuronOf();
    const f = jit(() => neuron.V.value.add(mV(1)));
    expect(f().shape).toEqual([1]);
    initAllStates(neuron, {batchSize: 3});
    expect(f().shape).toEqual([3, 1]);
  });

  test("states initialised inside start anew at every call", () => {
    const neuron = neuronOf();
    const run = jit(() => {
      initAllStates(neuron);
      return sum(forLoop((t) => environ.context({t}, () => neuron.update(mA(25))), times));
    });
    const call = () => environ.context({dt: ms(0.1)}, () => run()).toNumber();
    expect([call(), call()]).toEqual([17, 17]);
  });

  test("another length of xs compiles nothing where only the loop uses it", () => {
    const neuron = neuronOf();
    const run = jit((ts: typeof times) => forLoop((t) => environ.context({t}, () => neuron.update(mA(25))), ts));
    const call = (steps: number) => {
      initAllStates(neuron);
      return environ.context({dt: ms(0.1)}, () => run(arange(ms(0), ms(steps * 0.1), ms(0.1))));
    };
    expect(call(2000).shape).toEqual([2000, 1]);
    const {compiles} = compileStats();
    expect(call(321).shape).toEqual([321, 1]);
    expect(compileStats().compiles).toBe(compiles);
  });

  test("jit inside jit and inside forLoop is part of the outer program", () => {
    const inner = jit((x: Quantity<Dimensionless>) => x.mul(2));
    const outer = jit((x: Quantity<Dimensionless>) => inner(x).add(1));
    expect(outer(quantity(3)).toNumber()).toBe(7);
    expect([...forLoop((x) => inner(x), quantity([1, 2])).toDecimal()]).toEqual([2, 4]);
  });

  test("a state without a value that is first set in a step that throws has none afterwards", () => {
    const state = new State();
    const fail = jit(() => {
      state.value = ms(1);
      throw new Error("mine");
    });
    expect(fail).toThrow("mine");
    const inLoop = () =>
      forLoop((t) => {
        state.value = t;
      }, times);
    expect(inLoop).toThrow(StateError);
    expect(inLoop).toThrow("first set inside a loop or a branch, expected a value before it, got none");
    expect(state.peek()).toBeUndefined();
    expect(() => forLoop(() => state.value, times)).toThrow(StateError);
    expect(jit(() => ((state.value = ms(3)), state.value.mul(2)))().toNumber(ms)).toBe(6);
    expect(state.value.toNumber(ms as never)).toBe(3);
  });

  test("an error leaves states alone, and the function usable", () => {
    const state = new State(zeros(1));
    let fail = true;
    const f = jit(() => {
      state.value = state.value.add(1);
      if (fail) throw new Error("mine");
      return state.value;
    });
    expect(() => f()).toThrow("mine");
    expect([...state.value.toDecimal()]).toEqual([0]);
    fail = false;
    expect([...f().toDecimal()]).toEqual([1]);
    expect([...f().toDecimal()]).toEqual([2]);
    expect(() => jit((x: Quantity<Dimensionless>) => (Number(x) > 1 ? x : x))(quantity(1))).toThrow(TraceError);
  });
});
