/** @file Every spike function against recorded runs of upstream: what it prints, its spikes, its derivative. */
import {quantity} from "spikeloop";
import {describe, expect, test} from "vitest";
import {CASES, GRID, make} from "./kinds.js";

const ULP = 2 ** -23;

/** What is allowed beside two ulps of each derivative, in ulps of the largest one of the case. */
const OF_PEAK: Readonly<Record<string, number>> = {
  // upstream subtracts from 1 a logistic function close to 1, which leaves few digits; here none are lost
  Sigmoid: 2,
  // the terms cancel, and each cosine may differ by an ulp or two
  SquarewaveFourierSeries: 1,
  // the lobes cancel the middle, and are added up in another order
  MultiGaussianGrad: 2,
};

describe.each(CASES)("$text", ({name, parameters, text, kinks, spikes, derivative}) => {
  const x = quantity([...GRID, ...kinks]);
  const spikeFunction = make(name, parameters);

  test("prints as upstream", () => {
    expect(String(spikeFunction)).toBe(text);
  });

  test("spike: is upstream's", () => {
    expect(spikeFunction.spike(x).toDecimal().join("")).toBe(spikes);
  });

  test("derivative: is upstream's within two ulps", () => {
    const atol = (OF_PEAK[name] ?? 0) * ULP * Math.max(...derivative.map(Math.abs));
    expect(spikeFunction.derivative(x).toDecimal()).toBeAllclose(Float32Array.from(derivative), {rtol: 2 * ULP, atol});
  });
});
