/**
 * @file expm1 in float32. x = n ln2 + r as in exp; 2^n r + (2^n - 1) is kept with its rounding error (Fast2Sum, Dekker
 * 1971), and the small rest of the series is added last, so that nothing cancels. 40 operations; at most
 * 0.82 ulp, but 1.05 on [16.9, 17.7], where 2^25 - 1 has a bit too many.
 */
import type {Builder} from "../builder.js";
import type {Value} from "../types.js";
import {reduceByLn2} from "./exp.js";
import {Expression} from "./expression.js";
import {atLeast, atMost, horner} from "./polynomial.js";

/** Minimax for (exp(r) - 1 - r - r^2/2) / r^3, weighted by the error it leaves in expm1(r): 2^-31. */
const POLYNOMIAL = [0.16666666, 0.041666493, 0.008333544, 0.0013932342, 0.00019763378];

export function expm1(builder: Builder, x: Value): Value {
  const e = new Expression(builder);
  const {add, sub, mul} = e;
  // below -18 the result is -1, above 89 infinite
  const {bits, r, high, low} = reduceByLn2(e, atLeast(e, atMost(e, x, 89), -18), 126);
  // exp(r) - 1 - r; the square is added last, so that its rounding is the only one of note
  const square = mul(r, r);
  const cubic = mul(mul(horner(e, r, POLYNOMIAL), r), square);
  const rest = add(mul(square, 0.5), sub(cubic, low));
  // half of 2^n, for n may be 128
  const scale = e.bitsFloat(e.shiftLeft(bits, 23));
  const base = sub(scale, 0.5);
  const linear = mul(scale, high);
  const sum = add(base, linear);
  const error = add(sub(base, sum), linear);
  const half = add(sum, add(error, mul(scale, rest)));
  // keeps -0 and denormals, of which a half would lose a bit
  return e.select(e.lt(e.abs(x), 2 ** -26), x, mul(half, 2));
}
