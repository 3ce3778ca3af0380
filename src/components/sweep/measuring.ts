/** @file The table of measured times, alive: a button that measures, one that stops it, and what was found so far. */
import {measurement} from "../measurement.js";
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
  const say = (measuredHow: string): void => setValues({measuredHow});
  const ask = (): void => place(root, "predict").replaceChildren(predict(alonePrediction(() => found)));

  const {busy, stop} = measurement({
    into: place(root, "measure"),
    label: "Measure all",
    table: place(root, "measurements"),
    say,
    async measure(signal) {
      found = {};
      setValues(NOTHING_MEASURED);
      pause();
      await measureAll(values(), devices, {
        signal,
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
    },
    onEnd: resume,
  });
  ask();
  return {
    busy,
    reset(why) {
      if (busy()) stop(why);
      else if (Object.keys(found).length > 0) {
        found = {};
        setValues({...NOTHING_MEASURED, measuredHow: why});
      }
      ask();
    },
  };
}
