/** @file inputCurrent: steps that hold each value until the next. */
import {expect, test} from "vitest";
import {mA, ms, mV, reshape, ShapeError, uA, UnitMismatchError} from "spikeloop";
import {inputCurrent} from "spikeloop/visualize";
import {axisLabel, descriptionOf, document, positionOf} from "./figures.js";

const times = ms([0, 1, 2, 3]);
const pathOf = (figure: Element) => figure.querySelector(".spikeloop-line path")!.getAttribute("d")!;

test("inputCurrent: a value is held until the next step, the last to the end of its own", () => {
  const figure = inputCurrent({times, current: mA([0, 0, 10, 5]), document});
  const xs = [...pathOf(figure).matchAll(/[ML]([\d.]+),/g)].map(([, x]) => Number(x));
  const at = (label: string) => positionOf(figure, "x", label);
  expect(new Set(xs)).toEqual(new Set([at("0"), at("1"), at("2"), at("3"), at("4")]));
  const jump = `L${at("2")},${/L[\d.]+,([\d.]+)/.exec(pathOf(figure))![1]}`;
  expect(pathOf(figure)).toContain(jump);
});

test("inputCurrent: a scalar is one level throughout", () => {
  const figure = inputCurrent({times, current: uA(25_000), document});
  const ys = new Set([...pathOf(figure).matchAll(/,([\d.]+)/g)].map(([, y]) => y));
  expect(ys.size).toBe(1);
  expect(descriptionOf(figure)).toBe("Duration 4 ms. I is 25 mA throughout");
  expect(axisLabel(figure, "y")).toBe("I (mA)");
});

test("inputCurrent: takes [T, 1] and says the range", () => {
  const figure = inputCurrent({times, current: reshape(mA([0, 0, 10, 5]), [4, 1]), document});
  expect(descriptionOf(figure)).toBe("Duration 4 ms. I from 0 to 10 mA");
});

test("inputCurrent: 0 is on the axis", () => {
  expect(() => positionOf(inputCurrent({times, current: mA(25), document}), "y", "0")).not.toThrow();
});

test("inputCurrent: names what is wrong", () => {
  expect(() => inputCurrent({times, current: mV(25) as never, document})).toThrow(UnitMismatchError);
  expect(() => inputCurrent({times, current: mA([1, 2]), document})).toThrow(ShapeError);
  expect(() => inputCurrent({times, current: mA([1, 2]), document})).toThrow(
    /inputCurrent: current has the wrong shape, expected \(4,\) or \(4, 1\), got \(2,\)/,
  );
});
