/** @file Runs the listings of the page about the anatomy of a model for a reader's values, and reads what they computed. */
import * as spikeloop from "spikeloop";
import {mV, ms} from "spikeloop";
import type {Dimensionless, Quantity, Time, Voltage} from "spikeloop";
import {runListing, tryListing, type Scope} from "../runListing.js";
import {listing, type ListingName} from "./listings.js";
import {NEURON, type AnatomyValues} from "./parameters.js";

/** A state over a run: at its start, and at the end of each step. */
export interface Course {
  readonly start: number;
  readonly ends: Float32Array;
}

/** The neuron of the page and its inputs. Numbers in ms and mV. */
export interface AnatomyRun {
  readonly values: AnatomyValues;
  readonly scope: Scope;
  readonly times: Float32Array;
  readonly V: Course;
  readonly lastSpikes: Course;
  readonly spikes: Float32Array;
}

type Step = readonly [Quantity<Voltage>, Quantity<Time>, Quantity<Dimensionless>];

interface Names {
  readonly times: Quantity<Time>;
  readonly vs: Quantity<Voltage>;
  readonly lasts: Quantity<Time>;
  readonly spikes: Quantity<Dimensionless>;
  /** The first step, where it is done by hand. */
  readonly first?: Step;
}

/** How long ago the last spike of a neuron is that has had none, in ms. */
const NEVER = -1e7;

export function runAnatomy(values: AnatomyValues): AnatomyRun {
  const {scope} = runListing(listing("run", values), {}, {spikeloop});
  const {times, vs, lasts, spikes, first} = scope as unknown as Names;
  const joined = (made: Float32Array, of: Float32Array | undefined): Float32Array =>
    of === undefined ? made : Float32Array.of(...of, ...made);
  return {
    values,
    scope,
    times: times.toDecimal(ms),
    V: {start: NEURON.V_rest, ends: joined(vs.toDecimal(mV), first?.[0].toDecimal(mV))},
    lastSpikes: {start: NEVER, ends: joined(lasts.toDecimal(ms), first?.[1].toDecimal(ms))},
    spikes: joined(spikes.toDecimal(), first?.[2].toDecimal()),
  };
}

/** What is added to V after a step, in mV. */
export function kickAt({kick, kicks}: AnatomyValues, step: number): number {
  const comes = kicks === "once" ? step === 50 : kicks !== "off" && step % 100 === 50;
  return comes ? kick : 0;
}

/** What the two listings after the run made: two kinds of current, and two kinds of kick. Numbers in mV. */
export interface Compared {
  readonly constantV: Quantity<Voltage>;
  readonly conductanceV: Quantity<Voltage>;
  readonly times: Quantity<Time>;
  readonly kickOutput: readonly string[];
  /** How far V moved, by a kick and by a current of the same number. */
  readonly moved: {readonly delta: number; readonly current: number};
}

export function runCompared({values, scope}: AnatomyRun): Compared {
  const compared = runListing(listing("compare", values), {S: spikeloop.S, ...scope}, {spikeloop});
  const kicked = runListing(listing("kick", values), compared.scope, {spikeloop});
  const made = kicked.scope as unknown as Pick<Compared, "constantV" | "conductanceV" | "times"> &
    Readonly<Record<"kicked" | "driven", spikeloop.LIF> & {moved: (neuron: spikeloop.LIF) => number}>;
  const {constantV, conductanceV, times, moved} = made;
  return {
    constantV,
    conductanceV,
    times,
    kickOutput: kicked.output,
    moved: {delta: moved(made.kicked), current: moved(made.driven)},
  };
}

/** The reader's own model beside a LIF. */
export interface OwnRun {
  readonly values: AnatomyValues;
  readonly output: readonly string[];
  readonly times: Quantity<Time>;
  readonly mineV: Quantity<Voltage>;
  readonly lifV: Quantity<Voltage>;
  readonly mineSpikes: Quantity<Dimensionless>;
  readonly lifSpikes: Quantity<Dimensionless>;
}

export function runOwn(values: AnatomyValues): OwnRun {
  const own = runListing(listing("own", values), {}, {spikeloop});
  const {scope, output} = runListing(listing("ownRun", values), own.scope, {spikeloop});
  return {...(scope as unknown as Omit<OwnRun, "values" | "output">), values, output};
}

/** What a listing that stands by itself prints; the error's own words where it throws. */
export function printed(name: ListingName, values: AnatomyValues): readonly string[] {
  return tryListing(listing(name, values), {}, {spikeloop}).output;
}
