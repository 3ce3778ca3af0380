/** @file How far the functions are from the exact values, over a dense sample of all float32 arguments. */
import {describe, expect, test} from "vitest";
import {interpret} from "../../../lib/ir/interpret.js";
import {FUNCTIONS} from "../../../lib/ir/functions/library.js";
import type {FunctionName} from "../../../lib/ir/opTable.js";
import {compileScalar, countOperations, scalarProgram} from "./compileScalar.js";

interface Claim {
  /** Largest error, in units of the exact result's last place. */
  readonly ulp: number;
  readonly operations: number;
  /** The magnitudes of the arguments for which `ulp` holds. */
  readonly domain?: readonly [number, number];
  /** Where the function is neither constant nor its argument: sampled more densely. */
  readonly dense: readonly [number, number];
  readonly exact: (...args: readonly number[]) => number;
}

const CLAIMS: Record<FunctionName, Claim> = {
  exp: {ulp: 0.9, operations: 33, dense: [1e-8, 105], exact: (x = 0) => Math.exp(x)},
  expm1: {ulp: 1.05, operations: 40, dense: [1e-8, 90], exact: (x = 0) => Math.expm1(x)},
  // above 88.72 expm1 is infinite, and by the rule so is exprel
  exprel: {
    ulp: 1.9,
    operations: 48,
    domain: [0, 88.72],
    dense: [1e-5, 88.72],
    exact: (z = 0) => (z === 0 ? 1 : Math.expm1(z) / z),
  },
  log: {ulp: 0.85, operations: 37, dense: [0.5, 2], exact: (x = 0) => Math.log(x)},
  log1p: {ulp: 0.85, operations: 45, dense: [1e-8, 1e8], exact: (x = 0) => Math.log1p(x)},
  tanh: {ulp: 0.98, operations: 54, dense: [1e-4, 12], exact: (x = 0) => Math.tanh(x)},
  sin: {ulp: 1.6, operations: 51, domain: [0, 1e5], dense: [1e-4, 1e5], exact: (x = 0) => Math.sin(x)},
  cos: {ulp: 1.6, operations: 50, domain: [0, 1e5], dense: [1e-4, 1e5], exact: (x = 0) => Math.cos(x)},
  pow: {ulp: 1.65, operations: 131, dense: [0.5, 2], exact: (x = 0, y = 0) => Math.pow(x, y)},
};

const NAMES = Object.keys(FUNCTIONS) as FunctionName[];
const ofOne = NAMES.filter((name) => name !== "pow");
const SAMPLES = 100_000;

const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);

function bitsOf(x: number): number {
  floats[0] = x;
  return bits[0] ?? 0;
}

function floatOf(pattern: number): number {
  bits[0] = pattern;
  return floats[0] ?? 0;
}

/** The distance between neighbouring float32 values at `exact`. */
function spacing(exact: number): number {
  const exponent = Math.floor(Math.log2(Math.min(Math.abs(exact), 2 ** 127.5)));
  // log2 may round up to the next integer just below a power of two
  const binade = 2 ** exponent > Math.abs(exact) ? exponent - 1 : exponent;
  return 2 ** (Math.max(binade, -126) - 23);
}

/** The error in ulp; infinite where a NaN, a sign of zero or an overflow is wrong. */
function errorOf(got: number, exact: number): number {
  const nearest = Math.fround(exact);
  if (Object.is(got, nearest) && (Number.isNaN(exact) || !Number.isFinite(nearest))) return 0;
  if (exact === 0) return Object.is(got, exact) ? 0 : Infinity;
  // just above the largest float32, infinity counts as the value one step further
  const finite = (x: number): number => Math.max(-(2 ** 128), Math.min(2 ** 128, x));
  const error = Math.abs(finite(got) - finite(exact)) / spacing(exact);
  return Number.isNaN(error) ? Infinity : error;
}

