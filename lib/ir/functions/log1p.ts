/**
 * @file log1p in float32. u = fl(1 + x) with the error of that sum (2Sum, Knuth 1969): log1p(x) = log(u) + error / u.
 * Where u needs no exponent, x itself is the argument of the series. 45 operations; at most 0.85 ulp.
 */
import type {Builder} from "../builder.js";
import type {Value} from "../types.js";
import {Expression} from "./expression.js";
import {logOfParts, LOWEST_FRACTION} from "./log.js";
import {splitExponent} from "./polynomial.js";

export function log1p(builder: Builder, x: Value): Value {
  const e = new Expression(builder);
  const {add, sub, eq, select} = e;
  const u = add(x, 1);
  const back = sub(u, 1);
  const error = add(sub(1, sub(u, back)), sub(x, back));
  const {exponent, fraction} = splitExponent(e, u, LOWEST_FRACTION);
  const isNearOne = eq(exponent, 0);
  const f = select(isNearOne, x, sub(fraction, 1));
  const y = logOfParts(e, e.toFloat(exponent), f, select(isNearOne, 0, e.div(error, u)));
  // keeps -0, infinity and NaN
  const finite = select(e.and(e.lt(x, Infinity), e.ne(x, 0)), y, x);
  return select(e.lt(x, -1), NaN, select(eq(x, -1), -Infinity, finite));
}
