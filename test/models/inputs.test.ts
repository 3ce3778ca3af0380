/** @file The current-input contract: what is registered, how it is summed, and when it is consumed. */
import {environ, initAllStates, LIF, mA, ms, mV, ohm, ParameterError, ShapeError, UnitMismatchError} from "spikeloop";
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
    const g = (v: Quantity<Voltage>) => v.neg().div(ohm(1));
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

describe("an input that does not fit", () => {
  const refused = (neuron: LIF, kind: new (...args: never[]) => Error, message: string) => {
    const before = neuron.V.value;
    expect(() => step(neuron)).toThrow(kind);
    expect(() => step(neuron)).toThrow(message);
    expect(neuron.V.value).toBe(before);
  };

  test("of another unit: is named by its key", () => {
    const neuron = ready();
    neuron.addCurrentInput("gap", () => mV(1), "network");
    const message = 'current input "network // gap": the unit does not fit, expected mA (current), got 1 mV (voltage)';
    refused(neuron, UnitMismatchError, message);
    const other = ready();
    other.addDeltaInput("jump", mA(1));
    refused(other, UnitMismatchError, 'delta input "jump": the unit does not fit, expected mV (voltage), got 1 mA');
  });

  test("of another shape, or nothing at all", () => {
    const neuron = initAllStates(new LIF(3));
    neuron.addDeltaInput("jump", mV([1, 2]));
    refused(neuron, ShapeError, 'delta input "jump": the shapes do not broadcast');
    const other = ready();
    other.addCurrentInput("none", (() => undefined) as never);
    refused(other, ParameterError, 'current input "none": gave no quantity, expected mA (current), got undefined');
    expect(() => other.addCurrentInput("nothing", undefined as never)).toThrow(
      'addCurrentInput: "nothing" is no input, expected a quantity or a function of the state, got undefined',
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

describe("a state that was set by hand", () => {
  test("to another shape than the population's: is refused before anything is written", () => {
    const neuron = initAllStates(new LIF(3));
    for (const V of [mV(-60), mV([1, 2])]) {
      neuron.V.value = V;
      expect(() => step(neuron)).toThrow(ShapeError);
      expect(() => step(neuron)).toThrow("LIF: V has the wrong shape, expected (3,), got (");
      expect(neuron.V.value).toBe(V);
    }
  });

  test("to a scalar, for one neuron: it stays one", () => {
    const neuron = initAllStates(new LIF(1));
    neuron.V.value = mV(0.5);
    expect(step(neuron).size).toBe(1);
  });
});
