/** @file The membrane potential over time, with the levels that explain it and its spikes at the top edge. */
import type {Dimensionless, Quantity, Time, Unit, Voltage} from "../index.js";
import {ms, mV} from "../index.js";
import {extent, padded, pinned, stepOf, timeAxis} from "./domain.js";
import {draw} from "./draw.js";
import type {FigureSpikes} from "./figureData.js";
import type {FigureOptions, FigureSpec, LegendEntry, Range} from "./figureSpec.js";
import {optionsOf} from "./given.js";
import {guideMark, guidesOf} from "./guides.js";
import type {Guide} from "./guides.js";
import {lineMark} from "./lineMark.js";
import {count, numberText, withUnit} from "./numberText.js";
import {lineColor, lineStyle, SPIKE} from "./palette.js";
import {axisNumbers, chooseColumns, columnOf, table} from "./read.js";
import {spikesText} from "./spikeText.js";
import {spikeTicks, STRIP_ROW} from "./tickMark.js";

/** The data of `membraneTrace` and what may be added to it. */
export interface MembraneTraceOptions extends FigureOptions {
  /** The time of each step. Time; shape [T]. */
  times: Quantity<Time>;
  /** The membrane potential of each step. Voltage; shape [T], or [T, n] for n neurons. */
  V: Quantity<Voltage>;
  /** Which neurons of [T, n] to draw: an index or several. Default the first six. */
  neuron?: number | readonly number[];
  /** The spikes of the same neurons, marked by ticks above the frame. 0 and 1; the shape of `V`. Default none. */
  spikes?: Quantity<Dimensionless>;
  /** The spike threshold, a dashed line named in the legend. Voltage; scalar. Default none. */
  threshold?: Quantity<Voltage> | Guide;
  /** The reset potential, a dotted line named in the legend. Voltage; scalar. Default none. */
  reset?: Quantity<Voltage> | Guide;
  /** Further horizontal lines, each with its own dashes. Default none. */
  levels?: readonly Guide[];
  /** The name of what is drawn: axis and legend. Default `V`. */
  label?: string;
  /** The unit of the y axis. Default mV. */
  unit?: Unit<Voltage>;
  /** The unit of the time axis. Default ms. */
  timeUnit?: Unit<Time>;
  /** The limits of the y axis; pin them so that a moving control does not rescale it. Voltage. Default: all that is drawn. */
  yDomain?: Range<Voltage>;
  /** The limits of the time axis. Time. Default: from the first step to the end of the last. */
  xDomain?: Range<Time>;
}

/**
 * The membrane potential over time, as a `<figure>`. Long runs are drawn with two points a pixel, the lowest and the
 * highest, so that no spike is lost.
 * @throws UnitMismatchError, ShapeError, ParameterError naming the option that is wrong.
 * @example document.body.append(membraneTrace({times, V: vs, spikes, threshold: mV(-50)}));
 */
export function membraneTrace(options: MembraneTraceOptions): HTMLElement {
  return draw(membraneTraceSpec(options));
}

/** What `membraneTrace` draws, for `panels`. @throws what `membraneTrace` throws. */
export function membraneTraceSpec(options: MembraneTraceOptions): FigureSpec {
  const {unit = mV, timeUnit = ms, label = "V"} = optionsOf(WHO, options, ...OWN);
  const times = axisNumbers(WHO, "times", options.times, timeUnit);
  const V = table(WHO, "V", options.V, unit, times.length);
  const chosen = chooseColumns(WHO, options.neuron, V.columns);
  const isSingle = chosen.length === 1;
  const lines = chosen.map((neuron, i) => ({
    neuron,
    values: columnOf(V, neuron),
    name: isSingle ? label : `neuron ${neuron}`,
    style: isSingle ? {color: lineColor(0)} : lineStyle(i),
  }));
  const steps = spikeSteps(options.spikes, times.length, V.columns, chosen);
  const spikes = steps.map((row) => row.map((step) => times[step]!));
  const guides = guidesOf(WHO, options, unit);
  const span = extent(...lines.map(({values}) => values));
  const entries: LegendEntry[] = [
    ...lines.map(({name, style}) => ({label: name, shape: "line" as const, ...style})),
    ...(spikes.length > 0 ? [{label: "spike", shape: "tick" as const, color: SPIKE}] : []),
    ...guides.map(({text, style}) => ({label: text, shape: "line" as const, ...style})),
  ];
  const shown = chosen.length < V.columns ? `${count(chosen.length, "neuron")} of ${V.columns}. ` : "";
  const range = span === null ? "no finite value" : `${numberText(span[0])} to ${withUnit(span[1], unit)}`;
  const x = timeAxis(WHO, times, options.xDomain, timeUnit);
  return {
    name: "membrane-trace",
    x,
    y: {
      label: `${label} (${unit.toString()})`,
      unit,
      domain:
        options.yDomain === undefined
          ? padded(
              extent(
                span ?? [],
                guides.map(({value}) => value),
              ),
            )
          : pinned(WHO, "yDomain", options.yDomain, unit),
    },
    height: 260,
    strip: spikes.length * STRIP_ROW,
    legend: entries.length > 1 ? entries : [],
    ariaLabel: `${label} over time`,
    ariaDescription: [
      `${shown}Duration ${withUnit(x.domain[1] - x.domain[0], timeUnit)}`,
      `${label} from ${range}`,
      ...guides.map(({text}) => text),
      ...spikes.map((row, i) => spikesText(row, stepOf(times), timeUnit, isSingle ? "" : ` of ${lines[i]!.name}`)),
    ].join(". "),
    data: {
      x: {name: "t", unit: timeUnit, values: times},
      columns: lines.map(({neuron, values}) => ({
        name: isSingle ? label : `${label} neuron ${neuron}`,
        unit,
        values,
        neuron,
      })),
      spikes: options.spikes === undefined ? null : inOrder(steps, chosen, V.columns),
    },
    options,
    marks: (frame) => [
      ...guides.map((guide) => guideMark(guide, frame)),
      ...lines.map(({values, style}) => lineMark(times, values, style, frame)),
      ...spikes.map((row, i) => spikeTicks(frame, row, i, isSingle ? SPIKE : lineColor(i))),
    ],
  };
}

const WHO = "membraneTrace";
const OWN = [
  "times",
  "V",
  "neuron",
  "spikes",
  "threshold",
  "reset",
  "levels",
  "label",
  "unit",
  "timeUnit",
  "yDomain",
  "xDomain",
] as const;

/** The steps in which the chosen neurons spiked, a list each; no lists where no spikes were given. */
function spikeSteps(
  spikes: Quantity<Dimensionless> | undefined,
  rows: number,
  columns: number,
  chosen: readonly number[],
): number[][] {
  if (spikes === undefined) return [];
  const all = table(WHO, "spikes", spikes, null, rows, columns);
  return chosen.map((neuron) => {
    const steps: number[] = [];
    columnOf(all, neuron).forEach((spike, step) => {
      if (spike > 0) steps.push(step);
    });
    return steps;
  });
}

/** The spikes of several neurons as one list, ascending in time. */
function inOrder(steps: readonly number[][], chosen: readonly number[], population: number): FigureSpikes {
  const all = steps.flatMap((row, i) => row.map((step) => [step, chosen[i]!] as const)).sort((a, b) => a[0] - b[0]);
  return {steps: all.map(([step]) => step), neurons: all.map(([, neuron]) => neuron), population};
}
