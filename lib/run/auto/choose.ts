/** @file The choice itself, from times that are known or predicted. */
import type {History} from "./history.js";

/** A way of running a program. Milliseconds. */
export interface Way {
  readonly name: string;
  /** What a run takes, by the model alone. */
  readonly usual: number;
  /** What the first run takes in addition: kernels are compiled, and the lengths of launches found. */
  readonly first: number;
}

/**
 * A way of which no time is known is tried when it is predicted to take less than this many times the best, and the
 * program was asked for so often that it will be again. It runs twice, as first runs tell nothing.
 */
const CLOSE = 1.3;
const OFTEN = 4;

/** What a way takes in the light of earlier runs. */
export function expected({name, usual}: Way, {ratios}: History): number {
  return usual * (ratios.get(name) ?? 1);
}

/**
 * The best of some ways. What a first run costs is shared out among the times the program was asked for, this one
 * included: a single run pays for it alone, and a program that runs on and on gets to the device once what it would have
 * saved so far exceeds it. So, whenever the runs end, they took at most about twice the least.
 */
export function choose<W extends Way>(ways: readonly [W, ...W[]], history: History): W {
  const {asked, used, ratios} = history;
  const cost = (way: W): number => expected(way, history) + (used.has(way.name) ? 0 : way.first / Math.max(1, asked));
  const best = ways.reduce((least, way) => (cost(way) < cost(least) ? way : least));
  if (!ratios.has(best.name) || asked < OFTEN) return best;
  const untried = ways.filter((way) => !ratios.has(way.name) && cost(way) < CLOSE * expected(best, history));
  return untried[0] ?? best;
}
