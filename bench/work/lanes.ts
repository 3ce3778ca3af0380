/** @file LIFRef neurons whose spikes are counted in a state: the population rollout as a user of the package writes it. */
import {
  arange,
  environ,
  forLoop,
  forLoopAsync,
  HiddenState,
  initAllStates,
  jit,
  lastRun,
  mA,
  mV,
  ms,
  releaseWorkers,
  zeros,
} from "../../lib/index.js";
import type {Absent, Contender} from "../peers/agreement.js";
import {inProcess, inProcessAsync} from "../support/measure.js";
import {lifRef} from "./lifRef.js";
import {currentsOf, outcomeOf} from "./lifRefRollout.js";
import type {Work} from "./lifRefRollout.js";

/** The workers that share a rollout, this thread not counted. */
export const WORKERS = 2;

/** Ours under `jit`, in one thread; states are put back before each call, which is not timed. */
export function ourCount(work: Work): Contender {
  const {neuron, spikes, currents, times, prepare, outcome} = population(work);
  const rollout = jit((I: typeof currents, ts: typeof times) =>
    environ.context({dt: ms(0.1)}, () =>
      forLoop((t) => {
        environ.context({t}, () => {
          spikes.value = spikes.value.add(neuron.update(I));
        });
      }, ts),
    ),
  );
  const run = () => {
    rollout(currents, times);
  };
  return {
    ...inProcess("spikeloop, `jit`", run, prepare),
    outcome() {
      prepare();
      run();
      return outcome();
    },
  };
}

/** Ours with the lanes shared among workers: traced anew at each call, since a promise has no place under `jit`. */
export async function ourCountInWorkers(work: Work): Promise<Contender | Absent> {
  const name = `spikeloop, \`forLoopAsync\`, ${String(WORKERS)} workers`;
  const {neuron, spikes, currents, times, prepare, outcome} = population(work);
  const run = async () => {
    await environ.context({dt: ms(0.1)}, () =>
      forLoopAsync(
        (t) => {
          environ.context({t}, () => {
            spikes.value = spikes.value.add(neuron.update(currents));
          });
        },
        times,
        {workers: WORKERS},
      ),
    );
  };
  prepare();
  await run();
  const {workers = 0, fallbackReason} = lastRun() ?? {};
  if (workers === 0) return {name, absent: fallbackReason ?? "the loop ran in this thread"};
  return {
    ...inProcessAsync(name, run, prepare),
    async outcome() {
      prepare();
      await run();
      return outcome();
    },
    close: releaseWorkers,
  };
}

function population(work: Work) {
  const {lanes, steps} = work;
  const neuron = lifRef(lanes);
  const spikes = new HiddenState(zeros(lanes));
  return {
    neuron,
    spikes,
    currents: mA(currentsOf(work)),
    times: arange(ms(0), ms(steps * 0.1), ms(0.1)),
    prepare: () => {
      initAllStates(neuron);
      spikes.value = zeros(lanes);
    },
    outcome: () => {
      const V = neuron.V.value.toDecimal(mV);
      return outcomeOf(lanes, spikes.value.toDecimal(), V, V);
    },
  };
}
