/** @file Patterns over elementwise operations, written as data: `["add", "x", ["neg", "y"]]`. */
import type {DType} from "../../core/dtype.js";
import type {ElementwiseName} from "../opTable.js";
import type {ElementwiseOp, Op, Value} from "../types.js";
import {COMMUTATIVE} from "./commutative.js";

/** A variable, a constant with these very bits, or an operation on patterns. */
export type Pattern = Variable | number | OperationPattern;

export type OperationPattern = readonly [name: ElementwiseName, ...args: Pattern[]];

/** Stands for a value; some stand for those of one dtype only. */
export type Variable = "x" | "y" | "z" | "f" | "i" | "p";

export const VARIABLE_DTYPES: Readonly<Partial<Record<Variable, DType>>> = {f: "float32", i: "int32", p: "bool"};

/** What the variables of a pattern stand for. */
export type Bindings = Partial<Record<Variable, Value>>;

/** The operation that defines a value; undefined for a parameter. */
export type Definition = (value: Value) => Op | undefined;

/** What the variables of `pattern` stand for if `op` is what it describes; null if it is not. */
export function matchOp(pattern: OperationPattern, op: ElementwiseOp, definition: Definition): Bindings | null {
  if (op.name !== pattern[0]) return null;
  const bindings: Bindings = {};
  if (matchArgs(pattern, op.args, definition, bindings)) return bindings;
  if (!COMMUTATIVE.has(op.name)) return null;
  const swapped: Bindings = {};
  return matchArgs(pattern, [...op.args].reverse(), definition, swapped) ? swapped : null;
}

function matchArgs(
  pattern: OperationPattern,
  args: readonly Value[],
  definition: Definition,
  bindings: Bindings,
): boolean {
  for (let i = 0; i < args.length; i++) {
    if (!matchValue(pattern[i + 1] as Pattern, args[i] as Value, definition, bindings)) return false;
  }
  return true;
}

function matchValue(pattern: Pattern, value: Value, definition: Definition, bindings: Bindings): boolean {
  if (typeof pattern === "string") {
    const bound = bindings[pattern];
    if (bound !== undefined) return bound.id === value.id;
    const dtype = VARIABLE_DTYPES[pattern];
    if (dtype !== undefined && dtype !== value.dtype) return false;
    bindings[pattern] = value;
    return true;
  }
  const op = definition(value);
  if (typeof pattern === "number") return op?.op === "constant" && Object.is(op.value, pattern);
  return op?.op === "elementwise" && op.name === pattern[0] && matchArgs(pattern, op.args, definition, bindings);
}
