/** @file forLoopAsync and scanAsync: the bits of forLoop and scan, for every chunking. */
import fc from "fast-check";
import {
  arange,
  environ,
  forLoop,
  forLoopAsync,
  linspace,
  mA,
  mean,
  ms,
  mV,
  NotFiniteError,
  ohm,
  quantity,
  scan,
  State,
  sum,
  zeros,
} from "spikeloop";
import type {Current, LIFRef, Quantity} from "spikeloop";
import {describe, expect, test} from "vitest";
import {runInTasks} from "../../lib/transform/asyncLoop.js";
import {forLoopRequest, scanRequest} from "../../lib/transform/forLoop.js";
import type {Pace} from "../../lib/core/pace.js";
import {dt, expectSame, LANES, population} from "../support/population.js";

const BACKENDS = ["interpret", "wasm"] as const;

/** A step with a clock, an input a step, a carried count, a record of two; coupled lanes are another shape of loop. */
const stepOf =
  (neuron: LIFRef, count: State, coupled: boolean) =>
  ([t, I]: readonly [Quantity, Quantity]) =>
    environ.context({dt, t: t as never}, () => {
      const current = I as Quantity<Current>;
      neuron.update(coupled ? current.add(mean(neuron.V.value).div(ohm(-10))) : current);
      const spikes = neuron.getSpike();
      count.value = count.value.add(spikes);
      return [neuron.V.value, {spikes: coupled ? sum(spikes) : spikes}];
    });

const inputs = (steps: number) => [arange(steps).mul(dt), linspace(mA(5), mA(60), Math.max(steps, 1))] as const;

/** A machine on which chunks have the lengths given, round and round, with no waiting between tasks. */
const hostOf = (lengths: readonly number[]) => {
  let at = 0;
  let time = 0;
  const pace: Pace = {next: () => lengths[at++ % lengths.length] as number, ran: () => undefined};
  // the clock lets a few chunks into a task
  return {now: () => (time += 1), nextTask: () => Promise.resolve(), pace: () => pace};
};

describe.each(BACKENDS)("on %s", (backend) => {
  test("forLoopAsync: the bits of forLoop, records and states, for every chunking", async () => {
    const lengths = fc.array(fc.integer({min: 1, max: 40}), {minLength: 1, maxLength: 8});
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 1, max: 120}), lengths, fc.boolean(), async (steps, chunks, coupled) => {
        const run = (neuron: LIFRef, count: State) =>
          forLoop(stepOf(neuron, count, coupled), inputs(steps) as never, {backend}) as never as [
            Quantity,
            {spikes: Quantity},
          ];
        const [a, b] = [population(), population()];
        const [m, n] = [new State(zeros(LANES)), new State(zeros(LANES))];
        const [V, {spikes}] = run(a, m);
        const request = forLoopRequest("forLoopAsync", stepOf(b, n, coupled) as never, inputs(steps) as never, {
          backend,
        });
        const [, record] = await runInTasks(request, {backend}, hostOf(chunks));
        const [W, other] = record as [Quantity, {spikes: Quantity}];
        expectSame([W, other.spikes], [V, spikes]);
        expectSame([b.V.value, b.last_spike_time.value, n.value], [a.V.value, a.last_spike_time.value, m.value]);
      }),
      {numRuns: backend === "wasm" ? 60 : 25},
    );
  });

  test("scanAsync: the bits of scan, whatever the carried value shares with the rest", async () => {
    const same = quantity([0.5, 1.5, 2.5]);
    const shared = new State(same);
    const step = ([a, b]: readonly [Quantity, Quantity], x: Quantity) => {
      shared.value = shared.value.mul(0.5).add(x as never);
      return [
        [b.add(x), a.mul(1.25).add(same)],
        [a, shared.value, sum(x)],
      ] as const;
    };
    const lengths = fc.array(fc.integer({min: 1, max: 4}), {minLength: 1, maxLength: 4});
    await fc.assert(
      fc.asyncProperty(lengths, async (chunks) => {
        // the sequence is carried, captured and the value of a state, all at once
        shared.value = same;
        const [[a, b], ys] = scan(step as never, [same, same] as const, same, {backend}) as never as Outcome;
        const last = shared.value;
        shared.value = same;
        const request = scanRequest("scanAsync", step as never, [same, same] as const, same, {backend});
        const [[c, d], zs] = (await runInTasks(request, {backend}, hostOf(chunks))) as never as Outcome;
        expectSame([c, d, ...zs, shared.value], [a, b, ...ys, last]);
      }),
      {numRuns: 30},
    );
  });

  test("no steps: gives empty records and leaves states alone", async () => {
    const neuron = population();
    const [V, spikes] = await environ.context({dt}, () =>
      forLoopAsync(
        (t) => environ.context({t}, () => [neuron.update(mA(25)), neuron.V.value] as const),
        arange(ms(0), ms(0), dt),
        {backend},
      ),
    );
    expect([V.shape, spikes.shape]).toEqual([
      [0, LANES],
      [0, LANES],
    ]);
    expect([...neuron.V.value.toDecimal(mV)]).toEqual([0, 0, 0, 0, 0]);
  });

  test("checkFinite names the earliest state, lane and step, in whichever chunk it is", async () => {
    const a = new State(mV([0, 0]), "a");
    const b = new State(mV([0, 0]), "b");
    const bad = mV([
      [0, 0],
      [0, 0],
      [0, 0],
      [0, NaN],
      [0, 0],
    ]);
    const step = (x: Quantity) => {
      a.value = b.value.add(a.value);
      b.value = b.value.add(x as never);
    };
    const message = "checkFinite: state b is not finite, expected finite numbers, got NaN in lane 1 at step 3";
    expect(() => forLoop(step as never, bad, {backend, checkFinite: true})).toThrow(message);
    for (const chunks of [[1], [2], [3, 1], [5]]) {
      const options = {backend, checkFinite: true};
      const request = forLoopRequest("forLoopAsync", step as never, bad, options);
      const error: unknown = await runInTasks(request, options, hostOf(chunks)).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(NotFiniteError);
      expect(String(error)).toContain(message);
    }
    expect([...b.value.toDecimal(mV)]).toEqual([0, 0]);
  });
});

type Outcome = [[Quantity, Quantity], [Quantity, Quantity, Quantity]];
