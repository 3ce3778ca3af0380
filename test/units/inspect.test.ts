/** @file console.log in Node shows what a reader wrote, not the fields of an object. */
import {inspect} from "node:util";
import {forLoop, HiddenState, initAllStates, LIF, mV, quantity, record} from "spikeloop";
import {expect, test} from "vitest";

test("console.log: shows quantities, units, states, modules and events by their text", () => {
  const neuron = initAllStates(new LIF(2));
  const events = forLoop((x) => record.events(x), quantity([0, 1]));
  for (const shown of [mV(-60), quantity([1, 2], "mV/ms"), mV(1).unit, new HiddenState(mV(1)), neuron, events]) {
    expect(inspect(shown)).toBe(shown.toString());
  }
  expect(inspect(mV(-60))).toBe("-60. mV");
});
