/**
 * @file How fast exponential Euler converges, measured on the models: exact for a linear drift; of order 2 for a nonlinear
 * one that moves alone; of order 1 where anything else moves, as each step holds that still. References are float64 runs
 * of the equations by the classical method of Runge and Kutta.
 */
import {AdExIF, arange, ExpIF, environ, FitzHughNagumo, forLoop, HH, initAllStates, LIF} from "spikeloop";
import {mA, ms, mV, quantity, uA} from "spikeloop";
import type {Neuron, Quantity, State} from "spikeloop";
import {expect, test} from "vitest";

type Driven = Neuron & {update(x: Quantity): Quantity};

/** A model that does not spike before `T`, and the equations it stands for, in ms and the model's own units. */
interface Case {
  readonly make: () => Neuron;
  /** The states, in the order of `drift`. */
  readonly states: readonly string[];
  readonly input: (t: number) => number;
  readonly unit: (x: number) => Quantity;
  /** The derivatives of the states. */
  readonly drift: (x: readonly number[], I: number) => number[];
  readonly T: number;
  /** Steps that float32 holds exactly, so that all runs end at `T`; so long that rounding is a small part of the error. */
  readonly dts: readonly number[];
  readonly order: number;
}

/** What a slope may be off by: the next term of the error, a few hundredths of the first at these steps, bends the line. */
const BEND = 0.1;
/** Errors below so many units in the last place would show rounding, not the method. */
const LEAST_ULPS = 10;

const {exp} = Math;
const EXACT_DTS = [1 / 8, 1 / 16, 1 / 32, 1 / 64];
/** The exponential neuron at its defaults; `I` less the adaptation, if any. */
const expIf = (V: number, I: number): number => (-(V + 65) + 3.48 * exp((V + 59.9) / 3.48) + I) / 10;
/** `x / (e^x - 1)`. */
const bernoulli = (x: number): number => x / Math.expm1(x);

const CASES: Readonly<Record<string, Case>> = {
  "ExpIF.update, constant current": {
    make: () => new ExpIF(1),
    states: ["V"],
    input: () => 3,
    unit: mA,
    drift: ([V = NaN], I) => [expIf(V, I)],
    T: 16,
    dts: [2, 1, 1 / 2, 1 / 4],
    order: 2,
  },
  // a step takes the current of its start
  "ExpIF.update, a current that varies": {
    make: () => new ExpIF(1),
    states: ["V"],
    input: (t) => 3 + 2 * Math.sin(t),
    unit: mA,
    drift: ([V = NaN], I) => [expIf(V, I)],
    T: 8,
    dts: EXACT_DTS,
    order: 1,
  },
  // V moves with the last w, w with the new V
  "AdExIF.update": {
    make: () => new AdExIF(1, {V_initializer: mV(-70)}),
    states: ["V", "w"],
    input: () => 3,
    unit: mA,
    drift: ([V = NaN, w = NaN], I) => [expIf(V, I - w), (V + 65 - w) / 30],
    T: 16,
    dts: EXACT_DTS,
    order: 1,
  },
  // V moves with the last gates, gates with the last V
  "HH.update, below threshold": {
    make: () => new HH(1, {V_initializer: mV(-65)}),
    states: ["V", "m", "h", "n"],
    input: () => 2,
    unit: uA,
    drift: ([V = NaN, m = NaN, h = NaN, n = NaN], I) => [
      -120 * m ** 3 * h * (V - 50) - 36 * n ** 4 * (V + 77) - 0.03 * (V + 54.387) + I,
      bernoulli(-(V + 40) / 10) * (1 - m) - 4 * exp(-(V + 65) / 18) * m,
      0.07 * exp(-(V + 65) / 20) * (1 - h) - h / (1 + exp(-(V + 35) / 10)),
      0.1 * bernoulli(-(V + 55) / 10) * (1 - n) - 0.125 * exp(-(V + 65) / 80) * n,
    ],
    T: 2,
    dts: EXACT_DTS,
    order: 1,
  },
  // along one slow branch of its cycle, and down to the other
  "FitzHughNagumo.update": {
    make: () => new FitzHughNagumo(1, {V_initializer: quantity(1.5), w_initializer: quantity(0.4)}),
    states: ["V", "w"],
    input: () => 0.8,
    unit: quantity,
    drift: ([V = NaN, w = NaN], I) => [V - V ** 3 / 3 - w + I, (V + 0.7 - 0.8 * w) / 12.5],
    T: 16,
    dts: EXACT_DTS,
    order: 1,
  },
};

