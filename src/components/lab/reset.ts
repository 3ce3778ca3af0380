/** @file Experiment: soft against hard reset, the overshoot marked. */
import * as Plot from "@observablehq/plot";
import {mV, ms, quantity} from "spikeloop";
import {draw, membraneTraceSpec} from "spikeloop/visualize";
import {figurePlaces} from "../figurePlaces.js";
import {place} from "../page.js";
import {withUnit} from "../parameters.js";
import {controlsAgain} from "./controlsAgain.js";
import {named, tooled} from "./drawn.js";
import {showListing, type Experiment, type Lab, type LiveValues} from "./experiment.js";
import type {LabValues} from "./parameters.js";
import {resetListing, runReset, upTo, type ResetRun} from "./resetRun.js";
import {climb} from "./theory.js";
import {typedQuestion} from "./typedQuestion.js";
import {milliseconds} from "./words.js";

export function startReset(lab: Lab): Experiment {
  const {root, store, show} = lab;
  place(root, "reset-controls").replaceChildren(...controlsAgain(store, ["coarse", "I"], "reset"));
  let run = runReset(store.values);
  const asked = typedQuestion({
    question: "The mean interval with the hard reset",
    unit: "ms",
    example: 5,
    answer: (guess) => resetAnswer(run, guess),
  });
  place(root, "reset-question").replaceChildren(asked.element);
  const drawn = figurePlaces(root, {reset: (width, height) => resetFigure(run, width, height)});
  return {
    figure: place(root, "reset"),
    update(values) {
      run = runReset(values);
      show(resetValues(run));
      asked.refresh();
      showListing(lab, "reset", resetListing(values), run.output);
      drawn.redraw("reset");
    },
    stop: drawn.stop,
  };
}

/** The numbers and sentences of the section. */
export function resetValues({values, fine, coarse, overshoots}: ResetRun): LiveValues {
  const T = climb(values, values.I);
  return {
    resetClosed: milliseconds(T),
    softFine: milliseconds(fine.soft.interval),
    hardFine: milliseconds(fine.hard.interval),
    softCoarse: milliseconds(coarse.soft.interval),
    hardCoarse: milliseconds(coarse.hard.interval),
    resetWindow: withUnit(windowOf(values), "ms"),
    overshootStory: overshootStory(overshoots),
    resetStory: resetStory({soft: coarse.soft.interval, hard: coarse.hard.interval, T}, values),
  };
}

function overshootStory(overshoots: readonly number[]): string {
  if (overshoots.length === 0) return "At this current there is no spike, and nothing to keep.";
  const most = withUnit(Math.max(...overshoots).toFixed(2), "mV");
  return `V ends its spike steps up to ${most} above the threshold.`;
}

interface Means {
  readonly soft: number;
  readonly hard: number;
  readonly T: number;
}

function resetStory({soft, hard, T}: Means, {I, coarse}: LabValues): string {
  const step = withUnit(coarse, "ms");
  if (!Number.isFinite(T)) return `At ${withUnit(I, "mA")} the neuron never fires.`;
  if (!Number.isFinite(hard) || !Number.isFinite(soft))
    return "With these settings there are no two spikes to measure between.";
  if (T <= coarse)
    return `The current lifts V over the threshold within a step, so both rules fire in every step, one spike each ${step}.`;
  const rounds = "The hard reset rounds the interval up to whole steps";
  const [made, exact] = [milliseconds(hard), milliseconds(T)];
  if (made === exact) return `${rounds}, but steps of ${step} are too short to show it in ${made}.`;
  const rounded = `${rounds} of ${step}: ${made} instead of ${exact}.`;
  if (Math.abs(hard - soft) < 0.02 * coarse)
    return `${rounded} At this very current the soft reset gives ${milliseconds(soft)} too: it has fallen into step with the grid.`;
  return `${rounded} The soft reset starts each climb as far ahead as the last one overshot, so some intervals are a step shorter: ${milliseconds(soft)} in the mean.`;
}

/** What is said to a guess of the mean interval with the hard reset. */
export function resetAnswer({values, coarse}: ResetRun, guess: number | undefined): string {
  const T = climb(values, values.I);
  const interval = coarse.hard.interval;
  if (!Number.isFinite(interval))
    return "With these settings there are no two spikes. Raise the current and ask again.";
  const reason = `The climb takes ${milliseconds(T)}, the spike waits for the end of its step, and the reset forgets the wait: ${milliseconds(interval)}.`;
  if (guess === undefined) return reason;
  const off = Math.abs(guess - interval);
  if (off <= 0.1 * values.coarse) return `Yes. ${reason}`;
  return `${milliseconds(off)} ${guess < interval ? "too short" : "too long"}. ${reason}`;
}

/** How much of the run is drawn, in ms: some six intervals, and at least twenty coarse steps. */
function windowOf(values: LabValues): number {
  const T = climb(values, values.I);
  return Math.min(400, Math.max(20 * values.coarse, Math.ceil((6 * (Number.isFinite(T) ? T : values.tau)) / 10) * 10));
}

const KEPT = "var(--spikeloop-marked, #d1492e)";

function resetFigure({values, coarse}: ResetRun, width: number, height: number): HTMLElement {
  const end = windowOf(values);
  const [soft, hard] = [upTo(coarse.soft, end), upTo(coarse.hard, end)];
  const {V_th, V_reset} = values;
  const spec = membraneTraceSpec({
    times: ms(soft.t),
    V: mV(Array.from(soft.t, (_, i) => [soft.V[i] as number, hard.V[i] as number])),
    spikes: quantity(
      Array.from(soft.t, (_, i) => [soft.spikes[i] as number, hard.spikes[i] as number]),
      "",
    ),
    threshold: {label: "V_th", value: mV(V_th)},
    reset: {label: "V_reset", value: mV(V_reset)},
    xDomain: [ms(0), ms(end)],
    ariaLabel: `V over time with soft and hard reset, time step ${String(values.coarse)} ms`,
    width,
    height,
  });
  const kept = Array.from(soft.t).flatMap((t, i) =>
    (soft.spikes[i] as number) > 0 ? [{t, over: (soft.V[i] as number) - V_th}] : [],
  );
  const bars = (from: number) =>
    Plot.ruleX(kept, {
      x: "t",
      y1: () => from,
      y2: ({over}: {over: number}) => from + over,
      stroke: KEPT,
      strokeWidth: 4,
      clip: true,
    });
  const kinds = named(spec, ["soft", "hard"]);
  const figure = draw({
    ...kinds,
    legend: [...kinds.legend, {label: "overshoot that soft keeps", color: KEPT, shape: "line"}],
    marks: (frame) => [...kinds.marks(frame), bars(V_th), bars(V_reset)],
  });
  return tooled(figure, "reset", "soft and hard reset", values, ["coarse", "I"]);
}
