/**
 * @file Cuts a block into segments: regions of lane-by-lane operations over one size, which become one loop over
 * vectors each, and the operations between them. An operation joins the earliest region that its arguments allow.
 */
import {sizeOf} from "../../core/shape.js";
import type {Block, BroadcastOp, CondOp, LoopOp, Op, ReduceOp, Value} from "../../ir/types.js";
import {argsOf, blocksOf, outsOf} from "../../ir/types.js";
import type {LaneOp} from "./lanes.js";
import type {Lowering} from "./lowering.js";

export interface Region {
  readonly kind: "region";
  readonly size: number;
  readonly ops: LaneOp[];
}

export interface Single {
  readonly kind: "single";
  readonly op: ReduceOp | BroadcastOp | LoopOp | CondOp;
}

export type Segment = Region | Single;

/** A block in segments, with where each of its values is defined and last used (by the number of the segment). */
export interface Segments {
  readonly list: readonly Segment[];
  /** By root id. Parameters and values of the blocks around are not in it. */
  readonly definedIn: ReadonlyMap<number, number>;
  /** By root id: every segment that reads the value, the blocks inside it included. */
  readonly usedIn: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Everything an operation reads, its blocks included. */
export function reads(op: Op): Value[] {
  return [...argsOf(op), ...blocksOf(op).flatMap((block) => [...block.ops.flatMap(reads), ...block.results])];
}

/** Whether an operation works lane by lane. */
export function isLaneOp(op: Op): op is LaneOp {
  return op.op === "elementwise" || (op.op === "broadcast" && sizeOf(op.arg.shape) === 1);
}

export function segmentsOf(block: Block, lowering: Lowering): Segments {
  const list: Segment[] = [];
  const definedIn = new Map<number, number>();
  const usedIn = new Map<number, Set<number>>();
  for (const op of block.ops) {
    if (op.op === "constant" || op.op === "reshape") continue;
    const size = sizeOf((outsOf(op)[0] as Value | undefined)?.shape ?? []);
    const isLane = isLaneOp(op);
    if (isLane && size === 0) continue;
    const roots = reads(op).map((value) => lowering.root(value).id);
    let at = list.length;
    if (isLane) {
      const ready = roots.reduce((last, id) => Math.max(last, definedIn.get(id) ?? -1), 0);
      const found = list.findIndex((segment, i) => i >= ready && segment.kind === "region" && segment.size === size);
      const region = list[found];
      if (region?.kind === "region") {
        region.ops.push(op);
        at = found;
      } else list.push({kind: "region", size, ops: [op]});
    } else list.push({kind: "single", op});
    for (const out of outsOf(op)) definedIn.set(out.id, at);
    for (const id of roots) usedIn.set(id, (usedIn.get(id) ?? new Set()).add(at));
  }
  return {list, definedIn, usedIn};
}
