/**
 * @file A program as data. Values are in SSA form (each defined once, by an operation, a block's parameter or the
 * program's inputs); blocks nest and may use any value of the blocks around them. Programs know nothing of units,
 * models or backends.
 */
import type {DType} from "../core/dtype.js";
import type {Shape} from "../core/shape.js";
import type {ElementwiseName, ReduceName} from "./opTable.js";

/**
 * The length of a leading axis that only a run decides: the step count of a loop. It stands only on inputs that a loop
 * slices, on what a loop stacks, and on the program's results, so that no other operation meets it.
 */
export const DYNAMIC = -1;

/** The dtype and shape of a value. */
export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** An SSA value; `id` is unique in its program. */
export interface Value extends TensorType {
  readonly id: number;
}

/** A scalar known when the program is built. Parameters are inputs instead, so that changing one compiles nothing. */
export interface ConstantOp {
  readonly op: "constant";
  readonly value: number;
  readonly out: Value;
}

/** One scalar function applied to each element. Every argument has the result's shape, or is a scalar (`[]`). */
export interface ElementwiseOp {
  readonly op: "elementwise";
  readonly name: ElementwiseName;
  readonly args: readonly Value[];
  readonly out: Value;
}

/** `arg` stretched to the shape of `out`, as NumPy broadcasts. */
export interface BroadcastOp {
  readonly op: "broadcast";
  readonly arg: Value;
  readonly out: Value;
}

/** The elements of `arg`, in row-major order, under the shape of `out`. */
export interface ReshapeOp {
  readonly op: "reshape";
  readonly arg: Value;
  readonly out: Value;
}

/**
 * `arg` reduced over `axes` (sorted), which leave the shape. Elements are combined in row-major order; sums of float32
 * are compensated.
 */
export interface ReduceOp {
  readonly op: "reduce";
  readonly name: ReduceName;
  readonly axes: readonly number[];
  readonly arg: Value;
  readonly out: Value;
}

/**
 * The elements of `arg` at `indices`, an int32 vector, along `axis`; an index beyond either end means the element at
 * that end. `axis` of `arg` is not empty unless `indices` is.
 */
export interface TakeOp {
  readonly op: "take";
  readonly arg: Value;
  readonly indices: Value;
  readonly axis: number;
  readonly out: Value;
}

/** Which steps a record keeps: those whose number leaves `offset` when divided by `every`. */
export interface RecordRule {
  readonly every: number;
  readonly offset: number;
}

/** Every step is kept. */
export const EVERY_STEP: RecordRule = {every: 1, offset: 0};

/** How many of the steps from `first` to before `end` a record keeps. */
export function keptSteps({every, offset}: RecordRule, first: number, end: number): number {
  const below = (step: number): number => Math.floor((step + every - 1 - offset) / every);
  return below(end) - below(first);
}

/**
 * `body` run once a step. Its parameters are the carried values, then this step's slice of each of `xs`; its results
 * are the next carried values, then what the step records. `outs` are the last carried values, then the records stacked
 * on a new leading axis, as `records` says for each which steps it keeps. `steps` is DYNAMIC when the length of `xs`
 * decides; `xs` is then not empty.
 */
export interface LoopOp {
  readonly op: "loop";
  readonly steps: number;
  readonly inits: readonly Value[];
  readonly xs: readonly Value[];
  readonly body: Block;
  readonly records: readonly RecordRule[];
  readonly outs: readonly Value[];
}

/** `then` or `otherwise`, as the scalar boolean `pred` says. The branches take no parameters. */
export interface CondOp {
  readonly op: "cond";
  readonly pred: Value;
  readonly then: Block;
  readonly otherwise: Block;
  readonly outs: readonly Value[];
}

export type Op = ConstantOp | ElementwiseOp | BroadcastOp | ReshapeOp | ReduceOp | TakeOp | LoopOp | CondOp;

/** Operations in order, with what they take and what they give. */
export interface Block {
  readonly params: readonly Value[];
  readonly ops: readonly Op[];
  readonly results: readonly Value[];
}

/** A whole program: a block whose parameters are the program's inputs. */
export type Program = Block;

/** The leading length of what a loop of `steps` stacks by a rule. */
export function recordLength(steps: number, rule: RecordRule): number {
  return steps === DYNAMIC ? DYNAMIC : keptSteps(rule, 0, steps);
}

/** An array while a program runs: elements in row-major order, and a shape without DYNAMIC. */
export interface RuntimeArray {
  readonly data: Float32Array | Int32Array;
  readonly shape: Shape;
}

/** The values an operation reads, those of its blocks aside. */
export function argsOf(op: Op): readonly Value[] {
  switch (op.op) {
    case "constant":
      return [];
    case "elementwise":
      return op.args;
    case "broadcast":
    case "reshape":
    case "reduce":
      return [op.arg];
    case "take":
      return [op.arg, op.indices];
    case "loop":
      return [...op.inits, ...op.xs];
    case "cond":
      return [op.pred];
  }
}

/** The values an operation defines. */
export function outsOf(op: Op): readonly Value[] {
  return op.op === "loop" || op.op === "cond" ? op.outs : [op.out];
}

/** The blocks inside an operation. */
export function blocksOf(op: Op): readonly Block[] {
  return op.op === "loop" ? [op.body] : op.op === "cond" ? [op.then, op.otherwise] : [];
}
