/** @file A branch on a traced condition. */
import {DTypeError, ShapeError, TraceError, UnitMismatchError} from "../core/errors.js";
import {NDArray} from "../array/ndarray.js";
import {withTrace} from "../core/openTrace.js";
import {sameShape, showArrayType, showShape} from "../core/shape.js";
import type {Block, TensorType, Value} from "../ir/types.js";
import type {State} from "../state/state.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import {functionOf} from "../units/given.js";
import {describe, isQuantity, kindOf} from "../units/quantity.js";
import {describeUnit} from "../units/unit.js";
import type {Quantity} from "../units/quantity.js";
import {openContext, valueIn} from "./traceContext.js";
import type {TraceContext} from "./traceContext.js";
import type {Flat, Stacked} from "./tree.js";
import {flatten} from "./tree.js";

/**
 * What `ifTrue` gives where the scalar condition holds, what `ifFalse` gives otherwise. Only that branch runs; states
 * it writes keep their values. In a trace both are recorded, and must give trees of one form, shapes and dimensions.
 *
 * @param pred a boolean scalar (one element), traced or not
 * @throws DTypeError when `pred` is not boolean. @throws ShapeError, UnitMismatchError when the branches differ.
 */
export function cond<const O>(pred: Quantity<Dimensionless> | boolean, ifTrue: () => O, ifFalse: () => O): Stacked<O> {
  functionOf("cond", "the branch for true", ifTrue);
  functionOf("cond", "the branch for false", ifFalse);
  if (typeof pred === "boolean") return (pred ? ifTrue() : ifFalse()) as Stacked<O>;
  const kind = isQuantity(pred) ? pred.dtype : kindOf(pred);
  if (kind !== "bool")
    throw new DTypeError(`cond: the condition is not boolean, expected the result of a comparison, got ${kind}`);
  if (pred.size !== 1)
    throw new ShapeError(
      `cond: the condition is not a scalar, expected one element, got shape ${showShape(pred.shape)}`,
      "use where to choose element by element",
    );
  if (pred.value instanceof NDArray) return (pred.value.data[0] === 1 ? ifTrue() : ifFalse()) as Stacked<O>;
  const context = openContext();
  if (context === null) {
    throw new TraceError(
      "cond: the derivative through a branch is not known, expected a drift of elementwise operations, got a cond",
      "use where(condition, a, b)",
    );
  }
  return record(context, pred, ifTrue, ifFalse) as Stacked<O>;
}

interface Branch {
  readonly output: Flat;
  readonly values: readonly Value[];
  /** What the branch wrote, in each state's own unit. */
  readonly written: ReadonlyMap<State, Value>;
  readonly block: Block;
}

function record(context: TraceContext, pred: Quantity, ifTrue: () => unknown, ifFalse: () => unknown): unknown {
  const {builder} = context.recorder;
  const given = valueIn(context, pred);
  const condition = given.shape.length === 0 ? given : builder.reshape(given, []);
  const then = recordBranch(context, ifTrue, null);
  const otherwise = recordBranch(context, ifFalse, then.output);
  const states = [...new Set([...then.written.keys(), ...otherwise.written.keys()])];
  const untouched = new Map(states.map((state) => [state, before(context, state)]));
  const complete = ({values, written, block}: Branch): Block => ({
    ...block,
    results: [
      ...values,
      ...states.map((state) => written.get(state) ?? valueIn(context, untouched.get(state) as Quantity)),
    ],
  });
  const outs = builder.cond(condition, complete(then), complete(otherwise));
  states.forEach((state, i) => {
    const out = outs[then.values.length + i] as Value;
    const like = untouched.get(state) as Quantity;
    checkType(`state ${state.label}`, out, like);
    context.writeState(state, context.traced(out, like), state.peek());
  });
  return then.output.rebuild(then.output.leaves.map((leaf, i) => context.traced(outs[i] as Value, leaf)));
}

const before = (context: TraceContext, state: State): Quantity => context.readState(state, state.peek()) as Quantity;

/** Records a branch; `like` is what the other branch gave, whose form, units, dtypes and shapes this one must have. */
function recordBranch(context: TraceContext, branch: () => unknown, like: Flat | null): Branch {
  const {recorder} = context;
  return recorder.inScope(() => {
    const level = context.inner("branch");
    let parts: Omit<Branch, "block"> | undefined;
    const block = recorder.builder.block([], () => {
      const output = flatten(withTrace(level, branch), "cond");
      if (like !== null && output.form !== like.form) {
        throw new ShapeError(`cond: the branches differ in form, expected ${like.form}, got ${output.form}`);
      }
      const values = output.leaves.map((leaf, i) =>
        valueIn(level, like === null ? leaf : alike(leaf, like.leaves[i] as Quantity)),
      );
      parts = {
        output,
        values,
        written: new Map(level.written().map(([state, {current}]) => [state, valueIn(level, current)])),
      };
      return values;
    });
    return {...(parts as Omit<Branch, "block">), block};
  });
}

/** What the second branch gives, in the unit of the first. */
function alike(leaf: Quantity, like: Quantity): Quantity {
  if (!leaf.unit.sameDimension(like.unit)) {
    throw new UnitMismatchError(
      `cond: the branches differ in unit, expected ${describeUnit(like.unit)}, got ${describe(leaf)}`,
    );
  }
  checkType("the result", leaf, like);
  return leaf.in(like.unit);
}

function checkType(what: string, got: TensorType, like: TensorType): void {
  if (got.dtype === like.dtype && sameShape(got.shape, like.shape)) return;
  throw new ShapeError(
    `cond: ${what} differs between the branches, expected ${showArrayType(like)}, got ${showArrayType(got)}`,
  );
}
