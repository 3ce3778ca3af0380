/** @file One draw: the key is split, its second half makes the numbers, its first half is the key of the next draw. */
import {NDArray} from "../array/ndarray.js";
import {broadcastTo, reshape} from "../array/structure.js";
import type {ArrayValue} from "../array/value.js";
import {openTrace} from "../core/openTrace.js";
import {sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import {eachElement} from "../transform/eachElement.js";
import {countersOf, ON_ARRAYS, ON_NUMBERS, randomBits, splitInTwo} from "./threefry.js";
import type {Words} from "./threefry.js";

/** Numbers of a distribution, from random bits and the distribution's parameters. */
type Distribution<P extends readonly ArrayValue[]> = (bits: ArrayValue, ...parameters: P) => ArrayValue;

/** What a draw gives. */
export interface Drawn {
  /** The key of the next draw. */
  readonly next: Words<ArrayValue>;
  readonly numbers: ArrayValue;
}

/** Draws of a distribution whose parameters broadcast to `shape`: recorded in a trace, at once elsewhere. */
export type Draw = (key: Words<ArrayValue>, shape: Shape, ...parameters: readonly ArrayValue[]) => Drawn;

/** The draws of a distribution. */
export function drawsOf<P extends readonly ArrayValue[]>(distribution: Distribution<P>): Draw {
  const atOnce = eachElement((index, k0: ArrayValue, k1: ArrayValue, ...parameters: P) =>
    distribution(randomBits([k0, k1], index), ...parameters),
  );
  return (key, shape, ...given) => {
    if (openTrace() === null && [...key, ...given].every((array) => array instanceof NDArray)) {
      const [next, use] = splitInTwo(ON_NUMBERS, key.map(asNumber) as unknown as Words<number>);
      const parameters = given.map((array) => (sizeOf(array.shape) === 1 ? array : broadcastTo(array, shape)));
      const flat = atOnce(sizeOf(shape), ...use.map(asScalar), ...(parameters.map(flattened) as NDArray[]));
      return {next: next.map(asScalar) as unknown as Words<NDArray>, numbers: reshape(flat, shape)};
    }
    const [next, use] = splitInTwo(ON_ARRAYS, key);
    const bits = randomBits(use, countersOf(shape));
    return {next, numbers: distribution(bits, ...(given as P))};
  };
}

/** A word of a key as a scalar. */
export function asScalar(word: number): NDArray {
  return new NDArray(Int32Array.of(word), [], "int32");
}

const asNumber = (array: ArrayValue): number => (array as NDArray).data[0] ?? 0;

const flattened = (array: ArrayValue): ArrayValue => reshape(array, sizeOf(array.shape) === 1 ? [] : [-1]);
