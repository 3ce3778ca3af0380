/** @file What runs of a program have shown so far: how often it was asked for, what it is compiled for, how long it took. */
import {BoundedCache} from "../../core/boundedCache.js";

/** One program's. */
export interface History {
  /** How often a choice was made for it. */
  asked: number;
  /** The ways of running that have run it, with how many times the predicted time they took. */
  readonly ratios: Map<string, number>;
  /** Ways that a choice fell on, so that they need not compile any more. */
  readonly used: Set<string>;
  /** Devices that did not run it after all. */
  readonly refused: Set<string>;
}

const histories = new BoundedCache<History>(64, () => undefined);

export function historyOf(key: string): History {
  let history = histories.get(key);
  if (history === undefined) {
    history = {asked: 0, ratios: new Map(), used: new Set(), refused: new Set()};
    histories.add(key, history);
  }
  return history;
}

/** How much of what was known a new measurement changes. */
const NEW = 0.5;

/** Tells how long a way of running took, beside what was predicted without any history. The first run may have compiled. */
export function learn(history: History, way: string, predicted: number, took: number): void {
  const ratio = took / predicted;
  if (!(ratio > 0 && ratio < Infinity)) return;
  const before = history.ratios.get(way);
  // a single slow run says little; that it can be so fast is sure
  history.ratios.set(way, before === undefined || ratio < before ? ratio : before + NEW * (ratio - before));
}
