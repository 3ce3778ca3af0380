/** @file What a step costs on the reader's machine: each model's population is timed when asked for, one after another. */
import {measurement} from "../measurement.js";
import {place} from "../page.js";
import {initialValues} from "../parameters.js";
import {median} from "../sweep/measure.js";
import {each} from "../sweep/values.js";
import {MODELS} from "./models.js";
import type {ModelSpec} from "./modelSpec.js";
import {CHOOSE_PARAMETERS, CURVE, type ChooseValues} from "./parameters.js";
import {startCurve} from "./run.js";
import type {LiveValues} from "./values.js";

/** Runs that are timed after one that is not. */
const ROUNDS = 3;

/** Before anything is measured. */
export const NOTHING_MEASURED: LiveValues = {
  ...Object.fromEntries(MODELS.flatMap(({name}) => [`${name}Step`, `${name}Ms`].map((value) => [value, "–"]))),
  measuredHow: "nothing yet",
};

/** What a model's row says of a run that took so long, in ms. */
export function rowOf({name, dt}: ModelSpec, taken: number): LiveValues {
  const time = CURVE.before + CURVE.counted;
  return {
    [`${name}Step`]: each(taken, CURVE.neurons * Math.round(time / dt)),
    [`${name}Ms`]: each(taken, CURVE.neurons * time),
  };
}

/** Puts the buttons there. @returns what ends a measurement under way */
export function placeMeasuring(root: HTMLElement, setValues: (values: LiveValues) => void): () => void {
  // the row is about the class and the constants that the page begins with, whatever the controls say now
  const initial = initialValues<ChooseValues>(CHOOSE_PARAMETERS);
  const {stop} = measurement({
    into: place(root, "measure"),
    label: "Measure on this machine",
    table: place(root, "costs"),
    say: (measuredHow) => setValues({measuredHow}),
    async measure(signal) {
      setValues(NOTHING_MEASURED);
      for (const model of MODELS) {
        setValues({measuredHow: `${model.name} …`});
        const taken: number[] = [];
        for (let round = 0; round <= ROUNDS; round++) {
          const began = performance.now();
          const run = startCurve(model, initial);
          signal.addEventListener("abort", () => run.stop(), {once: true});
          await run.result;
          signal.throwIfAborted();
          if (round > 0) taken.push(performance.now() - began);
        }
        setValues(rowOf(model, median(taken)));
      }
      setValues({measuredHow: `the median of ${String(ROUNDS)} runs after one that is not timed`});
    },
  });
  return () => stop("stopped");
}
