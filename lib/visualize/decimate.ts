/** @file Which points of a long line to draw: the lowest and the highest in each pixel column, so that no peak is lost. */

/**
 * The indices, ascending, of the points that draw the same picture as all of them do. Of the points that fall into one
 * of `buckets` columns the lowest and the highest are kept, and of those that are not numbers one, which breaks the
 * line; the first and the last point are always kept. With ascending `x` inside the domain these are at most
 * `2 * buckets + 4` points, and one more for each column in which the line is broken. A line of up to `2 * buckets`
 * points is kept whole.
 * @param x where each point is, along the axis.
 * @param y its value.
 * @param domain the limits of the axis; points outside it fall into columns further out.
 * @param buckets the number of columns: the width of the axis in pixels.
 */
export function decimate(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  domain: readonly [number, number],
  buckets: number,
): number[] {
  const n = Math.min(x.length, y.length);
  const kept: number[] = [];
  if (n <= 2 * buckets) {
    for (let i = 0; i < n; i++) kept.push(i);
    return kept;
  }
  const scale = buckets / (domain[1] - domain[0]);
  let column = NaN;
  let [lowest, highest, broken] = [-1, -1, -1];
  const flush = (): void => {
    const found = [lowest, highest, broken].filter((i) => i >= 0).sort((a, b) => a - b);
    for (const i of found) if (i !== kept[kept.length - 1]) kept.push(i);
    [lowest, highest, broken] = [-1, -1, -1];
  };
  kept.push(0);
  for (let i = 0; i < n; i++) {
    const here = Math.floor((x[i]! - domain[0]) * scale);
    if (here !== column) {
      flush();
      column = here;
    }
    const value = y[i]!;
    if (!Number.isFinite(value)) {
      if (broken < 0) broken = i;
      continue;
    }
    if (lowest < 0 || value < y[lowest]!) lowest = i;
    if (highest < 0 || value > y[highest]!) highest = i;
  }
  flush();
  if (kept[kept.length - 1] !== n - 1) kept.push(n - 1);
  return kept;
}
