/** @file record: each way of recording gives what one computes from the plain record, on both backends and in chunks. */
import fc from "fast-check";
import {
  arange,
  environ,
  forLoop,
  forLoopAsync,
  jit,
  mA,
  ms,
  mV,
  ParameterError,
  quantity,
  record,
  scan,
  ShapeError,
  sum,
  take,
  TraceError,
} from "spikeloop";
import type {LIFRef, Quantity, SpikeEvents, Voltage} from "spikeloop";
import {describe, expect, expectTypeOf, test} from "vitest";
import {dt, expectSame, LANES, population} from "../support/population.js";

const BACKENDS = ["interpret", "wasm"] as const;

const numbers = (q: Quantity): Float32Array => (q as Quantity<Voltage>).toDecimal(q.unit as never);

/** A step that updates the neuron, then records what `what` makes of its potential and its spikes. */
const stepOf =
  <O>(neuron: LIFRef, what: (V: Quantity<Voltage>, spikes: Quantity) => O) =>
  (t: Quantity) =>
    environ.context({dt, t: t as never}, () => {
      neuron.update(mA(25));
      return what(neuron.V.value, neuron.getSpike());
    });

const everything = (V: Quantity<Voltage>, spikes: Quantity) => ({
  V,
  spikes,
  some: record.every(7, V),
  chosen: record.every(3, take(V, [LANES - 1, 0])),
  last: record.last(V),
  sum: record.sum(spikes),
  mean: record.mean(V),
  min: record.min(V),
  max: record.max(V),
  count: record.count(spikes),
  events: record.events(spikes),
});

/** Each column of a record, as what `make` gives of it. */
const columns = (rows: Float32Array, make: (column: number[]) => number): number[] =>
  Array.from({length: LANES}, (_, lane) => make([...rows].filter((_, i) => i % LANES === lane)));

function check(all: ReturnType<typeof run>, steps: number): void {
  const {V, spikes, some, chosen, last, sum, mean, min, max, count, events} = all;
  const rows = numbers(V);
  expect(V.shape).toEqual([steps, LANES]);
  const kept = [...Array(steps).keys()].filter((step) => step % 7 === 0);
  expect(some.shape).toEqual([kept.length, LANES]);
  expect([...numbers(some)]).toEqual(kept.flatMap((step) => [...rows.subarray(step * LANES, (step + 1) * LANES)]));
  const thirds = [...Array(steps).keys()].filter((step) => step % 3 === 0);
  expect([...numbers(chosen)]).toEqual(thirds.flatMap((step) => [rows[(step + 1) * LANES - 1], rows[step * LANES]]));
  expect([...numbers(last)]).toEqual(steps === 0 ? columns(rows, () => 0) : [...rows.subarray(-LANES)]);
  const counts = columns(numbers(spikes), (column) => column.reduce((a, b) => a + b, 0));
  expect([...numbers(sum)]).toEqual(counts);
  expect([...numbers(count)]).toEqual(counts);
  expect(count.dtype).toBe("int32");
  expect([...numbers(min)]).toEqual(columns(rows, (column) => Math.min(...column)));
  expect([...numbers(max)]).toEqual(columns(rows, (column) => Math.max(...column)));
  columns(rows, (column) => column.reduce((a, b) => a + b, 0) / steps).forEach((expected, lane) => {
    if (steps === 0) expect(numbers(mean)[lane]).toBeNaN();
    // the compensated float32 sum is within an ulp of the exact one, the quotient within another
    else expect(Math.abs((numbers(mean)[lane] as number) / expected - 1)).toBeLessThan(2 ** -22);
  });
  checkEvents(events, spikes, steps);
}

function checkEvents(events: SpikeEvents, spikes: Quantity, steps: number): void {
  const dense = numbers(spikes);
  const places = [...dense.keys()].filter((i) => dense[i] !== 0);
  expect([...numbers(events.steps)]).toEqual(places.map((i) => Math.floor(i / LANES)));
  expect([...numbers(events.neurons)]).toEqual(places.map((i) => i % LANES));
  expect(events.count).toBe(places.length);
  expectSame([events.toDense()], [spikes]);
  expect(events.toString()).toBe(`SpikeEvents(${String(places.length)} spikes in ${String(steps)} steps)`);
}

const run = (neuron: LIFRef, steps: number, backend: (typeof BACKENDS)[number]) =>
  forLoop<Quantity, ReturnType<typeof everything>>(stepOf(neuron, everything), arange(steps).mul(dt), {backend});

