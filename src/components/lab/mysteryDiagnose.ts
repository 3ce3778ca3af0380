/** @file What to say to a guess of a hidden constant: right, or wrong in one of the ways that readings usually go wrong. */
import {withUnit} from "../parameters.js";
import type {Hidden} from "./mysteryDraw.js";
import {HIDDEN_WORDS, type HiddenName} from "./mysteryParameters.js";
import {suspectsOf} from "./mysterySuspects.js";
import {mysteryTheory, RECORD} from "./mysteryRun.js";

/** A guess this close is right: a share of the value, and for a potential of the distance from rest to threshold. */
export const TOLERANCE = 0.1;

/** A guess off by this factor is hardly a reading in the right unit. */
const FAR = 100;

export interface Diagnosis {
  /** What went on, by its name. */
  readonly name: string;
  readonly right: boolean;
  /** What to say; of a wrong guess nothing that gives the answer away. */
  readonly words: string;
}

/**
 * The diagnosis of a guess.
 * @param guess in the unit of the field
 * @param current the step current that the reader was looking at, in mA
 */
export function diagnose(name: HiddenName, guess: number, hidden: Hidden, current: number): Diagnosis {
  if (isRight(name, guess, hidden)) return rightly(name, guess, hidden, current);
  const slip = [1e3, 1e-3, 1e6, 1e-6].find((factor) => isRight(name, guess * factor, hidden));
  if (slip !== undefined) return wrongly("factor of a thousand", slipWords(slip));
  if (isRight(name, -guess, hidden)) return wrongly("sign", "Right but for the sign.");
  const found = suspectsOf(name, hidden, current)
    .map((suspect) => ({suspect, off: distance(name, guess, suspect.at, hidden)}))
    .filter(({off}) => off <= 1)
    .sort((a, b) => a.off - b.off)[0]?.suspect;
  if (found !== undefined) return wrongly(found.name, found.words);
  const low = guess < hidden[name];
  const factor = Math.abs(guess / hidden[name]);
  const far = factor > FAR || factor < 1 / FAR ? " It is so far off that the unit may be another one." : "";
  return wrongly(low ? "too low" : "too high", `Too ${low ? "low" : "high"}.${far}`);
}

export function isRight(name: HiddenName, guess: number, hidden: Hidden): boolean {
  return Math.abs(guess - hidden[name]) <= TOLERANCE * scaleOf(name, hidden) + 1e-9;
}

/** What a tenth is a tenth of. */
function scaleOf(name: HiddenName, hidden: Hidden): number {
  return isPotential(name) ? hidden.V_th - hidden.V_rest : hidden[name];
}

const isPotential = (name: HiddenName): boolean => name.startsWith("V_");

/** How far a guess is from what a misreading gives, in units of what still counts as that misreading. */
function distance(name: HiddenName, guess: number, at: number | readonly [number, number], hidden: Hidden): number {
  const range = typeof at === "number" ? [at, at] : at;
  const [low, high] = [Math.min(...range), Math.max(...range)];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return Infinity;
  const off = Math.max(0, low - guess, guess - high);
  const room = isPotential(name) ? 0.04 * scaleOf(name, hidden) : 0.07 * Math.abs(low);
  // a misreading that is a number names more than one that is anything in a range
  return off / room + (low === high ? 0 : 0.3);
}

/** A right guess; where it was right by luck of the tolerance, that is said. */
function rightly(name: HiddenName, guess: number, hidden: Hidden, current: number): Diagnosis {
  const said = `Right, within ${withUnit(100 * TOLERANCE, "%")}: it is ${valueOf(name, hidden)}.`;
  if (name === "tau_ref") {
    const steps = (guess - hidden.tau_ref) / RECORD.dt;
    if (Math.abs(Math.abs(steps) - 1) < 0.1)
      return {
        name: "right, one step off",
        right: true,
        words: `${said} You are one time step ${steps < 0 ? "short" : "over"}: the period goes from the spike to the first V that has left the reset potential.`,
      };
  }
  if (name === "V_th") {
    const peaks = mysteryTheory(hidden, current).peaks;
    const isAbove = guess > hidden.V_th + 0.04 * scaleOf(name, hidden);
    if (isAbove && guess <= Math.max(...peaks) + 0.05)
      return {
        name: "right, the peak above it",
        right: true,
        words: `${said} What you read is the peak, a little above it: V is seen at the end of a step.`,
      };
  }
  return {name: "right", right: true, words: said};
}

const wrongly = (name: string, words: string): Diagnosis => ({name, right: false, words});

function slipWords(factor: number): string {
  const much = factor > 1e3 || factor < 1e-3 ? "million" : "thousand";
  return `Too ${factor > 1 ? "small" : "large"} by a factor of a ${much}, so it is the unit: write it behind the number.`;
}

/** A hidden constant as it is said. */
export function valueOf(name: HiddenName, hidden: Hidden): string {
  return withUnit(hidden[name], HIDDEN_WORDS[name].unit);
}
