/** @file decimate: few points, the same picture. */
import fc from "fast-check";
import {expect, test} from "vitest";
import {decimate} from "spikeloop/visualize";

const value = fc.oneof(
  {weight: 9, arbitrary: fc.float({noNaN: true, min: -100, max: 100})},
  {weight: 1, arbitrary: fc.constant(NaN)},
);
const line = fc.array(value, {minLength: 1, maxLength: 400});
const width = fc.integer({min: 1, max: 40});
const indices = (y: readonly number[]) => y.map((_, i) => i);
const decimated = (y: readonly number[], buckets: number) => decimate(indices(y), y, [0, y.length], buckets);

/** The lowest and the highest of the finite numbers in each pixel column. */
function columns(y: readonly number[], at: readonly number[], buckets: number): string[] {
  return Array.from({length: buckets}, (_, column) => {
    const inside = at.filter((i) => Math.floor((i * buckets) / y.length) === column).map((i) => y[i]!);
    const finite = inside.filter(Number.isFinite);
    return `${Math.min(...finite)} ${Math.max(...finite)} ${finite.length < inside.length}`;
  });
}

test("decimate: every pixel column keeps its lowest, its highest and whether it is broken", () => {
  fc.assert(
    fc.property(line, width, (y, buckets) => {
      // A power of two, so that columns here and there divide at the same points.
      const size = 2 ** Math.round(Math.log2(buckets));
      const padded = [...y, ...Array<number>(512 - y.length).fill(0)];
      expect(columns(padded, decimated(padded, size), size)).toEqual(columns(padded, indices(padded), size));
    }),
  );
});

test("decimate: indices ascend, start with the first point and end with the last", () => {
  fc.assert(
    fc.property(line, width, (y, buckets) => {
      const kept = decimated(y, buckets);
      expect(kept[0]).toBe(0);
      expect(kept[kept.length - 1]).toBe(y.length - 1);
      kept.slice(1).forEach((i, k) => expect(i).toBeGreaterThan(kept[k]!));
    }),
  );
});

test("decimate: keeps at most two points a column, one more where it is broken, and the ends", () => {
  fc.assert(
    fc.property(line, width, (y, buckets) => {
      const broken = y.some(Number.isNaN) ? buckets : 0;
      expect(decimated(y, buckets).length).toBeLessThanOrEqual(2 * buckets + broken + 4);
    }),
  );
});

test("decimate: a short line is kept whole", () => {
  expect(decimate([0, 1, 2, 3], [5, 5, 5, 5], [0, 4], 2)).toEqual([0, 1, 2, 3]);
});

test("decimate: a spike of one step in 100,000 is never lost", () => {
  fc.assert(
    fc.property(fc.integer({min: 0, max: 99_999}), (at) => {
      const y = new Float32Array(100_000).fill(-60);
      y[at] = 30;
      expect(
        decimate(
          Float32Array.from(y, (_, i) => i),
          y,
          [0, 100_000],
          500,
        ),
      ).toContain(at);
    }),
    {numRuns: 30},
  );
});
