/** @file The block function against its published test vectors, and on arrays as on numbers. */
import {describe, expect, test} from "vitest";
import {NDArray} from "../../lib/array/ndarray.js";
import {ON_ARRAYS, ON_NUMBERS, splitInTwo, threefry} from "../../lib/random/threefry.js";
import type {Words} from "../../lib/random/threefry.js";

const unsigned = (words: Words<number>): number[] => words.map((x) => x >>> 0);
const ints = (...x: number[]): NDArray => new NDArray(Int32Array.from(x), [x.length], "int32");
const scalar = (x: number): NDArray => new NDArray(Int32Array.of(x), [], "int32");

describe("threefry", () => {
  test("gives the published block of zeros (Random123, kat_vectors: threefry2x32 20)", () => {
    expect(unsigned(threefry(ON_NUMBERS, [0, 0], 0))).toEqual([0x6b200159, 0x99ba4efe]);
  });

  test("on arrays gives what it gives on numbers", () => {
    const counters = [0, 1, 2, -1, 0x7fffffff, 123456789];
    for (const key of [
      [0, 0],
      [0, 42],
      [-1, -1],
      [0x13198a2e, 0x03707344],
    ] as const) {
      const blocks = counters.map((counter) => threefry(ON_NUMBERS, key, counter));
      const [high, low] = threefry(ON_ARRAYS, [scalar(key[0]), scalar(key[1])], ints(...counters)) as Words<NDArray>;
      expect([...high.data]).toEqual(blocks.map(([x]) => x));
      expect([...low.data]).toEqual(blocks.map(([, x]) => x));
    }
  });

  test("splitInTwo gives the blocks of the counters 0 and 1", () => {
    expect(splitInTwo(ON_NUMBERS, [3, 4])).toEqual([0, 1].map((i) => threefry(ON_NUMBERS, [3, 4], i)));
  });
});