function statesOf(neuron: Neuron, names: readonly string[]): number[] {
  return names.map((name) => {
    const value = (neuron as unknown as Record<string, State>)[name]?.value as Quantity;
    return value.toDecimal(value.unit)[0] ?? NaN;
  });
}

/** The states at `T` after steps of `dt`. */
function stepped({make, states, input, unit, T}: Omit<Case, "drift">, dt: number): number[] {
  const neuron = initAllStates(make()) as Driven;
  const times = arange(ms(0), ms(T), ms(dt));
  expect(times.shape).toEqual([T / dt]);
  const spikes = environ.context({dt: ms(dt)}, () =>
    forLoop((x: Quantity) => neuron.update(x.mul(unit(1))), quantity(times.toDecimal(ms).map(input))),
  );
  expect(Math.max(...spikes.toDecimal())).toBe(0);
  return statesOf(neuron, states);
}

/** The states at `T` in float64. */
function reference({make, states, input, drift, T}: Case, steps: number): number[] {
  const h = T / steps;
  let x = statesOf(initAllStates(make()), states);
  const moved = (k: readonly number[], by: number) => x.map((value, i) => value + by * (k[i] ?? NaN));
  for (let step = 0; step < steps; step++) {
    const t = step * h;
    const k1 = drift(x, input(t));
    const k2 = drift(moved(k1, h / 2), input(t + h / 2));
    const k3 = drift(moved(k2, h / 2), input(t + h / 2));
    const k4 = drift(moved(k3, h), input(t + h));
    const mean = k1.map((k, i) => (k + 2 * (k2[i] ?? NaN) + 2 * (k3[i] ?? NaN) + (k4[i] ?? NaN)) / 6);
    x = moved(mean, h);
  }
  return x;
}

/** The slope of the line with the least squares through log error against log dt. */
function slope(dts: readonly number[], errors: readonly number[]): number {
  const mean = (of: readonly number[]) => of.reduce((sum, v) => sum + v, 0) / of.length;
  const centred = (of: readonly number[]) => of.map((v) => Math.log(v)).map((v, _, all) => v - mean(all));
  const [x, y] = [centred(dts), centred(errors)];
  return mean(x.map((v, i) => v * (y[i] ?? NaN))) / mean(x.map((v) => v * v));
}

/** The distance from |x| to the next float32. */
const ulp = (x: number): number => 2 ** (Math.floor(Math.log2(Math.abs(x))) - 23);

test.for(Object.entries(CASES).map(([name, each]) => [name, each.order, each] as const))(
  "%s: converges with order %i",
  ([, order, each]) => {
    const exact = reference(each, 4096);
    expect(reference(each, 2048)).toBeAllclose(exact, {rtol: 1e-9});
    const runs = each.dts.map((dt) => stepped(each, dt));
    for (const [i, state] of each.states.entries()) {
      const value = exact[i] ?? NaN;
      const errors = runs.map((run) => Math.abs((run[i] ?? NaN) - value));
      expect(Math.min(...errors), state).toBeGreaterThan(LEAST_ULPS * ulp(value));
      expect(Math.abs(slope(each.dts, errors) - order), `${state}: ${errors.join(", ")}`).toBeLessThan(BEND);
    }
  },
);

test("LIF.update: is as exact with one step as with many, up to rounding", () => {
  const T = 16;
  const lif = {
    make: () => new LIF(1, {tau: ms(20), V_rest: mV(-60), V_th: mV(-45), V_reset: mV(-60), V_initializer: mV(-55)}),
    states: ["V"],
    input: () => 12,
    unit: mA,
    T,
    dts: [],
    order: Infinity,
  };
  const exact = -48 + (-55 + 48) * exp(-T / 20);
  for (const dt of [1 / 4, 1, 4, 16]) {
    // each step rounds V once, by half an ulp; what a step adds to V is rounded too, which is less than 4 ulp of V in all
    const bound = ((0.5 * T) / dt + 4) * ulp(exact);
    const [V = NaN] = stepped(lif, dt);
    expect(Math.abs(V - exact), `dt = ${String(dt)} ms`).toBeLessThan(bound);
  }
});
