/** @file What wrong input gets: one class a mistake, named after the function, with what came. */
import {
  environ,
  EnvironError,
  forLoop,
  Hz,
  input,
  mA,
  ms,
  mV,
  nA,
  ParameterError,
  type Quantity,
  ShapeError,
  TraceError,
  UnitMismatchError,
} from "spikeloop";
import {describe, expect, test} from "vitest";

const never = (q: unknown): Quantity<never> => q as Quantity<never>;
const window = {t_end: ms(9)};

const CASES: [string, () => unknown, typeof ParameterError, string][] = [
  ["section, lists of two lengths", () => input.section(nA([1, 2]), ms([1])), ParameterError, "got 2 and 1"],
  ["section, nothing", () => input.section([], []), ParameterError, "got 0 and 0"],
  [
    "section, no list",
    () => input.section(nA(1), ms([1])),
    ShapeError,
    "values is no list, expected an array of quantities, got 1 nA (current)",
  ],
  [
    "section, a negative duration",
    () => input.section(nA([1]), ms([-1])),
    ParameterError,
    "durations[0] is out of range, expected a number of at least 0, got -1 ms",
  ],
  [
    "section, two dimensions",
    () => input.section([nA(1), never(mV(2))], ms([1, 1])),
    UnitMismatchError,
    "values[1] has the wrong unit, expected nA (current), got 2 mV (voltage)",
  ],
  [
    "section, no time",
    () => input.section(nA([1]), [never(mV(2))]),
    UnitMismatchError,
    "durations[0] has the wrong unit, expected ms (time), got 2 mV (voltage)",
  ],
  ["section, shapes", () => input.section([nA([1, 2]), nA([1, 2, 3])], ms([1, 1])), ShapeError, "got (2,) and (3,)"],
  ["step, lists of two lengths", () => input.step(nA([1, 2]), ms([1])), ParameterError, "amplitudes and step_times"],
  ["ramp, two dimensions", () => input.ramp(nA(1), never(mV(1)), ms(1)), UnitMismatchError, "c_end has the wrong unit"],
  ["ramp, a window beyond the end", () => input.ramp(nA(1), nA(2), ms(1), window), ParameterError, "got 0 and 9 ms"],
  [
    "sinusoidal, a window beyond the end",
    () => input.sinusoidal(nA(1), Hz(1), ms(1), window),
    ParameterError,
    "expected t_start <= t_end <= 1 ms",
  ],
  [
    "sinusoidal, not finite",
    () => input.sinusoidal(nA(NaN), Hz(1), ms(1)),
    ParameterError,
    "amplitude is out of range, expected a finite number, got NaN nA",
  ],
  [
    "sinusoidal, no frequency",
    () => input.sinusoidal(nA(1), never(ms(1)), ms(1)),
    UnitMismatchError,
    "frequency has the wrong unit, expected Hz (frequency), got 1 ms (time)",
  ],
  [
    "sinusoidal, an array",
    () => input.sinusoidal(nA([1, 2]), Hz(1), ms(1)),
    ShapeError,
    "amplitude is not a scalar, expected one number, got shape (2,)",
  ],
  ["square, a duty cycle", () => input.square(nA(1), Hz(1), ms(1), {dutyCycle: 2}), ParameterError, "got 2"],
  [
    "chirp, a method",
    () => input.chirp(nA(1), Hz(1), Hz(2), ms(1), {method: "cubic" as never}),
    ParameterError,
    'got "cubic"',
  ],
  ["chirp, from 0", () => input.chirp(nA(1), Hz(0), Hz(2), ms(1), {method: "logarithmic"}), ParameterError, "got 0 Hz"],
  [
    "gaussianPulse, no width",
    () => input.gaussianPulse(nA(1), ms(1), ms(0), ms(1)),
    ParameterError,
    "sigma is out of range",
  ],
  ["spike, lists of two lengths", () => input.spike(ms([1, 2]), ms([1]), nA(1), ms(3)), ParameterError, "sp_lens"],
  [
    "burst, half a burst",
    () => input.burst(nA(1), Hz(1), ms(1), ms(1), 0.5, ms(1)),
    ParameterError,
    "n_bursts is no count",
  ],
  ["ouProcess, tau", () => input.ouProcess(nA(1), nA(1), ms(0), ms(1)), ParameterError, "tau is out of range"],
  [
    "wienerProcess, no columns",
    () => input.wienerProcess(ms(1), {n: 0}),
    ParameterError,
    "n is no count, expected a whole number of at least 1, got 0",
  ],
  ["poisson, a seed", () => input.poisson(Hz(1), ms(1), {seed: -1}), ParameterError, "got -1"],
  ["poisson, a negative rate", () => input.poisson(Hz(-1), ms(1)), ParameterError, "rate is out of range"],
  ["poisson, too many", () => input.poisson(Hz(1), ms(1e9), {n: 100}), ParameterError, "expected fewer than 2^31"],
];

describe("functions", () => {
  test.each(CASES)("%s: is refused", (_, call, type, message) => {
    const refused = (): unknown => environ.context({dt: ms(0.1)}, call);
    expect(refused).toThrow(type);
    expect(refused).toThrow(message);
    expect(refused).toThrow(/^input\.\w+: /);
  });

  test("without dt: says how to set it", () => {
    expect(() => input.ramp(nA(0), nA(1), ms(1))).toThrow(EnvironError);
  });

  test("inside a loop: says to make the input before", () => {
    const loop = (): unknown =>
      environ.context({dt: ms(0.1)}, () => forLoop(() => input.ramp(nA(0), nA(1), ms(1)), ms([1, 2])));
    expect(loop).toThrow(TraceError);
    expect(loop).toThrow("hint: make the input before the loop");
  });
});

describe("classes", () => {
  test("refuse when they are made, without a dt too", () => {
    expect(() => new input.Ramp(nA(1), never(mV(1)), ms(1))).toThrow(UnitMismatchError);
    expect(() => new input.Section(nA([1]), ms([-1]))).toThrow(ParameterError);
    expect(() => new input.Poisson(never(ms(1)), ms(1))).toThrow(UnitMismatchError);
    expect(() => new input.Ramp(nA(1), nA(1), ms(1)).smooth(ms(0))).toThrow("Smoothed: tau is out of range");
    expect(() => new input.Ramp(nA(1), nA(1), ms(1)).shift(never(nA(1)))).toThrow(
      "TimeShifted: time has the wrong unit",
    );
    expect(() => new input.Ramp(nA(1), nA(1), ms(1)).repeat(1.5)).toThrow("got 1.5");
    expect(() => new input.Input(never(mA(1)), () => nA([1]))).toThrow("Input: duration has the wrong unit");
    expect(() => new input.Sequential()).toThrow("Sequential: there is no input");
    expect(() => new input.Composite(nA(1), nA(2), "+")).toThrow("Composite: there is no input");
    expect(() => new input.Composite(nA(1), nA(2), "%" as never)).toThrow('got "%"');
  });

  test("what they combine must match when the array is made", () => {
    const [current, voltage] = [new input.ConstantValue(nA(1), ms(1)), new input.ConstantValue(mV(1), ms(1))];
    const columns = new input.WienerProcess(ms(1), {n: 2, sigma: nA(1)});
    environ.context({dt: ms(0.1)}, () => {
      expect(() => current.add(voltage as never).array()).toThrow(UnitMismatchError);
      expect(() => current.concat(voltage as never).array()).toThrow(UnitMismatchError);
      expect(() => current.concat(columns).array()).toThrow("expected () as in the first, got (2,)");
    });
  });
});
