/** @file A small population to run, and quantities compared bit for bit. */
import {initAllStates, LIFRef, ms, mV} from "spikeloop";
import type {Quantity} from "spikeloop";
import {expect} from "vitest";
import {firstDifference} from "./sameBits.js";

export const LANES = 5;
export const dt = ms(0.1);

/** Refractory neurons that spike often when 25 mA drive them. */
export const population = (): LIFRef =>
  initAllStates(new LIFRef(LANES, {tau: ms(5), tau_ref: ms(0.5), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)}));

const arraysOf = (quantities: readonly Quantity[]) =>
  quantities.map((q) => ({data: q.toDecimal(q.unit), shape: q.shape}));

/** Expects equal bits, shapes, units and dtypes. */
export function expectSame(got: readonly Quantity[], expected: readonly Quantity[]): void {
  expect(firstDifference(arraysOf(got), arraysOf(expected))).toBeNull();
  expect(got.map((q) => `${q.unit.toString()} ${q.dtype}`)).toEqual(
    expected.map((q) => `${q.unit.toString()} ${q.dtype}`),
  );
}
