/** @file The reset lies below the threshold, or the spike test would be the other way round. */
import {AdExIF, jit, LIF, LIFRef, mV, ParameterError, volt} from "spikeloop";
import type {Quantity, Voltage} from "spikeloop";
import {expect, test} from "vitest";
import {EVERY_MODEL, parametersOf} from "./everyModel.js";

const RESETTING = EVERY_MODEL.filter(({Model}) => {
  const names = parametersOf(new Model(1));
  return names.has("V_th") && names.has("V_reset");
});

test.each(RESETTING.map((row) => [row.name, row] as const))(
  "%s: refuses a reset at or above its threshold",
  (name, row) => {
    const {V_th} = new row.Model(1) as unknown as LIF;
    for (const above of [0, 3]) {
      const make = () => new row.Model(1, {V_reset: V_th.add(mV(above))});
      expect(make).toThrow(ParameterError);
      expect(make).toThrow(`${name}: V_reset is not below V_th, expected V_th - V_reset above 0, got `);
    }
  },
);

test("there are twelve of them", () => {
  expect(RESETTING).toHaveLength(12);
});

test("a reset that was left at its default is named; one neuron of many is enough", () => {
  expect(() => new LIF(1, {V_th: mV(-50), V_rest: mV(-65)})).toThrow(
    "LIF: V_reset is not below V_th, expected V_th - V_reset above 0, got -50 mV (voltage)\nhint: give both: V_reset is 0. mV",
  );
  expect(() => new LIFRef(3, {V_th: mV(-50), V_reset: mV([-60, -49, -60])})).toThrow("got -1 mV (voltage)");
  expect(new AdExIF(1, {V_reset: volt(-0.06)}).V_reset.toNumber(mV)).toBe(-60);
});

test("what is traced has no numbers to look at", () => {
  const spike = jit((V_th: Quantity<Voltage>) => new LIF(1, {V_th}).getSpike(mV([2])));
  expect(spike(mV(1)).toNumber()).toBe(1);
});
