/** @file Runs the listings of Tutorial 1 for a reader's values, and reads what they computed. */
import * as spikeloop from "spikeloop";
import type {Current, Dimensionless, Frequency, Quantity, RunReport, Time, Voltage} from "spikeloop";
import {runListing, type Modules, type Scope} from "../runListing.js";
import {listing, type ListingName} from "./listings.js";
import type {NeuronValues} from "./parameters.js";

const MODULES: Modules = {spikeloop};

/** A simulation as its listing left it. */
export interface Recording {
  readonly times: Quantity<Time>;
  readonly V: Quantity<Voltage>;
  readonly spikes: Quantity<Dimensionless>;
}

/** What the listings up to the sweep computed. */
export interface Rollout {
  readonly values: NeuronValues;
  readonly scope: Scope;
  /** What each listing printed. */
  readonly output: Readonly<Partial<Record<ListingName, readonly string[]>>>;
  readonly driven: Recording;
  readonly weak: Recording;
  /** V on its way from the reset potential under the weaker input, at the end of each step. */
  readonly climb: Quantity<Voltage>;
  /** How the driven loop ran. */
  readonly report: RunReport;
  /** How many programs were compiled for this rollout. */
  readonly compiled: number;
}

/** The f-I curve as its listing computed it. */
export interface Sweep {
  readonly currents: Quantity<Current>;
  readonly rates: Quantity<Frequency>;
  readonly output: readonly string[];
  readonly report: RunReport;
}

/** Runs the listings before the sweep: the driven neuron, the one below threshold, its climb, and the mistakes. */
export function runRollout(values: NeuronValues): Rollout {
  const {compiles} = spikeloop.compileStats();
  const output: Partial<Record<ListingName, readonly string[]>> = {};
  let scope: Scope = {};
  const run = (name: ListingName): void => {
    const result = runListing(listing(name, values), scope, MODULES);
    scope = result.scope;
    output[name] = result.output;
  };
  run("create");
  run("drive");
  const report = spikeloop.lastRun() as RunReport;
  run("weak");
  run("climb");
  run("mistakes");
  const {times, vs, spikes, weakVs, weakSpikes, climb} = scope as unknown as Names;
  return {
    values,
    scope,
    output,
    driven: {times, V: vs, spikes},
    weak: {times, V: weakVs, spikes: weakSpikes},
    climb,
    report,
    compiled: spikeloop.compileStats().compiles - compiles,
  };
}

/** Runs the listing of the sweep after those of a rollout. */
export function runSweep({scope, values}: Rollout): Sweep {
  const {scope: after, output} = runListing(listing("sweep", values), scope, MODULES);
  const {currents, rates} = after as unknown as Names;
  return {currents, rates, output, report: spikeloop.lastRun() as RunReport};
}

/** What the sweep depends on: the same text means the same curve. */
export function sweepKey({I: _I, V0: _V0, duration: _duration, weak: _weak, ...rest}: NeuronValues): string {
  return JSON.stringify(rest);
}

interface Names {
  readonly times: Quantity<Time>;
  readonly vs: Quantity<Voltage>;
  readonly spikes: Quantity<Dimensionless>;
  readonly weakVs: Quantity<Voltage>;
  readonly weakSpikes: Quantity<Dimensionless>;
  readonly climb: Quantity<Voltage>;
  readonly currents: Quantity<Current>;
  readonly rates: Quantity<Frequency>;
}
