/**
 * @file The exact functions in fixed-point integers: numbers are multiples of 2^-320, series end when their terms are 0.
 * Slow, and independent of any mathematical library: reference.test.ts holds float64 to it.
 */
import type {MeasuredName} from "./reference.js";

const BITS = 320n;
const ONE = 1n << BITS;

const mul = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
const div = (a: bigint, b: bigint): bigint => (a << BITS) / b;

/** A finite float64 as a fixed-point number: exact for every float32, and down to 2^-320 for the rest. */
export function fixed(x: number): bigint {
  let exponent = 0;
  while (!Number.isInteger(x)) {
    x *= 2 ** 32;
    exponent += 32;
  }
  return (BigInt(x) << BITS) >> BigInt(exponent);
}

/** The difference `a - fixed(b)` as a float64. */
export function difference(a: bigint, b: number): number {
  const d = a - fixed(b);
  const size = d < 0n ? -d : d;
  const surplus = Math.max(0, size.toString(2).length - 64);
  return (d < 0n ? -1 : 1) * Number(size >> BigInt(surplus)) * 2 ** (surplus - Number(BITS));
}

/** The sum of `first`, `next(first, 1)`, and so on, until a term is 0. */
function series(first: bigint, next: (term: bigint, n: bigint) => bigint): bigint {
  let sum = first;
  for (let term = next(first, 1n), n = 2n; term !== 0n && term !== -1n; term = next(term, n++)) sum += term;
  return sum;
}

/** 2 atanh(s) = log((1 + s) / (1 - s)). */
function logOfRatio(s: bigint): bigint {
  const square = mul(s, s);
  let power = s;
  let sum = s;
  for (let n = 3n; power !== 0n && power !== -1n; n += 2n) {
    power = mul(power, square);
    sum += power / n;
  }
  return 2n * sum;
}

const LN2 = logOfRatio(ONE / 3n);
/** Machin's formula. */
const PI = 4n * (4n * arccot(5n) - arccot(239n));

function arccot(n: bigint): bigint {
  let [power, sum] = [ONE / n, ONE / n];
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= -(n * n);
    sum += power / k;
  }
  return sum;
}

function log(x: bigint): bigint {
  const k = BigInt(x.toString(2).length) - 1n - BITS;
  const fraction = k >= 0n ? x >> k : x << -k;
  // above the square root of two the ratio is smaller from the other side
  const isHigh = fraction > ONE + (ONE >> 1n);
  const f = isHigh ? fraction >> 1n : fraction;
  return (isHigh ? k + 1n : k) * LN2 + logOfRatio(div(f - ONE, f + ONE));
}

function exp(x: bigint): bigint {
  const n = x / LN2;
  const r = x - n * LN2;
  const fraction = series(ONE, (term, i) => mul(term, r) / i);
  return n >= 0n ? fraction << n : fraction >> -n;
}

function tanh(x: bigint): bigint {
  // beyond 120 it differs from 1 by less than the last bit
  const limit = 120n << BITS;
  const bounded = x > limit ? limit : x < -limit ? -limit : x;
  const power = exp(2n * bounded) - ONE;
  return div(power, power + 2n * ONE);
}

function sin(x: bigint): bigint {
  const turns = x / PI;
  const r = x - turns * PI;
  const square = mul(r, r);
  const value = series(r, (term, i) => -mul(term, square) / (2n * i * (2n * i + 1n)));
  return turns % 2n === 0n ? value : -value;
}

/** The value at finite arguments where the function is finite. */
export const BIG_REFERENCE: Record<Exclude<MeasuredName, "sqrt">, (x: bigint, y: bigint) => bigint> = {
  exp,
  expm1: (x) => exp(x) - ONE,
  exprel: (x) => (x === 0n ? ONE : div(exp(x) - ONE, x)),
  log,
  log1p: (x) => log(ONE + x),
  tanh,
  sin,
  cos: (x) => sin(x + PI / 2n),
  // of positive bases
  pow: (x, y) => exp(mul(y, log(x))),
};
