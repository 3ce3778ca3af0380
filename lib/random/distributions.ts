/**
 * @file From random bits to numbers of a distribution, operation for operation as `jax.random` does it in float32. What
 * a distribution is given are arrays that broadcast against the bits.
 */
import {elementwise} from "../array/elementwise.js";
import type {ArrayValue} from "../array/value.js";
import {erfInv} from "./erfInv.js";
import {fusedMultiplyAdd} from "./fusedMultiplyAdd.js";
import {add, bitsFloat, lt, maximum, mul, neg, or, shiftRightZero, sub} from "./operations.js";

const ONE_BITS = 0x3f800000;
const SQRT2 = Math.fround(Math.SQRT2);
/** The least number above -1: a normal draw is finite. */
const ABOVE_MINUS_ONE = -1 + 2 ** -24;

/** Uniform in [0, 1): 23 bits become the fraction of a number in [1, 2), and 1 is subtracted. */
export const standardUniform = (bits: ArrayValue): ArrayValue =>
  sub(bitsFloat(or(shiftRightZero(bits, 9), ONE_BITS)), 1);

/** Uniform in [low, high). */
export const uniform = (bits: ArrayValue, low: ArrayValue, high: ArrayValue): ArrayValue =>
  maximum(low, fusedMultiplyAdd(standardUniform(bits), sub(high, low), low));

/** Normal, of mean 0 and standard deviation 1: the inverse distribution function at a uniform number in (-1, 1). */
export const standardNormal = (bits: ArrayValue): ArrayValue => {
  // doubling is exact, so that this sum is rounded once as it stands
  const between = maximum(ABOVE_MINUS_ONE, add(mul(standardUniform(bits), 2), ABOVE_MINUS_ONE));
  return mul(SQRT2, erfInv(between));
};

/** Normal, of this mean and standard deviation. */
export const normal = (bits: ArrayValue, mean: ArrayValue, std: ArrayValue): ArrayValue =>
  add(mul(standardNormal(bits), std), mean);

/** The exponential of normal numbers of this mean and standard deviation. */
export const lognormal = (bits: ArrayValue, mean: ArrayValue, std: ArrayValue): ArrayValue =>
  elementwise("exp", normal(bits, mean, std));

/** Exponential, of mean 1. */
const standardExponential = (bits: ArrayValue): ArrayValue => neg(elementwise("log1p", neg(standardUniform(bits))));

/** Exponential, of this mean. */
export const exponential = (bits: ArrayValue, mean: ArrayValue): ArrayValue => mul(standardExponential(bits), mean);

/** Weibull, of this shape and scale 1. */
export const weibull = (bits: ArrayValue, shape: ArrayValue): ArrayValue =>
  elementwise("pow", standardExponential(bits), elementwise("div", 1, shape));

/** True with probability `p`. */
export const bernoulli = (bits: ArrayValue, p: ArrayValue): ArrayValue => lt(standardUniform(bits), p);
