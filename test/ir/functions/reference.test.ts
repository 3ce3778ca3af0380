/** @file The float64 values against which errors are measured are themselves exact enough. */
import {describe, expect, test} from "vitest";
import {fillPairs, sampleOf, uniforms} from "./arguments.js";
import {BIG_REFERENCE, difference, fixed} from "./bigReference.js";
import type {MeasuredName} from "./reference.js";
import {REFERENCE, ROWS} from "./reference.js";
import {spacing} from "./ulps.js";

/** In units of the last place of float32: four units of float64. docs/math-functions.md says so. */
const REFERENCE_ERROR = 2 ** -27;

type Program = Exclude<MeasuredName, "sqrt">;

/** Some arguments of `name` at which the result is a finite number. */
function argumentsOf(name: Program): [number, number][] {
  const count = 2000;
  const [xs, ys] = [new Float32Array(count), new Float32Array(count)];
  fillPairs(xs, ys, uniforms(7));
  const pairs =
    name === "pow"
      ? Array.from(xs, (x, i): [number, number] => [Math.abs(x), ys[i] ?? 0])
      : ROWS.filter((row) => row.name === name).flatMap((row) =>
          Array.from(sampleOf(row, count / 2), (x): [number, number] => [x, 0]),
        );
  return pairs.filter(([x, y]) => {
    const exact = REFERENCE[name](x, y);
    return (
      Number.isFinite(x * y) && (name !== "pow" || x !== 0) && Math.abs(exact) > 2 ** -160 && Math.abs(exact) < 2 ** 128
    );
  });
}

describe("REFERENCE", () => {
  test.each(Object.keys(BIG_REFERENCE) as Program[])("%s: is off by less than 2^-27 ulp of float32", (name) => {
    let worst = 0;
    let at: readonly number[] = [];
    const sample = argumentsOf(name);
    for (const [x, y] of sample) {
      const exact = REFERENCE[name](x, y);
      const error = Math.abs(difference(BIG_REFERENCE[name](fixed(x), fixed(y)), exact)) / spacing(exact);
      if (!(error <= worst)) [worst, at] = [error, [x, y]];
    }
    expect(sample.length).toBeGreaterThan(1000);
    expect(worst, `${name} at ${at.join(", ")}`).toBeLessThan(REFERENCE_ERROR);
  });
});
