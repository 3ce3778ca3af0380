/** @file Elements taken along an axis at indices that only the run knows, from memory to memory. */
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {sizeOf} from "../../core/shape.js";
import type {TakeOp} from "../../ir/types.js";
import type {FunctionCode} from "./functionCode.js";
import type {Lowering} from "./lowering.js";
import {copy, indexed, LANES, load, pointerTo, pushPointer, store, VECTOR_BYTES} from "./pointer.js";

/** Rows of more elements than this are copied as a whole; shorter ones vector by vector. */
const LONG_ROW = 64;

/** For each index, the row of the argument that it means goes behind those before. */
export function emitTake(code: FunctionCode, lowering: Lowering, {arg, indices, axis, out}: TakeOp): void {
  if (sizeOf(out.shape) === 0) return;
  const source = pointerTo(code, lowering.home(arg));
  const places = pointerTo(code, lowering.home(indices));
  const target = pointerTo(code, lowering.home(out));
  const [to, from] = [code.local("i32"), code.local("i32")];
  const length = arg.shape[axis] ?? 0;
  const row = sizeOf(arg.shape.slice(axis + 1));
  const rowBytes = row * BYTES_PER_ELEMENT;
  pushPointer(code, target);
  code.set(to);

  const inside = {locals: [to], offset: 0};
  const takeRows = (base: typeof source): void => {
    code.count(sizeOf(indices.shape) * BYTES_PER_ELEMENT, BYTES_PER_ELEMENT, (index) => {
      pushPointer(code, indexed(places, index));
      code.memory("i32.load", 0);
      code.set(from);
      clamp(code, from, length - 1);
      code.get(from);
      code.i32(rowBytes);
      code.emit("i32.mul");
      code.set(from);
      copyRow(code, inside, indexed(base, from), row);
      code.advance(to, rowBytes);
    });
  };
  const outer = sizeOf(arg.shape.slice(0, axis));
  if (outer === 1) takeRows(source);
  else {
    const bytes = length * rowBytes;
    code.count(outer * bytes, bytes, (begin) => {
      takeRows(indexed(source, begin));
    });
  }
  code.release("i32", to, from, ...source.locals, ...places.locals, ...target.locals);
}

/** Brings a local into the range from 0 to `last`. */
function clamp(code: FunctionCode, local: number, last: number): void {
  code.i32(0);
  code.get(local);
  code.get(local);
  code.i32(0);
  code.emit("i32.lt_s");
  code.emit("select");
  code.set(local);
  code.i32(last);
  code.get(local);
  code.i32(last);
  code.get(local);
  code.emit("i32.lt_s");
  code.emit("select");
  code.set(local);
}

function copyRow(
  code: FunctionCode,
  to: Parameters<typeof copy>[1],
  from: Parameters<typeof copy>[2],
  size: number,
): void {
  if (size === 1 || size > LONG_ROW) {
    copy(code, to, from, size);
    return;
  }
  // whole vectors: what is written past a row is written over by the next, or is padding
  const vector = code.local("v128");
  for (let bytes = 0; bytes < Math.ceil(size / LANES) * VECTOR_BYTES; bytes += VECTOR_BYTES) {
    load(code, from, bytes, "int32", false, vector);
    store(code, to, bytes, "int32", LANES, vector);
  }
  code.release("v128", vector);
}
