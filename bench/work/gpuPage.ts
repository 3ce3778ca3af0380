/**
 * @file On a page: LIFRef neurons whose spikes are counted, by every backend there is. Node asks for one sample after the
 * other and is told times; arrays stay here.
 */
import {arange, environ, forLoopAsync, initAllStates, lastRun, mA, mV, ms, openGpu, record} from "../../lib/index.js";
import {inProcessAsync} from "../support/measure.js";
import {EVERY} from "./gpuWays.js";
import type {Answered, Failed, GpuBench, Way} from "./gpuWays.js";
import {lifRef} from "./lifRef.js";
import {currentsOf} from "./lifRefRollout.js";
import type {Work} from "./lifRefRollout.js";

declare global {
  // on the page alone
  var gpuBench: GpuBench;
}

interface Arrays {
  readonly counts: ArrayLike<number>;
  readonly V: Float32Array;
}

let population: ReturnType<typeof populationOf> | null = null;
let reference: Arrays | null = null;

function populationOf(work: Work) {
  const {kind, lanes, steps} = work;
  const neuron = lifRef(lanes);
  const currents = mA(currentsOf(work));
  const times = arange(ms(0), ms(steps * 0.1), ms(0.1));
  return {
    prepare: () => {
      initAllStates(neuron);
    },
    run: ({name: _, ...options}: Way) =>
      environ.context({dt: ms(0.1)}, () =>
        forLoopAsync(
          (t) =>
            environ.context({t}, () => {
              const count = record.count(neuron.update(currents));
              return kind === "count" ? {count} : {count, V: record.every(EVERY, neuron.V.value)};
            }),
          times,
          options,
        ),
      ),
    lastV: () => neuron.V.value.toDecimal(mV),
  };
}

globalThis.gpuBench = {
  async open(mode) {
    const began = performance.now();
    try {
      const {device: name, isSoftware} = await openGpu({mode});
      return {name, isSoftware, time: performance.now() - began};
    } catch (error) {
      return failed(error);
    }
  },

  begin(work) {
    population = populationOf(work);
    reference = null;
  },

  async answer(way) {
    try {
      const {prepare, run, lastV} = begun();
      prepare();
      const began = performance.now();
      const {count} = await run(way);
      const time = performance.now() - began;
      const report = lastRun();
      if (report === null) throw new Error("bench: a loop ran, expected a report of it, got none");
      const got = {counts: count.toDecimal(), V: lastV()};
      reference ??= got;
      return {time, report, spikes: sum(got.counts), ...comparison(reference, got)};
    } catch (error) {
      return failed(error);
    }
  },

  async sample(way, repeats) {
    const {prepare, run} = begun();
    const time = await inProcessAsync(way.name, async () => void (await run(way)), prepare).sample(repeats);
    return way.backend === "auto" || lastRun()?.backend === way.backend ? time : NaN;
  },
};

function begun(): NonNullable<typeof population> {
  if (population === null) throw new Error("bench: no work was begun");
  return population;
}

function failed(error: unknown): Failed {
  return {error: (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? ""};
}

function comparison(expected: Arrays, got: Arrays): Pick<Answered, "differ" | "apart"> {
  let [differ, apart] = [0, 0];
  for (let i = 0; i < expected.counts.length; i++) {
    if (expected.counts[i] !== got.counts[i]) differ++;
    apart = Math.max(apart, Math.abs((expected.V[i] ?? NaN) - (got.V[i] ?? NaN)));
  }
  return {differ, apart};
}

function sum(array: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < array.length; i++) total += array[i] ?? 0;
  return total;
}
