/** @file The limits of an axis: pinned by the caller, or what the data spans and a little more. */
import type {Dimension, Time, Unit} from "../index.js";
import {ParameterError} from "../index.js";
import type {AxisSpec, Range} from "./figureSpec.js";
import {numberText} from "./numberText.js";
import {one} from "./read.js";

/** The least and the greatest finite number in several lists; null when there is none. */
export function extent(...lists: readonly ArrayLike<number>[]): readonly [number, number] | null {
  let [lo, hi] = [Infinity, -Infinity];
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const x = list[i]!;
      if (!Number.isFinite(x)) continue;
      if (x < lo) lo = x;
      if (x > hi) hi = x;
    }
  }
  return lo <= hi ? [lo, hi] : null;
}

/** Limits with 5 % of room at both ends; [0, 1] for no data, and room of 1 around a single value. */
export function padded(span: readonly [number, number] | null): readonly [number, number] {
  if (span === null) return [0, 1];
  const room = span[1] > span[0] ? 0.05 * (span[1] - span[0]) : 1;
  return [span[0] - room, span[1] + room];
}

/** Limits as the caller gave them. @throws ParameterError unless the first is below the second. */
export function pinned<D extends Dimension>(
  who: string,
  name: string,
  range: Range<D>,
  unit: Unit<D>,
): readonly [number, number] {
  // a caller without types may give anything
  const given: unknown = range;
  if (!Array.isArray(given) || given.length !== 2) {
    throw new ParameterError(`${who}: ${name} is no pair, expected [lower limit, upper limit], got ${String(given)}`);
  }
  const [lo, hi] = [one(who, name, range[0], unit), one(who, name, range[1], unit)];
  if (lo < hi) return [lo, hi];
  throw new ParameterError(
    `${who}: ${name} is empty, expected the lower limit first, got ${numberText(lo)} to ${numberText(hi)} ${unit.toString()}`,
  );
}

/**
 * The time axis: from the first step to the end of the last, so that 2,000 steps of 0.1 ms end at 200 ms, or as the
 * caller gave it.
 */
export function timeAxis(
  who: string,
  times: ArrayLike<number>,
  range: Range<Time> | undefined,
  unit: Unit<Time>,
): AxisSpec {
  const domain = range === undefined ? stepsDomain(times) : pinned(who, "xDomain", range, unit);
  return {label: `time (${unit.toString()})`, unit, domain};
}

/** Rounded to six digits, because float32 times end beside the round number that a tick stands on. */
function stepsDomain(times: ArrayLike<number>): readonly [number, number] {
  const first = times[0]!;
  const last = times[times.length - 1]!;
  return [Number(first.toPrecision(6)), Number((last + stepOf(times)).toPrecision(6))];
}

/** The mean time from one step to the next; 1 for a single step. */
export function stepOf(times: ArrayLike<number>): number {
  return times.length > 1 ? (times[times.length - 1]! - times[0]!) / (times.length - 1) : 1;
}
