/** @file Experiment: what the time step does to the rate, with hard and soft reset. */
import {panels, type AxisSpec} from "spikeloop/visualize";
import {Hz, mA} from "spikeloop";
import {figurePlaces} from "../figurePlaces.js";
import {askAgain} from "../askAgain.js";
import {place} from "../page.js";
import {withUnit} from "../parameters.js";
import type {Prediction} from "../predict.js";
import {controlsAgain} from "./controlsAgain.js";
import {tooled} from "./drawn.js";
import {showListing, type Experiment, type Lab, type LiveValues} from "./experiment.js";
import {linesSpec, STYLES} from "./lines.js";
import {SWEEP_STEPS, type LabValues} from "./parameters.js";
import {runTimeStep, SWEEP, timeStepListing, type SweptRates, type TimeStepRun} from "./timeStepRun.js";
import {percent} from "./words.js";

export function startTimeStep(lab: Lab): Experiment {
  const {root, store, show} = lab;
  place(root, "time-step-controls").replaceChildren(...controlsAgain(store, ["sweepDt", "tau"], "time-step"));
  let run: TimeStepRun | undefined;
  let running: AbortController | undefined;
  const figure = place(root, "time-step");
  const drawn = figurePlaces(root, {
    "time-step": (width, height) => run && timeStepFigure(run, store.values, width, height),
  });
  const ask = askAgain(
    place(root, "time-step-question"),
    timeStepQuestion(() => run),
  );
  ask(timeStepListing(store.values));

  const showRun = (values: LabValues, {output}: TimeStepRun): void => {
    if (run === undefined) return;
    show(timeStepValues(run, values));
    showListing(lab, "time-step", timeStepListing(values), output);
    ask(timeStepListing(values));
    drawn.redraw("time-step");
  };
  const measure = async (values: LabValues): Promise<void> => {
    running?.abort();
    running = new AbortController();
    const {signal} = running;
    try {
      const measured = await runTimeStep(values, signal);
      if (signal.aborted) return;
      run = measured;
      showRun(store.values, run);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  return {
    figure,
    update(values) {
      if (run !== undefined && timeStepListing(values) === timeStepListing(run.values)) {
        running?.abort();
        showRun(values, run);
      } else {
        // the old curves are gone with their constants
        figure.setAttribute("aria-busy", "true");
        void measure(values);
      }
    },
    stop() {
      running?.abort();
      drawn.stop();
    },
  };
}

/** The numbers and sentences of the section. @param values choose the time step that is drawn */
export function timeStepValues({currents, rates}: TimeStepRun, values: LabValues): LiveValues {
  const rows = SWEEP_STEPS.flatMap((dt, i) =>
    (["hard", "soft"] as const).map((reset) => {
      const {largest, mean} = ratesOf(rates, Number(dt), reset);
      return {
        [`${reset}Largest${NAMES[i] as string}`]: percent(largest),
        [`${reset}Mean${NAMES[i] as string}`]: percent(mean),
      };
    }),
  );
  const steps = Object.fromEntries(SWEEP_STEPS.map((dt, i) => [`step${NAMES[i] as string}`, withUnit(dt, "ms")]));
  return {
    ...(Object.assign({}, ...rows) as LiveValues),
    ...steps,
    sweepCurrents: String(currents.length),
    sweepFrom: withUnit(currents[0] as number, "mA"),
    sweepTo: withUnit(currents[currents.length - 1] as number, "mA"),
    sweepDuration: withUnit(SWEEP.duration, "ms"),
    plateauStory: plateauStory(rates, values),
    shrinkStory: shrinkStory(rates),
  };
}

/** The time steps by the ends of the names of their values. */
const NAMES = ["Coarse", "Middle", "Fine"] as const;

function ratesOf(rates: readonly SweptRates[], dt: number, reset: "hard" | "soft"): SweptRates {
  return rates.find((swept) => swept.dt === dt && swept.reset === reset) as SweptRates;
}

/** How many rates there are that a reader could tell apart: a hundredth of a Hz is one. */
function distinct({rate}: SweptRates): number {
  return new Set(Array.from(rate, (f) => f.toFixed(2))).size;
}

function plateauStory(rates: readonly SweptRates[], {sweepDt}: LabValues): string {
  const [hard, soft] = [ratesOf(rates, Number(sweepDt), "hard"), ratesOf(rates, Number(sweepDt), "soft")];
  const n = hard.rate.length;
  return `At ${withUnit(sweepDt, "ms")} the ${String(n)} currents give ${String(distinct(hard))} different rates with the hard reset, and ${String(distinct(soft))} with the soft one.`;
}

function shrinkStory(rates: readonly SweptRates[]): string {
  const [hard, soft] = (["hard", "soft"] as const).map((reset) => {
    const [first, last] = [ratesOf(rates, 1, reset), ratesOf(rates, 0.01, reset)];
    return (first.mean / last.mean).toFixed(0);
  });
  return `With a hundredth of the time step the mean error is ${String(hard)} times smaller with the hard reset, and ${String(soft)} times with the soft one.`;
}

const LATE = "too low, never too high";
const EVEN = "as often too high as too low";
const NONE = "nothing that one could measure";
const SHOW = "show me";

/** The question before the curves are seen. */
export function timeStepQuestion(run: () => TimeStepRun | undefined): Prediction {
  return {
    question: "What does a coarse time step do to the rate with the hard reset?",
    options: [LATE, EVEN, NONE, SHOW],
    answer(option) {
      const measured = run();
      if (measured === undefined) return "The sweep is still running. Ask again in a moment.";
      const {largest} = ratesOf(measured.rates, 1, "hard");
      const reason = `A spike can only wait for the end of its step, so every interval is too long and every rate too low, by up to ${percent(largest)} at ${withUnit(1, "ms")}.`;
      return option === SHOW ? reason : `${option === LATE ? "Yes." : "Not this time."} ${reason}`;
    },
  };
}

function timeStepFigure(
  {currents, closed, rates}: TimeStepRun,
  values: LabValues,
  width: number,
  height: number,
): HTMLElement {
  const {sweepDt} = values;
  const dt = Number(sweepDt);
  const [hard, soft] = [ratesOf(rates, dt, "hard"), ratesOf(rates, dt, "soft")];
  const errors = (of: SweptRates): number[] => closed.map((f, i) => 100 * ((of.rate[i] as number) / f - 1));
  const x: AxisSpec = {
    label: "input current (mA)",
    unit: mA,
    domain: [currents[0] as number, currents[currents.length - 1] as number],
  };
  const highest = Math.max(...closed);
  const worst = Math.max(hard.largest, soft.largest);
  const upper = Math.round(height * 0.58);
  const rate = linesSpec({
    name: "rates",
    lines: [
      {label: "hard reset", x: currents, y: hard.rate, style: STYLES.second},
      {label: "soft reset", x: currents, y: soft.rate, style: STYLES.first},
      {label: "closed form", x: currents, y: closed, style: STYLES.closed},
    ],
    x,
    y: {label: "rate (Hz)", unit: Hz, domain: [Math.min(...closed, ...hard.rate) * 0.95, highest * 1.05]},
    width,
    height: upper,
    ariaLabel: `firing rate against input current, time step ${sweepDt} ms`,
    ariaDescription: `Closed form, hard reset and soft reset; up to ${highest.toFixed(0)} Hz`,
  });
  const error = linesSpec({
    name: "errors",
    lines: [
      {label: "hard reset", column: "error in % hard reset", x: currents, y: errors(hard), style: STYLES.second},
      {label: "soft reset", column: "error in % soft reset", x: currents, y: errors(soft), style: STYLES.first},
    ],
    levels: [{label: "no error", y: 0, style: STYLES.closed}],
    x,
    y: {label: "error (%)", unit: null, domain: [-1.1 * worst, 0.25 * worst]},
    width,
    height: height - upper,
    ariaLabel: `error of the rate against the closed form, time step ${sweepDt} ms`,
    ariaDescription: `Largest error: hard ${hard.largest.toFixed(2)} %, soft ${soft.largest.toFixed(2)} %`,
  });
  const figure = panels([rate, {...error, options: {...error.options, legend: false}}], {width});
  return tooled(figure, "time-step", "rates and their errors", values, ["sweepDt", "tau"]);
}
