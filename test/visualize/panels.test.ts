/** @file panels and draw: one time axis for all, and what surrounds a drawing. */
import {expect, test} from "vitest";
import {Hz, mA, ms, mV, quantity, s, ShapeError, UnitMismatchError} from "spikeloop";
import {
  fICurveSpec,
  inputCurrentSpec,
  membraneTrace,
  membraneTraceSpec,
  panels,
  spikeRasterSpec,
} from "spikeloop/visualize";
import {axisLabel, document, legendOf, linesOf, ticksOf} from "./figures.js";

const times = ms([0, 1, 2, 3]);
const V = mV([-60, -55, -50, -60]);
const spikes = quantity([0, 0, 1, 0]);
const specs = () => [
  inputCurrentSpec({times: ms([1, 2]), current: mA([0, 5])}),
  membraneTraceSpec({times, V, threshold: mV(-50), title: "membrane"}),
  spikeRasterSpec({times, spikes}),
];
const drawings = (figure: Element) => [...figure.querySelectorAll("svg[role=img]")];

test("panels: all share one time axis, so that one time is one place", () => {
  const figure = panels(specs(), {document});
  const [current, trace, raster] = drawings(figure) as [Element, Element, Element];
  const gridOf = (svg: Element) =>
    [...svg.querySelectorAll('[data-part="x-grid"] line')].map((g) => g.getAttribute("x1"));
  expect(gridOf(current)).toEqual(gridOf(raster));
  expect(gridOf(trace)).toEqual(gridOf(raster));
  // The spike at 2 ms is under the third point of V, and the current that starts at 1 ms under the second.
  const line = linesOf(trace)[0]!;
  expect(ticksOf(raster)[0]!.x[0]).toBeCloseTo(line[2]![0], 0);
  expect(linesOf(current)[0]![0]![0]).toBe(line[1]![0]);
});

test("panels: same width and frame for all, ticks and label of the time axis below the last only", () => {
  const figure = panels(specs(), {document, width: 360});
  const svgs = drawings(figure);
  expect(svgs.map((svg) => svg.getAttribute("width"))).toEqual(["360", "360", "360"]);
  expect(svgs.map((svg) => axisLabel(svg, "x"))).toEqual(["", "", "time (ms)"]);
  const frames = svgs.map((svg) => svg.querySelector('[data-part="frame"]')!);
  expect(new Set(frames.map((frame) => `${frame.getAttribute("x1")} ${frame.getAttribute("x2")}`)).size).toBe(1);
});

test("panels: each keeps its title, legend and description; the whole has its own", () => {
  const figure = panels(specs(), {document, title: "whole", caption: "below"});
  const titles = [...figure.querySelectorAll(".spikeloop-title")].map((title) => title.textContent);
  expect(titles).toEqual(["whole", "membrane"]);
  expect(figure.querySelector("figcaption")?.textContent).toBe("below");
  expect(legendOf(figure)).toEqual(["V", "threshold −50 mV"]);
  expect(legendOf(panels(specs(), {document, legend: false}))).toEqual([]);
  for (const svg of drawings(figure)) expect(svg.getAttribute("aria-description")).not.toBe("");
});

test("panels: xDomain pins the axis", () => {
  const figure = panels(specs(), {document, xDomain: [ms(0), s(0.01)]});
  const labels = [...figure.querySelectorAll('[data-part="x-axis tick label"] text')].map((text) => text.textContent);
  expect([labels[0], labels[labels.length - 1]]).toEqual(["0", "10"]);
});

test("panels: refuses none, and axes that are not one", () => {
  expect(() => panels([], {document})).toThrow(ShapeError);
  const seconds = membraneTraceSpec({times, V, timeUnit: s});
  const rates = fICurveSpec({current: mA([1, 2]), rate: Hz([1, 2])});
  expect(() => panels([...specs(), seconds], {document})).toThrow(UnitMismatchError);
  expect(() => panels([...specs(), rates], {document})).toThrow(
    "panels: the x axes differ, expected time (ms) for all, got input current (mA)",
  );
});

test("draw: a figure is an image with a name, a class of its kind and no id", () => {
  const figure = membraneTrace({
    times,
    V,
    document,
    className: "mine",
    ariaLabel: "my name",
    ariaDescription: "my text",
  });
  expect(figure.tagName).toBe("FIGURE");
  expect(figure.getAttribute("class")).toBe("spikeloop-figure spikeloop-membrane-trace mine");
  const [svg] = drawings(figure);
  expect([svg?.getAttribute("aria-label"), svg?.getAttribute("aria-description")]).toEqual(["my name", "my text"]);
  expect([...figure.querySelectorAll("[id]")].filter(({id}) => !id.startsWith("plot-clip-"))).toEqual([]);
});

test("draw: a figure alone needs no legend, and legend: false leaves one out", () => {
  expect(legendOf(membraneTrace({times, V, document}))).toEqual([]);
  expect(legendOf(membraneTrace({times, V, document, threshold: mV(-50), legend: false}))).toEqual([]);
});

test("draw: no colour is fixed: each follows the page or may be set by it", () => {
  const figure = panels(specs(), {document});
  const painted = [...figure.querySelectorAll("[stroke], [fill]")];
  const colours = painted.flatMap((e) => [e.getAttribute("stroke"), e.getAttribute("fill")]).filter((c) => c !== null);
  expect(colours.length).toBeGreaterThan(10);
  for (const colour of colours) expect(colour).toMatch(/^(none|currentColor|var\(--)/);
});
