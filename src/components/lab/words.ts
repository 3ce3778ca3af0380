/** @file Numbers as the lab writes them, and its constants by the names of their places. */
import {withUnit} from "../parameters.js";
import type {LiveValues} from "./experiment.js";
import {STORIES, V_REST, type LabValues} from "./parameters.js";
import {rheobase} from "./theory.js";

/** Without the rounding noise of binary fractions. */
export function tidy(x: number, digits = 6): number {
  return Number(x.toPrecision(digits));
}

/** A time in ms to hundredths; what there is none of, in words. */
export function milliseconds(x: number): string {
  return Number.isFinite(x) ? withUnit(x.toFixed(2), "ms") : "no interval";
}

/** A rarer rate is not told in digits, in Hz: a spike in a quarter of an hour. */
const RARE = 0.001;

/** A rate in Hz to three digits, or to whole Hz above that. */
export function hertz(x: number): string {
  if (x > 0 && x < RARE) return `under ${withUnit(RARE, "Hz")}`;
  return withUnit(x >= 1000 ? Math.round(x) : tidy(x, 3), "Hz");
}

export function percent(x: number): string {
  return withUnit(x.toFixed(x < 0.1 ? 3 : 2), "%");
}

/** A number, or the two ends of a range of numbers; nothing for none. */
export function span(numbers: readonly number[], decimals: number): string | undefined {
  if (numbers.length === 0) return undefined;
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)].map((x) => x.toFixed(decimals));
  return low === high ? low : `${String(low)} to ${String(high)}`;
}

/** `a step`, `2 steps`, `49 to 50 steps`. */
export function steps(counted: string): string {
  return withUnit(counted, counted === "1" ? "step" : "steps");
}

/** The constants, wherever the text names them. */
export function constantValues(values: LabValues): LiveValues {
  const {I, tau, V_th, V_reset, tau_ref, dt, coarse} = values;
  return {
    I: withUnit(I, "mA"),
    tau: withUnit(tau, "ms"),
    V_th: withUnit(V_th, "mV"),
    V_rest: withUnit(V_REST, "mV"),
    V_reset: withUnit(V_reset, "mV"),
    tau_ref: withUnit(tau_ref, "ms"),
    dt: withUnit(dt, "ms"),
    coarse: withUnit(coarse, "ms"),
    rheobase: withUnit(rheobase(values), "mA"),
    storyWeak: withUnit(STORIES.weak, "mA"),
    storyLong: withUnit(STORIES.long, "ms"),
    storyTwo: withUnit(STORIES.steps[0], "ms"),
    storyHalf: withUnit(STORIES.steps[1], "ms"),
    storyTenth: withUnit(STORIES.steps[2], "ms"),
  };
}
