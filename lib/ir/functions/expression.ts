/** @file Short forms for writing a function: each appends one operation, and a plain number stands for a constant. */
import type {DType} from "../../core/dtype.js";
import type {Builder} from "../builder.js";
import type {ElementwiseName} from "../opTable.js";
import type {Value} from "../types.js";

/** A value, or a number that becomes a constant of the dtype its place asks for. */
export type Operand = Value | number;

/**
 * Appends primitive operations to a program. A number beside a value takes the value's dtype, so that `add(k, 1)` is an
 * int32 addition where `k` is int32.
 */
export class Expression {
  readonly #builder: Builder;

  constructor(builder: Builder) {
    this.#builder = builder;
  }

  neg = (a: Value): Value => this.#builder.elementwise("neg", a);
  abs = (a: Value): Value => this.#builder.elementwise("abs", a);
  add = (a: Operand, b: Operand): Value => this.#alike("add", a, b);
  sub = (a: Operand, b: Operand): Value => this.#alike("sub", a, b);
  mul = (a: Operand, b: Operand): Value => this.#alike("mul", a, b);
  div = (a: Operand, b: Operand): Value => this.#alike("div", a, b);
  min = (a: Operand, b: Operand): Value => this.#alike("min", a, b);
  max = (a: Operand, b: Operand): Value => this.#alike("max", a, b);
  floor = (a: Value): Value => this.#builder.elementwise("floor", a);

  eq = (a: Operand, b: Operand): Value => this.#alike("eq", a, b);
  ne = (a: Operand, b: Operand): Value => this.#alike("ne", a, b);
  lt = (a: Operand, b: Operand): Value => this.#alike("lt", a, b);
  le = (a: Operand, b: Operand): Value => this.#alike("le", a, b);
  gt = (a: Operand, b: Operand): Value => this.#alike("gt", a, b);
  and = (a: Value, b: Value): Value => this.#builder.elementwise("and", a, b);
  not = (a: Value): Value => this.#builder.elementwise("not", a);
  or = (a: Value, b: Value): Value => this.#builder.elementwise("or", a, b);

  /** `yes` where `condition` holds, `no` elsewhere; two numbers are float32. */
  select = (condition: Value, yes: Operand, no: Operand): Value => {
    const dtype = dtypeOf(yes, no);
    return this.#builder.elementwise("select", condition, this.#value(yes, dtype), this.#value(no, dtype));
  };

  bitAnd = (a: Operand, b: Operand): Value => this.#alike("bitAnd", a, b);
  bitXor = (a: Operand, b: Operand): Value => this.#alike("bitXor", a, b);
  shiftLeft = (a: Value, count: number): Value => this.#alike("shiftLeft", a, count);
  shiftRight = (a: Value, count: number): Value => this.#alike("shiftRight", a, count);
  toFloat = (a: Value): Value => this.#builder.elementwise("toFloat", a);
  floatBits = (a: Value): Value => this.#builder.elementwise("floatBits", a);
  bitsFloat = (a: Value): Value => this.#builder.elementwise("bitsFloat", a);

  #alike(name: ElementwiseName, a: Operand, b: Operand): Value {
    const dtype = dtypeOf(a, b);
    return this.#builder.elementwise(name, this.#value(a, dtype), this.#value(b, dtype));
  }

  #value(operand: Operand, dtype: DType): Value {
    return typeof operand === "number" ? this.#builder.constant(operand, dtype) : operand;
  }
}

function dtypeOf(a: Operand, b: Operand): DType {
  if (typeof a !== "number") return a.dtype;
  return typeof b === "number" ? "float32" : b.dtype;
}
