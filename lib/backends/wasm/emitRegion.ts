/** @file A region as code: one pass over its vectors, with what only the region needs kept in locals. */
import {sizeOf} from "../../core/shape.js";
import type {Value} from "../../ir/types.js";
import type {FunctionCode, Local} from "./functionCode.js";
import {consecutive, Lanes} from "./lanes.js";
import type {Address} from "./layout.js";
import type {Lowering} from "./lowering.js";
import type {Pointer} from "./pointer.js";
import {indexed, LANES, pointerTo, VECTOR_BYTES} from "./pointer.js";
import type {Region} from "./regions.js";

/** Up to this many vectors are written out; more become a loop over groups of `GROUP` vectors. */
const STRAIGHT = 8;
const GROUP = 4;

/** A value that a region leaves in memory. */
export interface StoreTo {
  readonly value: Value;
  readonly address: Address;
}

/** What the operations of a region read and do not define themselves, constants aside. */
function outsideValues({ops}: Region, lowering: Lowering): Value[] {
  const seen = new Set<number>();
  const outside: Value[] = [];
  for (const op of ops) {
    for (const arg of op.op === "elementwise" ? op.args : [op.arg]) {
      const root = lowering.root(arg);
      if (seen.has(root.id) || lowering.constantBits(root) !== undefined) continue;
      seen.add(root.id);
      outside.push(root);
    }
    seen.add(op.out.id);
  }
  return outside;
}

/** By root id: the operation after which a value's locals are free. Values that share locals are not in it. */
function lastUses({ops}: Region, lowering: Lowering, keep: readonly Value[]): Map<number, number> {
  const last = new Map<number, number>();
  ops.forEach((op, i) => {
    for (const arg of op.op === "elementwise" ? op.args : [op.arg]) last.set(lowering.root(arg).id, i);
  });
  for (const op of ops) {
    if (op.op !== "broadcast") continue;
    last.delete(op.out.id);
    last.delete(lowering.root(op.arg).id);
  }
  for (const value of keep) last.delete(lowering.root(value).id);
  return last;
}

export function emitRegion(code: FunctionCode, lowering: Lowering, region: Region, stores: readonly StoreTo[]): void {
  const vectors = Math.ceil(region.size / LANES);
  const straight = vectors <= STRAIGHT;
  const lanes = new Lanes(code, lowering, consecutive(straight ? vectors : GROUP));
  const outside = outsideValues(region, lowering);
  const last = lastUses(
    region,
    lowering,
    stores.map(({value}) => value),
  );

  const sources = new Map<number, Pointer>();
  for (const value of outside) {
    const pointer = pointerTo(code, lowering.home(value));
    const uniform = sizeOf(value.shape) === 1;
    if (!uniform) sources.set(value.id, pointer);
    else {
      lanes.load(value, pointer);
      last.delete(value.id);
    }
  }
  const targets = stores.map(({value, address}) => ({value, pointer: pointerTo(code, address)}));

  const body = (...index: Local[]): void => {
    region.ops.forEach((op, i) => {
      const args = op.op === "elementwise" ? op.args : [op.arg];
      for (const arg of args) {
        const source = lanes.has(arg) ? undefined : sources.get(lowering.root(arg).id);
        if (source !== undefined) lanes.load(lowering.root(arg), indexed(source, ...index));
      }
      lanes.emit(op);
      for (const arg of new Set(args.map((value) => lowering.root(value)))) {
        if (last.get(arg.id) === i) lanes.release(arg);
      }
    });
    // stores come last: a target may be the buffer of a carried value that this region reads
    for (const {value, pointer} of targets) lanes.store(value, indexed(pointer, ...index), region.size, true);
  };
  if (straight) body();
  else code.count(vectors * VECTOR_BYTES, GROUP * VECTOR_BYTES, body);

  for (const {locals} of [...sources.values(), ...targets.map(({pointer}) => pointer)]) code.release("i32", ...locals);
}
