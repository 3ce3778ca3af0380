/**
 * @file Programs as text, for people and for tests. `parse` reads back what `print` writes. Values are numbered in the
 * order in which the text defines them.
 *
 *     program (%0: float32[?], %1: float32[4]) {
 *       %2 = constant 0.5 : float32
 *       %3, %4 = loop ? carry (%1) xs (%0) keep (0/10) {
 *         (%5: float32[4], %6: float32)
 *         %7 = mul %6, %2 : float32
 *         %8 = add %5, %7 : float32[4]
 *         yield %8, %7
 *       }
 *       return %3, %4
 *     }
 */
import type {Block, ConstantOp, LoopOp, Op, Program, TensorType, Value} from "./types.js";
import {DYNAMIC, outsOf} from "./types.js";

/** How a value is called in the text. */
type Name = (value: Value) => string;

/** The text of a program. */
export function print(program: Program): string {
  return new Printer().program(program);
}

/** An operation in one line, its blocks left out, with the ids that the program itself uses. */
export function showOp(op: Op): string {
  return head(op, ({id}) => `%${String(id)}`);
}

/** A type as the text writes it: `float32[2, 3]`, `float32[?]`, and `float32` for a scalar. */
export function showType({dtype, shape}: TensorType): string {
  return shape.length === 0 ? dtype : `${dtype}[${shape.map(showLength).join(", ")}]`;
}

const showLength = (length: number): string => (length === DYNAMIC ? "?" : String(length));

class Printer {
  readonly #names = new Map<number, string>();
  readonly #lines: string[] = [];

  program({params, ops, results}: Program): string {
    this.#define(params);
    this.#lines.push(`program (${this.#typed(params)}) {`);
    for (const op of ops) this.#op(op, "  ");
    this.#lines.push(join("  return", this.#list(results)), "}");
    return this.#lines.join("\n");
  }

  #op(op: Op, indent: string): void {
    this.#define(outsOf(op));
    const line = indent + head(op, this.#name);
    if (op.op === "loop") {
      this.#lines.push(`${line} {`);
      this.#define(op.body.params);
      this.#lines.push(`${indent}  (${this.#typed(op.body.params)})`);
      this.#body(op.body, indent);
    } else if (op.op === "cond") {
      this.#lines.push(`${line} {`);
      this.#body(op.then, indent);
      this.#lines.push(`${indent}} else {`);
      this.#body(op.otherwise, indent);
    } else {
      this.#lines.push(line);
      return;
    }
    this.#lines.push(`${indent}}`);
  }

  #body({ops, results}: Block, indent: string): void {
    for (const op of ops) this.#op(op, `${indent}  `);
    this.#lines.push(join(`${indent}  yield`, this.#list(results)));
  }

  #define(values: readonly Value[]): void {
    for (const {id} of values) this.#names.set(id, `%${String(this.#names.size)}`);
  }

  readonly #name: Name = ({id}) => this.#names.get(id) ?? `%undefined${String(id)}`;

  #list(values: readonly Value[]): string {
    return list(values, this.#name);
  }

  #typed(values: readonly Value[]): string {
    return values.map((value) => `${this.#name(value)}: ${showType(value)}`).join(", ");
  }
}

const join = (word: string, rest: string): string => (rest === "" ? word : `${word} ${rest}`);
const list = (values: readonly Value[], name: Name): string => values.map(name).join(", ");

function head(op: Op, name: Name): string {
  const outs = list(outsOf(op), name);
  return outs === "" ? right(op, name) : `${outs} = ${right(op, name)}`;
}

function right(op: Op, name: Name): string {
  switch (op.op) {
    case "constant":
      return `constant ${showConstant(op)} : ${showType(op.out)}`;
    case "elementwise":
      return `${op.name} ${list(op.args, name)} : ${showType(op.out)}`;
    case "broadcast":
    case "reshape":
      return `${op.op} ${name(op.arg)} : ${showType(op.out)}`;
    case "reduce":
      return `reduce ${op.name} ${name(op.arg)} over (${op.axes.join(", ")}) : ${showType(op.out)}`;
    case "take":
      return `take ${name(op.arg)} at ${name(op.indices)} along ${String(op.axis)} : ${showType(op.out)}`;
    case "loop":
      return `loop ${showLength(op.steps)} carry (${list(op.inits, name)}) xs (${list(op.xs, name)})${showRules(op)}`;
    case "cond":
      return `cond ${name(op.pred)}`;
  }
}

/** Which steps each record keeps, as first/every; nothing where all keep every step. */
function showRules({records}: LoopOp): string {
  if (records.every(({every}) => every === 1)) return "";
  return ` keep (${records.map(({every, offset}) => `${String(offset)}/${String(every)}`).join(", ")})`;
}

/** The shortest text that reads back as the same float32, int32 or bool. */
function showConstant({value, out}: ConstantOp): string {
  if (out.dtype === "bool") return value === 0 ? "false" : "true";
  if (Object.is(value, -0)) return "-0";
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
  if (out.dtype === "int32") return String(value);
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}
