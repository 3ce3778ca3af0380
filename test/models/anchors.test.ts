/** @file Neurons at their defaults: the spike steps and first potentials of upstream, and of a plain float32 emulation of it. */
// prettier-ignore
import {
  AdExIF, ALIF, arange, environ, forLoop, Gif, HH, initAllStates, Izhikevich, LIF, LIFRef, mA, MorrisLecar, ms, mV,
  quantity, uA,
} from "spikeloop";
import type {Dimensionless, Neuron, Quantity, Voltage} from "spikeloop";
import {describe, expect, test} from "vitest";

type Driven = Neuron & {readonly V: {value: Quantity<Voltage>}; update(x: Quantity): Quantity<Dimensionless>};

function run(neuron: Neuron, input: Quantity, steps: number, dt = 0.1) {
  const driven = neuron as Driven;
  initAllStates(driven);
  const {V, spikes} = environ.context({dt: ms(dt)}, () =>
    forLoop(
      (t) => environ.context({t}, () => ({spikes: driven.update(input), V: driven.V.value})),
      arange(ms(0), ms(steps * dt), ms(dt)),
    ),
  );
  return {V: V.toDecimal(mV), spikes: [...spikes.toDecimal()].flatMap((spike, step) => (spike === 1 ? [step] : []))};
}

const perMs = (x: number) => quantity(x, "mV/ms");

describe("defaults", () => {
  test("LIF, 2 mA, 100 ms: 28 spikes, at 34, 69, 104, ...", () => {
    const {spikes, V} = run(new LIF(1), mA(2), 1000);
    expect(spikes).toHaveLength(28);
    expect(spikes.slice(0, 3)).toEqual([34, 69, 104]);
    expect(V.slice(0, 3)).toBeAllclose([0.03960266, 0.07842113, 0.11647095], {rtol: 2e-7});
  });

  test.each([
    [2, 18, [34, 88, 142]],
    [5, 12, [34, 118, 202]],
  ])("LIFRef, tau_ref %d ms, 2 mA, 100 ms: %d spikes", (tau_ref, count, first) => {
    const {spikes} = run(new LIFRef(1, {tau_ref: ms(tau_ref)}), mA(2), 1000);
    expect(spikes).toHaveLength(count);
    expect(spikes.slice(0, 3)).toEqual(first);
  });

  test("ALIF, 2 mA, 100 ms: 15 spikes, further and further apart", () => {
    const {spikes} = run(new ALIF(1), mA(2), 1000);
    expect(spikes).toHaveLength(15);
    expect(spikes.slice(0, 5)).toEqual([34, 74, 117, 163, 213]);
  });

  test("Izhikevich, 10 mV/ms, 500 ms: 11 spikes, at 432, 882, 1332, 1783, ...", () => {
    const {spikes, V} = run(new Izhikevich(1), perMs(10), 5000);
    expect(V[0]).toBeCloseTo(-65.59404, 4);
    expect(spikes).toHaveLength(11);
    expect(spikes.slice(0, 4)).toEqual([432, 882, 1332, 1783]);
  });

  test.each([
    ["soft", [51, 122, 199]],
    ["hard", [51, 123, 200]],
  ] as const)("AdExIF, %s reset, 20 mA, 300 ms: 32 spikes", (spk_reset, first) => {
    const {spikes} = run(new AdExIF(1, {spk_reset}), mA(20), 3000);
    expect(spikes).toHaveLength(32);
    expect(spikes.slice(0, 3)).toEqual(first);
  });

  test("Gif, 1.5 mA, 500 ms: 22 spikes, one in 220 steps", () => {
    const {spikes} = run(new Gif(1), mA(1.5), 5000);
    expect(spikes).toEqual(Array.from({length: 22}, (_, i) => 219 + 220 * i));
  });

  test("HH from -65 mV, 10 uA, dt 0.01 ms, 100 ms: 7 spikes, gates from their steady state", () => {
    const neuron = new HH(1, {V_initializer: mV(-65)});
    initAllStates(neuron);
    const gates = [neuron.m, neuron.h, neuron.n].map(({value}) => value.toDecimal()[0] ?? NaN);
    expect(gates).toBeAllclose([0.0529325, 0.5961208, 0.3176769], {rtol: 1e-6});
    expect(run(neuron, uA(10), 10_000, 0.01).spikes).toEqual([219, 1664, 3086, 4507, 5928, 7349, 8770]);
  });

  test("MorrisLecar from -65 mV, 100 uA, 500 ms: 6 spikes, at 173, 1042, 1896, ...", () => {
    const {spikes} = run(new MorrisLecar(1, {V_initializer: mV(-65)}), uA(100), 5000);
    expect(spikes).toHaveLength(6);
    expect(spikes.slice(0, 3)).toEqual([173, 1042, 1896]);
  });
});
