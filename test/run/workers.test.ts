/** @file Loops in workers: the bits of one thread, however the neurons are shared out; their ends; the pool. */
import {
  arange,
  BackendError,
  environ,
  forLoop,
  forLoopAsync,
  initAllStates,
  lastRun,
  LIFRef,
  linspace,
  mA,
  mean,
  ms,
  mV,
  NotFiniteError,
  ohm,
  ParameterError,
  quantity,
  record,
  releaseWorkers,
  reshape,
  State,
  take,
  zeros,
} from "spikeloop";
import type {AsyncLoopOptions, Current, Quantity, Stacked} from "spikeloop";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {shareOut} from "../../lib/run/workers/lanes.js";
import {whyNoWorkers} from "../../lib/run/workers/pool.js";
import {expectSame} from "../support/population.js";

const dt = ms(0.1);

beforeAll(async () => {
  expect(await whyNoWorkers(2)).toBeNull();
});
afterAll(() => {
  releaseWorkers();
});

/** A population of a shape with one current a neuron, spikes counted, and all ways of recording. */
function model(shape: number[], coupled = false) {
  const neuron = initAllStates(new LIFRef(shape, {tau: ms(5), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)}));
  const size = shape.reduce((a, b) => a * b, 1);
  const count = new State(zeros(shape));
  const currents = reshape(linspace(mA(5), mA(60), Math.max(1, size)), shape);
  const step = ([t, factor]: readonly [Quantity, Quantity]) =>
    environ.context({dt, t: t as never}, () => {
      const drive = currents.mul(factor) as Quantity<Current>;
      neuron.update(coupled ? drive.add(mean(neuron.V.value).div(ohm(-10))) : drive);
      const spikes = neuron.getSpike();
      count.value = count.value.add(spikes);
      return {
        V: neuron.V.value,
        t,
        some: record.every(9, neuron.V.value),
        chosen: take(neuron.V.value, [0]),
        mean: record.mean(neuron.V.value),
        events: record.events(spikes),
        first: record.events(take(spikes, [0])),
      };
    });
  return {neuron, count, step};
}

const inputs = (steps: number) => [arange(steps).mul(dt), arange(steps).mul(0.01).add(0.5)] as const;

type Recorded = ReturnType<ReturnType<typeof model>["step"]>;

/** Runs a model on this thread and in workers, and expects the same bits of results and states. */
async function expectAlike(shape: number[], steps: number, coupled: boolean, options: AsyncLoopOptions): Promise<void> {
  const [a, b] = [model(shape, coupled), model(shape, coupled)];
  const here = forLoop<never, Recorded>(a.step, inputs(steps) as never);
  const there = await forLoopAsync<never, Recorded>(b.step, inputs(steps) as never, options);
  const of = (
    {V, t, some, chosen, mean, events, first}: Stacked<Recorded>,
    {neuron, count}: ReturnType<typeof model>,
  ) => [
    ...[V, t, some, chosen, mean, events.steps, events.neurons, first.steps, first.neurons],
    ...[neuron.V.value, neuron.last_spike_time.value, count.value],
  ];
  expectSame(of(there, b), of(here, a));
}

describe("forLoopAsync with workers: gives the bits of forLoop", () => {
  test.each([1, 3, 191, 384, 385, 387, 1000])("for %d neurons", async (lanes) => {
    for (const workers of [1, 2, 3]) {
      await expectAlike([lanes], 100, false, {workers, sliceTime: 1});
      expect(lastRun()).toMatchObject({backend: "wasm", fallbackReason: null});
      expect(lastRun()?.workers).toBeGreaterThanOrEqual(1);
      expect(lastRun()?.workers).toBeLessThanOrEqual(workers);
    }
  });

  test("for a batch of populations", () => expectAlike([7, 61], 150, false, {workers: 2, sliceTime: 1}));

  test("for neurons that see one another, in one worker", () =>
    expectAlike([400], 150, true, {workers: 2, sliceTime: 1}));

  test("for no step and for one", async () => {
    await expectAlike([400], 0, false, {workers: 2});
    await expectAlike([400], 1, false, {workers: 2});
  });

  test("for several runs at once", async () => {
    await Promise.all([400, 401, 402].map((lanes) => expectAlike([lanes], 200, false, {workers: 2, sliceTime: 0.5})));
  });

  test("where there is no memory to share", async () => {
    const {SharedArrayBuffer} = globalThis;
    Object.assign(globalThis, {SharedArrayBuffer: undefined});
    try {
      await expectAlike([500], 120, false, {workers: 2, sliceTime: 1});
    } finally {
      Object.assign(globalThis, {SharedArrayBuffer});
    }
  });
});

