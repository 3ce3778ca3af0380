/**
 * @file pow in float32: 2^(y log2|x|), with log2|x| and the product in two floats each (Dekker 1971), since y
 * multiplies an error of the logarithm; signs and special values as in IEEE 754-2019, section 9.2.1. 131 operations; at
 * most 1.6 ulp in samples.
 */
import type {Builder} from "../builder.js";
import type {Value} from "../types.js";
import {Expression} from "./expression.js";
import {atLeast, atMost, horner, roundingShift, splitExponent, timesPowerOfTwo, upperHalf} from "./polynomial.js";

/** 2 / ln 2 and log2(1.5) in two parts; the first has 12 bits, so that its products with upper halves are exact. */
const TWO_OVER_LN2 = {high: 2.8857421875, low: -0.0003521057078614831};
const LOG2_1_5 = {high: 0.5849609375, low: 1.5632211898264359e-6};

/** Minimax for (2 / ln 2) (atanh(s) - s) / s^3 in s^2, relative to the logarithm: 2^-36. */
const LOGARITHM = [0.96179676, 0.57703906, 0.4186571];
/** Minimax for (2^r - 1) / r on [-1/2, 1/2], weighted by the error it leaves in 2^r: 2^-28.3. */
const POWER = [0.6931472, 0.24022648, 0.055503596, 0.009618506, 0.0013391024, 0.00015326786];

const LARGEST = (2 - 2 ** -23) * 2 ** 127;

/** An unevaluated sum; `high` has at most 12 bits. */
interface Double {
  readonly high: Value;
  readonly low: Value;
}

/** log2 of a positive finite `x`, to about 2^-32 of its size. */
function log2(e: Expression, x: Value): Double {
  const {add, sub, mul, div, select} = e;
  const isSmall = e.lt(x, 2 ** -126);
  // the fraction lies in [sqrt(3)/2, sqrt(3)) and is taken relative to 1 or 1.5, whichever is nearer by ratio
  const normal = select(isSmall, mul(x, 2 ** 24), x);
  const {exponent, fraction} = splitExponent(e, normal, Math.sqrt(3) / 2);
  const k = sub(e.toFloat(exponent), select(isSmall, 24, 0));
  const isNearOne = e.lt(fraction, Math.sqrt(1.5));
  const center = select(isNearOne, 1, 1.5);

  // s = (fraction - center) / (fraction + center) in two floats
  const numerator = sub(fraction, center);
  const denominator = add(fraction, center);
  const s = div(numerator, denominator);
  const sHigh = upperHalf(e, s);
  const dHigh = upperHalf(e, denominator);
  const dLow = sub(fraction, sub(dHigh, center));
  const sLow = div(sub(sub(numerator, mul(sHigh, dHigh)), mul(sHigh, dLow)), denominator);

  // the series is taken at sHigh, whose square is exact; atanh(s) - atanh(sHigh) = atanh(sLow / (1 - s sHigh))
  const z = mul(sHigh, sHigh);
  const series = mul(mul(sHigh, z), horner(e, z, LOGARITHM));
  const slope = div(2 / Math.LN2, sub(1, mul(s, sHigh)));
  const large = mul(sHigh, TWO_OVER_LN2.high);
  const centerLow = select(isNearOne, 0, LOG2_1_5.low);
  const small = add(add(add(mul(sHigh, TWO_OVER_LN2.low), mul(sLow, slope)), series), centerLow);
  const centerHigh = select(isNearOne, 0, LOG2_1_5.high);
  const high = upperHalf(e, add(add(add(small, large), centerHigh), k));
  return {high, low: sub(small, sub(sub(sub(high, k), centerHigh), large))};
}

export function pow(builder: Builder, x: Value, y: Value): Value {
  const e = new Expression(builder);
  const {add, sub, mul, and, select} = e;
  const magnitude = e.abs(x);
  const finiteX = e.lt(magnitude, Infinity);

  // the exponent y log2|x|; an infinite y may as well be the largest finite one, for 1^y is then 1
  const clampedY = atLeast(e, atMost(e, y, LARGEST), -LARGEST);
  const logarithm = log2(e, magnitude);
  const whole = select(finiteX, add(logarithm.high, logarithm.low), magnitude);
  const estimate = mul(clampedY, select(e.eq(magnitude, 0), -Infinity, whole));
  const isModerate = e.lt(e.abs(estimate), 160);
  const yHigh = upperHalf(e, clampedY);
  const productLow = add(mul(sub(clampedY, yHigh), logarithm.high), mul(clampedY, logarithm.low));
  // 2^160 and 2^-160 are infinity and 0; NaN stays
  const bounded = atLeast(e, atMost(e, estimate, 160), -160);
  const high = select(isModerate, mul(yHigh, logarithm.high), bounded);
  const low = select(isModerate, productLow, 0);

  const shifted = add(add(high, low), roundingShift(2 * 127));
  const r = add(sub(high, sub(shifted, roundingShift(2 * 127))), low);
  const size = timesPowerOfTwo(e, add(mul(r, horner(e, r, POWER)), 1), e.floatBits(shifted));

  // an odd y keeps the sign of x; a negative finite x has no real power for a y that is no integer
  const half = mul(y, 0.5);
  const isInteger = e.eq(e.floor(clampedY), clampedY);
  const isOdd = and(isInteger, e.ne(e.floor(half), half));
  const signed = select(and(isOdd, e.lt(e.floatBits(x), 0)), e.neg(size), size);
  const isReal = e.or(isInteger, e.or(e.not(finiteX), e.le(0, x)));
  return select(e.or(e.eq(x, 1), e.eq(y, 0)), 1, select(isReal, signed, NaN));
}
