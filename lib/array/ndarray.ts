/** @file An array of numbers: elements in row-major order under a shape. Units are not known here. */
import type {DType, Elements} from "../core/dtype.js";
import {allocate} from "../core/dtype.js";
import type {Shape} from "../core/shape.js";
import {broadcastOffsets, sizeOf} from "../core/shape.js";

/** Elements in row-major order. Never written to once it is made. */
export class NDArray {
  constructor(
    readonly data: Elements,
    readonly shape: Shape,
    readonly dtype: DType,
  ) {}

  /** A float32 scalar. */
  static scalar(value: number): NDArray {
    return new NDArray(Float32Array.of(value), [], "float32");
  }
}

/** An array that broadcasts to `shape`, stretched to it. */
export function stretched({data, shape: from, dtype}: NDArray, shape: Shape): NDArray {
  const elements = allocate(dtype, sizeOf(shape));
  if (data.length === 1) elements.fill(data[0] ?? 0);
  else broadcastOffsets(from, shape).forEach((offset, i) => (elements[i] = data[offset] ?? 0));
  return new NDArray(elements, shape, dtype);
}
