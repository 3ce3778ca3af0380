/** @file The table of measurements: what was found of each backend as text, and what it comes to in words. */
import {DT} from "./parameters.js";
import {MEASURED, ROUNDS, type Found, type Measurement, type MeasuredBackend} from "./measure.js";
import {each, firstLine, grouped, time, type LiveValues} from "./values.js";
import type {Prediction} from "../predict.js";

export type AllFound = Readonly<Partial<Record<MeasuredBackend, Found>>>;

const COLUMNS = ["Device", "Updates", "Time", "Each", "Differing", "Alone"] as const;

/** Before anything is measured. */
export const NOTHING_MEASURED: LiveValues = {
  ...Object.fromEntries(MEASURED.flatMap((backend) => COLUMNS.map((column) => [`${backend}${column}`, "–"]))),
  measuredHow: "nothing yet",
  measuredStory: "",
};

/** The row of a backend. */
export function rowValues(backend: MeasuredBackend, found: Found): LiveValues {
  const texts = "reason" in found ? {Device: `not here: ${firstLine(found.reason)}`} : rowOf(found);
  return Object.fromEntries(COLUMNS.map((column) => [`${backend}${column}`, texts[column] ?? "–"]));
}

function rowOf({
  device,
  isSoftware,
  size,
  updates,
  time: taken,
  differing,
  alone,
}: Measurement): Partial<Record<(typeof COLUMNS)[number], string>> {
  const steps = Math.round(size.duration / DT);
  return {
    Device: `${device ?? "this processor"}${isSoftware ? " (software)" : ""}`,
    Updates: `${grouped(size.side * size.side)} × ${grouped(steps)}`,
    Time: time(taken),
    Each: each(taken, updates),
    Differing: grouped(differing),
    Alone: each(alone.time, alone.steps),
  };
}

/** What the measurements come to. */
export function storyOf(found: AllFound): string {
  const {wasm} = found;
  const cards = (["webgl2", "webgpu"] as const).flatMap((backend) => {
    const of = found[backend];
    return of === undefined || "reason" in of ? [] : [{backend, of}];
  });
  if (wasm === undefined || "reason" in wasm)
    return "wasm does not run here: the interpreter did, which is not measured.";
  if (cards.length === 0) return "No way to a graphics card is open here: wasm is what runs this page.";
  const stories = cards.map(({backend, of}) => {
    const among = relation(of.time / of.updates, wasm.time / wasm.updates);
    const alone = relation(perStep(of), perStep(wasm));
    const software = of.isSoftware ? " Its device is software." : "";
    return `With all neurons ${backend} is ${among} wasm, with one ${alone} it.${software}`;
  });
  return stories.join(" ");
}

/** How one time relates to another, for "is ... wasm". */
function relation(time: number, other: number): string {
  const [ratio, word] = time < other ? [other / time, "faster than"] : [time / other, "slower than"];
  return ratio < 1.1 ? "about as fast as" : `${String(Number(ratio.toPrecision(2)))} times ${word}`;
}

/** How the measurement was done. */
export const HOW = `the median of ${String(ROUNDS)} runs after one that is not timed`;

const [LESS, SAME, MORE] = ["less", "about as long", "many times as long"] as const;

const perStep = ({alone}: Measurement): number => alone.time / alone.steps;

/** The question before the table. */
export function alonePrediction(found: () => AllFound): Prediction {
  return {
    question: "How long does a step of one neuron take on a graphics card, compared with wasm?",
    options: [LESS, SAME, MORE],
    answer(option) {
      const now = found();
      const {wasm} = now;
      const card = [now.webgpu, now.webgl2].find((of) => of !== undefined && !("reason" in of)) as
        Measurement | undefined;
      const reason = "Its steps wait for one another, and each launch of work on a card costs time before it begins.";
      if (wasm === undefined || "reason" in wasm || card === undefined) {
        return `${option === MORE ? "Yes, as a rule." : `As a rule, not: ${MORE}.`} ${reason} Measure it below.`;
      }
      const [there, here] = [perStep(card), perStep(wasm)];
      const right = there > 2 * here ? MORE : there > here / 2 ? SAME : LESS;
      const head = option === right ? "Yes." : `Not this time: ${right}.`;
      return `${head} Here a step took ${each(there, 1)}, against ${each(here, 1)} with wasm. ${reason}`;
    },
  };
}
