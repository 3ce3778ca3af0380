/** @file What a field with a unit reads: any unit of the right dimension; the rest is refused in words. */
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {NEURON_PARAMETERS, type NeuronValues} from "../../src/components/firstNeuron/parameters.js";
import {ParameterStore} from "../../src/components/parameterStore.js";
import {quantityField, readQuantity} from "../../src/components/quantityField.js";

const {window} = new JSDOM();
Object.assign(globalThis, {document: window.document});
const {tau, I, V_th, R, V0} = NEURON_PARAMETERS;

test.each([
  [tau, "0.02 s", 20],
  [tau, "20ms", 20],
  [tau, "8", 8],
  [tau, " 12.5 ", 12.5],
  [tau, "7500 µs", 7.5],
  [I, "300 uA", 0.3],
  [I, "0.0251 A", 25.1],
  [I, "1e-2 A", 10],
  [V_th, "−0.0505 V", -50.5],
  [V_th, "-47.5", -47.5],
  [V_th, "-47.5\u00a0mV", -47.5],
  [R, "2 Ω", 2],
  [R, "0.002 kohm", 2],
] as const)("readQuantity: %# reads what is written in the unit of its parameter", (parameter, text, value) => {
  expect(readQuantity(text, parameter)).toEqual({value, said: ""});
});

test.each([
  [tau, "300 mV", "300 mV is a voltage; tau is a time, such as 20 ms"],
  [tau, "5 mA", "5 mA is a current; tau is a time, such as 20 ms"],
  [I, "20 ms", "20 ms is a time; I is a current, such as 25 mA"],
  [V0, "1 S", "1 S is a conductance; initial potential is a voltage, such as 0 mV"],
  [tau, "slow", '"slow" has no number in it; tau is a time, such as 20 ms'],
  [tau, "20 mz", '"mz" is not a unit; tau is a time, such as 20 ms'],
] as const)("readQuantity: %# refuses another dimension with both named", (parameter, text, refused) => {
  expect(readQuantity(text, parameter)).toEqual({refused});
});

test.each([
  [tau, "3 s", 50, "tau goes from 5 ms to 50 ms"],
  [I, "-1 mA", 0, "I goes from 0 mA to 50 mA"],
  [tau, "1e300 ms", 50, "tau goes from 5 ms to 50 ms"],
] as const)("readQuantity: %# cuts what is out of range, and says so", (parameter, text, value, said) => {
  expect(readQuantity(text, parameter)).toEqual({value, said});
});

describe("quantityField", () => {
  const make = () => {
    const store = new ParameterStore<NeuronValues>(NEURON_PARAMETERS);
    const [field, said] = quantityField(store, "tau") as [HTMLInputElement, HTMLElement];
    const type = (text: string): void => {
      field.value = text;
      field.dispatchEvent(new window.Event("input"));
    };
    const press = (key: string, init: KeyboardEventInit = {}): void =>
      void field.dispatchEvent(new window.KeyboardEvent("keydown", {key, ...init}));
    return {store, field, said, type, press};
  };

  test("shows the value with its unit, and follows the store", () => {
    const {store, field} = make();
    expect(field.value).toBe("20 ms");
    store.set({tau: 12.5});
    expect([field.value, field.getAttribute("aria-valuetext")]).toEqual(["12.5 ms", "12.5 ms"]);
  });

  test("takes a text at Enter and when it is left, not while it is written", () => {
    const {store, field, type, press} = make();
    type("0.03 s");
    expect(store.values.tau).toBe(20);
    press("Enter");
    expect([store.values.tau, field.value]).toEqual([30, "30 ms"]);
    type("9");
    field.dispatchEvent(new window.Event("change"));
    expect([store.values.tau, field.value]).toEqual([9, "9 ms"]);
  });

  test("marks what it refuses, describes it, and keeps the value until Escape or a change elsewhere", () => {
    const {store, field, said, type, press} = make();
    for (const end of [() => press("Escape"), () => store.set({tau: store.values.tau + 1})]) {
      const before = store.values.tau;
      type("300 mV");
      press("Enter");
      expect([store.values.tau, field.getAttribute("aria-invalid")]).toEqual([before, "true"]);
      expect(field.getAttribute("aria-describedby")).toBe(said.id);
      expect(said.textContent).toContain("300 mV is a voltage");
      store.set({I: store.values.I + 1});
      expect(field.value).toBe("300 mV");
      end();
      expect([field.value, said.textContent]).toEqual([`${store.values.tau} ms`, ""]);
      expect([field.hasAttribute("aria-invalid"), field.hasAttribute("aria-describedby")]).toEqual([false, false]);
    }
  });

  test("says that it cut a value, also when that leaves the value as it was", () => {
    const {store, field, said, type, press} = make();
    store.set({tau: 50});
    type("99");
    press("Enter");
    expect([field.value, said.textContent]).toEqual(["50 ms", "tau goes from 5 ms to 50 ms"]);
    expect(field.hasAttribute("aria-invalid")).toBe(false);
  });

  test("is stepped by the arrow keys from what is written, unless that is refused", () => {
    const {store, field, type, press} = make();
    press("ArrowUp");
    expect(field.value).toBe("20.5 ms");
    press("ArrowDown", {shiftKey: true});
    expect(field.value).toBe("15.5 ms");
    type("0.03 s");
    press("PageUp");
    expect(store.values.tau).toBe(35);
    type("3 mV");
    press("ArrowUp");
    expect([store.values.tau, field.value]).toEqual([35, "3 mV"]);
  });

  test("an empty text is no value: the last one comes back", () => {
    const {store, field, type, press} = make();
    type(" ");
    press("Enter");
    expect([store.values.tau, field.value]).toEqual([20, "20 ms"]);
  });
});
