/** @file How long chunks become: close to the time given, never all overhead, whatever a step and a chunk cost. */
import fc from "fast-check";
import {expect, test} from "vitest";
import {LearnedPace} from "../../lib/core/pace.js";

/** The chunks of a run on a machine where a chunk of n steps takes `cost(n)`. */
function chunksOf(cost: (steps: number) => number, {width = 1, budget = 8, chunks = 60} = {}) {
  const pace = new LearnedPace(width);
  return Array.from({length: chunks}, () => {
    const steps = pace.next(budget);
    const time = cost(steps);
    pace.ran(steps, time);
    return {steps, time};
  });
}

test("chunks are whole numbers of steps, the first short", () => {
  for (const width of [0, 1, 1000, 20_000, 1e7]) {
    for (const {steps} of chunksOf((n) => n * 0.01, {width})) expect(Number.isInteger(steps) && steps >= 1).toBe(true);
    const [first] = chunksOf((n) => n * 0.01, {width});
    expect((first?.steps ?? NaN) * width).toBeLessThanOrEqual(Math.max(2 ** 14, width));
  }
});

test("chunks take the time given, where a step takes less; else one step", () => {
  const perStep = fc.double({min: 1e-6, max: 100, noNaN: true});
  fc.assert(
    fc.property(perStep, fc.integer({min: 1, max: 50}), (b, budget) => {
      const settled = chunksOf((n) => b * n, {budget}).slice(-20);
      for (const {steps, time} of settled) {
        if (b > budget / 2) expect(steps).toBe(1);
        else expect(time > budget / 2.2 && time <= budget * 1.01).toBe(true);
      }
    }),
  );
});

test("where binding takes longer than the time given, steps take about as long as binding, not more than needed", () => {
  fc.assert(
    fc.property(fc.double({min: 0.1, max: 1, noNaN: true}), fc.double({min: 8, max: 15, noNaN: true}), (b, a) => {
      for (const {steps, time} of chunksOf((n) => a + b * n, {width: 1e6}).slice(-20)) {
        expect(b * (steps + 1)).toBeGreaterThanOrEqual(0.49 * a);
        expect(time).toBeLessThanOrEqual(2.01 * a + b);
      }
    }),
  );
});

test("a first chunk that was slow by chance is forgotten", () => {
  for (const slow of [0, 1, 2]) {
    let at = 0;
    const settled = chunksOf((n) => n * 0.001 + (at++ === slow ? 30 : 0)).slice(-20);
    for (const {time} of settled) expect(time > 7 && time <= 8.01).toBe(true);
  }
});

test("a clock of whole milliseconds will do", () => {
  let now = 0;
  const exact: number[] = [];
  chunksOf((n) => {
    const before = Math.floor(now);
    now += n * 0.0037;
    exact.push(n * 0.0037);
    return Math.floor(now) - before;
  });
  for (const time of exact) expect(time).toBeLessThan(20);
  for (const time of exact.slice(-20)) expect(time).toBeGreaterThan(3);
});

test("a chunk that was slow by chance passes: no chunk takes more than four times the time given", () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({min: 0.5, max: 1.5, noNaN: true})), fc.nat(59), (noise, slow) => {
      let at = 0;
      const cost = (n: number): number => n * 0.001 * (noise.next().value as number);
      const times = chunksOf((n) => cost(n) + (at++ === slow ? 30 : 0)).map(({time}) => time);
      times.splice(slow, 1);
      expect(Math.max(...times)).toBeLessThan(32);
    }),
  );
});
