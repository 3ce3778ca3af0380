/**
 * @file One pass of lane operations over a group of vectors. A value is loaded just before its first use and stored as
 * soon as nothing will read what it is written over: with few values under way, little leaves the registers.
 */
import {sizeOf} from "../../core/shape.js";
import type {LaneOp} from "../../ir/lanes.js";
import type {Value} from "../../ir/types.js";
import {argsOf} from "../../ir/types.js";
import type {Local} from "./functionCode.js";
import type {Lanes} from "./lanes.js";
import {MOST_VECTORS} from "./layout.js";
import type {Lowering} from "./lowering.js";
import type {Pointer} from "./pointer.js";
import {indexed} from "./pointer.js";

/** Something that a pass reads from memory, at its lanes. */
export interface Source {
  readonly value: Value;
  readonly pointer: Pointer;
}

/** Something that a pass leaves in memory. */
export interface Target extends Source {
  /** The source that it is written over. */
  readonly over?: Value | undefined;
}

export interface Pass {
  readonly ops: readonly LaneOp[];
  readonly sources: readonly Source[];
  readonly targets: readonly Target[];
  /** Values that must be in locals afterwards. */
  readonly held?: readonly Value[];
}

/**
 * How many of `vectors` go together: groups as alike as can be. Divisions take long, and vectors side by side fill the
 * time; otherwise the processor looks far enough ahead, and a long body has more values under way than registers.
 * Measured; see the docs.
 */
export function groupOf(vectors: number, ops: readonly LaneOp[]): number {
  const waits = ops.some((op) => op.op === "elementwise" && (op.name === "div" || op.name === "sqrt"));
  const most = waits && ops.length <= 32 ? MOST_VECTORS : ops.length <= 160 ? 2 : 1;
  return Math.ceil(vectors / Math.ceil(vectors / most));
}

/** Emits the operations on the vectors of `work`, at `index` (in bytes) in all buffers. */
export function emitPass(work: Lanes, {ops, sources, targets, held = []}: Pass, ...index: readonly Local[]): void {
  const {lowering} = work;
  const from = new Map(sources.map(({value, pointer}) => [lowering.root(value).id, pointer]));
  const bring = (value: Value): void => {
    const root = lowering.root(value);
    const pointer = work.has(root) ? undefined : from.get(root.id);
    if (pointer !== undefined) work.load(root, indexed(pointer, ...index));
  };
  const lastReads = lastReadsOf(ops, lowering);
  const own = ownLocals(ops, sources, lowering);
  let waiting = targets;
  const holds = new Set(held.map((value) => lowering.root(value).id));
  const isWaiting = (id: number): boolean => waiting.some(({value}) => lowering.root(value).id === id);
  const isRead = (value: Value, after: number): boolean =>
    isWaiting(value.id) || holds.has(value.id) || (lastReads.get(value.id) ?? -1) > after;
  const put = ({value, pointer}: Target): void => {
    work.store(value, indexed(pointer, ...index), sizeOf(value.shape), true);
  };

  ops.forEach((op, i) => {
    const args = argsOf(op);
    args.forEach(bring);
    work.emit(op);
    const ready = waiting.filter(({value, over}) => work.has(value) && (over === undefined || !isRead(over, i)));
    ready.forEach(put);
    if (ready.length > 0) waiting = waiting.filter((target) => !ready.includes(target));
    for (const value of new Set([...args, ...ready.map((target) => target.value)].map((arg) => lowering.root(arg)))) {
      if (own.has(value.id) && !isRead(value, i)) work.release(value);
    }
  });
  for (const value of held) bring(value);
  for (const {value} of waiting) bring(value);
  waiting.forEach(put);
}

/** By root id: the last operation that reads a value. */
function lastReadsOf(ops: readonly LaneOp[], lowering: Lowering): Map<number, number> {
  const last = new Map<number, number>();
  ops.forEach((op, i) => {
    for (const arg of argsOf(op)) last.set(lowering.root(arg).id, i);
  });
  return last;
}

/** By root id: the values that come and go with the pass, and whose locals no other value shares. */
function ownLocals(ops: readonly LaneOp[], sources: readonly Source[], lowering: Lowering): Set<number> {
  const own = new Set([...sources.map(({value}) => lowering.root(value).id), ...ops.map(({out}) => out.id)]);
  for (const op of ops) {
    if (op.op !== "broadcast") continue;
    own.delete(op.out.id);
    own.delete(lowering.root(op.arg).id);
  }
  return own;
}
