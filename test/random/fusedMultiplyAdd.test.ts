/** @file a b + c rounded once: against integers, which round nothing. */
import {expect, test} from "vitest";
import {NDArray} from "../../lib/array/ndarray.js";
import {fusedMultiplyAdd} from "../../lib/random/fusedMultiplyAdd.js";
import {RandomState} from "spikeloop";

const {fround} = Math;
const vector = (x: readonly number[]): NDArray => new NDArray(Float32Array.from(x), [x.length], "float32");

/** A float32 number as a whole multiple of 2^-149. */
function whole(x: number): bigint {
  // scaled in two steps, each exact
  const scaled = x * 2 ** 75;
  return BigInt(scaled * 2 ** 74);
}

/** The float32 nearest to n 2^-298, halves to even. */
function nearest(n: bigint): number {
  const magnitude = n < 0n ? -n : n;
  const drop = Math.max(magnitude.toString(2).length - 24, 149);
  const unit = 1n << BigInt(drop);
  const rest = magnitude % unit;
  let kept = magnitude / unit;
  if (rest * 2n > unit || (rest * 2n === unit && kept % 2n === 1n)) kept += 1n;
  const value = Number(kept) * 2 ** (drop - 298);
  return n < 0n ? -value : value;
}

const exact = (a: number, b: number, c: number): number => nearest(whole(a) * whole(b) + (whole(c) << 149n));

/** Numbers of either sign with exponents from `low` to `high`, a third of them with few bits, so that ties occur. */
function numbers(seed: number, count: number, low: number, high: number): number[] {
  const source = new RandomState(seed);
  const [fractions, exponents, kinds] = [
    source.uniform(-1, 1, count),
    source.uniform(low, high, count),
    source.rand(count),
  ];
  const kind = kinds.toDecimal();
  const exponent = exponents.toDecimal();
  return [...fractions.toDecimal()].map((x, i) => {
    const bits = (kind[i] ?? 0) < 0.33 ? 2 ** 10 : 2 ** 24;
    return fround((Math.round(x * bits) / bits) * 2 ** Math.round(exponent[i] ?? 0));
  });
}

test.each([
  ["of like sizes", -2, 2],
  ["of all sizes", -40, 40],
])("fusedMultiplyAdd is fl32(a b + c) for numbers %s", (_, low, high) => {
  const count = 20_000;
  const [a, b] = [numbers(1, count, low, high), numbers(2, count, low, high)];
  const c = numbers(3, count, 2 * low, 2 * high).map((x, i) => {
    const product = fround((a[i] ?? 0) * (b[i] ?? 0));
    // every fourth sum cancels, all but a few of its bits
    return i % 4 === 0 ? fround(-product * (1 + ((i % 64) - 32) * 2 ** -22)) : x;
  });
  const {data} = fusedMultiplyAdd(vector(a), vector(b), vector(c)) as NDArray;
  const wrong = a.flatMap((x, i) => {
    const right = exact(x, b[i] ?? 0, c[i] ?? 0);
    return data[i] === right || (data[i] === 0 && right === 0) ? [] : [[x, b[i], c[i], data[i], right]];
  });
  expect(wrong).toEqual([]);
  // rounding twice, as plain operations do, would not do
  const twice = a.filter((x, i) => fround(fround(x * (b[i] ?? 0)) + (c[i] ?? 0)) !== data[i]);
  expect(twice.length).toBeGreaterThan(count / 100);
});
