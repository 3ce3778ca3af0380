/** @file What a step costs on the reader's machine: each model's population is timed when asked for, one after another. */
import {element} from "../element.js";
import {place} from "../page.js";
import {median} from "../sweep/measure.js";
import {each} from "../sweep/values.js";
import {MODELS} from "./models.js";
import type {ModelSpec} from "./modelSpec.js";
import {CURVE, type ChooseValues} from "./parameters.js";
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

/** Puts the button there. @returns what ends a measurement under way */
export function placeMeasuring(
  root: HTMLElement,
  values: () => ChooseValues,
  setValues: (values: LiveValues) => void,
): () => void {
  let stopped = false;
  let busy = false;
  const measure = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    button.setAttribute("aria-disabled", "true");
    setValues(NOTHING_MEASURED);
    const now = values();
    for (const model of MODELS) {
      setValues({measuredHow: `${model.name} …`});
      const taken: number[] = [];
      for (let round = 0; round <= ROUNDS && !stopped; round++) {
        const began = performance.now();
        await startCurve(model, now).result;
        if (round > 0) taken.push(performance.now() - began);
      }
      if (stopped) return;
      setValues(rowOf(model, median(taken)));
    }
    setValues({measuredHow: `the median of ${String(ROUNDS)} runs after one that is not timed`});
    button.setAttribute("aria-disabled", "false");
    busy = false;
  };
  const button = element(
    "button",
    {type: "button", class: "button", onclick: () => void measure()},
    "Measure on this machine",
  );
  place(root, "measure").replaceChildren(button);
  return () => void (stopped = true);
}
