/** @file ticksOf: round numbers, as many as there is room for. */
import fc from "fast-check";
import {expect, test} from "vitest";
import {ticksOf} from "../../lib/visualize/ticks.js";

const axis = (domain: readonly [number, number], more: object = {}) => ({label: "", unit: null, domain, ...more});

test.each([
  [[0, 200], 9, [0, 50, 100, 150, 200]],
  [[-63, -32], 7, [-60, -55, -50, -45, -40, -35]],
  [[0, 0.3], 3, [0, 0.1, 0.2, 0.3]],
] as const)("ticksOf(%j) with room for %d", (domain, room, expected) => {
  expect(ticksOf(axis(domain), room)).toEqual(expected);
});

test("ticksOf: whole axes have whole ticks", () => {
  expect(ticksOf(axis([-0.5, 2.5], {whole: true}), 20)).toEqual([0, 1, 2]);
});

test("ticksOf: a log axis has decades, and 2 and 5 times them where there is room", () => {
  expect(ticksOf(axis([1, 1000], {type: "log"}), 4)).toEqual([1, 10, 100, 1000]);
  expect(ticksOf(axis([1, 100], {type: "log"}), 9)).toEqual([1, 2, 5, 10, 20, 50, 100]);
});

test("ticksOf: never more than there is room for and one, all inside", () => {
  const limit = fc.double({min: -1000, max: 1000, noNaN: true});
  fc.assert(
    fc.property(
      limit,
      fc.double({min: 0.01, max: 1000, noNaN: true}),
      fc.integer({min: 2, max: 12}),
      (lo, span, room) => {
        const ticks = ticksOf(axis([lo, lo + span]), room);
        expect(ticks.length).toBeLessThanOrEqual(room + 1);
        const slack = 1e-5 * span;
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(lo - slack);
          expect(tick).toBeLessThanOrEqual(lo + span + slack);
        }
      },
    ),
  );
});
