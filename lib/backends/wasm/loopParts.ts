/** @file What both loop shapes share: how a loop's parts are named, and calling its function a chunk of steps at a time. */
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {sizeOf} from "../../core/shape.js";
import type {LaneOp} from "../../ir/lanes.js";
import type {Block, LoopOp, RecordRule, Value} from "../../ir/types.js";
import {argsOf} from "../../ir/types.js";
import type {FunctionCode, Local} from "./functionCode.js";
import type {Lanes} from "./lanes.js";
import type {Lowering} from "./lowering.js";
import type {Pointer} from "./pointer.js";
import {pointerTo, pushPointer} from "./pointer.js";

/** A value that one step hands to the next. */
export interface Carry {
  readonly init: Value;
  readonly param: Value;
  readonly next: Value;
  /** The last value, which lives where the loop keeps the carry. */
  readonly out: Value;
}

/** A sequence, and the parameter that is its slice. */
export interface Slice {
  readonly sequence: Value;
  readonly param: Value;
}

/** What a step records, and the records stacked, as the rule says which. */
export interface Stack {
  readonly value: Value;
  readonly out: Value;
  readonly rule: RecordRule;
}

export interface LoopParts {
  readonly carries: readonly Carry[];
  readonly slices: readonly Slice[];
  readonly stacks: readonly Stack[];
}

/** The parts that have elements. */
export function loopParts({inits, xs, body, records, outs}: LoopOp): LoopParts {
  const filled = (value: Value): boolean => sizeOf(value.shape) !== 0;
  const carries = inits.map((init, i) => ({
    init,
    param: body.params[i] as Value,
    next: body.results[i] as Value,
    out: outs[i] as Value,
  }));
  const slices = xs.map((sequence, i) => ({sequence, param: body.params[inits.length + i] as Value}));
  const stacks = outs.slice(inits.length).map((out, i) => ({
    value: body.results[inits.length + i] as Value,
    out,
    rule: records[i] as RecordRule,
  }));
  return {
    carries: carries.filter(({param}) => filled(param)),
    slices: slices.filter(({param}) => filled(param)),
    stacks: stacks.filter(({value}) => filled(value)),
  };
}

export function bytesOf(value: Value): number {
  return sizeOf(value.shape) * BYTES_PER_ELEMENT;
}

/**
 * Emits `body` for the steps from `begin` to `end`, `chunk` steps a time, at least once; `body` calls a function.
 * Engines compile a function anew, and better, while it is used, but do not replace it while it runs: a long loop in
 * one call would stay with the first, hasty compilation.
 */
export function inChunks(
  code: FunctionCode,
  lowering: Lowering,
  op: LoopOp,
  chunk: number,
  body: (begin: Local, end: Local) => void,
): void {
  const [steps, begin, end] = [code.local("i32"), code.local("i32"), code.local("i32")] as const;
  lowering.pushSteps(code, op);
  code.set(steps);
  code.i32(0);
  code.set(begin);
  code.loop(() => {
    code.get(begin);
    code.i32(chunk);
    code.emit("i32.add");
    code.set(end);
    code.smaller(end, steps);
    code.set(end);
    body(begin, end);
    code.get(end);
    code.tee(begin);
    code.get(steps);
    code.emit("i32.lt_u");
  });
  code.release("i32", steps, begin, end);
}

/** A pointer to a carry's initial value in the first step, else to where it waits between calls. */
export function startOf(code: FunctionCode, lowering: Lowering, {init, out}: Carry, step: Local): Pointer {
  const from = code.local("i32");
  pushPointer(code, pointerTo(code, lowering.home(init)));
  pushPointer(code, pointerTo(code, lowering.home(out)));
  code.get(step);
  code.emit("i32.eqz");
  code.emit("select");
  code.set(from);
  return {locals: [from], offset: 0};
}

/** Gives each carried value its next one, all at once: one may be another's next. */
export function carryOn(code: FunctionCode, work: Lanes, carries: readonly Carry[]): void {
  const moves = carries
    .filter(({param, next}) => param.id !== next.id)
    .flatMap(({param, next}) => {
      const from = work.binding(next);
      return work.binding(param).locals.map((to, i) => ({to, from: from.locals[from.uniform ? 0 : i] as Local}));
    });
  for (const {from} of moves) code.get(from);
  for (const {to} of moves.reverse()) code.set(to);
}

/** What operations, and a block's results, read and neither define nor get as its parameters, constants aside; each once. */
export function outsideOf(
  lowering: Lowering,
  ops: readonly LaneOp[],
  {params, results}: Pick<Block, "params" | "results"> = {params: [], results: []},
): Value[] {
  const seen = new Set([...params, ...ops.map(({out}) => out)].map(({id}) => id));
  return [...ops.flatMap((op) => argsOf(op)), ...results].flatMap((value) => {
    const root = lowering.root(value);
    if (seen.has(root.id) || sizeOf(root.shape) === 0 || lowering.constantBits(root) !== undefined) return [];
    seen.add(root.id);
    return [root];
  });
}
