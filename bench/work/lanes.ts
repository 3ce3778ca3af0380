/** @file LIFRef neurons whose spikes are counted in a state: the population rollout as a user of the package writes it. */
import {
  arange,
  environ,
  forLoop,
  HiddenState,
  initAllStates,
  jit,
  LIFRef,
  mA,
  mV,
  ms,
  ohm,
  zeros,
} from "../../lib/index.js";
import type {Contender} from "../peers/agreement.js";
import {inProcess} from "../support/measure.js";
import {currentsOf, outcomeOf, PARAMETERS} from "./lifRefRollout.js";
import type {Work} from "./lifRefRollout.js";

const {V_th, V_reset, V_rest, R, tau, tau_ref} = PARAMETERS;

/** Ours under `jit`; states are put back before each call, which is not timed. */
export function ourCount(work: Work, name = "spikeloop, `jit`"): Contender {
  const {lanes, steps} = work;
  const neuron = new LIFRef(lanes, {
    R: ohm(R),
    tau: ms(tau),
    tau_ref: ms(tau_ref),
    V_th: mV(V_th),
    V_reset: mV(V_reset),
    V_rest: mV(V_rest),
  });
  const spikes = new HiddenState(zeros(lanes));
  const currents = mA(currentsOf(work));
  const times = arange(ms(0), ms(steps * 0.1), ms(0.1));
  const rollout = jit((I: typeof currents, ts: typeof times) =>
    environ.context({dt: ms(0.1)}, () =>
      forLoop((t) => {
        environ.context({t}, () => {
          spikes.value = spikes.value.add(neuron.update(I));
        });
      }, ts),
    ),
  );
  const prepare = () => {
    initAllStates(neuron);
    spikes.value = zeros(lanes);
  };
  const run = () => {
    rollout(currents, times);
  };
  return {
    ...inProcess(name, run, prepare),
    outcome() {
      prepare();
      run();
      const V = neuron.V.value.toDecimal(mV);
      return outcomeOf(lanes, spikes.value.toDecimal(), V, V);
    },
  };
}
