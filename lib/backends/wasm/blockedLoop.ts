/**
 * @file The blocked loop shape, for bodies whose lanes do not see one another: a few vectors of lanes go through all
 * steps with their carried values in locals, then the next few. One step is a long chain of dependent operations, so
 * several vectors are worked on side by side.
 */
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {sizeOf} from "../../core/shape.js";
import type {LoopOp, RecordRule, Value} from "../../ir/types.js";
import {EVERY_STEP} from "../../ir/types.js";
import {FunctionCode} from "./functionCode.js";
import type {Local} from "./functionCode.js";
import type {LaneOp} from "./lanes.js";
import {consecutive, Lanes} from "./lanes.js";
import {bytesOf, inChunks, loopParts} from "./loopParts.js";
import type {Lowering} from "./lowering.js";
import type {Pointer} from "./pointer.js";
import {copy, indexed, LANES, pointerTo, pushPointer, VECTOR_BYTES} from "./pointer.js";
import {keepersOf, pushRow, whenKept} from "./recordRows.js";
import {isLaneOp, reads} from "./regions.js";

/** Vectors in a block: enough chains to fill the machine, as few as the code may grow by. Measured; see the docs. */
const MOST_VECTORS = 12;
const MOST_OPERATIONS = 1200;

/** Steps in one call. */
const CHUNK = 8192;

