/** @file What callers without types may give: the error names whose argument it is, and how to write it. */
import {
  Beta,
  Clipped,
  Conditional,
  Constant,
  environ,
  Hz,
  initAllStates,
  input,
  Izhikevich,
  KaimingNormal,
  LecunNormal,
  LIF,
  mA,
  Mixture,
  MultiGaussianGrad,
  ms,
  mV,
  nA,
  Normal,
  param,
  ParameterError,
  S2NN,
  Sigmoid,
  TruncatedNormal,
  Uniform,
  UnitMismatchError,
} from "spikeloop";
import {describe, expect, test} from "vitest";

/** A value of whatever type the caller wants, as JavaScript would pass it. */
const anything = (x: unknown) => x as never;
const step = (x: unknown) => environ.context({dt: ms(0.1)}, () => initAllStates(new LIF(3)).update(anything(x)));

describe("no quantity", () => {
  test.each<[string, () => unknown, string]>([
    [
      "a text for a parameter",
      () => new LIF(1, {tau: anything("5 ms")}),
      'LIF: tau is no quantity, expected ms (time), got "5 ms"\nhint: write quantity("5 ms")',
    ],
    [
      "a list for a parameter",
      () => new LIF(2, {V_th: anything([mV(1), mV(2)])}),
      "LIF: V_th is no quantity, expected mV (voltage), got an object (Array)\nhint: write mV(...)",
    ],
    [
      "a text for the input",
      () => step("5 mA"),
      'LIF: the input is no quantity, expected mA (current), got "5 mA"\nhint: write quantity("5 mA")',
    ],
    [
      "an input as an object",
      () => step(new input.Ramp(mA(0), mA(1), ms(10))),
      "LIF: the input is no quantity, expected mA (current), got an object (Ramp)\nhint: call its array() before the loop",
    ],
    [
      "no duration",
      () => (input.ramp as (...a: unknown[]) => unknown)(nA(0), nA(1)),
      "input.ramp: duration is no quantity",
    ],
    [
      "a text in a list",
      () => input.section([nA(0), anything("1 nA")], ms([1, 1])),
      "input.section: values[1] is no quantity, expected a quantity or a number",
    ],
    ["a text for a frequency", () => input.sinusoidal(nA(1), anything("5 Hz"), ms(1)), "frequency is no quantity"],
    [
      "no pairs",
      () => input.constant(anything(nA(1))),
      "input.constant: no list of pairs, expected [[value, duration]",
    ],
    ["a pair alone", () => input.constant(anything([nA(1), ms(1)])), "input.constant: no list of pairs"],
    ["no second input", () => new input.Sequential(ramp, anything(undefined)), "Sequential: there is no input"],
    [
      "a text for a distance",
      () => new Sigmoid().spike(anything("1")),
      "Sigmoid: x is no quantity, expected a quantity",
    ],
    ["a text for a mean", () => new Normal(anything("1 mV"), mV(1)), "Normal: a parameter is no quantity"],
    ["a text for a constant", () => new Constant(anything("1 mV")), "Constant: the value is no quantity"],
    ["quantities to mix", () => new Mixture(anything([mV(1), mV(2)])), "Mixture: no initialiser, expected one such as"],
    ["one to mix", () => new Mixture(anything(new Constant(1))), "Mixture: nothing to choose from"],
    [
      "no condition",
      () => new Conditional(anything(true), new Constant(1), new Constant(2)),
      "Conditional: no condition, expected a function of the index, got true",
    ],
  ])("%s: is named", (_, act, message) => {
    const inContext = () => environ.context({dt: ms(0.1)}, act);
    expect(inContext).toThrow(ParameterError);
    expect(inContext).toThrow(message);
  });

  test("a unit without a constant: the hint is what can be written", () => {
    const neuron = initAllStates(new Izhikevich(1));
    const act = () => environ.context({dt: ms(0.1)}, () => neuron.update(anything(10)));
    expect(act).toThrow(UnitMismatchError);
    expect(act).toThrow('hint: write quantity(..., "mV / ms") around it');
  });
});

const ramp = new input.Ramp(nA(0), nA(1), ms(1));
const base = new Constant(mV(1));

