/** @file forLoopAsync as a run among others: what it compiles, reads and leaves, its progress, and what ends it. */
import {
  arange,
  clearCompileCache,
  compileStats,
  environ,
  forLoop,
  forLoopAsync,
  initAllStates,
  jit,
  lastRun,
  LIFRef,
  mA,
  ms,
  mV,
  ParameterError,
  RecordTooLargeError,
  scanAsync,
  ShapeError,
  TraceError,
  UnitMismatchError,
} from "spikeloop";
import type {AsyncLoopOptions, Quantity} from "spikeloop";
import {describe, expect, test, vi} from "vitest";
import {dt, expectSame, LANES, population} from "../support/population.js";

const times = arange(ms(0), ms(200), dt);

/** Tutorial 1's rollout of a population, as a promise. */
const rollout = (neuron: LIFRef, options: AsyncLoopOptions = {}) =>
  environ.context({dt}, () =>
    forLoopAsync((t) => environ.context({t}, () => [neuron.update(mA(25)), neuron.V.value] as const), times, options),
  );

/** Expects that `act` leaves the states of `neuron` as they are, and gives what it is rejected with. */
async function leavesAlone(neuron: LIFRef, act: () => Promise<unknown>): Promise<unknown> {
  const before = [neuron.V.value, neuron.last_spike_time.value];
  const outcome: unknown = await act().then(
    () => "no error",
    (caught: unknown) => caught,
  );
  expect([neuron.V.value, neuron.last_spike_time.value]).toEqual(before);
  expect(environ.all()).toEqual({});
  return outcome;
}

describe("a run", () => {
  test("compiles nothing after a forLoop of the same structure, and lastRun reports it", async () => {
    const step = (neuron: LIFRef) => (t: Quantity) =>
      environ.context({t: t as never}, () => [neuron.update(mA(25)), neuron.V.value] as const);
    environ.context({dt}, () => forLoop(step(population()) as never, times));
    const {compiles, hits} = compileStats();
    await rollout(population(), {sliceTime: 0.01});
    expect(compileStats()).toEqual({compiles, hits: hits + 1});
    expect(lastRun()).toMatchObject({backend: "wasm", compiled: false, fallbackReason: null});
    await rollout(population(), {backend: "interpret"});
    expect(lastRun()).toMatchObject({backend: "interpret"});
    expect(lastRun()?.runTime).toBeGreaterThan(0);
  });

  test("goes on when its program is thrown out meanwhile", async () => {
    const [a, b] = [population(), population()];
    const {compiles} = compileStats();
    let tasks = 0;
    const run = rollout(a, {sliceTime: 0.01, onProgress: () => ++tasks === 2 && clearCompileCache()});
    const [, expected] = await rollout(b);
    const [, V] = await run;
    expectSame([V], [expected]);
    expect(compileStats().compiles).toBeGreaterThan(compiles);
  });

  test("leaves other tasks their turn", async () => {
    let turns = 0;
    let tasks = 0;
    const timer = setInterval(() => turns++, 0);
    await rollout(population(), {backend: "interpret", sliceTime: 1, onProgress: () => tasks++});
    clearInterval(timer);
    expect(tasks).toBeGreaterThan(3);
    expect(turns).toBeGreaterThan(2);
  });

  test("reads states and environment at the call, and writes states at the end", async () => {
    const neuron = population();
    const meanwhile = mV([1, 2, 3, 4, 5]);
    const seen: boolean[] = [];
    const run = rollout(neuron, {sliceTime: 0.01, onProgress: () => seen.push(neuron.V.value === meanwhile)});
    neuron.V.value = meanwhile;
    const [, V] = await run;
    expect(new Set(seen)).toEqual(new Set([true]));
    const [, expected] = await rollout(population());
    expectSame([V], [expected]);
    expect(neuron.V.value.toDecimal(mV)).toEqual(expected.toDecimal(mV).slice(-LANES));
  });

  test("two at once do not disturb one another, nor does a forLoop between their tasks", async () => {
    const [a, b] = await Promise.all([
      rollout(population(), {sliceTime: 0.01, onProgress: () => forLoop((t) => t.mul(2), times)}),
      rollout(population(), {sliceTime: 0.02}),
    ]);
    const [, expected] = await rollout(population(), {sliceTime: Infinity});
    expectSame([a[1], b[1]], [expected, expected]);
  });

  test("scanAsync: the last carried value and the record, in the form of scan", async () => {
    const step = ([total]: readonly [ReturnType<typeof mA>], I: ReturnType<typeof mA>) =>
      [[total.add(I)], {before: total}] as const;
    const [[total], {before}] = await scanAsync(step, [mA(0)] as const, mA([1, 2, 3]));
    expect(total.toNumber(mA)).toBe(6);
    expect([...before.toDecimal(mA)]).toEqual([0, 1, 3]);
  });

  test("onProgress: counts up to all steps", async () => {
    const progress: (readonly [number, number])[] = [];
    await rollout(population(), {sliceTime: 0.01, onProgress: (done, total) => progress.push([done, total])});
    const counts = progress.map(([done]) => done);
    expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
    expect(counts.length).toBeGreaterThan(2);
    expect(progress.at(-1)).toEqual([2000, 2000]);
    expect(progress.every(([, total]) => total === 2000)).toBe(true);
  });
});

