/** @file What each primitive operation means, for one element: float32 after every operation, int32 wrapping. */
import type {PrimitiveName} from "./opTable.js";

type Kernel = (a: number, b: number, c: number) => number;

const fround = Math.fround;
const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);

const truth = (x: boolean): number => (x ? 1 : 0);

function roundHalfToEven(x: number): number {
  const nearest = Math.round(x);
  if (Math.abs(x % 1) !== 0.5 || nearest % 2 === 0)
    return nearest === 0 ? (Object.is(x, -0) || x < 0 ? -0 : 0) : nearest;
  return nearest - 1 === 0 && x < 0 ? -0 : nearest - 1;
}

function saturate(x: number): number {
  if (Number.isNaN(x)) return 0;
  return Math.max(-0x80000000, Math.min(0x7fffffff, Math.trunc(x)));
}

/** Arithmetic whose result is a float32 or an int32, by the dtype of its arguments. */
const float = {
  neg: (a) => -a,
  abs: (a) => Math.abs(a),
  add: (a, b) => fround(a + b),
  sub: (a, b) => fround(a - b),
  mul: (a, b) => fround(a * b),
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
} as const satisfies Record<string, Kernel>;

const INT: Record<keyof typeof float, Kernel> = {
  neg: (a) => -a | 0,
  abs: (a) => Math.abs(a) | 0,
  add: (a, b) => (a + b) | 0,
  sub: (a, b) => (a - b) | 0,
  mul: Math.imul,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
};

const KERNELS: Record<PrimitiveName, Kernel> = {
  ...float,
  div: (a, b) => fround(a / b),
  sqrt: (a) => fround(Math.sqrt(a)),
  floor: (a) => Math.floor(a),
  ceil: (a) => Math.ceil(a),
  trunc: (a) => Math.trunc(a),
  round: roundHalfToEven,
  eq: (a, b) => truth(a === b),
  ne: (a, b) => truth(a !== b),
  lt: (a, b) => truth(a < b),
  le: (a, b) => truth(a <= b),
  gt: (a, b) => truth(a > b),
  ge: (a, b) => truth(a >= b),
  not: (a) => 1 - a,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  select: (a, b, c) => (a === 0 ? c : b),
  bitAnd: (a, b) => a & b,
  bitOr: (a, b) => a | b,
  bitXor: (a, b) => a ^ b,
  shiftLeft: (a, b) => a << b,
  shiftRight: (a, b) => a >> b,
  shiftRightZero: (a, b) => (a >>> b) | 0,
  toFloat: fround,
  toInt: saturate,
  floatBits: (a) => {
    floats[0] = a;
    return bits[0] ?? 0;
  },
  bitsFloat: (a) => {
    bits[0] = a;
    return floats[0] ?? 0;
  },
};

/** The meaning of a primitive for arguments of this dtype. */
export function kernel(name: PrimitiveName, isInt: boolean): Kernel {
  return isInt && name in INT ? INT[name as keyof typeof INT] : KERNELS[name];
}
