/** @file Who computes the rollout of many lanes, and at which sizes it is worth its time. */
import {ourCount, ourCountInWorkers} from "../work/lanes.js";
import type {Work} from "../work/lifRefRollout.js";
import type {Absent, Contender} from "./agreement.js";
import {brainpyPeer} from "./brainpyPeer.js";
import {brianPeer} from "./brianPeer.js";
import {gpujsPeer, LEAST_LANES_OF_THREADS} from "./gpujsPeer.js";
import {float64Loop, froundLoop} from "./loops.js";
import {nativePeer} from "./nativePeer.js";
import {wasmPeer} from "./wasmPeer.js";

type Candidate = Contender | Absent | Promise<Contender | Absent>;

/** One row of the tables. */
interface Entry {
  readonly of: (work: Work, source: string) => Candidate;
  /** The lanes for which it is measured; all without it. */
  readonly at?: (lanes: number) => boolean;
  /** Left out where cost against steps is measured: it would take long to prepare or to run. */
  readonly isSlow?: boolean;
}

const ENTRIES: readonly Entry[] = [
  {of: ourCount},
  {of: ourCountInWorkers},
  {of: wasmPeer},
  {of: nativePeer},
  {of: (work, source) => brainpyPeer(work, source, "all")},
  {of: (work, source) => brainpyPeer(work, source, "one"), at: isOneOf(10_000, 1_000_000), isSlow: true},
  // each work is a program of its own, for which a C++ compiler needs seconds
  {of: (work, source) => brianPeer(work, source, "standalone"), at: (lanes) => lanes !== 16, isSlow: true},
  {of: (work, source) => brianPeer(work, source, "cython"), at: (lanes) => lanes !== 16},
  {of: (work, source) => gpujsPeer(work, source, 1)},
  {of: (work, source) => gpujsPeer(work, source, 2), at: (lanes) => lanes >= LEAST_LANES_OF_THREADS, isSlow: true},
  // seconds a call for more
  {of: float64Loop, at: (lanes) => lanes <= 10_000, isSlow: true},
  {of: froundLoop, at: (lanes) => lanes <= 10_000, isSlow: true},
];

function isOneOf(...sizes: number[]): (lanes: number) => boolean {
  return (lanes) => sizes.includes(lanes);
}

/** Everyone who is measured at this size, ours first. `quickOnes`: without those that would take long. */
export async function everyone(
  work: Work,
  source: string,
  quickOnes = false,
): Promise<{present: Contender[]; absent: Absent[]}> {
  const present: Contender[] = [];
  const absent: Absent[] = [];
  for (const {of, at, isSlow} of ENTRIES) {
    if (at?.(work.lanes) === false || (quickOnes && isSlow === true)) continue;
    // one after the other: they use all cores to get ready
    const who = await of(work, source);
    if ("absent" in who) absent.push(who);
    else present.push(who);
  }
  return {present, absent};
}

/** Lets go of threads and processes. */
export async function closeAll(contenders: readonly Contender[]): Promise<void> {
  for (const who of contenders) await who.close?.();
}
