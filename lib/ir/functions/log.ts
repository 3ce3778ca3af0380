/**
 * @file log in float32. x = 2^k m with m in [sqrt(1/2), sqrt(2)); with f = m - 1 and s = f / (2 + f),
 * log(m) = 2 atanh(s) = f - (f^2/2 - s (f^2/2 + R(s^2))) (Ng; see Muller, Elementary Functions, 2016). 37 operations; at
 * most 0.85 ulp.
 */
import type {Builder} from "../builder.js";
import type {Value} from "../types.js";
import {Expression} from "./expression.js";
import {horner, LN2, splitExponent} from "./polynomial.js";

/** Minimax for (2 atanh(s) - 2 s) / s^3 in s^2, weighted by the error it leaves in log: 2^-30. */
const POLYNOMIAL = [0.66666776, 0.39977583, 0.29870796];

/** The least fraction that `logOfParts` takes: the square root of 1/2. */
export const LOWEST_FRACTION = Math.fround(Math.SQRT1_2);

/** log(2^k (1 + f)) + correction, where `k` is a float32 integer. */
export function logOfParts(e: Expression, k: Value, f: Value, correction?: Value): Value {
  const {add, sub, mul, div} = e;
  const s = div(f, add(f, 2));
  const z = mul(s, s);
  const halfSquare = mul(mul(f, 0.5), f);
  const series = mul(s, add(halfSquare, mul(z, horner(e, z, POLYNOMIAL))));
  const small = mul(k, LN2.low);
  const low = add(series, correction === undefined ? small : add(small, correction));
  return sub(mul(k, LN2.high), sub(sub(halfSquare, low), f));
}

export function log(builder: Builder, x: Value): Value {
  const e = new Expression(builder);
  const isSmall = e.lt(x, 2 ** -126);
  const {exponent, fraction} = splitExponent(e, e.select(isSmall, e.mul(x, 2 ** 23), x), LOWEST_FRACTION);
  const k = e.sub(e.toFloat(exponent), e.select(isSmall, 23, 0));
  const y = logOfParts(e, k, e.sub(fraction, 1));
  const positive = e.select(e.lt(x, Infinity), y, x);
  return e.select(e.lt(x, 0), NaN, e.select(e.eq(x, 0), -Infinity, positive));
}
