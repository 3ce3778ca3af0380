/** @file Draws inside compiled loops: upstream's numbers, the key carried, the same bits wherever the loop runs. */
import type {BackendName, Quantity} from "spikeloop";
import {
  arange,
  cond,
  environ,
  expEuler,
  forLoop,
  forLoopAsync,
  initAllStates,
  jit,
  lastRun,
  LIF,
  mA,
  ms,
  mV,
  random,
  RandomState,
  record,
  releaseWorkers,
  scan,
  State,
  TraceError,
  zeros,
} from "spikeloop";
import {afterAll, describe, expect, test} from "vitest";
import {stagesOf} from "../../lib/backends/gpu/stages.js";
import {optimizeCalls} from "../../lib/ir/passes/optimize.js";
import {whyNoWorkers} from "../../lib/run/workers/pool.js";
import {forLoopRequest} from "../../lib/transform/forLoop.js";
import {traceLoop} from "../../lib/transform/loopRollout.js";
import {decode, upstream} from "./upstream.js";

const numbers = (q: Quantity): number[] => [...(q.value as unknown as {data: Float32Array}).data];

afterAll(() => {
  releaseWorkers();
});

/** Neurons driven by noise: uniform, normal and boolean draws, one a neuron. */
function noisy(size: number, seed: number) {
  const source = new RandomState(seed);
  const neuron = initAllStates(new LIF(size, {V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60), tau: ms(5)}));
  const step = (t: Quantity) =>
    environ.context({dt: ms(0.1), t: t as never}, () => {
      const noise = source.normal(mA(12), mA(20), size);
      const spikes = neuron.update(noise.add(source.uniform(mA(-1), mA(1), size)));
      return {V: neuron.V.value, spikes: record.events(spikes), chance: source.bernoulli(0.1, size)};
    });
  return {source, neuron, step};
}

const times = arange(ms(0), ms(5), ms(0.1));

// a draw is some five hundred operations to compile, and these loops have many
describe("draws in a loop", {timeout: 30_000}, () => {
  test.each<BackendName>(["wasm", "interpret"])(
    "%s: forLoop draws upstream's numbers and leaves upstream's key",
    (backend) => {
      const {seed, steps, size, values, key} = upstream.loop;
      random.seed(seed);
      const drawn = forLoop(() => random.rand(...size), zeros(steps), {backend});
      expect(drawn.toDecimal()).toEqual(decode(values));
      expect(random.key).toEqual(key);
    },
  );

  test("are the draws outside, bit for bit, of every distribution", () => {
    const draw = (source: RandomState) =>
      [
        source.uniform(mV(-55.3), mV(7.1), 33),
        source.normal(mV([1, 2, 3]), mV(0.5), [11, 3]),
        source.randn(5),
        source.lognormal(0, 0.3, 7),
        source.exponential(ms(3), 9),
        source.weibull(1.5, 9),
        source.bernoulli(0.4, 9),
      ] as const;
    const inside = new RandomState(8);
    const outside = new RandomState(8);
    const rows = forLoop(() => draw(inside), zeros(2));
    const expected = [draw(outside), draw(outside)];
    rows.forEach((stacked, i) => {
      expect(numbers(stacked)).toEqual(expected.flatMap((row) => numbers(row[i] as Quantity)));
    });
    expect(inside.key).toEqual(outside.key);
  });

  test("interpret and wasm give the same bits in a model with noise", () => {
    const [a, b] = (["wasm", "interpret"] as const).map((backend) => {
      const {source, neuron, step} = noisy(37, 3);
      const {V, spikes, chance} = forLoop(step, times, {backend});
      return [
        numbers(V),
        numbers(spikes.neurons),
        numbers(spikes.steps),
        numbers(chance),
        numbers(neuron.V.value),
        source.key,
      ];
    });
    expect(a).toEqual(b);
  });

  test("lanes in workers, and steps in tasks, give the bits of one thread", async () => {
    expect(await whyNoWorkers(2)).toBeNull();
    const size = 6000;
    const alone = noisy(size, 3);
    const expected = forLoop((t: Quantity) => record.last(alone.step(t).V), times);
    for (const options of [{workers: 2}, {workers: 0, sliceTime: 1}]) {
      const shared = noisy(size, 3);
      const {last, count} = await forLoopAsync(
        (t: Quantity) => {
          const {V, spikes} = shared.step(t);
          return {last: record.last(V), count: spikes};
        },
        times,
        options,
      );
      expect(lastRun()?.workers).toBe(options.workers);
      expect(count.count).toBeGreaterThan(0);
      expect(numbers(last)).toEqual(numbers(expected));
      expect(shared.source.key).toEqual(alone.source.key);
      expect(numbers(shared.neuron.V.value)).toEqual(numbers(alone.neuron.V.value));
    }
  });

  test("a graphics card cannot take them: the loop runs here, and lastRun says why", () => {
    const {step} = noisy(10_000, 1);
    const V = (t: Quantity) => record.last(step(t).V);
    const {program} = traceLoop(forLoopRequest("forLoop", V, times, {})).rollout.keyed;
    expect(() => stagesOf(optimizeCalls(program))).toThrow(
      expect.objectContaining({
        reason: expect.stringMatching(/^a loop computes with all bits of an int32 \(bitXor\)/) as string,
      }),
    );
    forLoop(V, times, {backend: "gpu"});
    expect(lastRun()).toMatchObject({backend: "wasm", fallbackReason: expect.stringContaining("gpu") as string});
  });
});

