/** @file floatText: numbers as Python's `repr` writes floats. */
import {describe, expect, test} from "vitest";
import {floatText} from "../../lib/core/floatText.js";

describe("floatText", () => {
  test.each([
    [0, "0.0"],
    [-0, "-0.0"],
    [1, "1.0"],
    [-0.3, "-0.3"],
    [1e-8, "1e-08"],
    [-1.5e-10, "-1.5e-10"],
    [1e-5, "1e-05"],
    [0.0001, "0.0001"],
    [1e15, "1000000000000000.0"],
    [1e16, "1e+16"],
    [1.25e100, "1.25e+100"],
    [NaN, "nan"],
    [Infinity, "inf"],
    [-Infinity, "-inf"],
  ])("%d is %s", (x, text) => {
    expect(floatText(x)).toBe(text);
  });
});
