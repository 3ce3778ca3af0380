/**
 * @file The primitive operations as expressions of gpu.js's kernel language. Every number there is a float: int32 values
 * are exact up to 2^24, and nothing reaches their bits. What each mode makes of them: docs/gpu-operations.md.
 */
import type {DType} from "../../core/dtype.js";
import type {PrimitiveName} from "../../ir/opTable.js";

/**
 * The expression of an operation whose operands are names or literals, or null where the device cannot do it. `dtype` is
 * that of the first operand.
 */
type Expression = (args: readonly string[], dtype: DType) => string | null;

const infix =
  (operator: string): Expression =>
  ([a = "", b = ""]) =>
    `(${a} ${operator} ${b})`;

/** gpu.js takes what `>=`, `<=`, `===` and `!==` give for a number, unless a logical operation stands around it. */
const truth =
  (operator: string): Expression =>
  ([a = "", b = ""]) =>
    `(${a} ${operator} ${b} && true)`;

const call =
  (name: string): Expression =>
  (args) =>
    `Math.${name}(${args.join(", ")})`;

/** The product of two int32 values may need all 32 bits. */
const floatsOnly =
  (expression: Expression): Expression =>
  (args, dtype) =>
    dtype === "float32" ? expression(args, dtype) : null;

const bits: Expression = () => null;

const asNumber = (a: string): string => `(${a} ? 1.0 : 0.0)`;

/**
 * Up from `floor(x)` where the rest is above a half, or is a half and the floor odd. `Math.round` takes halves up, and
 * `x + 0.5` is not exact.
 */
function round([x = ""]: readonly string[]): string {
  const floor = `Math.floor(${x})`;
  const isOdd = `Math.floor(${floor} * 0.5) * 2.0 !== ${floor}`;
  return `(${x} - ${floor} > 0.5 || (${x} - ${floor} === 0.5 && ${isOdd}) ? ${floor} + 1.0 : ${floor})`;
}

/** NaN and the sign of a zero are the device's own affair: a shader may take it that there is no NaN. */
export const PRIMITIVES: Readonly<Record<PrimitiveName, Expression>> = {
  neg: ([a = ""]) => `(-${a})`,
  abs: call("abs"),
  add: infix("+"),
  sub: infix("-"),
  mul: floatsOnly(infix("*")),
  div: infix("/"),
  sqrt: call("sqrt"),
  min: call("min"),
  max: call("max"),
  floor: call("floor"),
  ceil: call("ceil"),
  trunc: call("trunc"),
  round,

  eq: truth("==="),
  ne: truth("!=="),
  lt: truth("<"),
  le: truth("<="),
  gt: truth(">"),
  ge: truth(">="),

  not: ([a = ""]) => `(!${a})`,
  and: infix("&&"),
  or: infix("||"),
  xor: truth("!=="),
  select: ([a = "", b = "", c = ""]) => `(${a} ? ${b} : ${c})`,

  bitAnd: bits,
  bitOr: bits,
  bitXor: bits,
  shiftLeft: bits,
  shiftRight: bits,
  shiftRightZero: bits,

  toFloat: ([a = ""], dtype) => (dtype === "bool" ? asNumber(a) : a),
  /** Does not saturate: results beyond 2^24 are not those of int32. */
  toInt: ([a = ""], dtype) => (dtype === "bool" ? asNumber(a) : `Math.trunc(${a})`),
  floatBits: bits,
  bitsFloat: bits,
};
