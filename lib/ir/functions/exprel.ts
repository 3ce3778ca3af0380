/**
 * @file exprel(z) = (exp(z) - 1) / z in float32, by the rule of saiunit: a Taylor series where |z| <= 1e-4,
 * expm1(z) / z elsewhere; NaN at +infinity, as there. OPCOUNT
 */
import type {Builder} from "../builder.js";
import type {Value} from "../types.js";
import {Expression} from "./expression.js";
import {expm1} from "./expm1.js";
import {horner} from "./polynomial.js";

/** saiunit's series goes to z^5; on every float32 within 1e-4 these terms alone round to the same bits. */
const SERIES = [1, 1 / 2, 1 / 6];

export function exprel(builder: Builder, z: Value): Value {
  const e = new Expression(builder);
  return e.select(e.le(e.abs(z), 1e-4), horner(e, z, SERIES), e.div(expm1(builder, z), z));
}
