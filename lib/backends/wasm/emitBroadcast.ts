/** @file Broadcasts that move elements: rows repeated, columns stretched. Stretching one element is a lane operation. */
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {broadcastStrides, sizeOf} from "../../core/shape.js";
import type {BroadcastOp} from "../../ir/types.js";
import type {FunctionCode, Local} from "./functionCode.js";
import type {Lowering} from "./lowering.js";
import type {Pointer} from "./pointer.js";
import {indexed, LANES, load, pointerTo, store, VECTOR_BYTES} from "./pointer.js";

/** Axes of the result that one walk through the argument covers: how many elements, and how far apart there in bytes. */
interface Axis {
  readonly length: number;
  readonly stride: number;
}

/** The axes of the result, outermost first, neighbours that continue one another taken as one. */
function axesOf({arg, out}: BroadcastOp): Axis[] {
  const merged: Axis[] = [];
  const strides = broadcastStrides(arg.shape, out.shape);
  for (let axis = out.shape.length - 1; axis >= 0; axis--) {
    const length = out.shape[axis] ?? 1;
    const stride = (strides[axis] ?? 0) * BYTES_PER_ELEMENT;
    const inner = merged[0];
    if (length === 1) continue;
    if (inner !== undefined && stride === inner.stride * inner.length)
      merged[0] = {...inner, length: inner.length * length};
    else merged.unshift({length, stride});
  }
  return merged;
}

export function emitBroadcast(code: FunctionCode, lowering: Lowering, op: BroadcastOp): void {
  if (sizeOf(op.out.shape) === 0) return;
  const dtype = op.out.dtype;
  const source = pointerTo(code, lowering.home(op.arg));
  const target = pointerTo(code, lowering.home(op.out));
  const axes = axesOf(op);
  const row = axes.at(-1) ?? {length: 1, stride: 0};
  const vector = code.local("v128");
  const out = code.local("i32");
  code.i32(0);
  code.set(out);

  // whole vectors: what is written past a row is written over by the next, or is padding
  const writeRow = (from: Pointer): void => {
    const bytes = Math.ceil(row.length / LANES) * VECTOR_BYTES;
    if (row.stride === 0) load(code, from, 0, dtype, true, vector);
    code.count(bytes, VECTOR_BYTES, (index) => {
      if (row.stride !== 0) load(code, indexed(from, index), 0, dtype, false, vector);
      store(code, indexed(target, out, index), 0, dtype, LANES, vector);
    });
    code.advance(out, row.length * BYTES_PER_ELEMENT);
  };
  const walk = (outer: readonly Axis[], from: Pointer): void => {
    const [axis, ...inner] = outer;
    if (axis === undefined) {
      writeRow(from);
      return;
    }
    const offset: Local = code.local("i32");
    code.i32(0);
    code.set(offset);
    code.count(axis.length, 1, () => {
      walk(inner, indexed(from, offset));
      code.advance(offset, axis.stride);
    });
    code.release("i32", offset);
  };
  walk(axes.slice(0, -1), source);
  code.release("i32", out, ...source.locals, ...target.locals);
  code.release("v128", vector);
}