describe("the key as a state", () => {
  test("goes on from run to run: two loops are one of both lengths", () => {
    const [once, twice] = [new RandomState(6), new RandomState(6)];
    const whole = numbers(forLoop(() => once.rand(2), zeros(8)));
    const parts = [3, 5].flatMap((steps) => numbers(forLoop(() => twice.rand(2), zeros(steps))));
    expect(parts).toEqual(whole);
    expect(twice.key).toEqual(once.key);
  });

  test("jit draws anew at each call, scan and cond carry it", () => {
    const source = new RandomState(7);
    const draw = jit(() => source.rand(3));
    const calls = [draw(), draw()].map(numbers);
    const plain = new RandomState(7);
    expect(calls).toEqual([plain.rand(3), plain.rand(3)].map(numbers));
    const [sum] = scan((carry, _) => [carry.add(source.rand()), source.rand()] as const, zeros([]), zeros(4));
    let expected = 0;
    for (let i = 0; i < 4; i++) {
      expected = Math.fround(expected + plain.rand().toNumber());
      plain.rand();
    }
    expect(sum.toNumber()).toBe(expected);
    // a branch that draws moves the key on, the other leaves it
    forLoop(
      (x) =>
        cond(
          x.gt(0.5),
          () => source.rand(),
          () => zeros([]),
        ),
      arange(4),
    );
    plain.rand(4);
    plain.rand(4);
    plain.rand(4);
    expect(source.key).toEqual(plain.key);
  });

  test("a source that is first used inside a loop, seeded or not, works there", () => {
    const fresh = new RandomState();
    const drawn = numbers(forLoop(() => fresh.rand(), zeros(50)));
    expect(new Set(drawn).size).toBe(50);
    const seeded = numbers(
      forLoop(() => {
        const inner = new RandomState(1);
        return inner.rand();
      }, zeros(3)),
    );
    expect(seeded).toEqual(new Array(3).fill(new RandomState(1).rand().toNumber()));
    const reseeded = new RandomState();
    const rows = forLoop(() => {
      reseeded.seed(1);
      return reseeded.rand();
    }, zeros(3));
    expect(numbers(rows)).toEqual(seeded);
  });

  test("a loop that throws leaves the key; a traced key has no numbers", () => {
    const source = new RandomState(2);
    expect(() =>
      forLoop(() => {
        source.rand();
        throw new Error("stop");
      }, zeros(3)),
    ).toThrow("stop");
    expect(source.key).toEqual([0, 2]);
    expect(() => forLoop(() => source.rand(source.key[1]), zeros(3))).toThrow(TraceError);
    expect(() => forLoop(() => source.splitKey() && zeros([]), zeros(3))).toThrow(/RandomState: key/);
  });

  test("a new seed compiles nothing, and checkFinite takes draws as they are", () => {
    const run = (seed: number) => {
      const source = new RandomState(seed);
      const x = new State(zeros(4));
      forLoop(
        () => {
          x.value = expEuler((v: Quantity) => v.neg().div(ms(10)) as never, x.value.add(source.randn(4)), ms(0.1));
        },
        zeros(20),
        {checkFinite: true},
      );
      return lastRun()?.compiled;
    };
    run(1);
    expect(run(2)).toBe(false);
  });
});
