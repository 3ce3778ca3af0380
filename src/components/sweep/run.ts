/** @file Runs the listings of the page about sweeps for a reader's values, and reads what they computed. */
import * as spikeloop from "spikeloop";
import type {Dimensionless, Quantity, RunReport, Time, Voltage} from "spikeloop";
import {runListing, runListingAsync, type Modules, type Scope} from "../runListing.js";
import {listing, type Size} from "./listings.js";
import {DURATION, sideOf, type SweepValues} from "./parameters.js";

const MODULES: Modules = {spikeloop};

/** A sweep as its listings left it. */
export interface Sweep {
  readonly values: SweepValues;
  readonly scope: Scope;
  readonly output: readonly string[];
  /** How many spikes each cell made, row by row: the currents of the first time constant come first. */
  readonly counts: Float32Array;
  /** How the loop ran. */
  readonly report: RunReport;
  /** What the call took, from tracing to the counts, in ms. */
  readonly taken: number;
}

/** A sweep that is under way. */
export interface RunningSweep {
  /** The population's listing is done: what the listings of one cell need. */
  readonly scope: Scope;
  /** Rejects when the sweep was stopped. */
  readonly result: Promise<Sweep>;
  stop(): void;
}

/** Begins the sweep: makes the population, and lets it run in short tasks. */
export function startSweep(values: SweepValues, size?: Size): RunningSweep {
  const {scope} = runListing(listing("population", values, size), {}, MODULES);
  const {stop} = scope as unknown as Names;
  return {scope, result: finish(values, scope, size), stop: () => stop.abort()};
}

async function finish(values: SweepValues, before: Scope, size?: Size): Promise<Sweep> {
  const began = performance.now();
  const {scope, output} = await runListingAsync(listing("run", values, size), before, MODULES);
  const taken = performance.now() - began;
  const {counts, ran} = scope as unknown as Names;
  return {values, scope, output, counts: counts.toDecimal(), report: ran, taken};
}

/** One cell, run alone. */
export interface CellRun {
  readonly output: readonly string[];
  readonly times: Quantity<Time>;
  readonly V: Quantity<Voltage>;
  readonly spikes: Quantity<Dimensionless>;
  readonly count: number;
}

/** Runs the neuron of the cell that is set in `values`, in the scope of the population's listing. */
export function runCell(values: SweepValues, scope: Scope): CellRun {
  const {scope: after, output} = runListing(listing("cell", values), scope, MODULES);
  const {times, V, spikes} = after as unknown as Names;
  return {output, times, V, spikes, count: spikeloop.sum(spikes).toNumber()};
}

/** The scope that `runCell` needs, without a sweep: a population of the fewest neurons there are. */
export function cellScope(values: SweepValues): Scope {
  return runListing(listing("population", values, {side: 2, duration: DURATION}), {}, MODULES).scope;
}

/** How many times a neuron was moved by a step. */
export const updatesOf = ({side, duration}: Size, dt: number): number => side * side * Math.round(duration / dt);

/** The whole sweep of the reader. */
export const wholeSize = (values: SweepValues): Size => ({side: sideOf(values), duration: DURATION});

interface Names {
  readonly stop: AbortController;
  readonly counts: Quantity<Dimensionless>;
  readonly ran: RunReport;
  readonly times: Quantity<Time>;
  readonly V: Quantity<Voltage>;
  readonly spikes: Quantity<Dimensionless>;
}
