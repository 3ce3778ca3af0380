/** @file fICurve: the curve, what is marked on it, and both scales of the current. */
import {expect, test} from "vitest";
import {Hz, kHz, mA, mV, nA, ParameterError, ShapeError, uA, UnitMismatchError} from "spikeloop";
import {fICurve} from "spikeloop/visualize";
import {axisLabel, descriptionOf, document, legendOf, linesOf, positionOf} from "./figures.js";

const current = mA([0, 10, 20, 30]);
const rate = Hz([0, 0, 40, 80]);
const curve = (more: Partial<Parameters<typeof fICurve>[0]> = {}) => fICurve({current, rate, document, ...more});

test("fICurve: draws each rate at its current", () => {
  const figure = curve({yDomain: [Hz(0), Hz(100)]});
  const x = ["0", "10", "20", "30"].map((label) => positionOf(figure, "x", label));
  const y = ["0", "0", "40", "80"].map((label) => positionOf(figure, "y", label));
  const points = linesOf(figure)[0]!;
  expect(points).toHaveLength(4);
  points.forEach((point, i) => {
    expect(point[0]).toBeCloseTo(x[i]!, 2);
    expect(point[1]).toBeCloseTo(y[i]!, 2);
  });
  expect([axisLabel(figure, "x"), axisLabel(figure, "y")]).toEqual(["input current (mA)", "rate (Hz)"]);
});

test("fICurve: converts to mA and Hz, or to the units asked for", () => {
  const small = fICurve({current: uA([0, 30_000]), rate: kHz([0, 0.08]), document});
  expect(descriptionOf(small)).toBe("2 currents from 0 to 30 mA. Rate from 0 to 80 Hz");
  const nano = fICurve({current: nA([0, 2]), rate: Hz([0, 80]), document, unit: nA, rateUnit: kHz});
  expect([axisLabel(nano, "x"), axisLabel(nano, "y")]).toEqual(["input current (nA)", "rate (kHz)"]);
});

test("fICurve: marks the reader's setting with a dot and a text", () => {
  const figure = curve({marked: {current: mA(20), rate: Hz(50), label: "yours"}});
  const dot = figure.querySelector(".spikeloop-marked circle")!;
  expect(Number(dot.getAttribute("cx"))).toBeCloseTo(positionOf(figure, "x", "20"), 6);
  expect(figure.textContent).toContain("yours");
  expect(descriptionOf(figure)).toContain("Marked: yours (20 mA, 50 Hz)");
  expect(descriptionOf(curve({marked: {current: mA(20), rate: Hz(50)}}))).toContain("Marked: 20 mA, 50 Hz");
});

test("fICurve: rheobase is a vertical rule, ceiling a horizontal one, both named", () => {
  const figure = curve({rheobase: mA(10), ceiling: Hz(200)});
  const rule = (color: string) => figure.querySelector(`svg[role=img] [stroke*="${color}"] line`)!;
  expect(Number(rule("rheobase").getAttribute("x1"))).toBeCloseTo(positionOf(figure, "x", "10"), 6);
  expect(Number(rule("ceiling").getAttribute("y1"))).toBeCloseTo(positionOf(figure, "y", "200"), 6);
  expect(legendOf(figure)).toEqual(["simulated", "rheobase 10 mA", "ceiling 200 Hz"]);
});

test("fICurve: the closed form is a second, dashed line", () => {
  const figure = curve({analytic: {current: mA([5, 15, 25]), rate: Hz([0, 30, 70])}});
  expect(linesOf(figure).map((line) => line.length)).toEqual([4, 3]);
  const dashes = [...figure.querySelectorAll(".spikeloop-line")].map((line) => line.getAttribute("stroke-dasharray"));
  expect(dashes).toEqual([null, "6 4"]);
  expect(legendOf(figure)).toEqual(["simulated", "closed form"]);
});

test("fICurve: on a log scale decades are equally far apart, and currents of 0 and below are left out", () => {
  const figure = fICurve({current: mA([-1, 0, 1, 10, 100]), rate: Hz([0, 0, 0, 5, 9]), xScale: "log", document});
  const [one, ten, hundred] = ["1", "10", "100"].map((label) => positionOf(figure, "x", label)) as [
    number,
    number,
    number,
  ];
  expect(ten - one).toBeCloseTo(hundred - ten, 6);
  expect(linesOf(figure).map((line) => line.length)).toEqual([3]);
  expect(() => curve({xScale: "log", xDomain: [mA(0), mA(10)]})).toThrow(ParameterError);
});

test("fICurve: pinned domains hold, whatever the data", () => {
  const figure = curve({xDomain: [mA(0), mA(100)], yDomain: [Hz(0), Hz(200)]});
  expect(positionOf(figure, "x", "100")).toBe(640 - 14);
  expect(positionOf(figure, "y", "200")).toBeLessThan(20);
});

test("fICurve: names the option that is wrong", () => {
  expect(() => curve({current: mV([0, 1, 2, 3]) as never})).toThrow(
    /fICurve: current has the wrong unit, expected mA \(current\), got mV \(voltage\)/,
  );
  expect(() => curve({rate: Hz([1, 2])})).toThrow(/rate has the wrong shape, expected \(4,\) or \(4, 1\), got \(2,\)/);
  expect(() => curve({rate: Hz([1, 2])})).toThrow(ShapeError);
  expect(() => curve({analytic: {current: mA([1]), rate: mA([1]) as never}})).toThrow(
    /analytic\.rate has the wrong unit/,
  );
  expect(() => curve({marked: {current: Hz(1) as never, rate: Hz(1)}})).toThrow(UnitMismatchError);
});
