/** @file A curve read at other places than those it was given at. */

/** The values of the line through (`x[i]`, `y[i]`), `x` ascending, at each of `at`; NaN outside of it. */
export function interpolated(x: Float32Array, y: Float32Array, at: Float32Array): Float32Array {
  return at.map((here) => {
    let [lo, hi] = [0, x.length - 1];
    if (!(here >= x[lo]! && here <= x[hi]!)) return NaN;
    while (hi - lo > 1) {
      const middle = (lo + hi) >> 1;
      if (x[middle]! <= here) lo = middle;
      else hi = middle;
    }
    if (here === x[lo]!) return y[lo]!;
    if (here === x[hi]!) return y[hi]!;
    return y[lo]! + ((y[hi]! - y[lo]!) * (here - x[lo]!)) / (x[hi]! - x[lo]!);
  });
}
