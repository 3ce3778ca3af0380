/** @file The spikes of a population: a tick for each, time along x, the neuron's index along y. */
import type {Dimensionless, Quantity, Time, Unit} from "../index.js";
import {Hz, ms, ShapeError, SpikeEvents} from "../index.js";
import {timeAxis} from "./domain.js";
import {draw} from "./draw.js";
import type {FigureOptions, FigureSpec, Range} from "./figureSpec.js";
import {optionsOf} from "./given.js";
import {count, withUnit} from "./numberText.js";
import {lineColor} from "./palette.js";
import {axisNumbers, table} from "./read.js";
import {rasterTicks} from "./tickMark.js";

/** The data of `spikeRaster` and what may be added to it. */
export interface SpikeRasterOptions extends FigureOptions {
  /** The time of each step. Time; shape [T]. */
  times: Quantity<Time>;
  /** Who spiked when: what `record.events` gives, or 0 and 1. Dimensionless; shape [T], or [T, n] for n neurons. */
  spikes: SpikeEvents | Quantity<Dimensionless>;
  /** The name of the y axis. Default `neuron`. */
  label?: string;
  /** The unit of the time axis. Default ms. */
  timeUnit?: Unit<Time>;
  /** The limits of the time axis. Time. Default: from the first step to the end of the last. */
  xDomain?: Range<Time>;
}

/**
 * The spikes of a population as a raster, as a `<figure>`. All ticks are one path, and ticks that would fall on the
 * same spot of the drawing are drawn once, so that a network of thousands stays light.
 * @throws UnitMismatchError, ShapeError, ParameterError naming the option that is wrong.
 * @example document.body.append(spikeRaster({times, spikes}));
 */
export function spikeRaster(options: SpikeRasterOptions): HTMLElement {
  return draw(spikeRasterSpec(options));
}

/** What `spikeRaster` draws, for `panels`. @throws what `spikeRaster` throws. */
export function spikeRasterSpec(options: SpikeRasterOptions): FigureSpec {
  const {timeUnit = ms, label = "neuron"} = optionsOf(WHO, options, "times", "spikes", "label", "timeUnit", "xDomain");
  const times = axisNumbers(WHO, "times", options.times, timeUnit);
  const {steps, who, columns} = pointsOf(options.spikes, times);
  const at = steps.map((step) => times[step]!);
  const x = timeAxis(WHO, times, options.xDomain, timeUnit);
  const duration = x.domain[1] - x.domain[0];
  const rate = (at.length / columns / duration) * timeUnit.inverse().ratioTo(Hz);
  return {
    name: "spike-raster",
    x,
    y: {label, unit: null, domain: [-0.5, columns - 0.5], whole: true},
    height: Math.min(320, Math.max(100, 70 + 12 * columns)),
    legend: [],
    ariaLabel: "spikes over time",
    ariaDescription: `${count(at.length, "spike")} of ${count(columns, "neuron")} in ${withUnit(duration, timeUnit)}. Mean rate ${withUnit(rate, Hz)}`,
    data: {
      x: {name: "t", unit: timeUnit, values: times},
      columns: [],
      spikes: {steps, neurons: who, population: columns},
    },
    options,
    marks: (frame) => [rasterTicks(frame, at, who, lineColor(0))],
  };
}

const WHO = "spikeRaster";

/** The spikes as points: in which step, and who of how many. */
function pointsOf(spikes: SpikeEvents | Quantity<Dimensionless>, times: Float32Array) {
  const steps: number[] = [];
  const who: number[] = [];
  if (spikes instanceof SpikeEvents) {
    if (spikes.stepCount !== times.length) {
      throw new ShapeError(
        `${WHO}: spikes and times differ in length, expected ${spikes.stepCount} times, got ${times.length}`,
      );
    }
    const columns = spikes.shape.reduce((product, n) => product * n, 1);
    if (columns === 0) throw new ShapeError(`${WHO}: spikes is of no neuron, expected at least one, got none`);
    return {steps: [...spikes.steps.toDecimal()], who: [...spikes.neurons.toDecimal()], columns};
  }
  const {data, columns} = table(WHO, "spikes", spikes, null, times.length);
  for (let i = 0; i < data.length; i++) {
    if (!(data[i]! > 0)) continue;
    steps.push(Math.floor(i / columns));
    who.push(i % columns);
  }
  return {steps, who, columns};
}
