/**
 * @file A loop as the source of gpu.js kernels: one thread a lane, the time loop inside. A kernel is written as text,
 * because gpu.js reads a function's text, and bundlers change that of functions.
 */
import {InternalError} from "../../core/errors.js";
import {isFunction} from "../../ir/opTable.js";
import type {ConstantOp, ElementwiseOp, LoopOp, Value} from "../../ir/types.js";
import type {KernelFunction} from "./functions.js";
import {FUNCTIONS} from "./functions.js";
import type {KernelLayout, RecordSlot} from "./kernelLayout.js";
import {EXACT, MOST_STEPS, RESULTS} from "./kernelLayout.js";
import {PRIMITIVES} from "./primitives.js";

/**
 * A thread counts its steps from the mark of its launch on, so that neither zeros nor the answer to the launch before
 * can be taken for this one's. float32 counts so far exactly.
 */
export const markOf = (launch: number): number => 2 ** 20 * (1 + (launch % 15));

/** The arguments of a kernel, in order, with the types that gpu.js gives them. */
export type Arguments = Readonly<Record<string, "Array" | "Integer" | "Float">>;

const READ: Arguments = {carries: "Array", lanes: "Array", scalars: "Array", rows: "Array"};
const ADVANCE: Arguments = {...READ, steps: "Integer", mark: "Float"};
const REPLAY: Arguments = {...READ, first: "Integer", every: "Integer", last: "Integer", mark: "Float"};

const names = (args: Arguments): string => Object.keys(args).join(", ");

/** A kernel: its source, the functions it calls, and what its threads give one number each. */
export interface KernelSource {
  readonly source: string;
  readonly args: Arguments;
  readonly functions: readonly KernelFunction[];
}

/** What is known when a kernel is written, by id. */
export type Constants = ReadonlyMap<number, ConstantOp>;

/** What is computed in a step, as statements, and how to name what it gives. */
interface Body {
  readonly statements: readonly string[];
  readonly nameOf: (value: Value) => string;
  readonly functions: readonly KernelFunction[];
}

/** Steps `steps` steps on; each thread gives the next values of `carries` (at most three). */
export function advanceKernel(
  loop: LoopOp,
  layout: KernelLayout,
  constants: Constants,
  carries: KernelLayout["carries"],
): KernelSource {
  const {statements, nameOf, functions} = bodyOf(loop, layout, constants);
  const source = `function (${names(ADVANCE)}) {
${reads(layout)}
  let taken = mark;
  for (let k = 0; k < ${String(MOST_STEPS)}; k++) {
    if (k >= steps) break;
${[...slices(layout), ...statements, ...moves(layout, nameOf)].map((line) => `    ${line}`).join("\n")}
    taken = taken + 1.0;
  }
  return [${results(carries.map(({index, param}) => asNumber(carryName(index), param)))}, taken];
}`;
  return {source, args: ADVANCE, functions};
}

/**
 * Replays the steps up to one that is kept, and gives what that step records (`slots`, at most three). Threads stand in
 * rows: row `y` replays to step `first + y * every`, at most `last`, all counted from the start of the launch.
 */
export function replayKernel(
  loop: LoopOp,
  layout: KernelLayout,
  constants: Constants,
  slots: readonly RecordSlot[],
): KernelSource {
  const {statements, nameOf, functions} = bodyOf(loop, layout, constants);
  const source = `function (${names(REPLAY)}) {
  const wanted = Math.min(first + this.thread.y * every, last);
${reads(layout)}
${slots.map((_, i) => `  let kept${String(i)} = 0.0;`).join("\n")}
  let taken = mark;
  for (let k = 0; k < ${String(MOST_STEPS)}; k++) {
    if (k > wanted) break;
${[
  ...slices(layout),
  ...statements,
  ...slots.map(({value}, i) => `kept${String(i)} = ${asNumber(nameOf(value), value)};`),
  ...moves(layout, nameOf),
]
  .map((line) => `    ${line}`)
  .join("\n")}
    taken = taken + 1.0;
  }
  return [${results(slots.map((_, i) => `kept${String(i)}`))}, taken];
}`;
  return {source, args: REPLAY, functions};
}

function bodyOf({body}: LoopOp, layout: KernelLayout, constants: Constants): Body {
  const names = new Map<number, string>();
  const called = new Set<KernelFunction>();
  const statements: string[] = [];
  for (const [id, op] of constants) names.set(id, literal(op));
  for (const {id} of [...layout.laneInputs, ...layout.scalarInputs, ...layout.rows.map(({param}) => param)])
    names.set(id, `v${String(id)}`);
  for (const {index, param} of layout.carries) names.set(param.id, carryName(index));
  const nameOf = ({id}: Value): string => {
    const name = names.get(id);
    if (name === undefined) throw new InternalError(`a kernel reads %${String(id)}, which nothing defines`);
    return name;
  };
  for (const op of body.ops) {
    switch (op.op) {
      case "constant":
        names.set(op.out.id, literal(op));
        break;
      // all elements of a thread's lane are one number
      case "broadcast":
      case "reshape":
        names.set(op.out.id, nameOf(op.arg));
        break;
      case "elementwise":
        names.set(op.out.id, `v${String(op.out.id)}`);
        statements.push(`const v${String(op.out.id)} = ${expression(op, op.args.map(nameOf), called)};`);
        break;
      default:
        throw new InternalError(`a kernel cannot hold ${op.op}`);
    }
  }
  return {statements, nameOf, functions: withUses(called)};
}

