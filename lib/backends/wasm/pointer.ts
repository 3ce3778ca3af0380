/** @file Addresses in code: pushing them, and moving scalars, vectors and whole buffers from and to them. */
import type {DType} from "../../core/dtype.js";
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import type {FunctionCode, Local} from "./functionCode.js";
import type {Address} from "./layout.js";

/** The lanes of one vector. */
export const LANES = 4;
export const VECTOR_BYTES = LANES * BYTES_PER_ELEMENT;

/** A sum of locals and a constant. The constant goes into the instruction that uses the pointer. */
export interface Pointer {
  readonly locals: readonly Local[];
  readonly offset: number;
}

/** The start of a buffer. A slot is read once, here. */
export function pointerTo(code: FunctionCode, {slot, at}: Address): Pointer {
  if (!slot) return {locals: [], offset: at};
  const local = code.local("i32");
  code.i32(0);
  code.memory("i32.load", at);
  code.set(local);
  return {locals: [local], offset: 0};
}

/** `pointer` moved by an index (in bytes), if there is one. */
export function indexed(pointer: Pointer, ...indices: readonly Local[]): Pointer {
  return indices.length === 0 ? pointer : {locals: [...pointer.locals, ...indices], offset: pointer.offset};
}

/** Pushes all of `pointer` but its constant. */
function pushLocals(code: FunctionCode, {locals}: Pointer): void {
  if (locals.length === 0) code.i32(0);
  locals.forEach((local, i) => {
    code.get(local);
    if (i > 0) code.emit("i32.add");
  });
}

/** Pushes `pointer` as a whole. */
export function pushPointer(code: FunctionCode, pointer: Pointer): void {
  if (pointer.locals.length === 0) {
    code.i32(pointer.offset);
    return;
  }
  pushLocals(code, pointer);
  if (pointer.offset === 0) return;
  code.i32(pointer.offset);
  code.emit("i32.add");
}

/** Loads into `local` the vector `bytes` behind `pointer`, or one element into all its lanes. 0 and 1 become masks. */
export function load(
  code: FunctionCode,
  pointer: Pointer,
  bytes: number,
  dtype: DType,
  splat: boolean,
  local: Local,
): void {
  pushLocals(code, pointer);
  code.memory(splat ? "v128.load32_splat" : "v128.load", pointer.offset + bytes);
  if (dtype === "bool") code.emit("i32x4.neg");
  code.set(local);
}

/** Stores the first `lanes` lanes of `local` to `bytes` behind `pointer`. Masks become 0 and 1. */
export function store(
  code: FunctionCode,
  pointer: Pointer,
  bytes: number,
  dtype: DType,
  lanes: number,
  local: Local,
): void {
  const value = (): void => {
    pushLocals(code, pointer);
    code.get(local);
    if (dtype === "bool") code.emit("i32x4.neg");
  };
  const offset = pointer.offset + bytes;
  value();
  if (lanes >= LANES) code.memory("v128.store", offset);
  else code.storeLane(lanes === 1 ? "v128.store32_lane" : "v128.store64_lane", offset, 0);
  if (lanes !== 3) return;
  value();
  code.storeLane("v128.store32_lane", offset + 2 * BYTES_PER_ELEMENT, 2);
}

/** Copies `size` elements from one buffer to another. */
export function copy(code: FunctionCode, to: Pointer, from: Pointer, size: number): void {
  if (size === 0) return;
  if (size === 1) {
    pushLocals(code, to);
    pushLocals(code, from);
    code.memory("i32.load", from.offset);
    code.memory("i32.store", to.offset);
    return;
  }
  pushPointer(code, to);
  pushPointer(code, from);
  code.i32(size * BYTES_PER_ELEMENT);
  code.emit("memory.copy");
}

/** `word += amount`, in memory. */
export function advanceWord(code: FunctionCode, at: number, amount: number): void {
  if (amount === 0) return;
  code.i32(0);
  code.i32(0);
  code.memory("i32.load", at);
  code.i32(amount);
  code.emit("i32.add");
  code.memory("i32.store", at);
}
