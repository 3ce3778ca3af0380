/** @file LIF and LIFRef at their defaults: spike steps and first potentials of a plain float32 emulation of upstream. */
import {arange, environ, forLoop, initAllStates, LIF, LIFRef, mA, ms, mV} from "spikeloop";
import {describe, expect, test} from "vitest";

const run = (neuron: LIF | LIFRef) => {
  initAllStates(neuron);
  const {V, spikes} = environ.context({dt: ms(0.1)}, () =>
    forLoop(
      (t) => environ.context({t}, () => ({spikes: neuron.update(mA(2)), V: neuron.V.value})),
      arange(ms(0), ms(100), ms(0.1)),
    ),
  );
  return {V: V.toDecimal(mV), spikes: [...spikes.toDecimal()].flatMap((spike, step) => (spike === 1 ? [step] : []))};
};

describe("defaults, 2 mA, dt 0.1 ms, 1000 steps", () => {
  test("LIF: 28 spikes, at 34, 69, 104, ...", () => {
    const {spikes, V} = run(new LIF(1));
    expect(spikes).toHaveLength(28);
    expect(spikes.slice(0, 3)).toEqual([34, 69, 104]);
    expect(V.slice(0, 3)).toBeAllclose([0.03960266, 0.07842113, 0.11647095], {rtol: 2e-7});
  });

  test.each([
    [2, 18, [34, 88, 142]],
    [5, 12, [34, 118, 202]],
  ])("LIFRef, tau_ref %d ms: %d spikes", (tau_ref, count, first) => {
    const {spikes} = run(new LIFRef(1, {tau_ref: ms(tau_ref)}));
    expect(spikes).toHaveLength(count);
    expect(spikes.slice(0, 3)).toEqual(first);
  });
});
