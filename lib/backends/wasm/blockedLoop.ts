/**
 * @file The blocked loop shape, for bodies whose lanes do not see one another: a block of lanes, small enough to stay
 * in cache, goes through all steps, then the next one. A step is one pass over the block's vectors.
 */
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {sizeOf} from "../../core/shape.js";
import {isLaneOp} from "../../ir/lanes.js";
import type {LaneOp} from "../../ir/lanes.js";
import {reads} from "../../ir/reads.js";
import type {LoopOp, RecordRule, Value} from "../../ir/types.js";
import {EVERY_STEP} from "../../ir/types.js";
import {FunctionCode} from "./functionCode.js";
import type {Local} from "./functionCode.js";
import type {Source, Target} from "./lanePass.js";
import {emitPass, groupOf} from "./lanePass.js";
import {consecutive, Lanes} from "./lanes.js";
import type {Carry} from "./loopParts.js";
import {bytesOf, carryOn, inChunks, loopParts, outsideOf, startOf} from "./loopParts.js";
import type {Lowering} from "./lowering.js";
import {narrowFunction} from "./narrowLoop.js";
import type {Pointer} from "./pointer.js";
import {copy, indexed, LANES, pointerTo, pushPointer, VECTOR_BYTES} from "./pointer.js";
import {addRow, ifKept, keepersOf, whenKept} from "./recordRows.js";

/** Lanes in a block, at most about: 16 kilobytes of each carried value. */
const BLOCK = 4096;

/** The same where steps read or write rows of their own: memory likes long ones. */
const BLOCK_WITH_ROWS = 32768;

/** Lanes times steps in one call. */
const CALL = 2 ** 17;
const MOST_STEPS = 8192;

/** How lanes are cut up into blocks. */
interface Cut {
  /** The vectors of a group. A block is some number of groups. */
  readonly group: number;
  readonly blocks: number;
  /** Lanes that a block goes through. A single one may go past the end, into padding and rows yet to come. */
  readonly size: number;
  readonly bytes: number;
  /** Where the last block begins, in bytes. It moves back to end with the lanes. */
  readonly last: number;
  /** The lanes that it shares with its neighbour: these are computed twice, alike. */
  readonly shared: number;
}

function cutOf(op: LoopOp, ops: readonly LaneOp[], lanes: number): Cut {
  const {slices, stacks} = loopParts(op);
  const withRows = slices.some(({param}) => isWide(param)) || stacks.some(({value}) => isWide(value));
  const about = lanes / Math.ceil(lanes / (withRows ? BLOCK_WITH_ROWS : BLOCK));
  const group = groupOf(Math.ceil(about / LANES), ops);
  const size = Math.ceil(about / (group * LANES)) * group * LANES;
  const blocks = Math.ceil(lanes / size);
  const bytes = size * BYTES_PER_ELEMENT;
  if (blocks === 1) return {group, blocks, size, bytes, last: 0, shared: 0};
  return {group, blocks, size, bytes, last: (lanes - size) * BYTES_PER_ELEMENT, shared: blocks * size - lanes};
}

/** Emits the loop as a function of its own, and the calls. */
export function emitBlockedLoop(caller: FunctionCode, lowering: Lowering, op: LoopOp, lanes: number): void {
  const ops = op.body.ops.filter((inner): inner is LaneOp => isLaneOp(inner) && sizeOf(inner.out.shape) !== 0);
  const calls = (index: number, chunk: number, ...before: readonly Local[]): void => {
    inChunks(caller, lowering, op, chunk, (begin, end) => {
      for (const local of [...before, begin, end]) caller.get(local);
      caller.call(index);
    });
  };
  if (lanes <= LANES) {
    calls(lowering.add(narrowFunction(lowering, op, ops, lanes)), MOST_STEPS);
    return;
  }
  const cut = cutOf(op, ops, lanes);
  const tails = tailsOf(caller, lowering, op, cut);
  const index = lowering.add(blockFunction(lowering, op, ops, cut, tails));
  overBlocks(caller, cut, (block) => {
    calls(index, Math.min(MOST_STEPS, Math.ceil(CALL / cut.size)), block);
  });
}

/** Emits `body` for each block; `block` is where it begins, in bytes. */
function overBlocks(code: FunctionCode, {blocks, bytes, last}: Cut, body: (block: Local) => void): void {
  const block = code.local("i32");
  const limit = code.local("i32");
  code.i32(last);
  code.set(limit);
  code.count(blocks * bytes, bytes, (begin) => {
    code.smaller(begin, limit);
    code.set(block);
    body(block);
  });
  code.release("i32", block, limit);
}

/**
 * Where carries are written over their initial values, those of the lanes that the last block shares are put aside
 * before anything runs; gives where, by the id of the carry's parameter.
 */
function tailsOf(caller: FunctionCode, lowering: Lowering, op: LoopOp, cut: Cut): Map<number, Pointer> {
  const {last, shared} = cut;
  const tails = new Map<number, Pointer>();
  if (shared === 0) return tails;
  for (const {init, param, out} of loopParts(op).carries) {
    const home = lowering.home(init);
    if (home !== lowering.home(out)) continue;
    const tail = pointerTo(caller, lowering.memory.buffer(shared));
    copy(caller, tail, moved(pointerTo(caller, home), last), shared);
    tails.set(param.id, tail);
  }
  return tails;
}

const isWide = ({shape}: Value): boolean => sizeOf(shape) > 1;

const moved = (pointer: Pointer, bytes: number): Pointer => ({...pointer, offset: pointer.offset + bytes});

