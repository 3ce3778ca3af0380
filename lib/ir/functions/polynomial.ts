/**
 * @file What several functions share: Horner's rule, splitting a float32 into exponent and fraction or into halves,
 * rounding to an integer, bounds and powers of two.
 */
import type {Value} from "../types.js";
import type {Expression} from "./expression.js";

/** `coefficients[0] + x * (coefficients[1] + x * (...))`; two operations a coefficient after the first. */
export function horner({add, mul}: Expression, x: Value, coefficients: readonly number[]): Value {
  const [last, ...rest] = [...coefficients].reverse() as [number, ...number[]];
  const [next, ...others] = rest as [number, ...number[]];
  return others.reduce((sum, coefficient) => add(mul(sum, x), coefficient), add(mul(x, last), next));
}

/** A positive float32 as `2^exponent * fraction`. */
export interface Parts {
  /** An integer, as int32. */
  readonly exponent: Value;
  readonly fraction: Value;
}

/**
 * Takes a positive normal `x` apart so that `lowest <= fraction < 2 * lowest`. The difference of two bit patterns has in
 * its upper nine bits how many binades `x` lies above `lowest`. Five operations.
 */
export function splitExponent(e: Expression, x: Value, lowest: number): Parts {
  const bits = e.floatBits(x);
  const exponent = e.shiftRight(e.sub(bits, bitsOf(lowest)), 23);
  return {exponent, fraction: e.bitsFloat(e.sub(bits, e.shiftLeft(exponent, 23)))};
}

/** ln 2 in two parts: the first has 16 bits, so that its product with an exponent is exact. */
export const LN2 = {high: 0.693145751953125, low: 1.428606765330187e-6} as const;

/** `x` with the last twelve bits of its fraction zero, so that the product of two such values is exact. */
export function upperHalf(e: Expression, x: Value): Value {
  return e.bitsFloat(e.bitAnd(e.floatBits(x), -4096));
}

/** `x`, or `limit` where `x` is above it. NaN stays NaN. Two operations. */
export function atMost({gt, select}: Expression, x: Value, limit: number): Value {
  return select(gt(x, limit), limit, x);
}

/** `x`, or `limit` where `x` is below it. NaN stays NaN. Two operations. */
export function atLeast({lt, select}: Expression, x: Value, limit: number): Value {
  return select(lt(x, limit), limit, x);
}

/**
 * Added to a float32 of magnitude below 2^22 and taken away again, it rounds to an integer, halves to even; in between
 * that integer stands in the low bits. `bias` is added to those bits alone.
 */
export const roundingShift = (bias: number): number => 1.5 * 2 ** 23 + bias;

/**
 * `fraction * 2^n` for -151 < n < 129, from the bits of a sum shifted by `roundingShift(2 * 127)`. Two factors, each a
 * normal float32, so that a result below 2^-126 is rounded once. Eight operations.
 */
export function timesPowerOfTwo(e: Expression, fraction: Value, bits: Value): Value {
  const first = e.shiftRight(bits, 1);
  const power = (biased: Value): Value => e.bitsFloat(e.shiftLeft(biased, 23));
  return e.mul(e.mul(fraction, power(first)), power(e.sub(bits, first)));
}

function bitsOf(x: number): number {
  return new Int32Array(new Float32Array([x]).buffer)[0] ?? 0;
}