describe.each(BACKENDS)("on %s", (backend) => {
  test.each([0, 1, 31, 32, 33, 64, 500])("record: over %d steps gives what the plain record says", (steps) => {
    check(run(population(), steps, backend), steps);
  });

  test("record: gives the same in chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({min: 1, max: 400}),
        fc.double({min: 0.001, max: 1, noNaN: true}),
        async (steps, sliceTime) => {
          const result = await forLoopAsync(stepOf(population(), everything) as never, arange(steps).mul(dt), {
            backend,
            sliceTime,
          });
          check(result as never, steps);
        },
      ),
      {numRuns: backend === "wasm" ? 20 : 5},
    );
  });

  test("record: what a single neuron records has no axis for neurons", () => {
    const neuron = population();
    const step = stepOf(
      neuron,
      (V, spikes) => [record.count(sum(spikes)), record.events(sum(spikes)), record.every(50, sum(V))] as const,
    );
    const [count, events, V] = forLoop(step, arange(ms(0), ms(50), dt), {backend});
    expect(count.shape).toEqual([]);
    expect(V.shape).toEqual([10]);
    expect(events.shape).toEqual([]);
    expect(events.count).toBe(count.toNumber());
    expect([...numbers(events.neurons)]).toEqual(Array(events.count).fill(0));
  });

  test("record: works in an inner loop and under jit, but for events", () => {
    const values = quantity([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const nested = (wrap: (x: Quantity) => unknown) => () =>
      forLoop((row) => forLoop((x) => wrap(x) as Quantity, row), values, {backend});
    const inner = jit(
      nested((x) => ({mean: record.mean(x), second: record.every(2, x)})),
      {backend},
    )() as never as {
      mean: Quantity;
      second: Quantity;
    };
    expect([...numbers(inner.mean)]).toEqual([2, 5]);
    expect(inner.second.shape).toEqual([2, 2]);
    expect([...numbers(inner.second)]).toEqual([1, 3, 4, 6]);
    expect(nested((x) => record.events(x))).toThrow(TraceError);
  });

  test("record: in scan too, beside what is carried", () => {
    const [total, {largest}] = scan(
      (carry: Quantity, x) => [carry.add(x as never), {largest: record.max(x)}] as const,
      0,
      quantity([3, 9, 4]),
      {backend},
    );
    expect(numbers(total)[0]).toBe(16);
    expect(numbers(largest as Quantity)[0]).toBe(9);
  });
});

test("record.sum: keeps what rounding to float32 loses", () => {
  const ones = quantity(Array.from({length: 5000}, () => 0.1));
  const total = forLoop((x) => record.sum(x), ones);
  const exact = 5000 * Math.fround(0.1);
  expect(Math.abs(total.toNumber() - exact)).toBeLessThanOrEqual(2 ** -15);
  const mean = forLoop((x) => record.mean(x), ones);
  expect(mean.toNumber()).toBe(Math.fround(0.1));
});

test("record.min, record.max: are NaN once there was one, and infinite without steps", () => {
  const step = (x: Quantity) => [record.min(x), record.max(x)] as const;
  const [least, most] = forLoop(step, quantity([1, NaN, 3]));
  expect([least.toNumber(), most.toNumber()]).toEqual([NaN, NaN]);
  const [none, nothing] = forLoop(step, arange(0));
  expect([none.toNumber(), nothing.toNumber()]).toEqual([Infinity, -Infinity]);
});

test("record: keeps units, and types say so", () => {
  const step = stepOf(population(), (V) => ({rows: record.every(10, V), mean: record.mean(V)}));
  const {rows, mean} = forLoop(step, arange(ms(0), ms(5), dt));
  expectTypeOf(rows).toEqualTypeOf<Quantity<Voltage>>();
  expectTypeOf(mean).toEqualTypeOf<Quantity<Voltage>>();
  expect(rows.unit).toBe(mV(1).unit);
  expect(mean.unit).toBe(mV(1).unit);
});

test("events.times: are the times of the spikes", () => {
  const times = arange(ms(0), ms(100), dt);
  const events = forLoop(
    stepOf(population(), (_, spikes) => record.events(spikes)),
    times,
  );
  expect(events.count).toBeGreaterThan(3);
  expectSame([events.times(times)], [take(times, events.steps)]);
});

test("record.every: refuses a number of steps that is none", () => {
  for (const n of [0, -1, 1.5, NaN, 2 ** 31]) expect(() => record.every(n, mV(1))).toThrow(ParameterError);
});

describe("take", () => {
  const table = quantity(
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    mV,
  );

  test("take(x, indices): are elements along the last axis, or another", () => {
    expect(take(table, [2, 0]).toString()).toBe("[[3. 1.]\n [6. 4.]] mV");
    expect(take(table, [1], 0).toString()).toBe("[[4. 5. 6.]] mV");
    expect(take(table, []).shape).toEqual([2, 0]);
  });

  test("take: refuses what is no element, axis or index", () => {
    expect(() => take(table, [3])).toThrow(
      new ShapeError("take: there is no such element, expected indices from 0 to 2, got 3"),
    );
    expect(() => take(table, [-1])).toThrow(ShapeError);
    expect(() => take(table, [0.5])).toThrow("take: indices are not whole numbers, expected integers, got 0.5");
    expect(() => take(table, [0], 2)).toThrow(ShapeError);
    expect(() => take(mV(1), [0])).toThrow(ShapeError);
    expect(() => take(table, table)).toThrow("expected int32, got float32");
  });
});
