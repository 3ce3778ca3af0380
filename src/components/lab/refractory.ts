/** @file Experiment: three meanings of refractory, over one another. */
import {mV, ms, quantity} from "spikeloop";
import {draw, membraneTraceSpec} from "spikeloop/visualize";
import {figurePlaces} from "../figurePlaces.js";
import {place} from "../page.js";
import {withUnit} from "../parameters.js";
import {predict, type Prediction} from "../predict.js";
import {controlsAgain} from "./controlsAgain.js";
import {named, tooled} from "./drawn.js";
import {showListing, type Experiment, type Lab, type LiveValues} from "./experiment.js";
import type {LabValues} from "./parameters.js";
import {
  DURATION,
  refractoryListing,
  RULES,
  runRefractory,
  type RefractoryRun,
  type Rule,
  type Train,
} from "./refractoryRun.js";
import {climb} from "./theory.js";
import {span, steps, tidy} from "./words.js";

const NAMES: Readonly<Record<Rule, string>> = {hold: "hold V", forbid: "forbid the spike", none: "none"};

export function startRefractory(lab: Lab): Experiment {
  const {root, store, show} = lab;
  place(root, "refractory-controls").replaceChildren(...controlsAgain(store, ["tau_ref", "I", "dt"], "refractory"));
  let run: RefractoryRun | undefined;
  let asked: string | undefined;
  // an answer about other times does not stay
  const ask = (values: LabValues): void => {
    const times = String([values.tau_ref, climb(values, values.I)]);
    if (asked === times) return;
    asked = times;
    place(root, "refractory-question").replaceChildren(predict(refractoryQuestion(values)));
  };
  const drawn = figurePlaces(root, {refractory: (width, height) => run && refractoryFigure(run, width, height)});
  return {
    figure: place(root, "refractory"),
    update(values) {
      run = runRefractory(values);
      show(refractoryValues(run));
      showBars(root, run);
      showListing(lab, "refractory", refractoryListing(values), run.output);
      ask(values);
      drawn.redraw("refractory");
    },
    stop: drawn.stop,
  };
}

/** The numbers and sentences of the section. */
export function refractoryValues({values, trains}: RefractoryRun): LiveValues {
  const {I, tau_ref, dt, V_th} = values;
  const T = climb(values, I);
  const decimals = Math.round(dt * 100) % 10 === 0 ? 1 : 2;
  const rows = RULES.map((rule) => {
    const {gaps, held, highest} = trains[rule];
    const interval = span(
      gaps.map((gap) => gap * dt),
      decimals,
    );
    return {
      [`${rule}Interval`]: interval === undefined ? "no interval" : withUnit(interval, "ms"),
      [`${rule}Steps`]: steps(span(gaps, 0) ?? "no"),
      [`${rule}Held`]: steps(span(held, 0) ?? "no"),
      [`${rule}Highest`]: withUnit(highest.toFixed(2), "mV"),
    };
  });
  return {
    ...(Object.assign({}, ...rows) as LiveValues),
    refractoryRun: withUnit(DURATION.run, "ms"),
    refractoryDrawn: withUnit(DURATION.drawn, "ms"),
    climbTime: inMs(T),
    holdClosed: inMs(tau_ref + T),
    forbidClosed: inMs(Math.max(tau_ref, T)),
    forbidStory: forbidStory(trains.forbid, T, tau_ref, V_th),
    heldStory: heldStory(trains.hold.held, tau_ref, dt),
    clockStory: clockStory(trains, tau_ref),
  };
}

function forbidStory({highest, steps: spikes}: Train, T: number, tau_ref: number, V_th: number): string {
  const threshold = withUnit(V_th, "mV");
  if (spikes.length < 2) return "At this current there is no second spike to forbid.";
  if (T >= tau_ref)
    return `Here V needs ${inMs(T)} to reach the threshold, longer than the period lasts, so forbidding changes nothing.`;
  return `Here V crosses ${threshold} after ${inMs(T)}, may not spike, and climbs on, up to ${withUnit(highest.toFixed(2), "mV")}, until it may.`;
}

function heldStory(held: readonly number[], tau_ref: number, dt: number): string {
  const counted = span(held, 0);
  if (counted === undefined) return "With these settings there are no two spikes to count between.";
  const asked = tidy(tau_ref / dt);
  const whole = Number.isInteger(asked) ? steps(String(asked)) : `${asked.toFixed(2)} steps`;
  return `V stands still for ${steps(counted)} after a spike; the period is ${whole} long.`;
}

function clockStory({hold, forbid}: RefractoryRun["trains"], tau_ref: number): string {
  const varies = [hold.held, forbid.gaps].some((counts) => new Set(counts).size > 1);
  if (tau_ref === 0 || hold.held.length + forbid.gaps.length === 0) return "In this run there is nothing to count.";
  return varies
    ? "In this run some of the counts in the table differ by one from spike to spike."
    : "In this run every count is the same.";
}

/** Each interval as a bar, as long as its share of the longest. */
function showBars(root: ParentNode, {trains}: RefractoryRun): void {
  const means = RULES.map((rule) => mean(trains[rule].gaps));
  const longest = Math.max(...means, 1);
  RULES.forEach((rule, i) => {
    const cell = root.querySelector<HTMLElement>(`[data-share="${rule}"]`);
    cell?.style.setProperty("--share", `${String((100 * (means[i] as number)) / longest)}%`);
  });
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

const inMs = (x: number): string => (x === Infinity ? "∞" : withUnit(tidy(x, 3), "ms"));

const SUM = "the two times added";
const LONGER = "the longer of the two";
const SAME = "the climb alone, as without a period";
const SHOW = "show me";

/** The question before the traces are seen. */
export function refractoryQuestion(values: LabValues): Prediction {
  return {
    question: "How long is the interval when the spike is forbidden?",
    options: [SUM, LONGER, SAME, SHOW],
    answer(option) {
      const T = climb(values, values.I);
      if (T === Infinity) return "At this current V never reaches the threshold. Raise it and ask again.";
      const both = `${inMs(values.tau_ref)} and ${inMs(T)}`;
      const reason = `V moves on while the spike is forbidden, so the two times run side by side: of ${both}, the longer counts, ${inMs(Math.max(values.tau_ref, T))}.`;
      if (option === SHOW) return reason;
      if (option === LONGER) return `Yes. ${reason}`;
      if (option === SAME && T >= values.tau_ref) return `With these settings, yes. ${reason}`;
      if (option === SUM) return `That is what holding V does: ${inMs(values.tau_ref + T)}. ${reason}`;
      return `Not this time. ${reason}`;
    },
  };
}

function refractoryFigure({times, trains, values}: RefractoryRun, width: number, height: number): HTMLElement {
  const shown = times.filter((t) => t <= DURATION.drawn);
  const columns = (of: (train: Train) => Float32Array): number[][] =>
    Array.from(shown, (_, i) => RULES.map((rule) => of(trains[rule])[i] as number));
  const spec = membraneTraceSpec({
    times: ms(shown),
    V: mV(columns(({V}) => V)),
    spikes: quantity(
      columns(({spikes}) => spikes),
      "",
    ),
    threshold: {label: "V_th", value: mV(values.V_th)},
    xDomain: [ms(0), ms(DURATION.drawn)],
    ariaLabel: "V over time under three rules",
    width,
    height,
  });
  const names = RULES.map((rule) => NAMES[rule]);
  return tooled(draw(named(spec, names)), "refractory", "three rules", values, ["tau_ref", "I", "dt"]);
}