describe("what ends a run", () => {
  test("a signal that is aborted already: nothing runs, not even the step", async () => {
    const step = vi.fn();
    const reason = new Error("never mind");
    await expect(forLoopAsync(step, times, {signal: AbortSignal.abort(reason)})).rejects.toBe(reason);
    expect(step).not.toHaveBeenCalled();
  });

  test.each([0, 1, 2, Infinity])("abort after %s tasks: rejects with the reason, states stay", async (after) => {
    const neuron = population();
    const stop = new AbortController();
    const reason = {why: "a slider moved"};
    let tasks = 0;
    const onProgress = (done: number, total: number) => {
      if (++tasks === after || (after === Infinity && done === total)) stop.abort(reason);
    };
    const act = () => {
      const run = rollout(neuron, {signal: stop.signal, sliceTime: 0.01, onProgress});
      if (after === 0) stop.abort(reason);
      return run;
    };
    expect(await leavesAlone(neuron, act)).toBe(reason);
    if (after !== Infinity) expect(tasks).toBe(after);
  });

  test("abort without a reason: an AbortError", async () => {
    const stop = new AbortController();
    const run = rollout(population(), {signal: stop.signal});
    stop.abort();
    await expect(run).rejects.toMatchObject({name: "AbortError"});
  });

  test("what onProgress throws", async () => {
    const neuron = population();
    const onProgress = () => {
      throw new Error("mine");
    };
    expect(String(await leavesAlone(neuron, () => rollout(neuron, {onProgress})))).toBe("Error: mine");
  });

  test("an error in the step", async () => {
    const neuron = population();
    const bad = () => forLoopAsync((t) => neuron.V.value.add(t as never), times);
    expect(await leavesAlone(neuron, bad)).toBeInstanceOf(UnitMismatchError);
    await expect(forLoopAsync(() => undefined, ms(1))).rejects.toThrow(ShapeError);
    await expect(forLoopAsync(() => undefined, ms(1))).rejects.toThrow(/^forLoopAsync: a scalar cannot be looped over/);
  });

  test("a record that does not fit says how many bytes, before anything runs", async () => {
    const neuron = initAllStates(new LIFRef(100_000));
    const onProgress = vi.fn();
    const long = arange(20_000).mul(dt);
    const error = await leavesAlone(neuron, () =>
      environ.context({dt}, () =>
        forLoopAsync((t) => environ.context({t}, () => [neuron.update(mA(25)), neuron.V.value] as const), long, {
          onProgress,
        }),
      ),
    );
    expect(error).toBeInstanceOf(RecordTooLargeError);
    expect(String(error)).toContain("forLoopAsync: what is computed does not fit in memory");
    expect(String(error)).toContain("got 16000800000\nhint: ");
    expect(onProgress).not.toHaveBeenCalled();
  });

  test("a slice that is no time", async () => {
    for (const sliceTime of [0, -1, NaN]) {
      await expect(forLoopAsync(() => undefined, times, {sliceTime})).rejects.toThrow(ParameterError);
    }
    await expect(forLoopAsync((t) => t, ms([1, 2]), {sliceTime: Infinity})).resolves.toBeDefined();
  });

  test.each([
    ["jit", (body: () => unknown) => jit(body as never)()],
    ["forLoop", (body: () => unknown) => forLoop(body as never, times)],
  ])("an open trace, inside %s: throws at once and says what to use", (_, inside) => {
    expect(() => inside(() => forLoopAsync((t) => t, times))).toThrow(TraceError);
    expect(() => inside(() => forLoopAsync((t) => t, times))).toThrow(/^forLoopAsync: .*\nhint: use forLoop there/);
    expect(() => inside(() => scanAsync((c, t) => [c, t] as const, 0, times))).toThrow(
      /^scanAsync: .*\nhint: use scan there/,
    );
  });
});
