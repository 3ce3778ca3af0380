/** @file Reads what upstream drew (jax.json, made by test/reference/makeRandom.py). */
import {readFileSync} from "node:fs";

export interface UpstreamDraw {
  readonly draw: string;
  /** Numbers, or lists of them; "mV" among them is their unit. */
  readonly arguments: readonly (number | readonly number[] | "mV")[];
  readonly size: readonly number[];
  /** Base64 of little-endian float32. */
  readonly values: string;
  /** The key afterwards. */
  readonly key: readonly [number, number];
}

interface Upstream {
  readonly keys: readonly {readonly seed: number; readonly key: readonly number[]}[];
  readonly draws: {readonly seed: number; readonly list: readonly UpstreamDraw[]};
  readonly splits: {readonly seed: number; readonly keys: readonly number[][]; readonly key: readonly number[]};
  readonly many: {
    readonly seed: number;
    readonly low: number;
    readonly high: number;
    readonly count: number;
    readonly crc32: number;
  };
  readonly loop: {
    readonly seed: number;
    readonly steps: number;
    readonly size: readonly number[];
    readonly values: string;
    readonly key: readonly number[];
  };
  readonly network: {readonly seed: number; readonly a: string; readonly b: string; readonly key: readonly number[]};
}

export const upstream = JSON.parse(readFileSync(new URL("jax.json", import.meta.url), "utf8")) as Upstream;

export function decode(base64: string): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(base64, "base64")).buffer);
}

/** By how many float32 numbers two lists differ at most. */
export function largestDistance(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  const ranks = [a, b].map((x) =>
    new Int32Array(x.slice().buffer).map((bits) => (bits < 0 ? -0x80000000 - bits : bits)),
  );
  return a.reduce((most, _, i) => Math.max(most, Math.abs((ranks[0]?.[i] ?? NaN) - (ranks[1]?.[i] ?? NaN))), 0);
}
