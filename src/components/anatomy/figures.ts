/** @file The figures of the page about the anatomy of a model, and the mark in them that says where the chosen step is. */
import {mV, ms, Quantity, quantity} from "spikeloop";
import type {Dimension, Dimensionless} from "spikeloop";
import {draw, figureParts, membraneTrace, membraneTraceSpec} from "spikeloop/visualize";
import {parameterTexts, withTools} from "../figureTools/subject.js";
import {named} from "../lab/drawn.js";
import {ANATOMY_PARAMETERS, NEURON, RUN, type AnatomyValues} from "./parameters.js";
import type {AnatomyRun, Compared, OwnRun} from "./run.js";
import {settled} from "./values.js";

const THRESHOLD = {label: "V_th", value: mV(NEURON.V_th)};

/** How much of the run is drawn around a step, in ms to each side. */
const AROUND = 3;

/** V over the run, with the chosen step marked. */
export function runFigure(run: AnatomyRun, width: number, height: number, name = "run"): HTMLElement {
  const ariaLabel = "V over time";
  const figure = membraneTrace({
    ...traceOf(run),
    threshold: THRESHOLD,
    xDomain: [ms(0), ms(RUN.steps * RUN.dt)],
    ariaLabel,
    width,
    height,
  });
  markStep(figure, run);
  return tooled(figure, name, ariaLabel, run.values);
}

/** V around the chosen step. */
export function aroundFigure(run: AnatomyRun, width: number, height: number): HTMLElement {
  const end = RUN.steps * RUN.dt;
  const from = Math.min(Math.max(0, run.values.step * RUN.dt - AROUND), end - 2 * AROUND);
  const ariaLabel = "V around the chosen step";
  const figure = membraneTrace({
    ...traceOf(run),
    threshold: THRESHOLD,
    xDomain: [ms(from), ms(from + 2 * AROUND)],
    ariaLabel,
    width,
    height,
  });
  markStep(figure, run);
  return tooled(figure, "around", ariaLabel, run.values);
}

/** The same current at rest, as a constant and as a conductance. */
export function comparedFigure(
  {times, constantV, conductanceV}: Compared,
  values: AnatomyValues,
  width: number,
  height: number,
): HTMLElement {
  const {constantInf, conductanceInf} = settled(values);
  const ariaLabel = "V under a constant current and under a conductance";
  const spec = membraneTraceSpec({
    times,
    V: sideBySide(constantV, conductanceV),
    levels: [
      {label: "V_inf of the constant", value: mV(constantInf)},
      {label: "V_inf of the conductance", value: mV(conductanceInf)},
    ],
    ariaLabel,
    width,
    height,
  });
  return tooled(draw(named(spec, ["constant", "conductance"])), "compared", ariaLabel, values);
}

/** The reader's own model beside a LIF. */
export function ownFigure(run: OwnRun, width: number, height: number): HTMLElement {
  const {times, mineV, lifV, mineSpikes, lifSpikes, values} = run;
  const ariaLabel = "V of the two models";
  const spec = membraneTraceSpec({
    times,
    V: sideBySide(mineV, lifV),
    spikes: sideBySide(mineSpikes, lifSpikes),
    threshold: THRESHOLD,
    ariaLabel,
    width,
    height,
  });
  return tooled(draw(named(spec, ["WeakLeakLIF", "LIF"])), "own", ariaLabel, values);
}

/** The step at a time. */
export const stepAt = (time: number): number => Math.min(RUN.steps - 1, Math.max(0, Math.round(time / RUN.dt)));

/** A line through the frame at the chosen step, and a dot at the potential that it ends with. */
function markStep(figure: HTMLElement, {values, times, V}: AnatomyRun): void {
  const [part] = figureParts(figure);
  const [t, end] = [times[values.step], V.ends[values.step]];
  if (part === undefined || t === undefined || end === undefined) return;
  const {drawing, frame, xOf, yOf} = part;
  const x = xOf(t);
  const add = (tag: "line" | "circle", attributes: Readonly<Record<string, string | number>>): void => {
    const made = drawing.ownerDocument.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, given] of Object.entries(attributes)) made.setAttribute(name, String(given));
    drawing.append(made);
  };
  add("line", {x1: x, x2: x, y1: frame.top, y2: frame.bottom, class: "step-mark", "data-step": values.step});
  add("circle", {cx: x, cy: yOf(end), r: 4.5, class: "step-end"});
}

function traceOf({times, V, spikes}: AnatomyRun) {
  return {times: ms(times), V: mV(V.ends), spikes: quantity(spikes, "") as Quantity<Dimensionless>};
}

/** Two runs of one neuron as one of two: rows of two. */
function sideBySide<D extends Dimension>(left: Quantity<D>, right: Quantity<D>): Quantity<D> {
  const [a, b] = [left, right].map((q: Quantity) => q.toDecimal(q.unit as never)) as [Float32Array, Float32Array];
  const rows = Array.from(a, (value, i) => [value, b[i] ?? NaN]);
  return new Quantity(quantity(rows, "").value, left.unit);
}

function tooled(figure: HTMLElement, name: string, title: string, values: AnatomyValues): HTMLElement {
  const parameters = parameterTexts(ANATOMY_PARAMETERS, values);
  const keys = name === "own" ? ["bend", "drive"] : ["I", "g", "kick"];
  return withTools(figure, {page: "model-anatomy", figure: name, title: `Model anatomy: ${title}`, parameters, keys});
}