test("shareOut: parts of one size cover the lanes; what two have, one skips", () => {
  for (const lanes of [1, 4, 191, 192, 383, 384, 385, 1000, 1001, 99_999]) {
    for (const workers of [1, 2, 3, 7]) {
      const parts = shareOut(lanes, workers);
      expect(parts.length).toBeLessThanOrEqual(workers);
      expect(new Set(parts.map(({count}) => count)).size).toBe(1);
      let end = 0;
      for (const {from, count, skip, of} of parts) {
        expect([from + skip, of]).toEqual([end, lanes]);
        end = from + count;
      }
      expect(end).toBe(lanes);
    }
  }
});

describe("forLoopAsync with workers: a run", () => {
  test("tells its progress, never backwards, and compiles once", async () => {
    const {step} = model([800]);
    const told: number[] = [];
    const options = {workers: 2, sliceTime: 0.5, onProgress: (done: number) => told.push(done)};
    await forLoopAsync(step as never, inputs(2000) as never, options);
    expect(told.at(-1)).toBe(2000);
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    await forLoopAsync(step as never, inputs(100) as never, {workers: 2});
    expect(lastRun()).toMatchObject({compiled: false, workers: 2});
  });

  /** Expects that a run fails, with the states as they were. */
  async function failure(options: AsyncLoopOptions, steps = 20_000): Promise<unknown> {
    const {neuron, count, step} = model([800]);
    const before = [neuron.V.value, neuron.last_spike_time.value, count.value];
    const end = await forLoopAsync(step as never, inputs(steps) as never, {workers: 2, sliceTime: 1, ...options}).then(
      () => "no error",
      (error: unknown) => error,
    );
    expect([neuron.V.value, neuron.last_spike_time.value, count.value]).toEqual(before);
    return end;
  }

  test("ends when it is aborted, with the reason, and workers go on to the next", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    expect(
      await failure({
        signal: stop.signal,
        onProgress: () => {
          stop.abort(reason);
        },
      }),
    ).toBe(reason);
    await expectAlike([400], 50, false, {workers: 2});
  });

  test("ends with what onProgress throws", async () => {
    const error = new Error("no");
    expect(
      await failure({
        onProgress: () => {
          throw error;
        },
      }),
    ).toBe(error);
  });

  test("ends when workers are released, and the next has new ones", async () => {
    const end = await failure({
      onProgress: () => {
        releaseWorkers();
      },
    });
    expect(end).toBeInstanceOf(BackendError);
    expect((end as Error).message).toContain("they were released");
    await expectAlike([400], 50, false, {workers: 2});
  });

  test("refuses a number of workers that is none", async () => {
    for (const workers of [-1, 0.5, NaN]) expect(await failure({workers}, 10)).toBeInstanceOf(ParameterError);
  });
});

test("forLoopAsync with workers: checkFinite names the earliest value, whoever finds it", async () => {
  const start = zeros([1000]);
  const grow = quantity(
    Array.from({length: 1000}, (_, i) => (i === 900 ? 1e20 : i === 100 ? 1e10 : i === 20 ? 1e10 : 1)),
  );
  const make = () => {
    const x = new State(start, "x");
    const step = () => {
      x.value = x.value.add(1).mul(grow);
      return undefined;
    };
    return {x, step};
  };
  const here = make();
  let message = "";
  try {
    forLoop(here.step, arange(3000), {checkFinite: true});
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toContain("in lane 900 at step 1");
  for (const workers of [1, 2, 4]) {
    const {x, step} = make();
    const end = await forLoopAsync(step, arange(3000), {checkFinite: true, workers, sliceTime: 0.2}).catch(
      (e: unknown) => e,
    );
    expect(end).toBeInstanceOf(NotFiniteError);
    expect((end as Error).message).toBe(message);
    expect(x.value).toBe(start);
  }
});

test("forLoopAsync with workers: runs on this thread where workers cannot, and says so", async () => {
  await expectAlike([5], 40, false, {workers: 2, backend: "interpret"});
  expect(lastRun()).toMatchObject({
    backend: "interpret",
    workers: 0,
    fallbackReason: "workers: they run wasm, expected that backend, got interpret; this thread ran",
  });
});

test("forLoopAsync with workers: is stopped at once after the call, while the workers are made ready", async () => {
  const x = new State(mV(0));
  const stop = new AbortController();
  const step = () => {
    x.value = x.value.add(mV(1));
  };
  const run = forLoopAsync(step, arange(1000), {workers: 2, signal: stop.signal});
  stop.abort(new Error("no more"));
  await expect(run).rejects.toThrow("no more");
  expect(x.value.toNumber(mV)).toBe(0);
});
