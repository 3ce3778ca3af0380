/**
 * @file Threefry-2x32 with 20 rounds (Salmon et al. 2011): a key and a counter give two words of random bits. Keys are
 * split and bits are laid out as JAX does by default since 0.5 (`jax_threefry_partitionable`): element i of a draw, and
 * key i of a split, have the counter (0, i).
 */
import {NDArray} from "../array/ndarray.js";
import type {ArrayValue} from "../array/value.js";
import {BoundedCache} from "../core/boundedCache.js";
import {sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import {add, or, shiftLeft, shiftRightZero, xor} from "./operations.js";

/** A key, or a block of random bits: two words of 32 bits. */
export type Words<T> = readonly [T, T];

/** What is done with words: with arrays of int32, or with single numbers. */
interface Arithmetic<T> {
  readonly add: (a: T, b: T | number) => T;
  readonly xor: (a: T, b: T | number) => T;
  readonly rotate: (a: T, left: number) => T;
}

/** Words as int32 arrays, traced or not. */
export const ON_ARRAYS: Arithmetic<ArrayValue> = {
  add,
  xor,
  rotate: (a, left) => or(shiftLeft(a, left), shiftRightZero(a, 32 - left)),
};

/** Words as int32 numbers. */
export const ON_NUMBERS: Arithmetic<number> = {
  add: (a, b) => (a + b) | 0,
  xor: (a, b) => a ^ b,
  rotate: (a, left) => (a << left) | (a >>> (32 - left)),
};

const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

/** The generator's parity constant: under a key of zeros, too, words are changed. */
const PARITY = 0x1bd11bda;

/** The block of the counter (0, `counter`) under a key. */
export function threefry<T>({add, xor, rotate}: Arithmetic<T>, [k0, k1]: Words<T>, counter: T | number): Words<T> {
  const schedule = [k0, k1, xor(xor(k0, k1), PARITY)] as const;
  const word = (i: number): T => schedule[i % 3] as T;
  // the high word of the counter is 0: nothing is added to the key's
  let x0 = k0;
  let x1 = add(k1, counter);
  for (let group = 0; group < 5; group++) {
    for (const rotation of ROTATIONS[group % 2] ?? []) {
      x0 = add(x0, x1);
      x1 = xor(rotate(x1, rotation), x0);
    }
    x0 = add(x0, word(group + 1));
    // the word and the group's number first: where the key is a scalar, their sum is alike in all lanes
    x1 = add(x1, add(word(group + 2), group + 1));
  }
  return [x0, x1];
}

/** The two keys that a key splits into: the next, and the one to use. */
export function splitInTwo<T>(on: Arithmetic<T>, key: Words<T>): readonly [next: Words<T>, use: Words<T>] {
  return [threefry(on, key, 0), threefry(on, key, 1)];
}

/** 32 random bits for each element of `counters`, int32. */
export function randomBits(key: Words<ArrayValue>, counters: ArrayValue): ArrayValue {
  const [high, low] = threefry(ON_ARRAYS, key, counters);
  return xor(high, low);
}

/** Draws of one shape share their counters, so that a trace takes them in once. */
const known = new BoundedCache<NDArray>(16, () => undefined);

/** The numbers of the elements of `shape`, int32. */
export function countersOf(shape: Shape): NDArray {
  const key = shape.join();
  let counters = known.get(key);
  if (counters === undefined) {
    const data = new Int32Array(sizeOf(shape));
    for (let i = 0; i < data.length; i++) data[i] = i;
    known.add(key, (counters = new NDArray(data, shape, "int32")));
  }
  return counters;
}
