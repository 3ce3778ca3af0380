/** @file Runs the listings of the page about states: the first once for its settings, the others in its scope. */
import * as spikeloop from "spikeloop";
import type {Dimensionless, Inspection, LIFRef, Quantity, Time, Voltage} from "spikeloop";
import {runListing, tryListing, type ListingTried, type Scope} from "../runListing.js";
import {listing, type ListingName} from "./listings.js";
import type {StateValues} from "./parameters.js";

const MODULES = {spikeloop};

/** What the first listing declares, and its imports. */
export function modelScope(values: StateValues): Scope {
  return runListing(listing("model", values), {}, MODULES).scope;
}

/** Runs a listing after the first. One that throws is as good, for the error's own words are what it shows. */
export function runShown(name: ListingName, values: StateValues, scope: Scope = modelScope(values)): ListingTried {
  return tryListing(listing(name, values), scope, MODULES);
}

/** What the listing about the trace made. */
export interface TraceScope {
  readonly neuron: LIFRef;
  readonly program: Inspection;
}

/** What the listing about two runs made. */
export interface TwiceScope {
  readonly times: Quantity<Time>;
  readonly again: Quantity<Time>;
  readonly V1: Quantity<Voltage>;
  readonly V2: Quantity<Voltage>;
  readonly spikes1: Quantity<Dimensionless>;
  readonly spikes2: Quantity<Dimensionless>;
  readonly last: Quantity<Time>;
}