/** A sample of all bit patterns, one of the dense interval, and the neighbours of every power of two. */
function argumentsOf({dense, domain = [0, Infinity]}: Claim): Float32Array {
  const patterns: number[] = [];
  const stride = Math.floor(2 ** 32 / SAMPLES) | 1;
  for (let pattern = -(2 ** 31); pattern < 2 ** 31; pattern += stride) patterns.push(pattern);
  const [lowest, highest] = [bitsOf(dense[0]), bitsOf(dense[1])];
  for (let i = 0; i < SAMPLES; i++) {
    const pattern = lowest + Math.floor(((i + 0.5) / SAMPLES) * (highest - lowest));
    patterns.push(i % 2 === 0 ? pattern : pattern | -0x80000000);
  }
  for (let exponent = 0; exponent < 256; exponent++) {
    for (const step of [-2, -1, 0, 1, 2])
      patterns.push((exponent << 23) + step, ((exponent << 23) + step) | -0x80000000);
  }
  const values = Float32Array.from(patterns, floatOf);
  return values.filter((x) => Number.isNaN(x) || (Math.abs(x) >= domain[0] && Math.abs(x) <= domain[1]));
}

/** Pairs whose power lies in any binade, for bases of any binade and bases near 1. */
function pairs(): [number, number][] {
  let seed = 1;
  const uniform = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return (seed >>> 8) / 2 ** 24;
  };
  return Array.from({length: 2 * SAMPLES}, (_, i) => {
    const x = i % 2 === 0 ? Math.fround(0.5 + 1.5 * uniform()) : floatOf(1 + Math.floor(uniform() * 0x7f7ffffe));
    return [x, Math.fround((300 * uniform() - 150) / Math.log2(x))];
  });
}

interface Worst {
  readonly error: number;
  readonly at: readonly number[];
}

function worst(name: FunctionName, inputs: Iterable<readonly number[]>): Worst {
  const compiled = compileScalar(scalarProgram(name));
  const {exact} = CLAIMS[name];
  let result: Worst = {error: -1, at: []};
  for (const args of inputs) {
    const error = errorOf(compiled(...args), exact(...args));
    if (error > result.error) result = {error, at: args};
  }
  return result;
}

function* single(values: Float32Array): Generator<[number]> {
  for (const x of values) yield [x];
}

describe("compileScalar", () => {
  test.each(NAMES)("%s: gives the interpreter's bits", (name) => {
    const program = scalarProgram(name);
    const compiled = compileScalar(program);
    const x = argumentsOf({...CLAIMS[name], domain: [0, Infinity]}).filter((_, i) => i % 1000 < 2);
    const y = x.map((_, i) => x[(i * 7) % x.length] ?? 0);
    for (let i = 0; i < x.length; i++) {
      const inputs = [x, y].slice(0, program.params.length).map((values) => values.subarray(i, i + 1));
      const [result] = interpret(
        program,
        inputs.map((data) => ({data, shape: []})),
      );
      expect([...inputs, compiled(...inputs.map((data) => data[0] ?? 0))]).toEqual([...inputs, result?.data[0]]);
    }
  });
});

describe("functions", () => {
  const rows: Record<string, string | number>[] = [];

  const check = (name: FunctionName, inputs: Iterable<readonly number[]>): void => {
    const {error, at} = worst(name, inputs);
    const operations = countOperations(scalarProgram(name));
    rows.push({function: name, "max ulp": Number(error.toFixed(3)), at: at.join(", "), operations});
    expect(error, `${name} at ${at.join(", ")}`).toBeLessThanOrEqual(CLAIMS[name].ulp);
    expect(operations).toBe(CLAIMS[name].operations);
  };

  test.each(ofOne)("%s: stays within its bound of the exact value", (name) => {
    check(name, single(argumentsOf(CLAIMS[name])));
  });

  test("pow: stays within its bound of the exact value", () => {
    check("pow", pairs());
    console.table(rows);
  });
});