/**
 * `(block, begin, end)`: takes the block that begins at byte `block` through the steps from `begin` to `end`. Carried
 * values of many lanes are where the results go; single elements are in locals, and wait there between calls.
 */
function blockFunction(
  lowering: Lowering,
  op: LoopOp,
  ops: readonly LaneOp[],
  cut: Cut,
  tails: ReadonlyMap<number, Pointer>,
): FunctionCode {
  const code = new FunctionCode("i32", "i32", "i32");
  const [block, step, end] = [0, 1, 2] as const;
  const {carries, slices, stacks} = loopParts(op);
  const work = new Lanes(code, lowering, consecutive(cut.group));
  const [once, each] = split(lowering, ops);

  const sources: Source[] = [];
  const targets: Target[] = [];
  // what is at the same lanes in every step, and what moves on by a row
  const here = code.local("i32");
  const index = code.local("i32");
  const fixed = (value: Value, home: Value): Source => ({
    value,
    pointer: indexed(pointerTo(code, lowering.home(home)), here),
  });
  for (const carry of carries) {
    const {param, next, out} = carry;
    if (!isWide(param)) {
      work.load(param, startOf(code, lowering, carry, step));
      continue;
    }
    moveIn(code, lowering, carry, cut, tails.get(param.id), block, step);
    const source = fixed(param, out);
    sources.push(source);
    if (lowering.root(next).id !== param.id) targets.push({...source, value: next, over: param});
  }
  for (const value of outsideOf(lowering, ops, op.body)) {
    if (isWide(value)) sources.push(fixed(value, value));
    else work.load(value, pointerTo(code, lowering.home(value)));
  }
  const row = (sequence: Value, value: Value, rule: RecordRule): Row => {
    const local = code.local("i32");
    const begin = pointerTo(code, lowering.home(sequence));
    pushPointer(code, isWide(value) ? indexed(begin, block) : begin);
    addRow(code, lowering, op, rule, step, bytesOf(value));
    code.set(local);
    return {value, local, bytes: bytesOf(value)};
  };
  const rows = slices.map(({sequence, param}) => row(sequence, param, EVERY_STEP));
  const records = stacks.map(({value, out, rule}) => ({rule, ...row(out, value, rule)}));
  const keepers = keepersOf(code, lowering, op, records, step);
  const inRow = ({value, local}: Row): Source => ({value, pointer: {locals: [local, index], offset: 0}});
  sources.push(...rows.filter(({value}) => isWide(value)).map(inRow));
  targets.push(...records.filter(({value, rule}) => isWide(value) && rule.every === 1).map(inRow));
  const held = records.filter(({value, rule}) => isWide(value) && rule.every !== 1);

  code.stepping(step, end, () => {
    for (const {value, local} of rows) if (!isWide(value)) work.load(value, {locals: [local], offset: 0});
    for (const inner of once) work.emit(inner);
    code.countIn(index, cut.bytes, cut.group * VECTOR_BYTES, () => {
      code.get(index);
      code.get(block);
      code.emit("i32.add");
      code.set(here);
      emitPass(work, {ops: each, sources, targets, held: held.map(({value}) => value)});
      for (const keeper of keepers) {
        const wide = keeper.records.filter((record) => held.includes(record));
        if (wide.length === 0) continue;
        ifKept(code, keeper, () => {
          for (const record of wide) work.store(record.value, inRow(record).pointer, sizeOf(record.value.shape), true);
        });
      }
    });
    for (const keeper of keepers) {
      whenKept(code, keeper, ({value, local, bytes}) => {
        if (!isWide(value)) work.store(value, {locals: [local], offset: 0}, 1, true);
        code.advance(local, bytes);
      });
    }
    for (const {local, bytes} of rows) code.advance(local, bytes);
    carryOn(
      code,
      work,
      carries.filter(({param}) => !isWide(param)),
    );
  });
  for (const {param, out} of carries)
    if (!isWide(param)) work.store(param, pointerTo(code, lowering.home(out)), 1, true);
  return code;
}

/** Where this step's slice or record is. */
interface Row {
  readonly value: Value;
  readonly local: Local;
  readonly bytes: number;
}

/** The operations whose lanes are all alike in a step, and the others. */
function split(lowering: Lowering, ops: readonly LaneOp[]): [once: LaneOp[], each: LaneOp[]] {
  const alike = new Set<number>();
  const once = ops.filter((op) => {
    const is = reads(op).every(
      (value) => !isWide(value) || alike.has(lowering.root(value).id) || lowering.constantBits(value) !== undefined,
    );
    if (is) alike.add(op.out.id);
    return is;
  });
  return [once, ops.filter((op) => !alike.has(op.out.id))];
}

/** In the first step, brings the initial values of a block to where the carry lives, unless they are there. */
function moveIn(
  code: FunctionCode,
  lowering: Lowering,
  {init, param, out}: Carry,
  {blocks, size, last, shared}: Cut,
  tail: Pointer | undefined,
  block: Local,
  step: Local,
): void {
  const inPlace = lowering.home(init) === lowering.home(out);
  if (inPlace && tail === undefined) return;
  const from = tail === undefined ? pointerTo(code, lowering.home(init)) : moved(tail, -last);
  const to = pointerTo(code, lowering.home(out));
  code.get(step);
  code.emit("i32.eqz");
  if (inPlace) {
    code.get(block);
    code.i32(last);
    code.emit("i32.eq");
    code.emit("i32.and");
  }
  code.if(() => {
    copy(code, indexed(to, block), indexed(from, block), inPlace ? shared : blocks === 1 ? sizeOf(param.shape) : size);
  });
  code.release("i32", ...from.locals, ...to.locals);
}
