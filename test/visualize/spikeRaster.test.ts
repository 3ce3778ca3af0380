/** @file spikeRaster: a tick for each spike, at its time and its neuron. */
import {expect, test} from "vitest";
import {forLoop, Hz, mA, ms, mV, quantity, record, reshape, s, ShapeError, UnitMismatchError} from "spikeloop";
import {spikeRaster} from "spikeloop/visualize";
import {axisLabel, descriptionOf, document, positionOf, ticksOf} from "./figures.js";

const times = ms([0, 1, 2, 3]);
const spikes = reshape(quantity([0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1]), [4, 3]);

test("spikeRaster: draws a tick a spike, at its time", () => {
  const figure = spikeRaster({times, spikes, document});
  const x = (t: string) => expect.closeTo(positionOf(figure, "x", t), 0) as number;
  expect(ticksOf(figure)).toEqual([{count: 5, x: [x("0"), x("1"), x("2"), x("3"), x("3")]}]);
});

test("spikeRaster: a tick is centred on its neuron, neuron 0 at the bottom", () => {
  const figure = spikeRaster({times, spikes, document});
  const strokes = figure.querySelector("path.spikeloop-spikes")!.getAttribute("d")!.split("M").slice(1);
  const middles = strokes.map((stroke) => {
    const [, top, height] = /,([\d.]+)v([\d.]+)/.exec(stroke)!;
    return Number(top) + Number(height) / 2;
  });
  expect(positionOf(figure, "y", "0")).toBeGreaterThan(positionOf(figure, "y", "2"));
  [1, 0, 1, 1, 2].forEach((neuron, i) => {
    expect(Math.abs(middles[i]! - positionOf(figure, "y", String(neuron)))).toBeLessThan(0.5);
  });
});

test("spikeRaster: the description counts spikes, neurons and the mean rate", () => {
  // 5 spikes of 3 neurons in 4 ms: 416.67 Hz.
  const text = "5 spikes of 3 neurons in 4 ms. Mean rate 416.7 Hz";
  expect(descriptionOf(spikeRaster({times, spikes, document}))).toBe(text);
  expect(descriptionOf(spikeRaster({times, spikes, document, timeUnit: s}))).toBe(text.replace("4 ms", "0.004 s"));
});

test("spikeRaster: the y axis has whole numbers only", () => {
  const figure = spikeRaster({times, spikes: reshape(quantity([0, 1, 0, 1]), [4, 1]), document, height: 400});
  const labels = [...figure.querySelectorAll('[data-part="y-axis tick label"] text')].map((text) => text.textContent);
  expect(labels).toEqual(["0"]);
  expect(axisLabel(figure, "y")).toBe("neuron");
});

test("spikeRaster: many spikes on one spot are one tick, and all are counted", () => {
  const steps = 4000;
  const all = quantity(new Float32Array(steps).fill(1));
  const figure = spikeRaster({times: ms(Float32Array.from({length: steps}, (_, i) => i)), spikes: all, document});
  expect(ticksOf(figure)[0]!.count).toBeLessThanOrEqual(2 * (640 - 74) + 1);
  expect(descriptionOf(figure)).toContain("4000 spikes of 1 neuron");
});

test("spikeRaster: refuses spikes with a unit and of the wrong length", () => {
  expect(() => spikeRaster({times, spikes: mV([0, 1, 0, 1]) as never, document})).toThrow(UnitMismatchError);
  expect(() => spikeRaster({times, spikes: quantity([0, 1]), document})).toThrow(ShapeError);
  expect(() => spikeRaster({times: mA([0, 1]) as never, spikes: quantity([0, 1]), document})).toThrow(
    /spikeRaster: times has the wrong unit, expected ms \(time\), got mA \(current\)/,
  );
  expect(() => spikeRaster({times, spikes, document, timeUnit: Hz as never})).toThrow(UnitMismatchError);
});

test("spikeRaster: draws events as the dense record of the same spikes", () => {
  const events = forLoop((x) => record.events(x), spikes);
  expect(events.toDense().toString()).toBe(spikes.toString());
  const [a, b] = [spikeRaster({times, spikes, document}), spikeRaster({times, spikes: events, document})];
  expect(ticksOf(b)).toEqual(ticksOf(a));
  expect(descriptionOf(b)).toBe(descriptionOf(a));
  expect(() => spikeRaster({times: ms([0, 1]), spikes: events, document})).toThrow(
    "spikeRaster: spikes and times differ in length, expected 4 times, got 2",
  );
});