describe("options", () => {
  test.each<[string, () => unknown, string]>([
    ["ramp", () => input.ramp(nA(0), nA(1), ms(1), anything({tStart: ms(1)})), "one of t_start, t_end, got tStart"],
    [
      "ramp",
      () => input.ramp(nA(0), nA(1), ms(1), anything(ms(1))),
      "no object, expected {t_start, t_end}, got an object",
    ],
    [
      "square",
      () => input.square(nA(1), Hz(1), ms(1), anything({duty_cycle: 0.2})),
      "input.square: unknown option, expected one of t_start, t_end, bias, dutyCycle, got duty_cycle",
    ],
    ["sinusoidal", () => input.sinusoidal(nA(1), Hz(1), ms(1), anything({dutyCycle: 0.2})), "got dutyCycle"],
    ["chirp", () => input.chirp(nA(1), Hz(1), Hz(2), ms(1), anything({kind: "linear"})), "got kind"],
    ["section", () => input.section(nA([1]), ms([1]), anything({return_length: true})), "got return_length"],
    ["gaussianPulse", () => input.gaussianPulse(nA(1), ms(1), ms(1), ms(1), anything(3)), "expected {n}, got 3"],
    ["exponentialDecay", () => input.exponentialDecay(nA(1), ms(1), ms(1), anything({start: 1})), "got start"],
    ["wienerProcess", () => input.wienerProcess(ms(1), anything(nA(1))), "got an object (Quantity)"],
    ["ouProcess", () => input.ouProcess(nA(1), nA(1), ms(1), ms(1), anything({sed: 1})), "got sed"],
    ["poisson", () => input.poisson(Hz(1), ms(1), anything({size: 1})), "got size"],
    ["noisySinusoidal", () => input.noisySinusoidal(nA(1), Hz(1), nA(1), ms(1), anything({n: 1})), "got n"],
    ["Square", () => new input.Square(nA(1), Hz(1), ms(1), anything({duty_cycle: 0.2})), "got duty_cycle"],
    ["Spike", () => new input.Spike(ms([1]), ms(1), anything({sizes: nA(1)})), "sp_lens, sp_sizes, got sizes"],
    ["clip of an input", () => ramp.clip(anything(nA(0))), "Clipped: the options are no object, expected {min, max}"],
    ["array", () => ramp.array(anything(true)), "array: the options are no object, expected {recompute}, got true"],
    ["TruncatedNormal", () => new TruncatedNormal(mV(0), mV(1), anything(mV(-1))), "expected {low, high, seed}"],
    ["TruncatedNormal", () => new TruncatedNormal(mV(0), mV(1), anything({min: mV(-1)})), "got min"],
    ["Beta", () => new Beta(anything(undefined)), "Beta: the options are no object"],
    [
      "Mixture",
      () => new Mixture([base, base], anything([0.1, 0.9])),
      "expected {weights, seed}, got an object (Array)",
    ],
    ["Clipped", () => new Clipped(base, anything(mV(0))), "Clipped: the options are no object, expected {min, max}"],
    ["clip", () => base.clip(anything({low: mV(0)})), "clip: unknown option, expected one of min, max, got low"],
    ["KaimingNormal", () => new KaimingNormal(anything({in_axis: 1})), "KaimingNormal: unknown option, expected one"],
    ["LecunNormal", () => new LecunNormal(anything(mA(1))), "LecunNormal: the options are no object"],
    ["LecunNormal", () => new LecunNormal(anything({mode: "fan_out"})), "scale, inAxis, outAxis, seed, got mode"],
    ["S2NN", () => new S2NN(anything(4)), "S2NN: the options are no object, expected {alpha, beta, epsilon}, got 4"],
    [
      "MultiGaussianGrad",
      () => new MultiGaussianGrad(anything({sig: 2})),
      "expected one of h, s, sigma, scale, got sig",
    ],
    [
      "initAllStates",
      () => initAllStates(new LIF(3), anything({batch_size: 2})),
      "expected one of batchSize, got batch",
    ],
    ["initAllStates", () => initAllStates(new LIF(3), anything(2)), "the options are no object, expected {batchSize}"],
    ["param", () => param(mV(1), 3, anything({batch_size: 2})), "got batch_size"],
  ])("%s: a name that is not known, or no object, is refused", (_, act, message) => {
    const inContext = () => environ.context({dt: ms(0.1)}, act);
    expect(inContext).toThrow(ParameterError);
    expect(inContext).toThrow(message);
  });

  test("a name without a value is no option", () => {
    expect(new Uniform(mV(0), mV(1), undefined).seed).toBeUndefined();
    const bounds = {low: undefined, high: undefined, seed: 1} as unknown as {seed: number};
    expect(new TruncatedNormal(mV(0), mV(1), bounds).init([2]).shape).toEqual([2]);
  });
});
