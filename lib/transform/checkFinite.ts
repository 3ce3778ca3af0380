/** @file Finds the first value of a state that is not finite. */
import {NotFiniteError} from "../core/errors.js";
import {sizeOf} from "../core/shape.js";
import type {RuntimeArray} from "../ir/types.js";
import type {Lanes} from "../run/collector.js";

/** A value that is not finite, and where it is. */
export interface NotFinite {
  readonly name: string;
  /** Which of the states it is, as they are looked through. */
  readonly state: number;
  readonly step: number;
  readonly lane: number;
  readonly value: number;
}

/**
 * Looks through the values of each state, one row a step, of which the first is step `from`; `lanes`: whose they are, if not all.
 * @returns the earliest value that is not finite, or null
 */
export function findNotFinite(
  names: readonly string[],
  records: readonly (RuntimeArray | undefined)[],
  from: number,
  lanes: Lanes | null,
): NotFinite | null {
  let earliest: NotFinite | null = null;
  for (const [state, record] of records.entries()) {
    if (record === undefined) continue;
    const {data, shape} = record;
    const at = data.findIndex((x) => !Number.isFinite(x));
    if (at < 0) continue;
    const width = sizeOf(shape.slice(1));
    const step = from + Math.floor(at / width);
    const lane = (at % width) + (width === lanes?.count ? lanes.from : 0);
    const found = {name: names[state] ?? "", state, step, lane, value: data[at] ?? NaN};
    if (earliest === null || isBefore(found, earliest)) earliest = found;
  }
  return earliest;
}

/** Earlier steps come first, then the order of states, then that of lanes. */
export function isBefore(a: NotFinite, b: NotFinite): boolean {
  return a.step - b.step < 0 || (a.step === b.step && (a.state - b.state || a.lane - b.lane) < 0);
}

export function notFiniteError({name, step, lane, value}: NotFinite): NotFiniteError {
  return new NotFiniteError(
    `checkFinite: state ${name} is not finite, expected finite numbers, got ${String(value)} in lane ${String(lane)} at step ${String(step)}`,
    "look at that lane's parameters and input; a smaller dt may help",
  );
}
