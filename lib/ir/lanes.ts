/** @file Loops over a population whose elements do not see one another: each lane could run by itself. */
import {sizeOf} from "../core/shape.js";
import {reads} from "./reads.js";
import type {BroadcastOp, ElementwiseOp, LoopOp, Op, Value} from "./types.js";

/** An operation that works lane by lane. */
export type LaneOp = ElementwiseOp | BroadcastOp;

/** Whether an operation works lane by lane: a broadcast does where it stretches a single element. */
export function isLaneOp(op: Op): op is LaneOp {
  return op.op === "elementwise" || (op.op === "broadcast" && sizeOf(op.arg.shape) === 1);
}

/** The number of lanes of a loop whose lanes do not see one another (1 when all is scalar), or null for the others. */
export function uncoupledLanes({body}: LoopOp): number | null {
  let lanes = 1;
  const fits = (value: Value): boolean => {
    const size = sizeOf(value.shape);
    if (size > 1 && lanes === 1) lanes = size;
    return size <= 1 || size === lanes;
  };
  for (const op of body.ops) {
    if (op.op === "constant") continue;
    if (!(op.op === "reshape" || isLaneOp(op)) || ![...reads(op), op.out].every(fits)) return null;
  }
  return [...body.params, ...body.results].every(fits) ? lanes : null;
}
