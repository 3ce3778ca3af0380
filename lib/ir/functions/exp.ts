/**
 * @file exp in float32. x = n ln2 + r with |r| <= ln2 / 2 (Cody and Waite 1980, ch. 6), a polynomial fitted to
 * (exp(r) - 1 - r) / r^2, and 2^n in two factors so that results below 2^-126 round once. OPCOUNT
 */
import type {Builder} from "../builder.js";
import type {Value} from "../types.js";
import {Expression} from "./expression.js";
import {atLeast, atMost, horner, roundingShift} from "./polynomial.js";

/** ln 2 in two parts: the first has 16 bits, so that a product with an exponent is exact. */
const LN2_HIGH = 0.693145751953125;
const LN2_LOW = 1.428606765330187e-6;
const LOG2_E = 1.4426950408889634;

/** Minimax for (exp(r) - 1 - r) / r^2, weighted by the error it leaves in exp(r): 2^-28. */
const POLYNOMIAL = [0.49999994, 0.16666521, 0.041668274, 0.008368684, 0.0013820084];

/** x = n ln2 + r: `r` rounded, and as `high - low` where `high` is exact. */
export interface Reduced {
  /** n plus the bias asked for, in the low nine bits; the bits above them are even. */
  readonly bits: Value;
  readonly r: Value;
  readonly high: Value;
  readonly low: Value;
}

/** Reduces |x| < 2^20 by multiples of ln2. Eight operations. */
export function reduceByLn2({add, sub, mul, floatBits}: Expression, x: Value, bias: number): Reduced {
  const shifted = add(mul(x, LOG2_E), roundingShift(bias));
  const n = sub(shifted, roundingShift(bias));
  const high = sub(x, mul(n, LN2_HIGH));
  const low = mul(n, LN2_LOW);
  return {bits: floatBits(shifted), r: sub(high, low), high, low};
}

/** exp(r) - 1 of a reduced argument, good to about 2^-26. */
export function expOfReducedLess1(e: Expression, {r, high, low}: Reduced): Value {
  const {add, sub, mul} = e;
  return add(sub(mul(mul(r, r), horner(e, r, POLYNOMIAL)), low), high);
}

export function exp(builder: Builder, x: Value): Value {
  const e = new Expression(builder);
  // beyond these limits the result is 0 or infinite anyway, and the exponents stay small
  const reduced = reduceByLn2(e, atLeast(e, atMost(e, x, 89), -104), 2 * 127);
  const first = e.shiftRight(reduced.bits, 1);
  const second = e.sub(reduced.bits, first);
  const power = (biased: Value): Value => e.bitsFloat(e.shiftLeft(biased, 23));
  const fraction = e.add(expOfReducedLess1(e, reduced), 1);
  return e.mul(e.mul(fraction, power(first)), power(second));
}
