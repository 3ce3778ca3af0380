/** @file ReluGrad: a step forward, a triangle for its derivative. */
import {quantity, ReluGrad} from "spikeloop";
import {describe, expect, test} from "vitest";

describe("ReluGrad", () => {
  test("spikes at and above 0, -0 included; not for NaN", () => {
    const spikes = new ReluGrad().spike(quantity([-1, -1e-30, -0, 0, 1e-30, 2, NaN, Infinity]));
    expect([...spikes.toDecimal()]).toEqual([0, 0, 1, 1, 1, 1, 0, 1]);
    expect(spikes.dtype).toBe("float32");
  });

  test("its stand-in derivative is max(alpha width - alpha |x|, 0)", () => {
    expect(new ReluGrad().derivative(quantity([-2, -0.5, 0, 0.5, 1])).toDecimal()).toBeAllclose(
      [0, 0.15, 0.3, 0.15, 0],
      {rtol: 1e-6, atol: 1e-7},
    );
    expect(new ReluGrad(2, 0.5).derivative(quantity(0.25)).toNumber()).toBe(0.5);
  });

  test("prints its parameters", () => {
    expect(String(new ReluGrad())).toBe("ReluGrad(alpha=0.3, width=1.0)");
    expect(String(new ReluGrad(2, 0.5))).toBe("ReluGrad(alpha=2.0, width=0.5)");
  });
});
