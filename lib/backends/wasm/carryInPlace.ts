/** @file Which carries of a loop live where their initial values lie, so that a state needs one buffer and not two. */
import {sizeOf} from "../../core/shape.js";
import type {LoopOp, Value} from "../../ir/types.js";
import type {Lowering} from "./lowering.js";
import type {Segments} from "./regions.js";
import {reads} from "../../ir/reads.js";

/** Where a loop stands. */
export interface Standing {
  readonly segments: Segments;
  /** The number of its segment. */
  readonly at: number;
  /** What must be in memory at the end of the block, by root id. */
  readonly kept: ReadonlySet<number>;
  /** The block's parameters that nothing else reads, by id: the inputs of a program, which each run copies in anew. */
  readonly own: ReadonlySet<number>;
}

/**
 * Gives carries the homes of their initial values, where the loop is the last to read these and reads them once. A
 * value of a block around is left alone: the loop may run again.
 */
export function carryInPlace(lowering: Lowering, op: LoopOp, {segments, at, kept, own}: Standing): void {
  const readers = new Map<number, number>();
  for (const value of reads(op)) {
    const {id} = lowering.root(value);
    readers.set(id, (readers.get(id) ?? 0) + 1);
  }
  op.inits.forEach((init, i) => {
    const {id} = lowering.root(init);
    const out = op.outs[i] as Value;
    // a block of lanes takes a single element through all steps of its own accord
    if (sizeOf(out.shape) <= 1 || lowering.hasHome(out) || kept.has(id) || readers.get(id) !== 1) return;
    if (!own.has(id) && !segments.definedIn.has(id)) return;
    for (const use of segments.usedIn.get(id) ?? []) if (use > at) return;
    lowering.setHome(out, lowering.home(init));
  });
}
