/** @file The f-I curve: firing rate against input current, with the marks that explain it. */
import * as Plot from "@observablehq/plot";
import type {Markish} from "@observablehq/plot";
import type {Current, Frequency, Quantity, Unit} from "../index.js";
import {Hz, mA, ParameterError} from "../index.js";
import {extent, padded, pinned} from "./domain.js";
import {draw} from "./draw.js";
import {optionsOf} from "./given.js";
import {interpolated} from "./interpolated.js";
import type {FigureOptions, FigureSpec, Frame, LegendEntry, Range} from "./figureSpec.js";
import {lineMark} from "./lineMark.js";
import type {Marked} from "./markedMark.js";
import {markedMark} from "./markedMark.js";
import {numberText, withUnit} from "./numberText.js";
import {ANALYTIC, CEILING, lineColor, RHEOBASE} from "./palette.js";
import {axisNumbers, lineNumbers, one} from "./read.js";

/** One point of the plane, with a name: the reader's setting. */
export interface MarkedPoint {
  /** Current; scalar. */
  current: Quantity<Current>;
  /** Frequency; scalar. */
  rate: Quantity<Frequency>;
  /** The text beside the dot. Default: the two numbers. */
  label?: string;
}

/** A second curve, drawn dashed: the closed form. */
export interface OverlayCurve {
  /** Current; shape [m]. */
  current: Quantity<Current>;
  /** Frequency; shape [m]. */
  rate: Quantity<Frequency>;
  /** The name in the legend. Default `closed form`. */
  label?: string;
}

/** The data of `fICurve` and what may be added to it. */
export interface FICurveOptions extends FigureOptions {
  /** The input currents, ascending. Current; shape [n]. */
  current: Quantity<Current>;
  /** The firing rate at each. Frequency; shape [n] or [n, 1]. */
  rate: Quantity<Frequency>;
  /** The name of the curve in the legend. Default `simulated`. */
  label?: string;
  /** A point to mark with a dot and a text, such as the reader's setting. Default none. */
  marked?: MarkedPoint;
  /** A curve to compare with. Default none. */
  analytic?: OverlayCurve;
  /** The current below which the neuron stays silent, a vertical line. Current; scalar. Default none. */
  rheobase?: Quantity<Current>;
  /** The rate that cannot be passed, a horizontal line. Frequency; scalar. Default none. */
  ceiling?: Quantity<Frequency>;
  /** The scale of the current; on `log`, currents of 0 and below are left out. Default `linear`. */
  xScale?: "linear" | "log";
  /** The unit of the x axis. Default mA. */
  unit?: Unit<Current>;
  /** The unit of the y axis. Default Hz. */
  rateUnit?: Unit<Frequency>;
  /** The limits of the x axis. Current. Default: all that is drawn. */
  xDomain?: Range<Current>;
  /** The limits of the y axis. Frequency. Default: from 0 to a little above all that is drawn. */
  yDomain?: Range<Frequency>;
}

/**
 * The firing rate against the input current, as a `<figure>`.
 * @throws UnitMismatchError, ShapeError, ParameterError naming the option that is wrong.
 * @example document.body.append(fICurve({current, rate, rheobase: mA(10), marked: {current: mA(25), rate: Hz(65.8)}}));
 */
export function fICurve(options: FICurveOptions): HTMLElement {
  return draw(fICurveSpec(options));
}

