/**
 * @file Turns a program of scalar primitive operations into one JavaScript function, thousands of times faster than
 * interpreting it: for tests that try many inputs. accuracy.test.ts checks it against the interpreter.
 */
import {Builder} from "../../../lib/ir/builder.js";
import {FUNCTIONS} from "../../../lib/ir/functions/library.js";
import type {FunctionName, PrimitiveName} from "../../../lib/ir/opTable.js";
import {isFunction, OPS} from "../../../lib/ir/opTable.js";
import type {ElementwiseOp, Program, Value} from "../../../lib/ir/types.js";

type Render = (a: string, b: string, c: string) => string;

const rounded =
  (operator: string): Render =>
  (a, b) =>
    `f(${a} ${operator} ${b})`;
const wrapped =
  (operator: string): Render =>
  (a, b) =>
    `((${a} ${operator} ${b}) | 0)`;
const plain =
  (operator: string): Render =>
  (a, b) =>
    `(${a} ${operator} ${b})`;

const FLOAT: Partial<Record<PrimitiveName, Render>> = {
  neg: (a) => `(-${a})`,
  abs: (a) => `Math.abs(${a})`,
  add: rounded("+"),
  sub: rounded("-"),
  mul: rounded("*"),
  div: rounded("/"),
  sqrt: (a) => `f(Math.sqrt(${a}))`,
  floor: (a) => `Math.floor(${a})`,
  min: (a, b) => `Math.min(${a}, ${b})`,
  max: (a, b) => `Math.max(${a}, ${b})`,
};
const INT: Partial<Record<PrimitiveName, Render>> = {add: wrapped("+"), sub: wrapped("-"), neg: (a) => `(-${a} | 0)`};
const EITHER: Partial<Record<PrimitiveName, Render>> = {
  eq: plain("==="),
  ne: plain("!=="),
  lt: plain("<"),
  le: plain("<="),
  gt: plain(">"),
  ge: plain(">="),
  not: (a) => `(!${a})`,
  and: plain("&&"),
  or: plain("||"),
  select: (a, b, c) => `(${a} ? ${b} : ${c})`,
  bitAnd: plain("&"),
  bitOr: plain("|"),
  bitXor: plain("^"),
  shiftLeft: plain("<<"),
  shiftRight: plain(">>"),
  toFloat: (a) => `f(${a})`,
  floatBits: (a) => `(F[0] = ${a}, I[0])`,
  bitsFloat: (a) => `(I[0] = ${a}, F[0])`,
};

/** The program of one function of scalars. */
export function scalarProgram(name: FunctionName): Program {
  const builder = new Builder();
  const args = Array.from({length: OPS[name].arity}, () => builder.input({dtype: "float32", shape: []}));
  return builder.finish([FUNCTIONS[name](builder, ...args)]);
}

/** How many operations a lane carries out; constants are free. */
export function countOperations(program: Program): number {
  return program.ops.filter((op) => op.op === "elementwise").length;
}

/** The first result of `program` as a function of its inputs. */
export function compileScalar(program: Program): (...args: readonly number[]) => number {
  const name = (value: Value | undefined): string => `v${String(value?.id)}`;
  const lines = program.ops.map((op) => {
    if (op.op === "constant") return `const ${name(op.out)} = ${Object.is(op.value, -0) ? "-0" : String(op.value)};`;
    if (op.op === "elementwise") return `const ${name(op.out)} = ${render(op, name)};`;
    throw new Error(`compileScalar: expected scalar operations, got ${op.op}`);
  });
  const source = [
    '"use strict"; const f = Math.fround, F = new Float32Array(1), I = new Int32Array(F.buffer);',
    `return (${program.params.map(name).join(", ")}) => {`,
    ...lines,
    `return ${name(program.results[0])}; };`,
  ].join("\n");
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the source is generated above
  return (new Function(source) as () => (...args: readonly number[]) => number)();
}

function render({name: op, args}: ElementwiseOp, name: (value: Value | undefined) => string): string {
  if (isFunction(op)) throw new Error(`compileScalar: expected primitive operations, got ${op}`);
  const table = args.at(-1)?.dtype === "int32" ? INT : FLOAT;
  const write = table[op] ?? EITHER[op];
  if (write === undefined) throw new Error(`compileScalar: no rendering of ${op}`);
  return write(name(args[0]), name(args[1]), name(args[2]));
}
