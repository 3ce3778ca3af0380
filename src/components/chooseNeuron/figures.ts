/** @file The large figures of a model: V over its further state, and the f-I curve over multiples of the rheobase. */
import * as Plot from "@observablehq/plot";
import {Hz, ms, mV, unit} from "spikeloop";
import {decimate, draw, membraneTraceSpec, panels, type FigureSpec, type Frame} from "spikeloop/visualize";
import {withTools} from "../figureTools/subject.js";
import type {ModelSpec} from "./modelSpec.js";
import {classOf, constantName, CURVE, RUN, type ChooseValues} from "./parameters.js";
import {tunedOf} from "./models.js";
import type {ModelCurve, ModelRun} from "./run.js";
import {drivesText} from "./values.js";

const LINE = "var(--spikeloop-line-1, var(--theme-foreground-focus, #3b78c9))";
const STATE = "var(--spikeloop-line-3, #0f8f6f)";
const SECOND_HEIGHT = 150;

/** V with its spikes, and below it the state that the model has beside V. */
export function traceFigure(run: ModelRun, width: number, height: number): HTMLElement {
  const {model, state} = run;
  const V =
    model.unit === "mV" ? voltageSpec(run, height) : lineSpec(run, "V", run.V, "", model.range, LINE, height, true);
  const below =
    state === null || model.state === undefined
      ? []
      : [lineSpec(run, model.state.name, state, model.state.unit, domainOf(state), STATE, SECOND_HEIGHT, false)];
  const ariaLabel = `V of ${classOf(model, run.values)} over time`;
  const drawn = panels([{...V, ariaLabel}, ...below], {width});
  return tooled(drawn, "trace", ariaLabel, model, run.values);
}

function voltageSpec({model, times, V, spikes}: ModelRun, height: number): FigureSpec {
  return membraneTraceSpec({
    times,
    V: mV(V),
    spikes,
    xDomain: [ms(0), ms(RUN.duration)],
    yDomain: [mV(model.range[0]), mV(model.range[1])],
    height,
  });
}

/** Any state over time, with the model's spikes as ticks above its limits where they are asked for. */
function lineSpec(
  {times, steps}: ModelRun,
  name: string,
  values: Float32Array,
  unitText: string,
  limits: readonly [number, number],
  color: string,
  height: number,
  withSpikes: boolean,
): FigureSpec {
  const at = times.toDecimal(ms);
  const of = unitText === "" ? null : unit(unitText);
  const spikes = steps.map((step) => at[step] as number);
  const tick = withSpikes ? 0.06 * (limits[1] - limits[0]) : 0;
  const domain = [limits[0], limits[1] + tick] as const;
  return {
    name: "state-trace",
    x: {label: "time (ms)", unit: ms, domain: [0, RUN.duration]},
    y: {label: unitText === "" ? name : `${name} (${unitText})`, unit: of, domain},
    height,
    legend: [],
    ariaLabel: `${name} over time`,
    ariaDescription: `${name} from ${short(least(values))} to ${short(greatest(values))} ${unitText}`.trim(),
    data: {
      x: {name: "t", unit: ms, values: at},
      columns: [{name, unit: of, values}],
      spikes: withSpikes ? {steps, neurons: steps.map(() => 0), population: 1} : null,
    },
    options: {height},
    marks: (frame) => [
      line(at, values, color, frame),
      withSpikes ? Plot.ruleX(spikes, {y1: limits[1], y2: domain[1]}) : null,
    ],
  };
}

/** The rate over the drive, and where the reader is. */
export function curveFigure(
  model: ModelSpec,
  {drives, rates}: ModelCurve,
  values: ChooseValues,
  width: number,
  height: number,
): HTMLElement {
  const x = Float32Array.from(drives);
  const y = Float32Array.from(rates);
  const here = rateAt({drives, rates}, values.drive);
  const top = Math.max(10, Math.ceil((greatest(y) * 1.1) / 10) * 10);
  const name = classOf(model, values);
  const ariaLabel = `firing rate of ${name} against its drive`;
  const spec: FigureSpec = {
    name: "drive-curve",
    x: {label: "drive (multiples of the rheobase)", unit: null, domain: [0, CURVE.to]},
    y: {label: "rate (Hz)", unit: Hz, domain: [0, top]},
    height,
    legend: [],
    ariaLabel,
    ariaDescription: `Rate from 0 to ${short(greatest(y))} Hz. At ${drivesText(values.drive)} ${short(here)} Hz`,
    data: {x: {name: "drive", unit: null, values: x}, columns: [{name: "f", unit: Hz, values: y}], spikes: null},
    options: {width, height},
    marks: (frame) => [
      Plot.ruleX([1], {stroke: "var(--spikeloop-rheobase, #a357b8)", strokeWidth: 1.5, strokeDasharray: "2 3"}),
      line(x, y, LINE, frame),
      Plot.dot([[values.drive, here]], {r: 4.5, fill: "var(--spikeloop-marked, #d1492e)", className: "drive-here"}),
    ],
  };
  return tooled(draw(spec), "f-i-curve", ariaLabel, model, values);
}

/** The rate at a drive, between the neurons of the population. */
export function rateAt({drives, rates}: ModelCurve, drive: number): number {
  const place = (drive / CURVE.to) * (drives.length - 1);
  const below = Math.min(drives.length - 2, Math.floor(place));
  const [low = 0, high = 0] = [rates[below], rates[below + 1]];
  return low + (high - low) * (place - below);
}

function line(x: ArrayLike<number>, y: ArrayLike<number>, stroke: string, frame: Frame): Plot.Markish {
  return Plot.line(decimate(x, y, frame.x.domain, frame.width), {
    x: (i: number) => x[i],
    y: (i: number) => (Number.isFinite(y[i]) ? y[i] : NaN),
    stroke,
    strokeWidth: 1.5,
    strokeLinejoin: "round",
    clip: true,
    className: "spikeloop-line",
  });
}

function tooled(
  drawn: HTMLElement,
  figure: string,
  title: string,
  model: ModelSpec,
  values: ChooseValues,
): HTMLElement {
  const constants = tunedOf(model, values.refractory === "with").map(
    ({name, unit: of}) => [name, `${String(values[constantName(model, name)])} ${of}`.trim()] as const,
  );
  const parameters = [["model", classOf(model, values)], ["drive", String(values.drive)], ...constants] as const;
  return withTools(drawn, {page: "choose-a-neuron-model", figure, title, parameters, keys: ["model", "drive"]});
}

/** Limits on round numbers around all values, so that a small move seldom rescales the axis. */
function domainOf(values: Float32Array): readonly [number, number] {
  const [low, high] = [Math.min(0, least(values)), Math.max(0, greatest(values))];
  const grain = 10 ** Math.floor(Math.log10(Math.max(high - low, 1e-6))) / 2;
  return [Math.floor(low / grain) * grain, Math.max(Math.ceil((high * 1.02) / grain) * grain, low + grain)];
}

const finite = (values: Float32Array): Float32Array => values.filter(Number.isFinite);
const least = (values: Float32Array): number => finite(values).reduce((a, b) => Math.min(a, b), Infinity);
const greatest = (values: Float32Array): number => finite(values).reduce((a, b) => Math.max(a, b), -Infinity);
const short = (value: number): string => String(Number(value.toPrecision(3)));
