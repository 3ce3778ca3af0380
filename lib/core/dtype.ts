/** @file What an element of an array is. Every dtype takes four bytes, so one buffer layout serves all. */

/** The type of an array's elements. Booleans are stored as 0 and 1 in four bytes. */
export type DType = "float32" | "int32" | "bool";

/** The buffer that holds elements of any dtype. */
export type Elements = Float32Array | Int32Array;

export const BYTES_PER_ELEMENT = 4;

/** A zeroed buffer of `size` elements. */
export function allocate(dtype: DType, size: number): Elements {
  return dtype === "float32" ? new Float32Array(size) : new Int32Array(size);
}
