/** @file Arguments to measure functions on: samples of all float32 values, whole ranges, and pairs for pow. */
import type {Magnitudes, Row} from "./reference.js";
import {bitsOf, floatOf} from "./ulps.js";

const SIGN = -0x80000000;

/** The bits of the magnitudes that a row covers; NaN of every payload belongs to the row that ends with infinity. */
export function magnitudeBits({magnitudes: [lowest, highest]}: Row): Magnitudes {
  return [bitsOf(lowest), highest === Infinity ? 0x7fffffff : bitsOf(highest)];
}

/**
 * `samples` magnitudes spread over the bit patterns of the row and as many over those of its active range, both signs in
 * turn; the ends of both; and two neighbours on either side of every power of two.
 */
export function sampleOf(row: Row, samples: number): Float32Array {
  const patterns: number[] = [];
  const [first, last] = magnitudeBits(row);
  for (const [lowest, highest] of [[first, last] as const, row.active.map(bitsOf) as [number, number]]) {
    for (let i = 0; i < samples; i++) {
      const pattern = lowest + Math.floor(((i + 0.5) / samples) * (highest - lowest + 1));
      patterns.push(i % 2 === 0 ? pattern : pattern | SIGN);
    }
    patterns.push(lowest, lowest | SIGN, highest, highest | SIGN);
  }
  for (let exponent = 0; exponent < 256; exponent++) {
    for (const step of [-2, -1, 0, 1, 2]) {
      const pattern = (exponent << 23) + step;
      if (pattern >= first && pattern <= last) patterns.push(pattern, pattern | SIGN);
    }
  }
  return Float32Array.from(patterns, floatOf);
}

/** Values in [0, 1): the exclusive or of a xorshift (Marsaglia 2003) and a congruential generator, of 32 bits each. */
export function uniforms(seed: number): () => number {
  let [shifted, linear] = [(seed | 0) === 0 ? 1 : seed | 0, seed | 0];
  return () => {
    shifted ^= shifted << 13;
    shifted ^= shifted >>> 17;
    shifted ^= shifted << 5;
    linear = (Math.imul(linear, 1664525) + 1013904223) | 0;
    return ((shifted ^ linear) >>> 0) / 2 ** 32;
  };
}

/** Seven kinds of pairs in turn; see the table of docs/math-functions.md. */
export function fillPairs(x: Float32Array, y: Float32Array, uniform: () => number): void {
  for (let i = 0; i < x.length; i++) {
    const kind = i % 7;
    const base = baseOf(kind, uniform);
    x[i] = base;
    y[i] = exponentOf(kind, x[i] ?? 0, uniform);
  }
}

const anyBinade = (uniform: () => number): number => floatOf(1 + Math.floor(uniform() * 0x7f7ffffe));

function baseOf(kind: number, uniform: () => number): number {
  if (kind === 0) return floatOf(Math.floor(uniform() * 2 ** 32) | 0);
  if (kind === 1) return anyBinade(uniform);
  if (kind === 2) return 0.5 + 1.5 * uniform();
  // near 1, where the exponent may be large
  if (kind === 3) return 1 + (uniform() - 0.5) * 2 ** (-22 * uniform());
  if (kind === 4) return -anyBinade(uniform);
  // denormal
  if (kind === 5) return floatOf(Math.floor(uniform() * 2 ** 23));
  return uniform() < 0.5 ? anyBinade(uniform) : 0.5 + 1.5 * uniform();
}

function exponentOf(kind: number, x: number, uniform: () => number): number {
  if (kind === 0) return floatOf(Math.floor(uniform() * 2 ** 32) | 0);
  // the powers one reads: whole and half ones up to 8
  if (kind === 6) return Math.floor(33 * uniform() - 16) / 2;
  // the result lies in any binade, or just outside
  const y = (300 * uniform() - 150) / Math.log2(Math.abs(x));
  return kind === 4 ? Math.round(y) : y;
}