/** The number of lanes of a loop that can be blocked (1 when all is scalar), or null for the others. */
export function blockedLanes({body}: LoopOp): number | null {
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

/** How lanes are cut up into blocks. */
interface Cut {
  readonly lanes: number;
  /** Where the vectors of a block begin, in bytes from its own begin. */
  readonly offsets: readonly number[];
  readonly blocks: number;
  /** Where the last block begins. It moves back to end with the lanes; those it shares are computed twice, alike. */
  readonly last: number;
}

function cutOf(lanes: number, operations: number): Cut {
  const vectors = Math.ceil(lanes / LANES);
  const most = Math.max(1, Math.min(MOST_VECTORS, Math.floor(MOST_OPERATIONS / (operations + 1))));
  const blocks = Math.ceil(vectors / most);
  const offsets = consecutive(Math.ceil(vectors / blocks));
  const end = lanes * (VECTOR_BYTES / LANES);
  if (blocks > 1) return {lanes, offsets, blocks, last: end - offsets.length * VECTOR_BYTES};
  // a single block: its last vector moves back
  if (lanes > LANES) offsets[offsets.length - 1] = end - VECTOR_BYTES;
  return {lanes, offsets, blocks, last: 0};
}

/** Emits the loop as a function of its own, and the calls. */
export function emitBlockedLoop(caller: FunctionCode, lowering: Lowering, op: LoopOp, lanes: number): void {
  const ops = op.body.ops.filter((inner): inner is LaneOp => isLaneOp(inner) && sizeOf(inner.out.shape) !== 0);
  const cut = cutOf(lanes, ops.length);
  const saved = saveTails(caller, lowering, op, cut);
  const index = lowering.add(blockFunction(lowering, op, ops, cut, saved));
  overBlocks(caller, cut, (block) => {
    inChunks(caller, lowering, op, CHUNK, (begin, end) => {
      for (const local of [block, begin, end]) caller.get(local);
      caller.call(index);
    });
  });
}

/**
 * The last block reads lanes that its neighbour has been through. Where carries are written over their initial values,
 * what it starts from is put aside; gives where, by the id of the carry's parameter.
 */
function saveTails(caller: FunctionCode, lowering: Lowering, op: LoopOp, cut: Cut): Map<number, Pointer> {
  const saved = new Map<number, Pointer>();
  const {offsets, blocks, last} = cut;
  const size = offsets.length * LANES;
  if (last === (blocks - 1) * size * BYTES_PER_ELEMENT) return saved;
  for (const {init, param, out} of loopParts(op).carries) {
    const home = lowering.home(init);
    if (home !== lowering.home(out)) continue;
    const tail = pointerTo(caller, lowering.memory.buffer(size));
    const begin = pointerTo(caller, home);
    copy(caller, tail, {...begin, offset: begin.offset + last}, size);
    saved.set(param.id, tail);
  }
  return saved;
}

/** Emits `body` for each block; `block` is where it begins, in bytes. */
function overBlocks(code: FunctionCode, {offsets, blocks, last}: Cut, body: (block: Local) => void): void {
  const step = offsets.length * VECTOR_BYTES;
  const block = code.local("i32");
  const limit = code.local("i32");
  code.i32(last);
  code.set(limit);
  code.count(blocks * step, step, (begin) => {
    code.smaller(begin, limit);
    code.set(block);
    body(block);
  });
  code.release("i32", block, limit);
}

/**
 * `(block, begin, end)`: takes the lanes from byte `block` on through the steps from `begin` to `end`. Between calls,
 * carried values wait where the results go.
 */
function blockFunction(
  lowering: Lowering,
  op: LoopOp,
  ops: readonly LaneOp[],
  cut: Cut,
  saved: ReadonlyMap<number, Pointer>,
): FunctionCode {
  const code = new FunctionCode("i32", "i32", "i32");
  const [block, step, end] = [0, 1, 2] as const;
  const {lanes, offsets} = cut;
  const {carries, slices, stacks} = loopParts(op);
  const work = new Lanes(code, lowering, offsets, lanes === 1);
  const atBlock = (pointer: Pointer, value: Value): Pointer =>
    sizeOf(value.shape) > 1 ? indexed(pointer, block) : pointer;

  for (const {init, param, out} of carries) {
    const tail = saved.get(param.id);
    const from = code.local("i32");
    pushPointer(
      code,
      tail === undefined ? pointerTo(code, lowering.home(init)) : {...tail, offset: tail.offset - cut.last},
    );
    pushPointer(code, pointerTo(code, lowering.home(out)));
    code.get(step);
    code.emit("i32.eqz");
    if (tail !== undefined) {
      code.get(block);
      code.i32(cut.last);
      code.emit("i32.eq");
      code.emit("i32.and");
    }
    code.emit("select");
    code.set(from);
    work.load(param, atBlock({locals: [from], offset: 0}, param));
  }
  for (const value of invariants(lowering, op, ops)) {
    if (!work.has(value)) work.load(value, atBlock(pointerTo(code, lowering.home(value)), value));
  }
  // where this step's slices and records are
  const row = (sequence: Value, value: Value, rule: RecordRule): {local: Local; bytes: number} => {
    const local = code.local("i32");
    const bytes = bytesOf(value);
    pushPointer(code, atBlock(pointerTo(code, lowering.home(sequence)), value));
    pushRow(code, lowering, op, rule, step);
    code.i32(bytes);
    code.emit("i32.mul");
    code.emit("i32.add");
    code.set(local);
    return {local, bytes};
  };
  const sources = slices.map(({sequence, param}) => ({param, ...row(sequence, param, EVERY_STEP)}));
  const targets = stacks.map(({value, out, rule}) => ({value, rule, ...row(out, value, rule)}));
  const keepers = keepersOf(code, lowering, op, targets, step);
  const last = lastUses(lowering, op, ops);

  code.get(step);
  code.get(end);
  code.emit("i32.lt_u");
  code.if(() => {
    code.loop(() => {
      for (const {param, local} of sources) work.load(param, {locals: [local], offset: 0});
      ops.forEach((inner, i) => {
        work.emit(inner);
        for (const value of last[i] ?? []) work.release(value);
      });
      for (const {local, bytes} of sources) code.advance(local, bytes);
      for (const keeper of keepers) {
        whenKept(code, keeper, ({value, local, bytes}) => {
          // fewer lanes than a vector has: the neighbouring row must stay as it is
          work.store(value, {locals: [local], offset: 0}, sizeOf(value.shape), lanes >= LANES);
          code.advance(local, bytes);
        });
      }
      carryOn(code, work, carries);
      code.advance(step, 1);
      code.get(step);
      code.get(end);
      code.emit("i32.lt_u");
    });
  });
  for (const {param, out} of carries) {
    work.store(param, atBlock(pointerTo(code, lowering.home(out)), param), sizeOf(param.shape), lanes >= LANES);
  }
  return code;
}

/** Gives each carried value its next one, all at once: one may be another's next. */
function carryOn(code: FunctionCode, work: Lanes, carries: readonly {param: Value; next: Value}[]): void {
  const moves = carries
    .filter(({param, next}) => param.id !== next.id)
    .flatMap(({param, next}) => {
      const from = work.binding(next);
      return work.binding(param).locals.map((to, i) => ({to, from: from.locals[from.uniform ? 0 : i] as Local}));
    });
  for (const {from} of moves) code.get(from);
  for (const {to} of moves.reverse()) code.set(to);
}

/** What the body reads and does not define, constants aside. */
function invariants(lowering: Lowering, {body}: LoopOp, ops: readonly LaneOp[]): Value[] {
  const own = new Set([...body.params, ...ops.map(({out}) => out)].map(({id}) => id));
  const read = [...ops.flatMap(reads), ...body.results].map((value) => lowering.root(value));
  return read.filter(
    (value) => !own.has(value.id) && sizeOf(value.shape) !== 0 && lowering.constantBits(value) === undefined,
  );
}

/** For each operation, what no later one reads. Only results of operations whose locals no other value shares. */
function lastUses(lowering: Lowering, {body}: LoopOp, ops: readonly LaneOp[]): Value[][] {
  const shared = new Set(body.results.map((value) => lowering.root(value).id));
  const own = new Map<number, Value>();
  for (const op of ops) {
    own.set(op.out.id, op.out);
    if (op.op === "broadcast") shared.add(op.out.id).add(lowering.root(op.arg).id);
  }
  const seen = new Set(shared);
  const last: Value[][] = ops.map(() => []);
  for (let i = ops.length - 1; i >= 0; i--) {
    for (const arg of reads(ops[i] as LaneOp)) {
      const root = own.get(lowering.root(arg).id);
      if (root === undefined || seen.has(root.id)) continue;
      seen.add(root.id);
      last[i]?.push(root);
    }
  }
  return last;
}
