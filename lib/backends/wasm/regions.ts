/**
 * @file Cuts a block into segments: regions of lane-by-lane operations over one size, which become one loop over
 * vectors each, and the operations between them. Everything comes as early as its arguments allow, level by level: a
 * level is first the operations that see many lanes, then what is lane by lane, single elements before arrays.
 */
import {sizeOf} from "../../core/shape.js";
import {isLaneOp} from "../../ir/lanes.js";
import type {LaneOp} from "../../ir/lanes.js";
import {reads} from "../../ir/reads.js";
import type {Block, BroadcastOp, CondOp, LoopOp, ReduceOp, TakeOp} from "../../ir/types.js";
import {outsOf} from "../../ir/types.js";
import type {Lowering} from "./lowering.js";

export interface Region {
  readonly kind: "region";
  readonly size: number;
  readonly ops: LaneOp[];
}

export interface Single {
  readonly kind: "single";
  readonly op: ReduceOp | BroadcastOp | TakeOp | LoopOp | CondOp;
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

interface Level {
  readonly singles: Single[];
  readonly regions: Map<number, LaneOp[]>;
}

export function segmentsOf(block: Block, lowering: Lowering): Segments {
  const levels: Level[] = [];
  // by root id: the level, and whether the rest of that level may use the value
  const ready = new Map<number, {level: number; single: boolean}>();
  for (const op of block.ops) {
    const size = sizeOf(outsOf(op)[0]?.shape ?? []);
    const single = !isLaneOp(op);
    if (op.op === "constant" || op.op === "reshape" || (!single && size === 0)) continue;
    let level = 0;
    for (const value of reads(op)) {
      const arg = ready.get(lowering.root(value).id);
      if (arg !== undefined) level = Math.max(level, arg.level + (single && !arg.single ? 1 : 0));
    }
    for (const out of outsOf(op)) ready.set(out.id, {level, single});
    while (levels.length <= level) levels.push({singles: [], regions: new Map()});
    const {singles, regions} = levels[level] as Level;
    if (!isLaneOp(op)) singles.push({kind: "single", op});
    else if (regions.has(size)) regions.get(size)?.push(op);
    else regions.set(size, [op]);
  }
  const list = levels.flatMap(({singles, regions}): Segment[] => {
    const sizes = [...regions.keys()].sort((a, b) => a - b);
    return [...singles, ...sizes.map((size): Region => ({kind: "region", size, ops: regions.get(size) ?? []}))];
  });
  return {list, ...placesIn(list, lowering)};
}

function placesIn(list: readonly Segment[], lowering: Lowering): Pick<Segments, "definedIn" | "usedIn"> {
  const definedIn = new Map<number, number>();
  const usedIn = new Map<number, Set<number>>();
  list.forEach((segment, at) => {
    for (const op of segment.kind === "single" ? [segment.op] : segment.ops) {
      for (const out of outsOf(op)) definedIn.set(out.id, at);
      for (const value of reads(op)) {
        const {id} = lowering.root(value);
        usedIn.set(id, (usedIn.get(id) ?? new Set()).add(at));
      }
    }
  });
  return {definedIn, usedIn};
}
