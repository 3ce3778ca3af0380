/** @file forLoop and scan: forms, states, and what a second run costs. */
import {
  arange,
  compileStats,
  environ,
  forLoop,
  initAllStates,
  lastRun,
  LIF,
  LIFRef,
  linspace,
  mA,
  mean,
  ms,
  mV,
  ohm,
  quantity,
  scan,
  second,
  ShapeError,
  State,
  sum,
  UnitMismatchError,
  where,
  zeros,
} from "spikeloop";
import type {Current} from "spikeloop";
import {describe, expect, test} from "vitest";

const BACKENDS = ["interpret", "wasm"] as const;
const times = arange(ms(0), ms(200), ms(0.1));

const tutorialNeuron = (spk_reset: "soft" | "hard" = "soft") =>
  initAllStates(
    new LIFRef(1, {
      R: ohm(1),
      tau: ms(20),
      tau_ref: ms(5),
      V_rest: mV(-60),
      V_th: mV(-50),
      V_reset: mV(-60),
      spk_reset,
    }),
  );

const rollout = (neuron: LIFRef, current = 25, dt = 0.1, duration = 200, backend: (typeof BACKENDS)[number] = "wasm") =>
  environ.context({dt: ms(dt)}, () =>
    forLoop(
      (t) =>
        environ.context({t}, () => {
          neuron.update(mA(current));
          return [neuron.V.value, neuron.getSpike()];
        }),
      arange(ms(0), ms(duration), environ.getDt()),
      {backend},
    ),
  );

describe.each(BACKENDS)("forLoop on %s", (backend) => {
  test("Tutorial 1: shape (2000, 1), 17 spikes at upstream's steps", () => {
    const [vs, spikes] = rollout(tutorialNeuron(), 25, 0.1, 200, backend);
    expect(vs.shape).toEqual([2000, 1]);
    expect(vs.toDecimal(mV)).toHaveLength(2000);
    expect(sum(spikes).toNumber()).toBe(17);
    const steps = [...spikes.toDecimal()].flatMap((spike, step) => (spike === 1 ? [step] : []));
    expect(steps).toEqual([0, 1, 2, 3, 54, 205, 357, 508, 659, 811, 962, 1113, 1265, 1416, 1567, 1719, 1870]);
  });

  test("gives back the form of the step: a quantity, a tuple, a record, nothing", () => {
    const t3 = ms([1, 2, 3]);
    expect([...forLoop((t) => t.mul(2), t3, {backend}).toDecimal(ms)]).toEqual([2, 4, 6]);
    const [a, b] = forLoop((t) => [t, t.mul(t)], t3, {backend});
    expect([...a.toDecimal(ms)]).toEqual([1, 2, 3]);
    expect(b.unit.toString()).toBe("ms^2");
    const record = forLoop((t) => ({time: t, inner: [t.gt(ms(1)), 7] as const}), t3, {backend});
    expect(record.inner[0].dtype).toBe("bool");
    expect([...record.inner[0].toDecimal()]).toEqual([0, 1, 1]);
    expect([...record.inner[1].toDecimal()]).toEqual([7, 7, 7]);
    expect(forLoop(() => undefined, t3, {backend})).toBeUndefined();
  });

  test("slices every leaf of xs along axis 0, in the same form", () => {
    const currents = mA([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const ys = forLoop(
      ([t, {I}]) =>
        I.mul(ohm(2))
          .add(mV(1))
          .mul(t.div(ms(1))),
      [ms([1, 2, 3]), {I: currents}],
      {backend},
    );
    expect(ys.shape).toEqual([3, 2]);
    expect([...ys.toDecimal(mV)]).toEqual([3, 5, 14, 18, 33, 39]);
  });

  test("no steps: gives empty records and leaves states alone", () => {
    const neuron = tutorialNeuron();
    const [vs, spikes] = rollout(neuron, 25, 0.1, 0, backend);
    expect(vs.shape).toEqual([0, 1]);
    expect(spikes.toDecimal()).toHaveLength(0);
    expect(neuron.V.value.toNumber(mV)).toBe(0);
  });

  test("states keep their last values, and a second run goes on from there", () => {
    const whole = initAllStates(new LIF(3, {V_th: mV([1, 1.5, 2])}));
    const halves = initAllStates(new LIF(3, {V_th: mV([1, 1.5, 2])}));
    const run = (neuron: LIF, from: number, to: number) =>
      environ.context({dt: ms(0.1)}, () =>
        forLoop(() => [neuron.update(mA(2.5)), neuron.V.value], arange(ms(from), ms(to), ms(0.1)), {backend}),
      );
    const [, all] = run(whole, 0, 20);
    const [, first] = run(halves, 0, 10);
    const [, last] = run(halves, 10, 20);
    expect([...first.toDecimal(mV), ...last.toDecimal(mV)]).toEqual([...all.toDecimal(mV)]);
    expect(halves.V.value.toDecimal(mV)).toEqual(whole.V.value.toDecimal(mV));
  });

  test("a state that is only read is not changed", () => {
    const bias = new State<Current>(mA([1, 2]));
    const ys = forLoop((t) => bias.value.mul(t.div(ms(1))), ms([1, 2]), {backend});
    expect([...ys.toDecimal(mA)]).toEqual([1, 2, 2, 4]);
    expect([...bias.value.toDecimal(mA)]).toEqual([1, 2]);
  });

  test("nested loops: the inner one runs at every step", () => {
    const total = new State(zeros(2));
    const ys = forLoop(
      (t) => {
        forLoop(
          (x) => {
            total.value = total.value.add(x);
          },
          quantity([
            [1, 2],
            [10, 20],
            [100, 200],
          ]),
        );
        return total.value.mul(t.div(ms(1)));
      },
      ms([1, 2]),
      {backend},
    );
    expect([...ys.toDecimal()]).toEqual([111, 222, 444, 888]);
    expect([...total.value.toDecimal()]).toEqual([222, 444]);
  });

  test("reductions over the population couple its members", () => {
    const V = new State(mV([1, 2, 3, 4, 5]));
    const ys = forLoop(
      () => {
        V.value = V.value.sub(mean(V.value));
        return sum(V.value);
      },
      ms([0, 1]),
      {backend},
    );
    expect([...V.value.toDecimal(mV)]).toEqual([-2, -1, 0, 1, 2]);
    expect([...ys.toDecimal(mV)]).toEqual([0, 0]);
  });
});

describe("a population and its members", () => {
  test("each lane of a population equals the neuron alone", () => {
    const currents = linspace(mA(8), mA(40), 13);
    const many = initAllStates(new LIFRef(13, {tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)}));
    const together = environ.context({dt: ms(0.1)}, () =>
      forLoop(
        (t) =>
          environ.context({t}, () => {
            many.update(currents);
            return many.V.value;
          }),
        times,
      ),
    );
    currents.toDecimal(mA).forEach((I, lane) => {
      const [alone] = rollout(
        initAllStates(new LIFRef(1, {tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)})),
        I,
      );
      const column = together.toDecimal(mV).filter((_, i) => i % 13 === lane);
      expect(column).toEqual(alone.toDecimal(mV));
    });
  });
});

