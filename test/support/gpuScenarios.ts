/** @file Loops of populations that tests run on each device of a page: what they record, and the states after them. */
import {
  arange,
  broadcastTo,
  Constant,
  environ,
  forLoop,
  forLoopAsync,
  full,
  initAllStates,
  jit,
  LIF,
  LIFRef,
  linspace,
  mA,
  ms,
  mV,
  ohm,
  record,
  reshape,
  scanAsync,
  sum,
  where,
  zeros,
} from "spikeloop";
import type {
  AsyncLoopOptions,
  Current,
  Dimensionless,
  LIFOptions,
  LIFRefOptions,
  Quantity,
  Time,
  Voltage,
} from "spikeloop";

/** Makes everything anew, runs its loop as it is told, and gives what is compared. */
export type Scenario = (way: AsyncLoopOptions) => Promise<readonly Quantity[]>;

const dt = ms(0.1);
const BASE: LIFOptions = {tau: ms(5), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)};
const HELD: LIFRefOptions = {...BASE, tau_ref: ms(0.5)};
const timesOf = (steps: number): Quantity<Time> => arange(steps).mul(dt);

/** Currents from below threshold to several spikes a millisecond. */
function currents(shape: readonly number[]): Quantity<Current> {
  const size = shape.reduce((a, b) => a * b, 1);
  return reshape(size === 1 ? full([1], mA(23)) : linspace(mA(9), mA(40), size), shape);
}

/** Neurons of a shape that a constant current drives, their potentials recorded each step. */
const population =
  (Model: typeof LIF | typeof LIFRef, shape: readonly number[], options: LIFRefOptions): Scenario =>
  async (way) => {
    const neuron = initAllStates(new Model([...shape], {...(Model === LIFRef ? HELD : BASE), ...options}));
    const input = currents(shape);
    const [V, spikes] = await environ.context({dt}, () =>
      forLoopAsync(
        (t) => environ.context({t}, () => [neuron.V.value, neuron.update(input)] as const),
        timesOf(300),
        way,
      ),
    );
    return [V, spikes, neuron.V.value];
  };

/** What each lane has of its own. */
const perLane: Scenario = (way) =>
  population(LIFRef, [7], {
    R: linspace(ohm(0.8), ohm(1.2), 7),
    tau: linspace(ms(3), ms(20), 7),
    tau_ref: linspace(ms(0), ms(3), 7),
    V_th: linspace(mV(-55), mV(-45), 7),
    V_reset: linspace(mV(-70), mV(-58), 7),
    V_initializer: new Constant(linspace(mV(-60), mV(-50), 7)),
  })(way);

/** Sequences: times, currents of each lane, and gains for all, as a tree of three. */
const sequences: Scenario = async (way) => {
  const [steps, lanes] = [130, 6];
  const neuron = initAllStates(new LIFRef([2, 3], HELD));
  const I = reshape(linspace(mA(0), mA(50), steps * lanes), [steps, 2, 3]);
  const gains = linspace(0.5, 2, steps);
  const step = ({t, I, gain}: {t: Quantity<Time>; I: Quantity<Current>; gain: Quantity}) =>
    environ.context({t}, () => ({
      spikes: neuron.update(I.mul(gain) as Quantity<Current>),
      V: record.every(13, neuron.V.value),
    }));
  const {spikes, V} = await environ.context({dt}, () => forLoopAsync(step, {t: timesOf(steps), I, gain: gains}, way));
  return [spikes, V, neuron.V.value];
};

/** A scan: each lane drives itself by a trace of its spikes that decays. */
const carried: Scenario = async (way) => {
  const neuron = initAllStates(new LIFRef(7, HELD));
  const input = currents([7]);
  const [last, traces] = await environ.context({dt}, () =>
    scanAsync(
      (trace: Quantity<Dimensionless>, t: Quantity<Time>) =>
        environ.context({t}, () => {
          const spikes = neuron.update(input.sub(mA(1).mul(trace)));
          const next = trace.mul(0.98).add(spikes);
          return [next, next] as const;
        }),
      zeros([7]),
      timesOf(400),
      way,
    ),
  );
  return [last, traces, neuron.V.value];
};

