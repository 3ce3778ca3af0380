/**
 * @file The functions as kernel functions of gpu.js. The device's own stands where its specification keeps it near enough
 * (WGSL section 15.7.4, GLSL ES 3.00 section 4.5.1); elsewhere a series in plain arithmetic, for a kernel has no bits.
 * Both sides of a choice are computed. How far each is from the exact value: docs/gpu-operations.md.
 */
import type {FunctionName} from "../../ir/opTable.js";

/** A function of a kernel. */
export interface KernelFunction {
  readonly name: string;
  /** JavaScript in gpu.js's kernel language. */
  readonly source: string;
  /** The names of those it calls. */
  readonly uses: readonly string[];
}

/** Minimax for (exp(x) - 1 - x) / x^2 on [-1, 1], weighted by the error it leaves in expm1: 2^-29.1. */
const EXPONENTIAL = [
  0.5, 0.16666667, 0.041666728, 0.008333293, 0.0013885492, 0.00019847632, 0.00002535609, 0.000002751985,
];
/** Minimax for (2 atanh(s) - 2 s) / s^3 in s^2 for |s| <= 1/3, weighted by the error it leaves in log: 2^-33. */
const LOGARITHM = [0.66666675, 0.3999895, 0.28615218, 0.21443719, 0.24246344];
/** Minimax for (tanh(x) - x) / x^3 in x^2 up to 0.9, weighted by the error it leaves in tanh: 2^-29.7. */
const TANH = [-0.33333322, 0.13332981, -0.053929474, 0.021664092, -0.008265454, 0.0025834232, -0.0004557081];
/** Minimax for (sin(r) - r) / r^3 in r^2 up to pi/4, weighted by the error it leaves in sin: 2^-27.9. */
const SINE = [-0.16666655, 0.008332187, -0.00019517895];
/** Minimax for (cos(r) - 1 + r^2/2) / r^4 in r^2 up to pi/4: 2^-33. */
const COSINE = [0.041666646, -0.001388731, 0.000024432327];

/** pi/2 as a sum. The first five have eight bits, so that their products with integers below 2^16 are exact. */
const HALF_PI = [
  1.5703125, 0.00048828125, -4.470348358154297e-6, 1.594889909029007e-8, -5.5706550483591855e-11, 6.223371969669989e-14,
];

/** A number as a kernel's literal: gpu.js takes what has no decimal point for an integer. */
const literal = (x: number): string => (x < 0 ? `(${String(x)})` : String(x));

/** `c[0] + x (c[1] + x (...))`. */
function horner(x: string, [first = 0, ...rest]: readonly number[]): string {
  return rest.length === 0 ? literal(first) : `(${literal(first)} + ${x} * ${horner(x, rest)})`;
}

function kernelFunction(name: string, args: string, body: string, uses: readonly string[] = []): KernelFunction {
  return {name, source: `function ${name}(${args}) {\n${body}\n}`, uses};
}

/**
 * log(1 + f) for -1/2 <= f <= 1, where the device's own may lose all of it: with s = f / (2 + f) it is
 * 2 atanh(s) = f - (f^2/2 - s (f^2/2 + R(s^2))). `x` gives f, and `far` the logarithm outside.
 */
const logarithm = (x: string, isNear: string, far: string): string => `
  const isNear = ${isNear};
  const f = isNear ? ${x} : 0.5;
  const s = f / (2.0 + f);
  const z = s * s;
  const halfSquare = f * 0.5 * f;
  const near = f - (halfSquare - s * (halfSquare + z * ${horner("z", LOGARITHM)}));
  return isNear ? near : ${far};`;

/**
 * sin(m + quarters pi/2) for m >= 0. m = k pi/2 + r (Cody and Waite 1980, ch. 8): the first three differences are exact,
 * and `low` gathers the errors of the next two. From 2^22 on it means nothing.
 */