function expression({name, args}: ElementwiseOp, operands: readonly string[], called: Set<KernelFunction>): string {
  if (isFunction(name)) {
    const helper = FUNCTIONS[name];
    called.add(helper);
    return `${helper.name}(${operands.join(", ")})`;
  }
  const text = PRIMITIVES[name](operands, args[0]?.dtype ?? "float32");
  if (text === null) throw new InternalError(`a kernel cannot compute ${name} of ${args[0]?.dtype ?? "nothing"}`);
  return text;
}

/** Functions with those that they call. */
function withUses(called: ReadonlySet<KernelFunction>): KernelFunction[] {
  const all = new Map([...called].map((helper) => [helper.name, helper]));
  const byName = new Map(Object.values(FUNCTIONS).map((helper) => [helper.name, helper]));
  for (const {uses} of all.values()) {
    for (const name of uses) {
      const helper = byName.get(name);
      if (helper === undefined) throw new InternalError(`a kernel function calls ${name}, which is none`);
      all.set(name, helper);
    }
  }
  return [...all.values()];
}

/** What a thread reads in front of its steps. */
function reads({lanes, carries, laneInputs, scalarInputs}: KernelLayout): string {
  const at = (index: number): string => `this.thread.x + ${String(index * lanes)}`;
  return [
    ...scalarInputs.map((value, i) => `const v${String(value.id)} = ${fromNumber(`scalars[${String(i)}]`, value)};`),
    ...laneInputs.map((value, i) => `const v${String(value.id)} = ${fromNumber(`lanes[${at(i)}]`, value)};`),
    ...carries.map(({index, param}) => `let ${carryName(index)} = ${fromNumber(`carries[${at(index)}]`, param)};`),
  ]
    .map((line) => `  ${line}`)
    .join("\n");
}

/** What a step reads of its row. */
function slices({rows, rowWidth}: KernelLayout): string[] {
  return rows.map(({param, offset, wide}) => {
    const place = `k * ${String(rowWidth)} + ${String(offset)}${wide ? " + this.thread.x" : ""}`;
    return `const v${String(param.id)} = ${fromNumber(`rows[${place}]`, param)};`;
  });
}

/** Hands each carried value on: all at once, as one may be another's next. */
function moves({carries}: KernelLayout, nameOf: (value: Value) => string): string[] {
  const moving = carries.filter(({param, next}) => nameOf(next) !== nameOf(param));
  const isCarry = new Set(carries.map(({index}) => carryName(index)));
  const kept = moving.filter(({next}) => isCarry.has(nameOf(next)));
  return [
    ...kept.map(({index, next}) => `const before${String(index)} = ${nameOf(next)};`),
    ...moving.map(({index, next}) =>
      isCarry.has(nameOf(next))
        ? `${carryName(index)} = before${String(index)};`
        : `${carryName(index)} = ${nameOf(next)};`,
    ),
  ];
}

function results(names: readonly string[]): string {
  return Array.from({length: RESULTS}, (_, i) => names[i] ?? "0.0").join(", ");
}

const carryName = (index: number): string => `c${String(index)}`;

/** Booleans are 0 and 1 in arrays. */
const asNumber = (name: string, {dtype}: Value): string => (dtype === "bool" ? `(${name} ? 1.0 : 0.0)` : name);

/** gpu.js takes the type of a comparison for that of its left side, unless a logical operation stands around it. */
const fromNumber = (place: string, {dtype}: Value): string => (dtype === "bool" ? `${place} > 0.5 && true` : place);

/** A constant as the source of a kernel; see `canWrite`. */
function literal({value, out}: ConstantOp): string {
  if (out.dtype === "bool") return value === 0 ? "false" : "true";
  const text = String(value);
  const withPoint = /[.e]/.test(text) ? text : `${text}.0`;
  return value < 0 || Object.is(value, -0) ? `(${withPoint.startsWith("-") ? withPoint : `-${withPoint}`})` : withPoint;
}

/** Whether a number may stand in a kernel's source: there is none for what is not finite, tiny, or a large int32. */
export function canWrite({value, out}: ConstantOp): boolean {
  if (out.dtype === "int32") return Math.abs(value) < EXACT;
  return out.dtype !== "float32" || value === 0 || (Number.isFinite(value) && Math.abs(value) >= 2 ** -126);
}