describe("compiling", () => {
  test("parameters, currents, dt, duration and initial states compile nothing", () => {
    rollout(tutorialNeuron());
    const {compiles} = compileStats();
    for (const [I, tau, th, dt, duration, V0] of [
      [8, 10, -45, 0.1, 200, 0],
      [30.5, 31, -52, 0.05, 123, -60],
      [0, 5, -41, 1, 20, -49.5],
    ] as const) {
      const neuron = initAllStates(
        new LIFRef(1, {tau: ms(tau), V_rest: mV(-60), V_th: mV(th), V_reset: mV(-61), V_initializer: mV(V0)}),
      );
      const [vs] = rollout(neuron, I, dt, duration);
      expect(vs.shape).toEqual([Math.round(duration / dt), 1]);
    }
    expect(compileStats().compiles).toBe(compiles);
    expect(lastRun()).toMatchObject({backend: "wasm", compiled: false});
  });

  test("soft and hard reset are two programs, each compiled once", () => {
    rollout(tutorialNeuron("soft"));
    rollout(tutorialNeuron("hard"));
    const {compiles, hits} = compileStats();
    rollout(tutorialNeuron("soft"));
    rollout(tutorialNeuron("hard"));
    expect(compileStats()).toEqual({compiles, hits: hits + 2});
  });

  test("a run without re-initialising is refractory until its clock passes the last spike", () => {
    const neuron = tutorialNeuron();
    rollout(neuron);
    expect(neuron.last_spike_time.value.toNumber(ms)).toBe(187);
    const steps = [...rollout(neuron)[1].toDecimal()].flatMap((spike, step) => (spike === 1 ? [step] : []));
    expect(steps).toEqual([1941]); // as upstream
  });
});

describe("scan", () => {
  test("carries a value by hand", () => {
    const [last, all] = scan((total, I) => [total.add(I), total] as const, mA(0), mA([1, 2, 3]));
    expect(last.toNumber(mA)).toBe(6);
    expect([...all.toDecimal(mA)]).toEqual([0, 1, 3]);
  });

  test("keeps the unit the carried value came in", () => {
    const [last] = scan((t, dt) => [dt.add(t), undefined] as const, ms(1), second([1, 1]));
    expect(last.unit.toString()).toBe("ms");
    expect(last.toDecimal(ms)).toBeAllclose([2001]);
  });

  test("carries tuples, and bare numbers as dimensionless quantities", () => {
    const [[count, mean], ys] = scan(
      ([n, m], x) => [[n.add(1), m.add(x.sub(m).div(n.add(1)))], n] as const,
      [0, mV(0)] as const,
      mV([1, 2, 6]),
    );
    expect(count.toNumber()).toBe(3);
    expect(mean.toDecimal(mV)).toBeAllclose([3]);
    expect([...ys.toDecimal()]).toEqual([0, 1, 2]);
  });

  test("refuses a carried value that changes", () => {
    expect(() => scan((v) => [v.mul(ohm(1)), 0] as const, mA(1), ms([1]))).toThrow(UnitMismatchError);
    expect(() => scan((v) => [v.mul(ohm(1)), 0] as const, mA(1), ms([1]))).toThrow(
      "scan: the carried value changed its unit in the step, expected mA (current), got mV (voltage)",
    );
    expect(() => scan((v, x) => [v.add(x), 0] as const, ms(1), ms([[1, 2]]))).toThrow(ShapeError);
    expect(() => scan((v) => [[v, v], 0] as const, ms(1), ms([1]))).toThrow(/changed its form/);
  });

  test("branches with where inside", () => {
    const [, ys] = scan((v, x) => [where(x.gt(mV(2)), mV(0), v.add(x)), v] as const, mV(0), mV([1, 2, 3, 1]));
    expect([...ys.toDecimal(mV)]).toEqual([0, 1, 3, 0]);
  });
});