const sine = (m: string, quarters: string): string => `
  const k = Math.floor(${m} * 0.63661975 + 0.5);
  const exact = ${m} - k * ${literal(HALF_PI[0] ?? 0)} - k * ${literal(HALF_PI[1] ?? 0)} - k * ${literal(HALF_PI[2] ?? 0)};
  const fourth = k * ${literal(HALF_PI[3] ?? 0)};
  const fifth = k * ${literal(HALF_PI[4] ?? 0)};
  const high = exact - fourth;
  const higher = high - fifth;
  const low = exact - high - fourth + (high - higher - fifth);
  const r = higher - (k * ${literal(HALF_PI[5] ?? 0)} - low);
  const z = r * r;
  const sine = r + r * z * ${horner("z", SINE)};
  const cosine = 1.0 + z * (z * ${horner("z", COSINE)} - 0.5);
  const turned = k + ${quarters};
  const isOdd = turned - Math.floor(turned * 0.5) * 2.0 > 0.5 && true;
  const isUnder = turned - Math.floor(turned * 0.25) * 4.0 > 1.5 && true;
  const size = isOdd ? cosine : sine;
  const value = isUnder ? -size : size;`;

export const FUNCTIONS: Readonly<Record<FunctionName, KernelFunction>> = {
  exp: kernelFunction("spikeExp", "x", "  return Math.exp(x);"),

  expm1: kernelFunction(
    "spikeExpm1",
    "x",
    `
  const near = x + x * x * ${horner("x", EXPONENTIAL)};
  return Math.abs(x) > 1.0 ? Math.exp(x) - 1.0 : near;`,
  ),

  // the same series, so that nothing is divided near 0
  exprel: kernelFunction(
    "spikeExprel",
    "x",
    `
  const isFar = Math.abs(x) > 1.0 && true;
  const near = 1.0 + x * ${horner("x", EXPONENTIAL)};
  const divisor = isFar ? x : 1.0;
  return isFar ? (Math.exp(x) - 1.0) / divisor : near;`,
  ),

  log: kernelFunction("spikeLog", "x", logarithm("x - 1.0", "x >= 0.5 && x <= 2.0", "Math.log(x)")),

  // 1 + x is rounded only where its logarithm is above log(2)
  log1p: kernelFunction("spikeLog1p", "x", logarithm("x", "x >= -0.5 && x <= 1.0", "Math.log(1.0 + x)")),

  // beyond 0.9 the quotient is small beside 1, and so are its errors; from 10 on the result is 1
  tanh: kernelFunction(
    "spikeTanh",
    "x",
    `
  const m = Math.abs(x);
  const z = x * x;
  const near = x + x * (z * ${horner("z", TANH)});
  const far = 1.0 - 2.0 / (Math.exp(2.0 * Math.min(m, 10.0)) + 1.0);
  const signed = x < 0.0 ? -far : far;
  return m < 0.9 ? near : signed;`,
  ),

  sin: kernelFunction(
    "spikeSin",
    "x",
    `
  const m = Math.abs(x);${sine("m", "0.0")}
  return x < 0.0 ? -value : value;`,
  ),

  cos: kernelFunction(
    "spikeCos",
    "x",
    `
  const m = Math.abs(x);${sine("m", "1.0")}
  return value;`,
  ),

  /**
   * Whole exponents up to 15 by products, other ones by exp(y log|x|): the device's own has no bound near x = 1, and takes
   * positive bases alone. The root of a negative number stands for NaN, which has no literal.
   */
  pow: kernelFunction(
    "spikePow",
    "x, y",
    `
  const m = Math.abs(x);
  const n = Math.abs(y);
  const isWhole = Math.floor(y) === y && true;
  const isOdd = isWhole && Math.floor(y * 0.5) * 2.0 !== y;
  const isSmall = isWhole && n < 15.5;
  const halves = Math.floor(n * 0.5);
  const quarters = Math.floor(n * 0.25);
  const eighths = Math.floor(n * 0.125);
  const square = m * m;
  const fourth = square * square;
  const one = n - halves * 2.0 > 0.5 ? m : 1.0;
  const two = halves - quarters * 2.0 > 0.5 ? square : 1.0;
  const four = quarters - eighths * 2.0 > 0.5 ? fourth : 1.0;
  const eight = eighths > 0.5 ? fourth * fourth : 1.0;
  const product = one * two * (four * eight);
  const small = y < 0.0 ? 1.0 / product : product;
  const ofZero = y < 0.0 ? 1.0 / m : 0.0;
  const large = m > 0.0 ? Math.exp(y * spikeLog(m)) : ofZero;
  const size = isSmall ? small : large;
  const signed = isOdd && x < 0.0 ? -size : size;
  return !isWhole && x < 0.0 ? Math.sqrt(x) : signed;`,
    ["spikeLog"],
  ),
};
