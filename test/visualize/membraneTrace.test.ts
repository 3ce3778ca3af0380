/** @file membraneTrace: what is drawn stands where the numbers say, in the units of the axes. */
import {describe, expect, test} from "vitest";
import {mV, ms, ParameterError, quantity, reshape, s, ShapeError, UnitMismatchError, volt} from "spikeloop";
import {membraneTrace} from "spikeloop/visualize";
import {axisLabel, descriptionOf, document, legendOf, linesOf, positionOf, ticksOf} from "./figures.js";

const times = ms([0, 1, 2, 3]);
const V = mV([-60, -55, -50, -60]);
const trace = (more: Partial<Parameters<typeof membraneTrace>[0]> = {}) => membraneTrace({times, V, document, ...more});

describe("membraneTrace", () => {
  test("draws each value at its place on both axes", () => {
    const figure = trace({yDomain: [mV(-70), mV(-40)]});
    const x = ["0", "1", "2", "3"].map((label) => positionOf(figure, "x", label));
    const y = ["−60", "−55", "−50", "−60"].map((label) => positionOf(figure, "y", label));
    const points = linesOf(figure)[0]!;
    expect(points).toHaveLength(4);
    points.forEach((point, i) => {
      expect(point[0]).toBeCloseTo(x[i]!, 2);
      expect(point[1]).toBeCloseTo(y[i]!, 2);
    });
  });

  test("the time axis ends where the last step ends", () => {
    const figure = trace({
      times: ms(Float32Array.from({length: 2000}, (_, i) => i * 0.1)),
      V: mV(new Float32Array(2000)),
    });
    expect(positionOf(figure, "x", "200")).toBe(640 - 14);
    expect(descriptionOf(figure)).toContain("Duration 200 ms");
  });

  test("converts to the units of the axes: volts and seconds show as mV and ms", () => {
    const figure = trace({times: s([0, 0.001, 0.002, 0.003]), V: volt([-0.06, -0.055, -0.05, -0.06])});
    expect(axisLabel(figure, "y")).toBe("V (mV)");
    expect(axisLabel(figure, "x")).toBe("time (ms)");
    expect(descriptionOf(figure)).toBe("Duration 4 ms. V from −60 to −50 mV");
    expect(linesOf(figure)[0]![2]![1]).toBeCloseTo(linesOf(trace())[0]![2]![1], 2);
  });

  test("unit and timeUnit choose the units of the axes", () => {
    const figure = trace({unit: volt, timeUnit: s, label: "V_m"});
    expect([axisLabel(figure, "x"), axisLabel(figure, "y")]).toEqual(["time (s)", "V_m (V)"]);
    expect(descriptionOf(figure)).toBe("Duration 0.004 s. V_m from −0.06 to −0.05 V");
  });

  test("threshold is a dashed rule at its value, named in the legend with its unit", () => {
    const figure = trace({threshold: mV(-50), yDomain: [mV(-70), mV(-40)]});
    const rule = figure.querySelector(".spikeloop-guide line");
    expect(Number(rule?.getAttribute("y1"))).toBeCloseTo(positionOf(figure, "y", "−50"), 6);
    expect(rule?.parentElement?.getAttribute("stroke-dasharray")).toBe("6 4");
    expect(legendOf(figure)).toEqual(["V", "threshold −50 mV"]);
  });

  test("reset and levels are further rules, each with dashes of its own", () => {
    const levels = [
      {label: "V_inf", value: mV(-35)},
      {label: "63 %", value: volt(-0.0538)},
    ];
    const figure = trace({threshold: mV(-50), reset: {label: "reset and rest", value: mV(-60)}, levels});
    expect(legendOf(figure)).toEqual([
      "V",
      "threshold −50 mV",
      "reset and rest −60 mV",
      "V_inf −35 mV",
      "63 % −53.8 mV",
    ]);
    const dashes = [...figure.querySelectorAll(".spikeloop-guide")].map((rule) =>
      rule.getAttribute("stroke-dasharray"),
    );
    expect(new Set(dashes).size).toBe(4);
  });

  test("a guide outside a pinned yDomain is named and not drawn", () => {
    const figure = trace({threshold: mV(-20), yDomain: [mV(-70), mV(-40)]});
    expect(figure.querySelector(".spikeloop-guide")).toBeNull();
    expect(legendOf(figure)).toContain("threshold −20 mV");
  });

  test("yDomain pins the axis: other data, same ticks", () => {
    const yDomain = [mV(-80), volt(-0.02)] as const;
    const [calm, wild] = [trace({yDomain}), trace({yDomain, V: mV([-60, -30, 200, -60])})];
    for (const label of ["−80", "−60", "−20"]) {
      expect(positionOf(wild, "y", label)).toBe(positionOf(calm, "y", label));
    }
  });

  test("spikes are ticks at their times, above the frame", () => {
    const figure = trace({spikes: quantity([0, 1, 1, 0])});
    expect(ticksOf(figure)).toEqual([{count: 2, x: [positionOf(figure, "x", "1"), positionOf(figure, "x", "2")]}]);
    expect(descriptionOf(figure)).toContain("2 spikes");
    const bottom = Number(/V(\d+)/.exec(figure.querySelector("path.spikeloop-spikes")!.getAttribute("d")!)![1]);
    expect(bottom).toBeLessThan(Math.min(...linesOf(figure)[0]!.map(([, y]) => y)));
  });

  test("a run of no spikes says so", () => {
    expect(descriptionOf(trace({spikes: quantity([0, 0, 0, 0])}))).toContain("0 spikes");
  });

  test("[T, n] draws a line a neuron, told apart by colour and by dashes", () => {
    const figure = trace({V: reshape(mV(Float32Array.from({length: 12}, (_, i) => -60 + i)), [4, 3])});
    expect(linesOf(figure)).toHaveLength(3);
    expect(legendOf(figure)).toEqual(["neuron 0", "neuron 1", "neuron 2"]);
    const groups = [...figure.querySelectorAll(".spikeloop-line")];
    expect(new Set(groups.map((g) => g.getAttribute("stroke"))).size).toBe(3);
    expect(new Set(groups.map((g) => g.getAttribute("stroke-dasharray"))).size).toBe(3);
  });

  test("neuron chooses columns of V and of spikes alike", () => {
    const columns = reshape(mV([-60, -1, -55, -2, -50, -3, -60, -4]), [4, 2]);
    const spikes = reshape(quantity([0, 1, 0, 1, 1, 1, 0, 0]), [4, 2]);
    const text = (neuron: number) => descriptionOf(trace({V: columns, spikes, neuron}));
    expect(text(0)).toBe("1 neuron of 2. Duration 4 ms. V from −60 to −50 mV. 1 spike at 2 ms");
    expect(text(1)).toBe("1 neuron of 2. Duration 4 ms. V from −4 to −1 mV. 3 spikes, first at 0 ms, one every 1 ms");
  });

  test("of more than six neurons the first six are drawn, and the description says so", () => {
    const figure = trace({V: mV([0, 1, 2, 3].map(() => Array.from({length: 10}, (_, i) => -i)))});
    expect(linesOf(figure)).toHaveLength(6);
    expect(descriptionOf(figure)).toMatch(/^6 neurons of 10\. /);
  });

  test("20,000 steps keep every peak and draw about two points a pixel", () => {
    const many = Float32Array.from({length: 20_000}, (_, i) => (i % 1999 === 1000 ? 30 : -60 + (i % 150) / 20));
    const long = ms(Float32Array.from(many, (_, i) => i * 0.1));
    const figure = trace({times: long, V: mV(many), yDomain: [mV(-80), mV(40)]});
    const points = linesOf(figure).flat();
    expect(points.length).toBeLessThanOrEqual(2 * (640 - 74) + 4);
    const top = Math.min(...points.map(([, y]) => y));
    expect(points.filter(([, y]) => y === top)).toHaveLength(10);
  });

  test("a value that is not finite breaks the line", () => {
    const figure = trace({V: mV([-60, -55, NaN, -60])});
    expect(linesOf(figure).map((part) => part.length)).toEqual([2, 1]);
    expect(descriptionOf(figure)).toContain("from −60 to −55 mV");
  });

  test.each([
    [
      {V: ms([1, 2, 3, 4]) as never},
      UnitMismatchError,
      /^membraneTrace: V has the wrong unit, expected mV \(voltage\), got ms \(time\)/,
    ],
    [
      {times: mV([1, 2, 3, 4]) as never},
      UnitMismatchError,
      /times has the wrong unit, expected ms \(time\), got mV \(voltage\)/,
    ],
    [{threshold: ms(1) as never}, UnitMismatchError, /threshold has the wrong unit/],
    [
      {spikes: mV([0, 0, 1, 0]) as never},
      UnitMismatchError,
      /spikes has the wrong unit, expected a dimensionless quantity, got mV/,
    ],
    [
      {V: mV([-60, -55])},
      ShapeError,
      /V has the wrong shape, expected \(4,\) or \(4, n\), got \(2,\)\nhint: times has 4 steps/,
    ],
    [{times: reshape(times, [2, 2])}, ShapeError, /times has the wrong shape, expected \(T,\).*got \(2, 2\)/],
    [
      {spikes: reshape(quantity([0, 0, 0, 0, 0, 0, 0, 0]), [4, 2])},
      ShapeError,
      /spikes has the wrong shape, expected \(4, 1\), got \(4, 2\)/,
    ],
    [{threshold: mV([-50, -40])}, ShapeError, /threshold has the wrong shape, expected \(\) or \(1,\), got \(2,\)/],
    [{neuron: 3}, ShapeError, /neuron is not in the population, expected an index from 0 to 0, got 3/],
    [{yDomain: [mV(-40), mV(-70)] as const}, ParameterError, /yDomain is empty.*got −40 to −70 mV/],
    [{times: ms([0, 1, NaN, 3])}, ParameterError, /times cannot be drawn, expected finite numbers, got NaN at \[2\]/],
  ])("refuses %#: %o", (more, type, message) => {
    expect(() => trace(more)).toThrow(type);
    expect(() => trace(more)).toThrow(message);
  });
});
