/** @file The table of measured times, alive: a button that measures, one that stops it, and what was found so far. */
import {element} from "../element.js";
import {makeScrollable, place} from "../page.js";
import {predict} from "../predict.js";
import type {Devices} from "./devices.js";
import {measureAll, MEASURED} from "./measure.js";
import {alonePrediction, HOW, NOTHING_MEASURED, rowValues, storyOf, type AllFound} from "./measureTable.js";
import type {SweepValues} from "./parameters.js";
import type {LiveValues} from "./values.js";

export interface Measuring {
  /** Whether it is under way. */
  readonly busy: () => boolean;
  /** Ends it, and forgets what was found: the settings are others now. */
  reset(why: string): void;
}

/** What the table needs of the page. */
export interface MeasuringPage {
  readonly values: () => SweepValues;
  readonly devices: Devices;
  readonly setValues: (values: LiveValues) => void;
  /** Called before the first run and after the last, so that nothing else runs meanwhile. */
  readonly pause: () => void;
  readonly resume: () => void;
}

export function placeMeasuring(
  root: HTMLElement,
  {values, devices, setValues, pause, resume}: MeasuringPage,
): Measuring {
  let found: AllFound = {};
  let under: AbortController | null = null;
  const say = (measuredHow: string): void => setValues({measuredHow});
  const table = place(root, "measurements");
  const ask = (): void => place(root, "predict").replaceChildren(predict(alonePrediction(() => found)));

  const idle = (is: boolean): void => {
    measure.setAttribute("aria-disabled", String(!is));
    cancel.setAttribute("aria-disabled", String(is));
    table.toggleAttribute("data-busy", !is);
  };
  const run = async (): Promise<void> => {
    if (under !== null) return;
    const mine = new AbortController();
    under = mine;
    found = {};
    setValues(NOTHING_MEASURED);
    idle(false);
    pause();
    try {
      await measureAll(values(), devices, {
        signal: mine.signal,
        onStep: say,
        onFound(backend, of) {
          found = {...found, [backend]: of};
          setValues(rowValues(backend, of));
          makeScrollable(root);
        },
      });
      const missing = MEASURED.filter((backend) => found[backend] !== undefined && "reason" in found[backend]);
      setValues({measuredStory: storyOf(found)});
      say(`${HOW}${missing.length > 0 ? `; not here: ${missing.join(" and ")}` : ""}`);
    } catch (error) {
      say(mine.signal.aborted ? String(mine.signal.reason) : `stopped: ${String(error)}`);
    } finally {
      under = null;
      idle(true);
      resume();
    }
  };
  const measure = element("button", {type: "button", class: "button", onclick: () => void run()}, "Measure all");
  const cancel = element("button", {type: "button", class: "button", onclick: () => stop("stopped")}, "Cancel");
  const stop = (why: string): void => under?.abort(why);
  place(root, "measure").replaceChildren(measure, " ", cancel);
  idle(true);
  ask();
  return {
    busy: () => under !== null,
    reset(why) {
      if (under !== null) stop(why);
      else if (Object.keys(found).length > 0) {
        found = {};
        setValues({...NOTHING_MEASURED, measuredHow: why});
      }
      ask();
    },
  };
}
