/** @file The rollout of the first tutorial, one neuron for 2,000 steps, as its reader writes it. */
import type * as Package from "../../lib/index.js";

/** The package, however it was imported. */
export type Spikeloop = typeof Package;

/** What is recorded. */
export type Traces = readonly [vs: Package.Quantity<Package.Voltage>, spikes: Package.Quantity<Package.Dimensionless>];

/** The pieces of the tutorial. */
export interface Tutorial {
  readonly makeNeuron: () => Package.LIFRef;
  readonly makeTimes: () => Package.Quantity<Package.Time>;
  /** The loop alone, its closure new at each call. */
  readonly rollout: (
    neuron: Package.LIFRef,
    times: Package.Quantity<Package.Time>,
    current: Package.Quantity<Package.Current>,
  ) => Traces;
  /** All of it, from nothing: a slider move. */
  readonly asWritten: (current: number) => Traces;
}

export function tutorialOf({LIFRef, arange, environ, forLoop, initAllStates, mA, mV, ms, ohm}: Spikeloop): Tutorial {
  const makeNeuron = () => {
    const neuron = new LIFRef(1, {
      R: ohm(1),
      tau: ms(20),
      tau_ref: ms(5),
      V_rest: mV(-60),
      V_th: mV(-50),
      V_reset: mV(-60),
    });
    return initAllStates(neuron);
  };
  const makeTimes = () => arange(ms(0), ms(200), ms(0.1));
  return {
    makeNeuron,
    makeTimes,
    rollout: (neuron, times, current) =>
      environ.context({dt: ms(0.1)}, () =>
        forLoop(
          (t) =>
            environ.context({t}, () => {
              neuron.update(current);
              return [neuron.V.value, neuron.getSpike()] as const;
            }),
          times,
        ),
      ),
    asWritten: (current) => {
      const neuron = makeNeuron();
      return environ.context({dt: ms(0.1)}, () => {
        const times = arange(ms(0), ms(200), environ.getDt());
        return forLoop(
          (t) =>
            environ.context({t}, () => {
              neuron.update(mA(current));
              return [neuron.V.value, neuron.getSpike()] as const;
            }),
          times,
        );
      });
    },
  };
}
