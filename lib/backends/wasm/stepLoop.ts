/**
 * @file The step-major loop shape, for bodies whose lanes see one another: one step after the other over all lanes,
 * with carried values in memory.
 */
import {sizeOf} from "../../core/shape.js";
import type {LoopOp, Value} from "../../ir/types.js";
import {FunctionCode} from "./functionCode.js";
import type {Address} from "./layout.js";
import type {Carry} from "./loopParts.js";
import {bytesOf, inChunks, loopParts} from "./loopParts.js";
import type {Lowering} from "./lowering.js";
import {advanceWord, copy, pointerTo, pushPointer} from "./pointer.js";
import {keepersOf, whenKept} from "./recordRows.js";
import type {Segments} from "./regions.js";
import {segmentsOf} from "./regions.js";
import type {StoreTo} from "./emitRegion.js";

/** Steps in one call. */
const CHUNK = 64;

/** Emits the segments of a block; `keep` must be in memory afterwards, and `stores` are places to leave more copies. */
export type EmitSegments = (
  code: FunctionCode,
  lowering: Lowering,
  segments: Segments,
  keep: readonly Value[],
  stores: readonly StoreTo[],
) => void;

/** Emits the loop as a function of its own, and the calls. */
export function emitStepLoop(caller: FunctionCode, lowering: Lowering, op: LoopOp, emitSegments: EmitSegments): void {
  const {carries, slices, stacks} = loopParts(op);
  for (const {init, param, out} of carries) {
    const address = lowering.home(out);
    lowering.setHome(param, address);
    if (lowering.home(init) === address) continue;
    copy(caller, pointerTo(caller, address), pointerTo(caller, lowering.home(init)), sizeOf(param.shape));
  }
  // a word for each slice and record: where this step's is
  const row = (sequence: Value): Address => {
    const at = lowering.memory.word();
    caller.i32(0);
    pushPointer(caller, pointerTo(caller, lowering.home(sequence)));
    caller.memory("i32.store", at);
    return {slot: true, at};
  };
  const sources = slices.map(({sequence, param}) => {
    const address = row(sequence);
    lowering.setHome(param, address);
    return {address, value: param};
  });
  const targets = stacks.map(({value, out, rule}) => ({address: row(out), value, rule}));

  const code = new FunctionCode("i32", "i32");
  const [step, end] = [0, 1];
  const segments = segmentsOf(op.body, lowering);
  const inPlace = carriesInPlace(lowering, op, segments, carries);
  for (const {next, param} of inPlace) lowering.setHome(next, lowering.home(param));
  const direct = targets.filter(({value, rule}) => rule.every === 1 && definedInRegion(lowering, segments, value));
  const later = targets.filter((target) => !direct.includes(target));
  const keepers = keepersOf(code, lowering, op, later, step);

  code.stepping(step, end, () => {
    const keep = [...carries.map(({next}) => next), ...later.map(({value}) => value)];
    emitSegments(code, lowering, segments, keep, direct);
    for (const keeper of keepers) {
      whenKept(code, keeper, ({address, value}) => {
        copy(code, pointerTo(code, address), pointerTo(code, lowering.home(value)), sizeOf(value.shape));
        advanceWord(code, address.at, bytesOf(value));
      });
    }
    emitMoves(
      code,
      lowering,
      carries.filter((carry) => !inPlace.includes(carry)),
    );
    for (const {address, value} of [...sources, ...direct]) advanceWord(code, address.at, bytesOf(value));
  });
  const index = lowering.add(code);
  inChunks(caller, lowering, op, CHUNK, (from, to) => {
    caller.get(from);
    caller.get(to);
    caller.call(index);
  });
}

function definedInRegion(lowering: Lowering, {list, definedIn}: Segments, value: Value): boolean {
  const at = definedIn.get(lowering.root(value).id);
  return at !== undefined && list[at]?.kind === "region";
}

/**
 * The carries whose next value may be written over the present one as soon as it is known: no later segment reads the
 * present one, nor does the end of the step. A region reads a lane before it writes it.
 */
function carriesInPlace(lowering: Lowering, {body}: LoopOp, segments: Segments, carries: readonly Carry[]): Carry[] {
  const atEnd = new Set(body.results.map((value) => lowering.root(value).id));
  const taken = new Set<number>();
  return carries.filter(({param, next}) => {
    const root = lowering.root(next);
    const at = segments.definedIn.get(root.id);
    if (at === undefined || segments.list[at]?.kind !== "region") return false;
    if (taken.has(root.id) || lowering.hasHome(root) || atEnd.has(param.id)) return false;
    for (const use of segments.usedIn.get(param.id) ?? []) if (use > at) return false;
    taken.add(root.id);
    return true;
  });
}

/** Moves next values to where the carries live. One that is itself a carry waits in a buffer until all are read. */
function emitMoves(code: FunctionCode, lowering: Lowering, carries: readonly Carry[]): void {
  const params = new Set(carries.map(({param}) => param.id));
  const moves = carries
    .map(({param, next}) => ({param, root: lowering.root(next)}))
    .filter(({param, root}) => param.id !== root.id)
    .map(({param, root}) => {
      const size = sizeOf(param.shape);
      const waiting = params.has(root.id) ? lowering.memory.buffer(size) : null;
      return {size, to: lowering.home(param), from: lowering.home(root), waiting};
    });
  for (const {size, from, waiting} of moves) {
    if (waiting !== null) copy(code, pointerTo(code, waiting), pointerTo(code, from), size);
  }
  for (const {size, to, from, waiting} of moves)
    copy(code, pointerTo(code, to), pointerTo(code, waiting ?? from), size);
}
