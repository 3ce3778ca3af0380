/** @file Keys: what a source of random numbers is at, as two numbers of 32 bits. */
import {ParameterError} from "../core/errors.js";
import {kindOf} from "../units/quantity.js";

/** A key as `jax.random.key_data` gives it: two whole numbers from 0 to 2^32 - 1. */
export type RandomKey = readonly [high: number, low: number];

/** The key of a seed, as JAX makes it (the seed modulo 2^32), or a key as it is. @throws ParameterError */
export function keyOf(who: string, seedOrKey: number | RandomKey): RandomKey {
  if (typeof seedOrKey === "number") {
    if (Number.isSafeInteger(seedOrKey)) return [0, Number(BigInt.asUintN(32, BigInt(seedOrKey)))];
    throw new ParameterError(`${who}: not a seed, expected a whole number, got ${String(seedOrKey)}`);
  }
  // a caller without types may give anything
  const given: unknown = seedOrKey;
  const isWord = (x: unknown): boolean => Number.isInteger(x) && (x as number) >= 0 && (x as number) < 2 ** 32;
  if (Array.isArray(given) && given.length === 2 && given.every(isWord)) return [seedOrKey[0], seedOrKey[1]];
  const got = Array.isArray(given) ? `(${given.map(String).join(", ")})` : kindOf(given);
  throw new ParameterError(
    `${who}: not a key, expected a seed, or two whole numbers from 0 to 2^32 - 1, got ${got}`,
    "read it from the key of another source",
  );
}

/** A key nobody chose. */
export function anyKey(): RandomKey {
  const word = (): number => Math.floor(Math.random() * 2 ** 32);
  return [word(), word()];
}
