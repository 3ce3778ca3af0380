/**
 * @file exp in float32. x = n ln2 + r with |r| <= ln2 / 2 (Cody and Waite 1980, ch. 6), a polynomial fitted to
 * (exp(r) - 1 - r) / r^2, and 2^n in two factors so that results below 2^-126 round once. 33 operations; at most
 * 0.90 ulp.
 */
import type {Builder} from "../builder.js";
import type {Value} from "../types.js";
import {Expression} from "./expression.js";
import {atLeast, atMost, horner, LN2, roundingShift, timesPowerOfTwo} from "./polynomial.js";

/** Minimax for (exp(r) - 1 - r) / r^2, weighted by the error it leaves in exp(r): 2^-28. */
const POLYNOMIAL = [0.49999994, 0.16666521, 0.041668274, 0.008368684, 0.0013820084];

/** x = n ln2 + r: `r` rounded, and as `high - low` where `high` is exact. */
export interface Reduced {
  /** n plus the bias asked for, modulo 2^9, in the low nine bits. */
  readonly bits: Value;
  readonly r: Value;
  readonly high: Value;
  readonly low: Value;
}

/** Reduces |x| < 2^20 by multiples of ln2. Eight operations. */
export function reduceByLn2({add, sub, mul, floatBits}: Expression, x: Value, bias: number): Reduced {
  const shifted = add(mul(x, Math.LOG2E), roundingShift(bias));
  const n = sub(shifted, roundingShift(bias));
  const high = sub(x, mul(n, LN2.high));
  const low = mul(n, LN2.low);
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
  return timesPowerOfTwo(e, e.add(expOfReducedLess1(e, reduced), 1), reduced.bits);
}
