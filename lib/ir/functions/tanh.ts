/**
 * @file tanh in float32: an odd polynomial below THRESHOLD, 1 - 2 / (exp(2|x|) + 1) above, where the quotient is small
 * beside 1 and so are its errors (Cody and Waite 1980, ch. 13). 54 operations; at most 0.98 ulp.
 */
import type {Builder} from "../builder.js";
import type {Value} from "../types.js";
import {expOfReducedLess1, reduceByLn2} from "./exp.js";
import {Expression} from "./expression.js";
import {atMost, horner} from "./polynomial.js";

const THRESHOLD = 0.9;

/**
 * Minimax for (tanh(x) - x) / x^3 + 1/2 in x^2 up to THRESHOLD, weighted by the error it leaves in tanh: 2^-29.7. The
 * half is taken out because it multiplies exactly, which leaves less to round and -0 its sign.
 */
const POLYNOMIAL = [0.16666678, 0.13332981, -0.053929474, 0.021664092, -0.008265454, 0.0025834232, -0.0004557081];

export function tanh(builder: Builder, x: Value): Value {
  const e = new Expression(builder);
  const {add, sub, mul, div, select} = e;
  const magnitude = e.abs(x);

  const square = mul(x, x);
  const relative = sub(mul(square, horner(e, square, POLYNOMIAL)), mul(square, 0.5));
  const near = add(x, mul(x, relative));

  // from 10 on the result is 1
  const reduced = reduceByLn2(e, mul(atMost(e, magnitude, 10), 2), 127);
  const scale = e.bitsFloat(e.shiftLeft(reduced.bits, 23));
  const powerAndOne = add(mul(expOfReducedLess1(e, reduced), scale), add(scale, 1));
  const far = sub(1, div(2, powerAndOne));
  return select(e.lt(magnitude, THRESHOLD), near, select(e.lt(x, 0), e.neg(far), far));
}
