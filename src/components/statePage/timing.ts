/** @file The table of times, alive: a button that times the ways, one that stops it, and the figure of what was found. */
import {element} from "../element.js";
import {figurePlaces} from "../figurePlaces.js";
import {makeScrollable, place} from "../page.js";
import {predict} from "../predict.js";
import {measureWays, type Measured} from "./measure.js";
import type {StateValues} from "./parameters.js";
import {factorPrediction} from "./questions.js";
import {timesFigure} from "./timesFigure.js";
import {NOTHING_TIMED, timedValues, WAY_NAMES, type LiveValues} from "./values.js";

export interface Timing {
  /** Forgets what was found, and ends what is under way: the settings are others now. */
  readonly reset: () => void;
  readonly stop: () => void;
}

export function placeTiming(
  root: HTMLElement,
  values: () => StateValues,
  setValues: (values: LiveValues) => void,
): Timing {
  let measured: Measured | null = null;
  let under: AbortController | null = null;
  const table = place(root, "times");
  const untimed = [...place(root, "times-figure").childNodes];
  const figure = figurePlaces(root, {
    "times-figure": (width, height) =>
      measured === null ? undefined : timesFigure(measured, Math.min(width, 640), height),
  });
  const say = (timedHow: string): void => setValues({timedHow});
  const idle = (is: boolean): void => {
    start.setAttribute("aria-disabled", String(!is));
    cancel.setAttribute("aria-disabled", String(is));
    table.toggleAttribute("data-busy", !is);
  };
  const run = async (): Promise<void> => {
    if (under !== null) return;
    const mine = new AbortController();
    under = mine;
    idle(false);
    try {
      measured = await measureWays(values(), mine.signal, (way, round) =>
        say(`${WAY_NAMES[way]}, ${round === 0 ? "the first call" : `later call, round ${String(round)}`} …`),
      );
      setValues(timedValues(measured));
      figure.redraw("times-figure");
      makeScrollable(root);
      answerAgain(root);
    } catch (error) {
      say(mine.signal.aborted ? String(mine.signal.reason) : `stopped: ${String(error)}`);
    } finally {
      under = null;
      idle(true);
    }
  };
  const stop = (why: string): void => under?.abort(why);
  const start = element("button", {type: "button", class: "button", onclick: () => void run()}, "Time them here");
  const cancel = element("button", {type: "button", class: "button", onclick: () => stop("stopped")}, "Cancel");
  place(root, "measure").replaceChildren(start, " ", cancel);
  const ask = (): void => {
    const question = factorPrediction(
      () => measured,
      () => void run(),
    );
    place(root, "predict-factor").replaceChildren(predict(question));
  };
  idle(true);
  ask();
  return {
    reset() {
      const why = "the settings changed: not timed since";
      stop(why);
      if (measured === null) return;
      measured = null;
      setValues({...NOTHING_TIMED, timedHow: why});
      place(root, "times-figure").replaceChildren(...untimed);
      ask();
    },
    stop() {
      stop("stopped");
      figure.stop();
    },
  };
}

/** An answer that was waiting for the times is given now. */
function answerAgain(root: HTMLElement): void {
  place(root, "predict-factor").querySelector<HTMLElement>('[aria-pressed="true"]')?.click();
}
