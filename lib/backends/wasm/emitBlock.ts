/** @file The operations of a block as code, segment by segment. */
import {sizeOf} from "../../core/shape.js";
import {uncoupledLanes} from "../../ir/lanes.js";
import type {Block, CondOp, LoopOp, Value} from "../../ir/types.js";
import {emitBlockedLoop} from "./blockedLoop.js";
import {carryInPlace} from "./carryInPlace.js";
import {emitBroadcast} from "./emitBroadcast.js";
import {emitReduce} from "./emitReduce.js";
import type {StoreTo} from "./emitRegion.js";
import {emitTake} from "./emitTake.js";
import {emitRegion} from "./emitRegion.js";
import type {FunctionCode} from "./functionCode.js";
import type {Lowering} from "./lowering.js";
import {copy, pointerTo} from "./pointer.js";
import type {Segments, Single} from "./regions.js";
import {segmentsOf} from "./regions.js";
import {emitStepLoop} from "./stepLoop.js";

/** Emits a block; its results are in memory afterwards. `own`: parameters that nothing else reads, by id. */
export function emitBlock(code: FunctionCode, lowering: Lowering, block: Block, own?: ReadonlySet<number>): void {
  emitSegments(code, lowering, segmentsOf(block, lowering), block.results, [], own);
}

function emitSegments(
  code: FunctionCode,
  lowering: Lowering,
  segments: Segments,
  keep: readonly Value[],
  stores: readonly StoreTo[],
  own: ReadonlySet<number> = new Set(),
): void {
  const kept = new Set(keep.map((value) => lowering.root(value).id));
  segments.list.forEach((segment, at) => {
    if (segment.kind === "single") {
      if (segment.op.op === "loop") carryInPlace(lowering, segment.op, {segments, at, kept, own});
      emitSingle(code, lowering, segment.op);
      return;
    }
    const left: StoreTo[] = [];
    for (const {out} of segment.ops) {
      const elsewhere = [...(segments.usedIn.get(out.id) ?? [])].some((use) => use !== at);
      if (elsewhere || kept.has(out.id)) left.push({value: out, address: lowering.home(out)});
      for (const {value, address} of stores) if (lowering.root(value).id === out.id) left.push({value: out, address});
    }
    emitRegion(code, lowering, segment, left);
  });
}

function emitSingle(code: FunctionCode, lowering: Lowering, op: Single["op"]): void {
  switch (op.op) {
    case "reduce":
      emitReduce(code, lowering, op);
      return;
    case "broadcast":
      emitBroadcast(code, lowering, op);
      return;
    case "take":
      emitTake(code, lowering, op);
      return;
    case "loop":
      emitLoop(code, lowering, op);
      return;
    case "cond":
      emitCond(code, lowering, op);
  }
}

function emitLoop(code: FunctionCode, lowering: Lowering, op: LoopOp): void {
  const lanes = uncoupledLanes(op);
  if (lanes === null) emitStepLoop(code, lowering, op, emitSegments);
  else emitBlockedLoop(code, lowering, op, lanes);
}

function emitCond(code: FunctionCode, lowering: Lowering, {pred, then, otherwise, outs}: CondOp): void {
  const branch = (block: Block): void => {
    emitBlock(code, lowering, block);
    outs.forEach((out, i) => {
      const result = block.results[i] as Value;
      const size = sizeOf(out.shape);
      if (size !== 0) copy(code, pointerTo(code, lowering.home(out)), pointerTo(code, lowering.home(result)), size);
    });
  };
  code.i32(0);
  // the condition may be anywhere, so its address goes the long way
  const {slot, at} = lowering.home(pred);
  if (slot) code.memory("i32.load", at);
  code.memory("i32.load", slot ? 0 : at);
  code.if(
    () => {
      branch(then);
    },
    () => {
      branch(otherwise);
    },
  );
}