/** A value of no population. */
const scalar: Scenario = async (way) => {
  const xs = linspace(-1, 1, 200);
  const [last, all] = await scanAsync(
    (V: Quantity<Voltage>, x) => {
      const next = where(V.gt(mV(3)), mV(0), V.add(mV(0.7).mul(x.mul(x))));
      return [next, next] as const;
    },
    mV(1),
    xs,
    way,
  );
  return [last, all];
};

/** All ways of recording at once, in a long run. */
const records: Scenario = async (way) => {
  const neuron = initAllStates(new LIFRef([3, 5], HELD));
  const input = currents([3, 5]);
  const kept = await environ.context({dt}, () =>
    forLoopAsync(
      (t) =>
        environ.context({t}, () => {
          const spikes = neuron.update(input);
          const V = neuron.V.value;
          return {
            sparse: record.every(10, V),
            rare: record.every(1000, V),
            count: record.count(spikes),
            mean: record.mean(V),
            sum: record.sum(V),
            least: record.min(V),
            most: record.max(V),
            last: record.last(V),
          };
        }),
      timesOf(10_000),
      way,
    ),
  );
  return [...(Object.values(kept) as Quantity[]), neuron.V.value, neuron.last_spike_time.value];
};

/** Spikes of a plane of currents by time constants, in 2,000 steps: what a phase diagram shows. */
const plane: Scenario = async (way) => {
  const side = 64;
  const lanes = side * side;
  const column = linspace(ms(5), ms(50), side);
  const neuron = initAllStates(
    new LIFRef(lanes, {
      ...HELD,
      tau_ref: ms(5),
      tau: reshape(broadcastTo(reshape(column, [side, 1]), [side, side]), [lanes]),
    }),
  );
  const input = reshape(broadcastTo(linspace(mA(8), mA(40), side), [side, side]), [lanes]);
  const [count, V] = await environ.context({dt}, () =>
    forLoopAsync(
      (t) => environ.context({t}, () => [record.count(neuron.update(input)), record.last(neuron.V.value)] as const),
      timesOf(2000),
      way,
    ),
  );
  return [count, V];
};

/** Something before and after a loop, all of it in one `jit`. Devices that answer later cannot do it. */
const aroundLoop: Scenario = ({backend, gpuMode}) => {
  const neuron = initAllStates(new LIFRef(7, HELD));
  const run = jit(
    (scale: Quantity) => {
      const input = currents([7]).mul(scale).add(mA(1)) as Quantity<Current>;
      const {V, count} = forLoop(
        (t) =>
          environ.context({t, dt}, () => ({
            count: record.count(neuron.update(input)),
            V: record.every(50, neuron.V.value),
          })),
        timesOf(500),
      );
      return [V.sub(mV(-60)).div(mV(10)), count.mul(2), sum(count)] as const;
    },
    {...(backend === undefined ? {} : {backend}), ...(gpuMode === undefined ? {} : {gpuMode})},
  );
  const first = run(full([], 1));
  const second = run(full([], 1.1));
  return Promise.resolve([...first, ...second, neuron.V.value]);
};

export const SCENARIOS = {
  "a scalar": scalar,
  "LIFRef [1]": population(LIFRef, [1], {}),
  "LIFRef [7]": population(LIFRef, [7], {}),
  "LIFRef, hard reset": population(LIFRef, [7], {spk_reset: "hard"}),
  LIF: population(LIF, [7], {}),
  "LIF, hard reset": population(LIF, [3, 5], {spk_reset: "hard"}),
  "parameters of each lane": perLane,
  "three sequences": sequences,
  "a carried trace": carried,
  "all records of 10,000 steps": records,
  "a plane of 4,096 lanes": plane,
  "a loop inside jit": aroundLoop,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
