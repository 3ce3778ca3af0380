/** @file The current-input contract: what is registered, how it is summed, and when it is consumed. */
import {environ, initAllStates, LIF, mA, ms, mV, ohm, ParameterError} from "spikeloop";
import type {Current, Quantity, Voltage} from "spikeloop";
import {describe, expect, test} from "vitest";

const step = (neuron: LIF, I: Quantity<Current> | 0 = 0) => environ.context({dt: ms(0.1)}, () => neuron.update(I));
const V = (neuron: LIF) => neuron.V.value.toNumber(mV);
const ready = () => initAllStates(new LIF(1, {V_th: mV(100)}));

describe("current inputs", () => {
  test("an array is consumed by the next step; a function stays and is called with V", () => {
    const [plain, twice] = [ready(), ready()];
    twice.addCurrentInput("array", mA(2));
    step(plain, mA(3));
    step(twice, mA(1));
    expect(V(twice)).toBe(V(plain));
    step(plain, mA(1));
    step(twice, mA(1));
    expect(V(twice)).toBe(V(plain));

    const seen: string[] = [];
    twice.addCurrentInput("leak", (v) => {
      seen.push(String(v?.shape));
      return mA(1);
    });
    step(plain, mA(2));
    step(twice, mA(1));
    step(plain, mA(2));
    step(twice, mA(1));
    expect(V(twice)).toBe(V(plain));
    expect(seen).toHaveLength(2);
  });

  test("a current that depends on V enters the derivative: the step stays exact", () => {
    const neuron = initAllStates(new LIF(1, {tau: ms(5), V_th: mV(100), V_initializer: mV(10)}));
    const g = (v: Quantity) => (v as Quantity<Voltage>).neg().div(ohm(1));
    neuron.addCurrentInput("conductance", g);
    environ.context({dt: ms(5)}, () => neuron.update(mA(4)));
    // dV/dt = (-2 V + 4)/5, so V(5) = 2 + 8 exp(-2)
    expect(neuron.V.value.toDecimal(mV)).toBeAllclose([2 + 8 * Math.exp(-2)], {rtol: 1e-6});
  });

  test("sums in the order they were added, only those with a label when one is given", () => {
    const neuron = ready();
    neuron.addCurrentInput("a", () => mA(1));
    neuron.addCurrentInput("b", () => mA(20), "noise");
    expect(neuron.sumCurrentInputs(mA(300)).toNumber(mA)).toBe(321);
    expect(neuron.sumCurrentInputs(mA(0), [], "noise").toNumber(mA)).toBe(20);
    expect(neuron.getCurrentInput("b", "noise")).toBeTypeOf("function");
  });

  test("a key that is taken, and one that is not there", () => {
    const neuron = ready();
    const input = () => mA(1);
    neuron.addCurrentInput("a", input);
    neuron.addCurrentInput("a", input);
    expect(() => neuron.addCurrentInput("a", () => mA(1))).toThrow(ParameterError);
    expect(() => neuron.addCurrentInput("a", mA(1))).toThrow(
      'addCurrentInput: the key is taken, expected a new one, got "a"',
    );
    expect(() => neuron.getDeltaInput("x", "label")).toThrow(
      'getDeltaInput: no such input, expected one of none, got "label // x"',
    );
  });
});

describe("delta inputs", () => {
  test("are added to V after the step, and consumed", () => {
    const [plain, jumped] = [ready(), ready()];
    jumped.addDeltaInput("jump", mV(5));
    step(plain);
    step(jumped);
    expect(V(jumped)).toBe(V(plain) + 5);
    expect(jumped.sumDeltaInputs(mV(0)).toNumber(mV)).toBe(0);
  });
});
