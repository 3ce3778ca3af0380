/** @file Packs arrays into those that kernels read, all of them float32, and takes carried values out again. */
import {allocate} from "../../core/dtype.js";
import {sizeOf} from "../../core/shape.js";
import type {RuntimeArray, Value} from "../../ir/types.js";
import {CannotTake} from "./failure.js";
import type {KernelLayout} from "./kernelLayout.js";
import {EXACT} from "./kernelLayout.js";

export class Packer {
  readonly #layout: KernelLayout;

  constructor(layout: KernelLayout) {
    this.#layout = layout;
  }

  /** What the body reads from outside, one row a value. An array that a kernel does not read still needs an element. */
  inputs(read: (value: Value) => RuntimeArray): {readonly lanes: Float32Array; readonly scalars: Float32Array} {
    const {lanes, laneInputs, scalarInputs} = this.#layout;
    const wide = new Float32Array(Math.max(1, lanes * laneInputs.length));
    laneInputs.forEach((value, i) => {
      put(wide, i * lanes, read(value).data, lanes);
    });
    const scalars = new Float32Array(Math.max(1, scalarInputs.length));
    scalarInputs.forEach((value, i) => {
      put(scalars, i, read(value).data, 1);
    });
    return {lanes: wide, scalars};
  }

  /** Initial values of what is carried, one row a value; what all lanes share is given to each. */
  carries(inits: readonly RuntimeArray[]): Float32Array {
    const {lanes} = this.#layout;
    const packed = new Float32Array(Math.max(1, lanes * inits.length));
    inits.forEach(({data}, i) => {
      put(packed, i * lanes, data, lanes);
    });
    return packed;
  }

  /** The rows of `steps` steps from `first` on. */
  rows(sequences: readonly RuntimeArray[], first: number, steps: number): Float32Array {
    const {lanes, rows, rowWidth} = this.#layout;
    const packed = new Float32Array(Math.max(1, rowWidth * steps));
    rows.forEach(({offset, wide}, i) => {
      const {data} = sequences[i] as RuntimeArray;
      const width = wide ? lanes : 1;
      if (width === rowWidth) {
        put(packed, 0, data.subarray(first * width, (first + steps) * width), steps * width);
        return;
      }
      for (let step = 0; step < steps; step++) {
        const from = (first + step) * width;
        put(packed, step * rowWidth + offset, data.subarray(from, from + width), width);
      }
    });
    return packed;
  }

  /** The last carried values, as arrays of their types. */
  unpackCarries(packed: Float32Array, types: readonly Value[]): RuntimeArray[] {
    const {lanes} = this.#layout;
    return types.map(({dtype, shape}, i) => {
      const data = allocate(dtype, sizeOf(shape));
      const row = packed.subarray(i * lanes, i * lanes + data.length);
      if (dtype === "int32") checkExact(row);
      data.set(row);
      return {data, shape};
    });
  }
}

/** Puts `count` elements in place; a single one is given to all. */
function put(target: Float32Array, at: number, data: RuntimeArray["data"], count: number): void {
  if (data instanceof Int32Array) checkExact(data);
  if (data.length === 1) target.fill(data[0] as number, at, at + count);
  else target.set(data, at);
}

/** Refuses an int32 that float32 may not hold. */
export function checkExact(data: Float32Array | Int32Array): void {
  for (const value of data) {
    if (Math.abs(value) < EXACT) continue;
    throw new CannotTake(`an int32 is too large for float32, expected less than 2^24, got ${String(value)}`);
  }
}
