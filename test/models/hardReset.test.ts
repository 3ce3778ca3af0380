/** @file A hard reset sets V_reset itself, however high the peak before it was. */
import {arange, environ, ExpIF, ExpIFRef, forLoop, initAllStates, mA, ms, mV} from "spikeloop";
import {expect, test} from "vitest";

test.each([ExpIF, ExpIFRef])("%o at its defaults: peaks stay finite, and the next step is below V_rest", (Model) => {
  const neuron = initAllStates(new Model(1, {spk_reset: "hard"}));
  const {V, spikes} = environ.context({dt: ms(0.1)}, () =>
    forLoop(
      (t) => environ.context({t}, () => ({spikes: neuron.update(mA(25)), V: neuron.V.value})),
      arange(ms(0), ms(300), ms(0.1)),
    ),
  );
  const potentials = V.toDecimal(mV);
  const peaks = [...spikes.toDecimal()].flatMap((spike, step) => (spike === 1 ? [step] : []));
  expect(peaks.length).toBeGreaterThan(5);
  expect(potentials.every(Number.isFinite)).toBe(true);
  // one step of 0.1 ms from -68 mV at 25 mA goes up by less than 0.5 mV
  for (const step of peaks) if (step + 1 < potentials.length) expect(potentials[step + 1]).toBeLessThan(-67.5);
});
