/**
 * @file How a loop records what its step returns. A plain quantity is stacked, one row a step; a `Recorded` brings
 * values of its own along from step to step, stacks fewer rows, and makes something of both in the end.
 */
import {NDArray} from "../array/ndarray.js";
import {allocate} from "../core/dtype.js";
import type {DType} from "../core/dtype.js";
import {sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import {EVERY_STEP} from "../ir/types.js";
import type {RecordRule, RuntimeArray} from "../ir/types.js";
import type {Lanes} from "../run/collector.js";
import {Quantity} from "../units/quantity.js";
import {DIMENSIONLESS} from "../units/unit.js";
import type {Unit} from "../units/unit.js";

declare const recorded: unique symbol;

/** A value that a step returns, with the way it is recorded; the loop gives an `R` for it. Made by `record`. */
export class Recorded<R = unknown> {
  declare readonly [recorded]: R;

  constructor(readonly plan: RecordPlan) {}
}

/** A value to stack, and which steps keep it. */
export interface StackedValue {
  readonly value: Quantity;
  readonly rule: RecordRule;
}

/** A way of recording. */
export interface RecordPlan {
  /** What is carried from step to step, before the first. */
  readonly init: readonly Quantity[];
  /** What is carried, with this step counted in: of the same types. */
  next(carried: readonly Quantity[]): readonly Quantity[];
  /** What is stacked, if anything, given what is carried now. */
  readonly stack?: (carried: readonly Quantity[]) => StackedValue;
  /** What the loop gives, from what is carried in the end and the stack. Not asked where there is a `stream`. */
  result(carried: readonly Quantity[], stack: Quantity | undefined, steps: number): unknown;
  /** Takes the rows of the stack as they come, so that they need not be kept. The outermost loop alone can. */
  readonly stream?: () => RecordStream;
}

/** Takes rows as they come. */
export interface RecordStream {
  /** The rows that steps from `firstStep` on stacked: of all lanes, or of some. */
  rows(stack: RuntimeArray, firstStep: number, lanes: Lanes | null): void;
  /** What the loop gives, after the last row. */
  result(carried: readonly Quantity[], steps: number): unknown;
}

/** One row a step. */
export function everyStep(value: Quantity): RecordPlan {
  return stackBy(value, EVERY_STEP);
}

/** The rows that a rule keeps. */
export function stackBy(value: Quantity, rule: RecordRule): RecordPlan {
  return {init: [], next: () => [], stack: () => ({value, rule}), result: (_, rows) => rows};
}

/** An array full of one number, to carry on from. */
export function filled(value: number, dtype: DType, shape: Shape, unit: Unit = DIMENSIONLESS): Quantity {
  return new Quantity(new NDArray(allocate(dtype, sizeOf(shape)).fill(value), shape, dtype), unit);
}
