/** @file The table of times, alive: a button that times the ways, one that stops it, and the figure of what was found. */
import {figurePlaces} from "../figurePlaces.js";
import {measurement} from "../measurement.js";
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
  const untimed = [...place(root, "times-figure").childNodes];
  const figure = figurePlaces(root, {
    "times-figure": (width, height) =>
      measured === null ? undefined : timesFigure(measured, Math.min(width, 640), height),
  });
  const say = (timedHow: string): void => setValues({timedHow});
  const {start, stop} = measurement({
    into: place(root, "measure"),
    label: "Time them here",
    table: place(root, "times"),
    say,
    async measure(signal) {
      measured = await measureWays(values(), signal, (way, round) =>
        say(`${WAY_NAMES[way]}, ${round === 0 ? "the first call" : `later call, round ${String(round)}`} …`),
      );
      setValues(timedValues(measured));
      figure.redraw("times-figure");
      makeScrollable(root);
      answerAgain(root);
    },
  });
  const ask = (): void => {
    const question = factorPrediction(() => measured, start);
    place(root, "predict-factor").replaceChildren(predict(question));
  };
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
