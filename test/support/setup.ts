/** @file What every test has: the matcher `toBeAllclose`. */
import {expect} from "vitest";

/** Bounds of a comparison; the defaults are those of float32. */
interface Bounds {
  /** Relative to the larger expected value. Default 1e-5. */
  rtol?: number;
  /** Default 0. */
  atol?: number;
}

declare module "vitest" {
  interface Matchers<T> {
    /** Every element within `rtol * |expected| + atol`; reports the worst one. */
    toBeAllclose(expected: ArrayLike<number>, bounds?: Bounds): T;
  }
}

expect.extend({
  toBeAllclose(received: ArrayLike<number>, expected: ArrayLike<number>, {rtol = 1e-5, atol = 0}: Bounds = {}) {
    if (received.length !== expected.length) {
      return {pass: false, message: () => `lengths differ: expected ${expected.length}, got ${received.length}`};
    }
    let worst = {excess: -Infinity, index: -1};
    for (let index = 0; index < expected.length; index++) {
      const [got, want] = [received[index] ?? NaN, expected[index] ?? NaN];
      const same = Object.is(got, want) || got === want;
      const excess = same ? -Infinity : Math.abs(got - want) - (rtol * Math.abs(want) + atol);
      // a NaN on one side only is as far off as can be
      if ((Number.isNaN(excess) ? Infinity : excess) > worst.excess)
        worst = {excess: Number.isNaN(excess) ? Infinity : excess, index};
    }
    const at = worst.index;
    return {
      pass: worst.excess <= 0,
      message: () =>
        `worst at ${at}: expected ${expected[at]}, got ${received[at]} (off by ${Math.abs((received[at] ?? NaN) - (expected[at] ?? NaN))}, rtol ${rtol}, atol ${atol})`,
    };
  },
});
