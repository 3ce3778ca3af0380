/** @file What bad input gets: one class a mistake, what was expected and what was got, and nothing changed. */
import {
  arange,
  BackendError,
  environ,
  EnvironError,
  forLoop,
  initAllStates,
  LIF,
  LIFRef,
  lastRun,
  mA,
  ms,
  mV,
  NotFiniteError,
  ohm,
  ParameterError,
  quantity,
  RecordTooLargeError,
  ShapeError,
  StateError,
  TraceError,
  UnitMismatchError,
} from "spikeloop";
import type {LIFRefOptions, Quantity} from "spikeloop";
import {describe, expect, test} from "vitest";

const ready = (options: LIFRefOptions = {}, size = 1) => initAllStates(new LIFRef(size, options));
const times = arange(ms(0), ms(1), ms(0.1));
const inStep = (body: () => unknown) => environ.context({dt: ms(0.1), t: ms(0)}, body);

/** Runs `act`, which must throw, and checks that the states of `neuron` are what they were. */
function leavesAlone(neuron: LIFRef, act: () => unknown): unknown {
  const before = [neuron.V.value, neuron.last_spike_time.value];
  let error: unknown;
  try {
    act();
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(Error);
  expect([neuron.V.value, neuron.last_spike_time.value]).toEqual(before);
  expect(environ.all()).toEqual({});
  return error;
}

describe("parameters", () => {
  test.each<[string, () => unknown, new (...args: never[]) => Error, string]>([
    [
      "wrong unit",
      () => new LIFRef(1, {tau: mV(10) as never}),
      UnitMismatchError,
      "LIFRef: tau has the wrong unit, expected ms (time), got 10 mV (voltage)",
    ],
    [
      "wrong unit from text",
      () => new LIFRef(1, {V_th: quantity("20 ms")}),
      UnitMismatchError,
      "LIFRef: V_th has the wrong unit, expected mV (voltage), got 20 ms (time)",
    ],
    [
      "no unit",
      () => new LIF(1, {tau: 10 as never}),
      UnitMismatchError,
      "LIF: tau has the wrong unit, expected ms (time), got 10 (dimensionless)\nhint: write ms(...) around it",
    ],
    [
      "wrong shape",
      () => new LIF(2, {V_th: mV([1, 2, 3])}),
      ShapeError,
      "LIF: V_th has the wrong shape, expected a scalar or (2,), got (3,)",
    ],
    [
      "NaN",
      () => new LIF(1, {V_th: mV(NaN)}),
      ParameterError,
      "LIF: V_th is out of range, expected a finite number, got NaN mV",
    ],
    [
      "infinite",
      () => new LIF(2, {R: ohm([1, Infinity])}),
      ParameterError,
      "LIF: R is out of range, expected a finite number, got Infinity ohm",
    ],
    [
      "negative time constant",
      () => new LIF(1, {tau: ms(-5)}),
      ParameterError,
      "LIF: tau is out of range, expected a positive number, got -5 ms",
    ],
    [
      "negative refractory period",
      () => new LIFRef(1, {tau_ref: ms(-1)}),
      ParameterError,
      "LIFRef: tau_ref is out of range, expected a number of at least 0, got -1 ms",
    ],
    [
      "unknown reset",
      () => new LIF(1, {spk_reset: "medium" as never}),
      ParameterError,
      'LIF: unknown spk_reset, expected "soft" or "hard", got "medium"',
    ],
    [
      "no size",
      () => new LIF(0),
      ParameterError,
      "LIF: not a population size, expected positive whole numbers, got (0,)",
    ],
    [
      "no spike function",
      () => new LIF(1, {spk_fun: 3 as never}),
      ParameterError,
      "LIF: spk_fun is not a spike function, expected one such as new ReluGrad(), got number",
    ],
    [
      "misspelt parameter, when the states are made",
      () => initAllStates(new LIF(1, {tua: ms(5)} as never)),
      ParameterError,
      "LIF: unknown option, expected one of spk_reset, spk_fun, R, tau, V_th, V_rest, V_reset, V_initializer, got tua",
    ],
  ])("%s: is refused", (_, act, kind, message) => {
    expect(act).toThrow(kind);
    expect(act).toThrow(message);
  });

  test("a bare 0 fits any unit", () => {
    expect(String(new LIF(1, {V_rest: 0 as never}).V_rest)).toBe("0. mV");
  });
});

describe("steps at once", () => {
  test("wrong unit of the input", () => {
    const neuron = ready();
    const error = leavesAlone(neuron, () => inStep(() => neuron.update(mV(1) as never)));
    expect(error).toBeInstanceOf(UnitMismatchError);
    expect(String(error)).toContain("LIFRef: the input has the wrong unit, expected mA (current), got 1 mV (voltage)");
  });

  test("wrong shape of the input", () => {
    const neuron = ready({}, 2);
    const error = leavesAlone(neuron, () => inStep(() => neuron.update(mA([1, 2, 3]))));
    expect(error).toBeInstanceOf(ShapeError);
    expect(String(error)).toContain("LIFRef: the input has the wrong shape, expected a scalar or (2,), got (3,)");
  });

  test("missing dt and t", () => {
    const neuron = ready();
    expect(leavesAlone(neuron, () => neuron.update(mA(1)))).toBeInstanceOf(EnvironError);
    expect(leavesAlone(neuron, () => environ.context({t: ms(0)}, () => neuron.update(mA(1))))).toBeInstanceOf(
      EnvironError,
    );
  });

  test("states not initialised", () => {
    expect(() => inStep(() => new LIFRef(1).update(mA(1)))).toThrow(StateError);
  });
});

describe("rollouts", () => {
  const loop = (neuron: LIFRef, step: (t: Quantity) => unknown, options = {}) =>
    environ.context({dt: ms(0.1)}, () =>
      forLoop(
        (t) =>
          environ.context({t}, () => {
            neuron.update(mA(25));
            return step(t) as never;
          }),
        times,
        options,
      ),
    );

  test("branching on a traced value", () => {
    const neuron = ready();
    const error = leavesAlone(neuron, () => loop(neuron, () => (Number(neuron.getSpike()) > 0 ? 1 : 0)));
    expect(error).toBeInstanceOf(TraceError);
    expect(String(error)).toMatch(
      /a traced value was used as a number.*\nhint: .*where\(condition, a, b\) or cond\(condition, ifTrue, ifFalse\)/s,
    );
  });

  test("reading a traced value", () => {
    const neuron = ready();
    const error = leavesAlone(neuron, () => loop(neuron, () => neuron.V.value.toNumber(mV)));
    expect(error).toBeInstanceOf(TraceError);
    expect(String(error)).toContain(
      "toNumber: the value is traced and has no numbers yet, expected a value outside forLoop, scan, cond and jit, got float32(1,)",
    );
  });

  test("using a traced value after its trace", () => {
    const neuron = ready();
    let kept: Quantity | undefined;
    loop(neuron, (t) => {
      kept = t;
    });
    expect(() => kept?.add(ms(1) as never)).toThrow(TraceError);
    expect(() => kept?.add(ms(1) as never)).toThrow(/used after its trace ended/);
  });

  test("an error in the step", () => {
    const neuron = ready();
    expect(
      String(
        leavesAlone(neuron, () =>
          loop(neuron, () => {
            throw new Error("mine");
          }),
        ),
      ),
    ).toBe("Error: mine");
  });

  test("a wrong unit in the step", () => {
    const neuron = ready();
    expect(leavesAlone(neuron, () => loop(neuron, () => neuron.V.value.add(ms(1) as never)))).toBeInstanceOf(
      UnitMismatchError,
    );
  });

  test("a state that changes its shape", () => {
    const neuron = ready();
    const error = leavesAlone(neuron, () =>
      loop(neuron, () => {
        neuron.V.value = mV([1, 2]);
      }),
    );
    expect(error).toBeInstanceOf(ShapeError);
    expect(String(error)).toContain(
      "forLoop: V changed its shape or dtype in the step, expected float32(1,), got float32(2,)",
    );
  });

  test("sequences of different length, and none", () => {
    expect(() => forLoop(() => undefined, [times, mA([1, 2])])).toThrow(ShapeError);
    expect(() => forLoop(() => undefined, [times, mA([1, 2])])).toThrow(
      "forLoop: xs differ in length, expected 10 steps in each, got (2,)",
    );
    expect(() => forLoop(() => undefined, ms(1))).toThrow(/a scalar cannot be looped over/);
    expect(() => forLoop(() => undefined, [])).toThrow(/nothing to loop over/);
  });

  test("a record that does not fit says how many bytes, before anything changes", () => {
    const neuron = ready({}, 100_000);
    const long = arange(ms(0), ms(2000), ms(0.1));
    const error = leavesAlone(neuron, () =>
      environ.context({dt: ms(0.1)}, () =>
        forLoop(
          (t) =>
            environ.context({t}, () => {
              neuron.update(mA(25));
              return neuron.V.value;
            }),
          long,
        ),
      ),
    );
    expect(error).toBeInstanceOf(RecordTooLargeError);
    expect(String(error)).toMatch(/^RecordTooLargeError: forLoop: what is computed does not fit.*got 80\d+$/m);
  });

  test("a backend that does not exist", () => {
    const neuron = ready();
    expect(leavesAlone(neuron, () => loop(neuron, () => 0, {backend: "abacus"}))).toBeInstanceOf(BackendError);
    loop(neuron, () => 0, {backend: "interpret"});
    expect(lastRun()).toMatchObject({backend: "interpret", fallbackReason: null});
  });

  test("checkFinite names state, lane and step", () => {
    const neuron = ready({V_reset: mV(-1), V_initializer: mV([0, 0, 0])}, 3);
    const bad = mA([
      [0, 0, 0],
      [0, 0, 0],
      [0, NaN, 0],
      [0, NaN, 0],
    ]);
    const run = () =>
      environ.context({dt: ms(0.1)}, () =>
        forLoop(
          ([t, I]) => environ.context({t}, () => void neuron.update(I)),
          [arange(ms(0), ms(0.4), ms(0.1)), bad] as const,
          {checkFinite: true},
        ),
      );
    const error = leavesAlone(neuron, run);
    expect(error).toBeInstanceOf(NotFiniteError);
    expect(String(error)).toContain(
      "checkFinite: state V is not finite, expected finite numbers, got NaN in lane 1 at step 2",
    );
  });
});
