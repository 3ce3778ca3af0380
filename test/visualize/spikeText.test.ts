/** @file The description of a trace: how many spikes, when the first, how far apart. */
import {expect, test} from "vitest";
import {ms, mV, quantity, reshape, s} from "spikeloop";
import {membraneTrace} from "spikeloop/visualize";
import {descriptionOf, document} from "./figures.js";

const STEPS = 100;
const times = ms(Float32Array.from({length: STEPS}, (_, i) => i / 10));

/** What the description of a trace of 10 ms says of spikes at these steps. */
function told(steps: readonly number[], more: Partial<Parameters<typeof membraneTrace>[0]> = {}): string {
  const train = Float32Array.from({length: STEPS}, (_, i) => (steps.includes(i) ? 1 : 0));
  const figure = membraneTrace({times, V: mV(new Float32Array(STEPS)), spikes: quantity(train), document, ...more});
  return descriptionOf(figure).split(". ").slice(2).join(". ");
}

test.each([
  [[], "0 spikes"],
  [[12], "1 spike at 1.2 ms"],
  [[12, 30], "2 spikes, first at 1.2 ms, 1.8 ms apart"],
  [[12, 32, 52], "3 spikes, first at 1.2 ms, one every 2 ms"],
  // one step more or less is one pace
  [[10, 30, 51, 71], "4 spikes, first at 1 ms, one every 2 to 2.1 ms"],
  [[0, 1, 2, 20, 40, 61, 81], "7 spikes, first at 0 ms, from 2 ms on one every 2 to 2.1 ms"],
  [[0, 10, 40, 50], "4 spikes, first at 0 ms, 1 to 3 ms apart"],
])("membraneTrace: spikes at steps %j are told as %j", (steps, text) => {
  expect(told(steps)).toBe(text);
});

test("membraneTrace: spikes are told in the unit of the time axis", () => {
  expect(told([10, 30, 50], {timeUnit: s})).toBe("3 spikes, first at 0.001 s, one every 0.002 s");
});

test("membraneTrace: spikes of several neurons are told one by one", () => {
  const both = Float32Array.from({length: 2 * STEPS}, (_, i) => ([20, 60, 100].includes(i) || i === 51 ? 1 : 0));
  const V = reshape(mV(new Float32Array(2 * STEPS)), [STEPS, 2]);
  expect(told([], {V, spikes: reshape(quantity(both), [STEPS, 2])})).toBe(
    "3 spikes of neuron 0, first at 1 ms, one every 2 ms. 1 spike of neuron 1 at 2.5 ms",
  );
});
