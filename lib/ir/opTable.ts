/**
 * @file The elementwise operations, one row each. Interpreter, backends and derivatives are records over these names,
 * so that an operation without a meaning somewhere does not compile.
 */
import type {DType} from "../core/dtype.js";

/**
 * How the dtype of a result follows from those of the arguments:
 * - `float`: float32 gives float32
 * - `number`: float32 or int32, all alike, gives the same
 * - `compare`: float32 or int32, all alike, gives bool
 * - `logic`: bool gives bool
 * - `int`: int32 gives int32
 * - `select`: bool, then two alike of any dtype, gives theirs
 * - `toFloat`: bool or int32 gives float32; `toInt`: float32 or bool gives int32
 * - `floatBits`: float32 gives int32; `bitsFloat`: int32 gives float32
 */
export type DTypeRule =
  "float" | "number" | "compare" | "logic" | "int" | "select" | "toFloat" | "toInt" | "floatBits" | "bitsFloat";

/** One row of the table. A `function` is a program over the other rows; the others are primitive. */
export interface OpRow {
  readonly arity: 1 | 2 | 3;
  readonly rule: DTypeRule;
  readonly kind: "primitive" | "function";
}

const primitive = <A extends 1 | 2 | 3, R extends DTypeRule>(arity: A, rule: R) =>
  ({arity, rule, kind: "primitive"}) as const;
const composed = <A extends 1 | 2>(arity: A) => ({arity, rule: "float", kind: "function"}) as const;

export const OPS = {
  // arithmetic: each result is rounded to float32 (int32 wraps)
  neg: primitive(1, "number"),
  abs: primitive(1, "number"),
  add: primitive(2, "number"),
  sub: primitive(2, "number"),
  mul: primitive(2, "number"),
  div: primitive(2, "float"),
  sqrt: primitive(1, "float"),
  /** NaN when either is; -0 below 0. */
  min: primitive(2, "number"),
  max: primitive(2, "number"),
  floor: primitive(1, "float"),
  ceil: primitive(1, "float"),
  trunc: primitive(1, "float"),
  /** To the nearest integer, halves to even. */
  round: primitive(1, "float"),

  // comparison: false when either is NaN, but for `ne`
  eq: primitive(2, "compare"),
  ne: primitive(2, "compare"),
  lt: primitive(2, "compare"),
  le: primitive(2, "compare"),
  gt: primitive(2, "compare"),
  ge: primitive(2, "compare"),

  // booleans
  not: primitive(1, "logic"),
  and: primitive(2, "logic"),
  or: primitive(2, "logic"),
  xor: primitive(2, "logic"),
  /** The second argument where the first is true, the third elsewhere. */
  select: primitive(3, "select"),

  // bits of int32; shifts take the low five bits of a scalar or elementwise count
  bitAnd: primitive(2, "int"),
  bitOr: primitive(2, "int"),
  bitXor: primitive(2, "int"),
  shiftLeft: primitive(2, "int"),
  /** Copies the sign bit. */
  shiftRight: primitive(2, "int"),
  /** Brings in zeros. */
  shiftRightZero: primitive(2, "int"),

  // conversion
  toFloat: primitive(1, "toFloat"),
  /** Towards zero, saturating; NaN gives 0. */
  toInt: primitive(1, "toInt"),
  floatBits: primitive(1, "floatBits"),
  bitsFloat: primitive(1, "bitsFloat"),

  // functions, each a program of `functions/`
  exp: composed(1),
  expm1: composed(1),
  exprel: composed(1),
  log: composed(1),
  log1p: composed(1),
  tanh: composed(1),
  sin: composed(1),
  cos: composed(1),
  pow: composed(2),
} as const satisfies Record<string, OpRow>;

/** The name of an elementwise operation. */
export type ElementwiseName = keyof typeof OPS;

/** The name of an operation that is a program over the others. */
export type FunctionName = {
  [N in ElementwiseName]: (typeof OPS)[N]["kind"] extends "function" ? N : never;
}[ElementwiseName];

/** The name of an operation that every backend carries out itself. */
export type PrimitiveName = Exclude<ElementwiseName, FunctionName>;

export function isFunction(name: ElementwiseName): name is FunctionName {
  return OPS[name].kind === "function";
}

/** How a reduction combines: `sum`, `prod`, `min`, `max` of numbers; `any`, `all` of booleans. */
export const REDUCTIONS = {
  sum: "add",
  prod: "mul",
  min: "min",
  max: "max",
  any: "or",
  all: "and",
} as const satisfies Record<string, PrimitiveName>;

export type ReduceName = keyof typeof REDUCTIONS;

/** What a reduction over no elements gives. */
export function reduceIdentity(name: ReduceName, dtype: DType): number {
  switch (name) {
    case "sum":
    case "any":
      return 0;
    case "prod":
    case "all":
      return 1;
    case "min":
      return dtype === "float32" ? Infinity : 0x7fffffff;
    case "max":
      return dtype === "float32" ? -Infinity : -0x80000000;
  }
}

/** The dtype of a result, or null when the arguments' dtypes do not fit the operation. */
export function resultDType(name: ElementwiseName, dtypes: readonly DType[]): DType | null {
  const {arity, rule} = OPS[name];
  const [a, b, c] = dtypes;
  if (dtypes.length !== arity || a === undefined) return null;
  const alike = (b ?? a) === a && (c ?? a) === a;
  switch (rule) {
    case "float":
      return alike && a === "float32" ? a : null;
    case "number":
      return alike && a !== "bool" ? a : null;
    case "compare":
      return alike && a !== "bool" ? "bool" : null;
    case "logic":
      return alike && a === "bool" ? a : null;
    case "int":
      return alike && a === "int32" ? a : null;
    case "select":
      return a === "bool" && b !== undefined && b === c ? b : null;
    case "toFloat":
      return a === "float32" ? null : "float32";
    case "toInt":
      return a === "int32" ? null : "int32";
    case "floatBits":
      return a === "float32" ? "int32" : null;
    case "bitsFloat":
      return a === "int32" ? "float32" : null;
  }
}

/** Whether a reduction takes this dtype. */
export function reduceTakes(name: ReduceName, dtype: DType): boolean {
  return (name === "any" || name === "all") === (dtype === "bool");
}
