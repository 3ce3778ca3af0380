/** @file A train of spikes in words and numbers: how many, when the first, how far apart. */
import type {Time, Unit} from "../index.js";
import {count, numberText, withUnit} from "./numberText.js";

/** A spike waits for the end of its step: gaps that differ by up to so many steps are one pace. */
const ONE_PACE = 2.5;
/** So many gaps at the end make a pace of their own, after a start that is another. */
const FEWEST = 3;

/**
 * A train in words: `13 spikes, first at 15.1 ms, one every 15.1 to 15.2 ms`. Where only the end keeps one pace, since
 * when.
 * @param times when the neuron spiked, ascending. @param step the time from one step to the next.
 * @param whose added to the count: ` of neuron 3`.
 */
export function spikesText(times: ArrayLike<number>, step: number, unit: Unit<Time>, whose = ""): string {
  const counted = count(times.length, "spike") + whose;
  const first = times[0];
  if (first === undefined) return counted;
  if (times.length === 1) return `${counted} at ${withUnit(first, unit)}`;
  const start = `${counted}, first at ${withUnit(first, unit)}`;
  const gaps = Array.from({length: times.length - 1}, (_, i) => times[i + 1]! - times[i]!);
  const tail = steadyTail(gaps, ONE_PACE * step);
  const every = `one every ${between(gaps.slice(-tail), unit)}`;
  if (tail === gaps.length && tail > 1) return `${start}, ${every}`;
  if (tail >= FEWEST) return `${start}, from ${withUnit(times[gaps.length - tail]!, unit)} on ${every}`;
  return `${start}, ${between(gaps, unit)} apart`;
}

/** How many gaps at the end differ by less than `most`. */
function steadyTail(gaps: readonly number[], most: number): number {
  let [lo, hi] = [Infinity, -Infinity];
  for (let i = gaps.length - 1; i >= 0; i--) {
    [lo, hi] = [Math.min(lo, gaps[i]!), Math.max(hi, gaps[i]!)];
    if (hi - lo >= most) return gaps.length - 1 - i;
  }
  return gaps.length;
}

/** The shortest and the longest, or both as one where they read the same. */
function between(gaps: readonly number[], unit: Unit<Time>): string {
  let [lo, hi] = [Infinity, -Infinity];
  for (const gap of gaps) [lo, hi] = [Math.min(lo, gap), Math.max(hi, gap)];
  const longest = withUnit(hi, unit);
  return withUnit(lo, unit) === longest ? longest : `${numberText(lo)} to ${longest}`;
}
