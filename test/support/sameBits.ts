/** @file Equality of arrays bit for bit, all NaNs being equal: what every backend and pass is held to. */
import type {RuntimeArray} from "../../lib/ir/types.js";

/** Whether two lists of arrays have the same shapes, dtypes and bits. */
export function sameBits(a: readonly RuntimeArray[], b: readonly RuntimeArray[]): boolean {
  return firstDifference(a, b) === null;
}

/** Where two lists of arrays first differ, in words; null if nowhere. */
export function firstDifference(a: readonly RuntimeArray[], b: readonly RuntimeArray[]): string | null {
  if (a.length !== b.length) return `${String(a.length)} arrays against ${String(b.length)}`;
  for (const [i, left] of a.entries()) {
    const right = b[i] as RuntimeArray;
    const where = `array ${String(i)}`;
    if (left.shape.join() !== right.shape.join())
      return `${where}: shape [${left.shape.join()}] against [${right.shape.join()}]`;
    if (left.data.constructor !== right.data.constructor) return `${where}: another dtype`;
    if (left.data.length !== right.data.length) return `${where}: another number of elements`;
    for (let at = 0; at < left.data.length; at++) {
      if (!Object.is(left.data[at], right.data[at])) {
        return `${where}, element ${String(at)}: ${show(left.data[at])} against ${show(right.data[at])}`;
      }
    }
  }
  return null;
}

const show = (x: number | undefined): string => (Object.is(x, -0) ? "-0" : String(x));
