/**
 * @file sin and cos in float32. x = k pi/2 + r by Cody and Waite's reduction (1980, ch. 8) in six parts: five of eight
 * bits, whose products with k < 2^16 are exact, and a rest. 51 and 50 operations; at most 1.6 ulp for |x| <= 1e5. Above,
 * up to 2^22, the error is absolute: at most half the spacing of float32 at x. Beyond 2^22 the result is NaN.
 */
import type {Builder} from "../builder.js";
import type {Value} from "../types.js";
import {Expression} from "./expression.js";
import {horner, roundingShift} from "./polynomial.js";

/** pi/2 as a sum; see the head of the file. */
const HALF_PI = {
  first: 1.5703125,
  second: 0.00048828125,
  third: -4.470348358154297e-6,
  fourth: 1.594889909029007e-8,
  fifth: -5.5706550483591855e-11,
  sixth: 6.223371969669989e-14,
} as const;
const TWO_OVER_PI = 0.6366197723675814;

/** Beyond it neighbouring float32 arguments lie half a radian apart, and the products with k are no longer nearly exact. */
const LIMIT = 2 ** 22;

/** Minimax for (sin(r) - r) / r^3 in r^2, weighted by the error it leaves in sin: 2^-27.9. */
const SINE = [-0.16666655, 0.008332189, -0.00019518276];
/** Minimax for (cos(r) - 1 + r^2/2) / r^4 in r^2: 2^-33. */
const COSINE = [0.041666646, -0.001388731, 2.4432327e-5];

/** x - k pi/2, rounded once. The first three differences are exact; the errors of the next two are gathered in `low`. */
function reduceByHalfPi({add, sub, mul}: Expression, x: Value, k: Value): Value {
  const part = (name: keyof typeof HALF_PI): Value => mul(k, HALF_PI[name]);
  const [fourth, fifth] = [part("fourth"), part("fifth")];
  const exact = sub(sub(sub(x, part("first")), part("second")), part("third"));
  const high = sub(exact, fourth);
  const higher = sub(high, fifth);
  const low = add(sub(sub(exact, high), fourth), sub(sub(high, higher), fifth));
  return sub(higher, sub(part("sixth"), low));
}

/** sin(x + quarters pi/2) for x >= 0; the sign bit of `signBits` flips the result. */
function sinOfQuarters(e: Expression, magnitude: Value, quarters: number, signBits?: Value): Value {
  const {add, mul, select} = e;
  const shifted = add(mul(magnitude, TWO_OVER_PI), roundingShift(0));
  const r = reduceByHalfPi(e, magnitude, e.sub(shifted, roundingShift(0)));
  const z = mul(r, r);
  const sine = add(r, mul(mul(r, z), horner(e, z, SINE)));
  const cosine = add(mul(z, add(mul(z, horner(e, z, COSINE)), -0.5)), 1);
  const bits = e.floatBits(shifted);
  const quadrant = quarters === 0 ? bits : add(bits, quarters);
  const value = select(e.eq(e.bitAnd(quadrant, 1), 0), sine, cosine);
  const turned = e.shiftLeft(quadrant, 30);
  const flip = e.bitAnd(signBits === undefined ? turned : e.bitXor(turned, signBits), -0x80000000);
  return select(e.le(magnitude, LIMIT), e.bitsFloat(e.bitXor(e.floatBits(value), flip)), NaN);
}

export function sin(builder: Builder, x: Value): Value {
  const e = new Expression(builder);
  return sinOfQuarters(e, e.abs(x), 0, e.floatBits(x));
}

export function cos(builder: Builder, x: Value): Value {
  const e = new Expression(builder);
  return sinOfQuarters(e, e.abs(x), 1);
}
