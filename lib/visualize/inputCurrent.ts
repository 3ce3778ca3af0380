/** @file The input of a neuron over time, drawn as the steps that the simulation takes. */
import * as Plot from "@observablehq/plot";
import type {Current, Quantity, Time, Unit} from "../index.js";
import {mA, ms} from "../index.js";
import {extent, padded, pinned, stepOf, timeAxis} from "./domain.js";
import {draw} from "./draw.js";
import type {FigureOptions, FigureSpec, Range} from "./figureSpec.js";
import {needQuantity, optionsOf} from "./given.js";
import {lineMark} from "./lineMark.js";
import {numberText, withUnit} from "./numberText.js";
import {INPUT} from "./palette.js";
import {axisNumbers, lineNumbers, one} from "./read.js";

/** The data of `inputCurrent` and what may be added to it. */
export interface InputCurrentOptions extends FigureOptions {
  /** The time of each step. Time; shape [T]. */
  times: Quantity<Time>;
  /** The input: one for all steps, or one a step. Current; scalar, [T] or [T, 1]. */
  current: Quantity<Current>;
  /** The name of the y axis. Default `I`. */
  label?: string;
  /** The unit of the y axis. Default mA. */
  unit?: Unit<Current>;
  /** The unit of the time axis. Default ms. */
  timeUnit?: Unit<Time>;
  /** The limits of the y axis. Current. Default: 0 and all that is drawn. */
  yDomain?: Range<Current>;
  /** The limits of the time axis. Time. Default: from the first step to the end of the last. */
  xDomain?: Range<Time>;
}

/**
 * The input current over time, each value held until the next step, as a `<figure>`.
 * @throws UnitMismatchError, ShapeError, ParameterError naming the option that is wrong.
 * @example document.body.append(inputCurrent({times, current: mA(25)}));
 */
export function inputCurrent(options: InputCurrentOptions): HTMLElement {
  return draw(inputCurrentSpec(options));
}

/** What `inputCurrent` draws, for `panels`. @throws what `inputCurrent` throws. */
export function inputCurrentSpec(options: InputCurrentOptions): FigureSpec {
  const {unit = mA, timeUnit = ms, label = "I"} = optionsOf(WHO, options, ...OWN);
  const times = axisNumbers(WHO, "times", options.times, timeUnit);
  const x = timeAxis(WHO, times, options.xDomain, timeUnit);
  needQuantity(WHO, "current", options.current, `${unit.toString()} (current)`);
  const values =
    options.current.shape.length === 0
      ? new Float32Array(times.length).fill(one(WHO, "current", options.current, unit))
      : lineNumbers(WHO, "current", options.current, unit, times.length);
  const span = extent(values);
  const end = times[times.length - 1]! + stepOf(times);
  const yDomain = options.yDomain === undefined ? null : pinned(WHO, "yDomain", options.yDomain, unit);
  return {
    name: "input-current",
    x,
    y: {label: `${label} (${unit.toString()})`, unit, domain: yDomain ?? padded(extent(span ?? [], [0]))},
    height: 130,
    legend: [],
    ariaLabel: `${label} over time`,
    ariaDescription: `Duration ${withUnit(x.domain[1] - x.domain[0], timeUnit)}. ${describe(label, span, unit)}`,
    data: {
      x: {name: "t", unit: timeUnit, values: times},
      columns: [{name: label, unit, values}],
      spikes: null,
    },
    options,
    marks: (frame) => [
      Plot.ruleY([0], {strokeOpacity: 0.3}),
      lineMark(appended(times, end), appended(values, values[values.length - 1]!), {color: INPUT}, frame, "step-after"),
    ],
  };
}

const WHO = "inputCurrent";
const OWN = ["times", "current", "label", "unit", "timeUnit", "yDomain", "xDomain"] as const;

/** `numbers` and one more: the last value is held to the end of its step. */
function appended(numbers: Float32Array, last: number): Float32Array {
  const longer = new Float32Array(numbers.length + 1);
  longer.set(numbers);
  longer[numbers.length] = last;
  return longer;
}

function describe(label: string, span: readonly [number, number] | null, unit: Unit<Current>): string {
  if (span === null) return `${label} has no finite value`;
  if (span[0] === span[1]) return `${label} is ${withUnit(span[0], unit)} throughout`;
  return `${label} from ${numberText(span[0])} to ${withUnit(span[1], unit)}`;
}
