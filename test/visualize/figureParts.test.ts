/** @file figureParts: the numbers behind a drawn figure, all of them, and where they stand. */
import {describe, expect, test} from "vitest";
import {Hz, mA, ms, mV, quantity, reshape, volt} from "spikeloop";
import {
  fICurve,
  figureParts,
  inputCurrent,
  membraneTrace,
  membraneTraceSpec,
  panels,
  spikeRaster,
  spikeRasterSpec,
  type FigurePart,
} from "spikeloop/visualize";
import {document, linesOf, positionOf} from "./figures.js";

const times = ms([0, 1, 2, 3]);
const V = mV([-60, -55, -50, -60]);
const spikes = quantity([0, 0, 1, 0]);
const only = (figure: Element): FigurePart => {
  const parts = figureParts(figure);
  expect(parts).toHaveLength(1);
  return parts[0]!;
};

describe("figureParts", () => {
  test("gives every step of a trace, with names and units, also where fewer points are drawn", () => {
    const steps = 20_000;
    const long = ms(Float32Array.from({length: steps}, (_, i) => i * 0.1));
    const many = Float32Array.from({length: steps}, (_, i) => -60 + (i % 150) / 20);
    const figure = membraneTrace({times: long, V: mV(many), document});
    const {data} = only(figure);
    expect(linesOf(figure).flat().length).toBeLessThan(steps / 10);
    expect([data.x.name, data.x.unit?.toString(), data.x.values.length]).toEqual(["t", "ms", steps]);
    expect(data.columns.map(({name, unit}) => `${name} ${unit?.toString()}`)).toEqual(["V mV"]);
    expect(data.columns[0]!.values).toEqual(many);
    expect(data.spikes).toBeNull();
  });

  test("gives the numbers in the units of the axes", () => {
    const {data} = only(membraneTrace({times, V, unit: volt, document}));
    expect(data.columns[0]!.values).toBeAllclose([-0.06, -0.055, -0.05, -0.06]);
  });

  test("of several neurons, names each line and lists the spikes in order", () => {
    const two = reshape(mV([-60, -1, -55, -2, -50, -3, -60, -4]), [4, 2]);
    const both = reshape(quantity([0, 1, 0, 0, 1, 1, 0, 0]), [4, 2]);
    const {data} = only(membraneTrace({times, V: two, spikes: both, document}));
    expect(data.columns.map(({name, neuron}) => [name, neuron])).toEqual([
      ["V neuron 0", 0],
      ["V neuron 1", 1],
    ]);
    expect(data.spikes).toEqual({steps: [0, 2, 2], neurons: [1, 0, 1], population: 2});
  });

  test("scales are those of the drawing, and valueAt is the way back", () => {
    const figure = membraneTrace({times, V, spikes, yDomain: [mV(-70), mV(-40)], document});
    const {xOf, yOf, valueAt, frame, drawing} = only(figure);
    expect(xOf(2)).toBeCloseTo(positionOf(figure, "x", "2"), 6);
    expect(yOf(-60)).toBeCloseTo(positionOf(figure, "y", "−60"), 6);
    expect(valueAt(xOf(1.25))).toBeCloseTo(1.25, 9);
    expect([xOf(0), xOf(4)]).toEqual([frame.left, frame.right]);
    expect([yOf(-40), yOf(-70)]).toEqual([frame.top, frame.bottom]);
    expect(drawing.getAttribute("role")).toBe("img");
  });

  test("panels give a part each, top to bottom, on one x axis", () => {
    const figure = panels([membraneTraceSpec({times, V}), spikeRasterSpec({times, spikes})], {document});
    const parts = figureParts(figure);
    expect(parts.map(({data}) => [data.columns.length, data.spikes?.steps])).toEqual([
      [1, undefined],
      [0, [2]],
    ]);
    expect(parts[0]!.xOf(2)).toBe(parts[1]!.xOf(2));
  });

  test("a raster has spikes and no lines; an input current has a number for each step", () => {
    expect(only(spikeRaster({times, spikes, document})).data).toMatchObject({
      columns: [],
      spikes: {steps: [2], neurons: [0], population: 1},
    });
    const {columns} = only(inputCurrent({times, current: mA(25), document})).data;
    expect(columns.map(({name, values}) => [name, ...values])).toEqual([["I", 25, 25, 25, 25]]);
  });

  test("an f-I curve reads its closed form at the currents of the simulation, and nothing outside of it", () => {
    const analytic = {current: mA([5, 10, 15, 25]), rate: Hz([0, 10, 30, 70])};
    const figure = fICurve({current: mA([0, 10, 20, 30]), rate: Hz([0, 0, 40, 80]), analytic, document});
    const {x, columns} = only(figure).data;
    expect([x.name, ...x.values]).toEqual(["I", 0, 10, 20, 30]);
    expect(columns.map(({name, values}) => [name, ...values])).toEqual([
      ["f simulated", 0, 0, 40, 80],
      ["f closed form", NaN, 10, 50, NaN],
    ]);
  });

  test("what was drawn by hand has no parts", () => {
    const div = document.createElement("div");
    div.innerHTML = "<svg></svg>";
    expect(figureParts(div)).toEqual([]);
  });
});