/** What `fICurve` draws. @throws what `fICurve` throws. */
export function fICurveSpec(options: FICurveOptions): FigureSpec {
  const {unit = mA, rateUnit = Hz, xScale = "linear"} = optionsOf(WHO, options, ...OWN);
  if (!["linear", "log"].includes(xScale)) {
    throw new ParameterError(`${WHO}: xScale is unknown, expected linear or log, got ${String(xScale)}`);
  }
  const curve = curveOf("", options.label ?? "simulated", options, unit, rateUnit);
  const analytic =
    options.analytic && curveOf("analytic.", options.analytic.label ?? "closed form", options.analytic, unit, rateUnit);
  const rheobase = options.rheobase && one(WHO, "rheobase", options.rheobase, unit);
  const ceiling = options.ceiling && one(WHO, "ceiling", options.ceiling, rateUnit);
  const marked = options.marked && markedOf(options.marked, unit, rateUnit);
  const currents = [curve.x, analytic?.x, rheobase, marked?.x];
  const rates = [curve.y, analytic?.y, ceiling, marked?.y, 0];
  const guides: (LegendEntry & {axis: "x" | "y"; value: number})[] = [];
  if (rheobase !== undefined) {
    guides.push({
      axis: "x",
      value: rheobase,
      label: `rheobase ${withUnit(rheobase, unit)}`,
      shape: "line",
      ...RHEOBASE,
    });
  }
  if (ceiling !== undefined) {
    guides.push({
      axis: "y",
      value: ceiling,
      label: `ceiling ${withUnit(ceiling, rateUnit)}`,
      shape: "line",
      ...CEILING,
    });
  }
  const entries: LegendEntry[] = [
    {label: curve.name, shape: "line", color: lineColor(0)},
    ...(analytic ? [{label: analytic.name, shape: "line" as const, ...ANALYTIC}] : []),
    ...guides,
  ];
  const peak = extent(curve.y);
  return {
    name: "f-i-curve",
    x: {
      label: `input current (${unit.toString()})`,
      unit,
      type: options.xScale,
      domain: currentDomain(options, currents, unit),
    },
    y: {label: `rate (${rateUnit.toString()})`, unit: rateUnit, domain: rateDomain(options, rates, rateUnit)},
    height: 320,
    legend: entries.length > 1 ? entries : [],
    ariaLabel: "firing rate against input current",
    ariaDescription: [
      `${curve.x.length} currents from ${numberText(Math.min(...curve.x))} to ${withUnit(Math.max(...curve.x), unit)}`,
      peak ? `Rate from ${numberText(peak[0])} to ${withUnit(peak[1], rateUnit)}` : "No finite rate",
      ...guides.map(({label}) => label),
      ...(marked ? [`Marked: ${marked.text}`] : []),
    ].join(". "),
    data: {
      x: {name: "I", unit, values: curve.x},
      columns: [curve, ...(analytic ? [analytic] : [])].map(({name, x, y}, i) => ({
        name: analytic ? `f ${name}` : "f",
        unit: rateUnit,
        values: i === 0 ? y : interpolated(x, y, curve.x),
      })),
      spikes: null,
    },
    options,
    marks: (frame) => [
      ...guides
        .filter(({axis, value}) => value >= frame[axis].domain[0] && value <= frame[axis].domain[1])
        .map(({axis, value, color, dash}) =>
          (axis === "x" ? Plot.ruleX : Plot.ruleY)([value], {stroke: color, strokeWidth: 1.5, strokeDasharray: dash}),
        ),
      lineMark(curve.x, curve.y, {color: lineColor(0)}, frame),
      curve.x.length > FEW ? null : dotsMark(curve, frame),
      analytic ? lineMark(analytic.x, analytic.y, ANALYTIC, frame) : null,
      marked ? markedMark(marked, frame) : null,
    ],
  };
}

const WHO = "fICurve";
const OWN = [
  "current",
  "rate",
  "label",
  "marked",
  "analytic",
  "rheobase",
  "ceiling",
  "xScale",
  "unit",
  "rateUnit",
  "xDomain",
  "yDomain",
] as const;
/** A curve of up to so many points shows each, so that a reader sees how finely it was sampled. */
const FEW = 40;

interface Curve {
  readonly name: string;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

function curveOf(
  path: string,
  name: string,
  {current, rate}: {current: Quantity<Current>; rate: Quantity<Frequency>},
  unit: Unit<Current>,
  rateUnit: Unit<Frequency>,
): Curve {
  const x = axisNumbers(WHO, `${path}current`, current, unit);
  return {name, x, y: lineNumbers(WHO, `${path}rate`, rate, rateUnit, x.length)};
}

function dotsMark({x, y}: Curve, frame: Frame): Markish {
  const isInside = (value: number, [lo, hi]: readonly [number, number]) => value >= lo && value <= hi;
  const points = Array.from(x, (current, i) => [current, y[i]!] as const);
  const shown = points.filter(([a, b]) => isInside(a, frame.x.domain) && isInside(b, frame.y.domain));
  return Plot.dot(shown, {r: 2.5, fill: lineColor(0), className: "spikeloop-points"});
}

function markedOf({current, rate, label}: MarkedPoint, unit: Unit<Current>, rateUnit: Unit<Frequency>): Marked {
  const x = one(WHO, "marked.current", current, unit);
  const y = one(WHO, "marked.rate", rate, rateUnit);
  const numbers = `${withUnit(x, unit)}, ${withUnit(y, rateUnit)}`;
  return {x, y, label: label ?? numbers, text: label === undefined ? numbers : `${label} (${numbers})`};
}

type Drawn = readonly (Float32Array | number | undefined)[];

/** What is drawn along an axis, as lists of numbers. */
const lists = (drawn: Drawn): ArrayLike<number>[] =>
  drawn.flatMap((part) => (part === undefined ? [] : [typeof part === "number" ? [part] : part]));

function currentDomain(
  {xDomain, xScale}: FICurveOptions,
  drawn: Drawn,
  unit: Unit<Current>,
): readonly [number, number] {
  const isLog = xScale === "log";
  const domain = xDomain && pinned(WHO, "xDomain", xDomain, unit);
  const found = domain ??
    extent(...lists(drawn).map((list) => (isLog ? Array.from(list).filter((x) => x > 0) : list))) ?? [1, 10];
  if (isLog && found[0] <= 0) {
    throw new ParameterError(
      `fICurve: xDomain cannot be on a log scale, expected currents above 0, got ${withUnit(found[0], unit)}`,
    );
  }
  return found[0] < found[1] ? found : isLog ? [found[0] / 2, found[0] * 2] : padded(found);
}

function rateDomain({yDomain}: FICurveOptions, drawn: Drawn, unit: Unit<Frequency>): readonly [number, number] {
  if (yDomain !== undefined) return pinned(WHO, "yDomain", yDomain, unit);
  const [lo, hi] = extent(...lists(drawn)) ?? [0, 1];
  return [lo, hi > lo ? hi + 0.08 * (hi - lo) : lo + 1];
}
