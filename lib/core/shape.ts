/** @file Shapes: lists of axis lengths, broadcast against one another as NumPy does. */
import type {DType} from "./dtype.js";
import {ShapeError} from "./errors.js";

/** The lengths of an array's axes, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/** The number of elements an array of this shape has. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** A shape as NumPy writes it: `()`, `(3,)`, `(2, 3)`. */
export function showShape(shape: Shape): string {
  return shape.length === 1 ? `(${String(shape[0])},)` : `(${shape.join(", ")})`;
}

/** An array's type as errors name it: `float32(2, 3)`. */
export function showArrayType({dtype, shape}: {readonly dtype: DType; readonly shape: Shape}): string {
  return `${dtype}${showShape(shape)}`;
}

/**
 * The shape that arrays of these two shapes share: axes are matched from the last, and an axis of length 1 stretches.
 * @throws ShapeError naming `who` when two lengths differ and neither is 1.
 */
export function broadcastShapes(a: Shape, b: Shape, who: string): Shape {
  if (a === b || b.length === 0 || sameShape(a, b)) return a;
  if (a.length === 0) return b;
  const rank = Math.max(a.length, b.length);
  return Array.from({length: rank}, (_, axis) => {
    const m = a[axis - rank + a.length] ?? 1;
    const n = b[axis - rank + b.length] ?? 1;
    if (m !== n && m !== 1 && n !== 1) {
      throw new ShapeError(
        `${who}: the shapes do not broadcast, expected equal lengths or 1 on each axis, got ${showShape(a)} and ${showShape(b)}`,
      );
    }
    return m === 1 ? n : m;
  });
}

/** Whether an array of shape `from` broadcasts to `to` and no further. @throws ShapeError when they do not broadcast */
export function broadcastsTo(from: Shape, to: Shape, who: string): boolean {
  return sameShape(broadcastShapes(from, to, who), to);
}

/** How many elements to move in a row-major buffer for one step along each axis. */
export function rowMajorStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--)
    strides[axis] = (strides[axis + 1] ?? 1) * (shape[axis + 1] ?? 1);
  return strides;
}

/**
 * For an array of shape `from` read as if it had shape `to`: the strides of `to`'s axes in `from`'s buffer, 0 where an
 * axis is stretched. Needs `from` to broadcast to `to`.
 */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const own = rowMajorStrides(from);
  return to.map((_, axis) => {
    const mine = axis - to.length + from.length;
    return mine < 0 || from[mine] === 1 ? 0 : (own[mine] ?? 0);
  });
}

/** The offset in `from`'s buffer of each element of `to`, in row-major order. */
export function broadcastOffsets(from: Shape, to: Shape): Int32Array {
  const strides = broadcastStrides(from, to);
  const offsets = new Int32Array(sizeOf(to));
  const index = new Array<number>(to.length).fill(0);
  let offset = 0;
  for (let i = 0; i < offsets.length; i++) {
    offsets[i] = offset;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] ?? 0) + 1;
      offset += strides[axis] ?? 0;
      if ((index[axis] ?? 0) < (to[axis] ?? 0)) break;
      offset -= (strides[axis] ?? 0) * (to[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return offsets;
}

/**
 * Axes as given by a caller (negative ones count from the last), sorted and checked.
 * @throws ShapeError naming `who` when an axis is not there.
 */
export function normalizeAxes(axis: number | readonly number[] | undefined, shape: Shape, who: string): number[] {
  if (axis === undefined) return shape.map((_, i) => i);
  if (typeof axis !== "number" && !Array.isArray(axis)) {
    // a caller without types may give anything, such as NumPy's keywords
    const got = typeof axis === "object" ? "an object" : String(axis);
    throw new ShapeError(`${who}: not an axis, expected a whole number or a list of them, got ${got}`);
  }
  const list: readonly number[] = typeof axis === "number" ? [axis] : axis;
  return [
    ...new Set(
      list.map((a) => {
        const positive = a < 0 ? a + shape.length : a;
        if (!Number.isInteger(positive) || positive < 0 || positive >= shape.length) {
          throw new ShapeError(
            `${who}: no such axis, expected one of an array of shape ${showShape(shape)}, got ${String(a)}`,
          );
        }
        return positive;
      }),
    ),
  ].sort((a, b) => a - b);
}

/** The same shape but for one axis. */
export function withLength(shape: Shape, axis: number, length: number): Shape {
  return shape.map((n, i) => (i === axis ? length : n));
}
