/** @file A population of any model whose spikes are counted in a state: ours, in one thread under `jit`. */
import {arange, environ, forLoop, HiddenState, initAllStates, jit, linspace, ms, zeros} from "spikeloop";
import type {Dimensionless, Quantity, Time} from "spikeloop";
import type {Contender} from "../peers/agreement.js";
import type {ModelWork} from "../peers/modelsPeer.js";
import {inProcess} from "../support/measure.js";
import {outcomeOf} from "./lifRefRollout.js";

/** States are put back before each call, which is not timed. */
export function ourModel({Model, options, input, dt, steps, lanes}: ModelWork): Contender {
  const neuron = new Model(lanes, options);
  const spikes = new HiddenState(zeros(lanes));
  const inputs = input.mul(linspace(0.9, 1.1, lanes));
  const times = arange(steps).mul(ms(dt));
  const rollout = jit((x: Quantity, ts: Quantity<Time>) =>
    environ.context({dt: ms(dt)}, () =>
      forLoop((t) => {
        environ.context({t}, () => {
          spikes.value = spikes.value.add(neuron.update(x) as Quantity<Dimensionless>);
        });
      }, ts),
    ),
  );
  const prepare = () => {
    initAllStates(neuron);
    spikes.value = zeros(lanes);
  };
  const run = () => {
    rollout(inputs, times);
  };
  return {
    ...inProcess("spikeloop, `jit`", run, prepare),
    outcome() {
      prepare();
      run();
      const V = neuron.V.value;
      const numbers = V.toDecimal(V.unit);
      return outcomeOf(lanes, spikes.value.toDecimal(), numbers, numbers);
    },
  };
}
