/** @file Runs a listing of the page about units. One that throws is as good: the error's own words are what it gives. */
import * as spikeloop from "spikeloop";
import {runListing, type Scope} from "../runListing.js";

export interface Shown {
  /** What the listing printed; the error's own words where it threw. */
  readonly output: readonly string[];
  /** What the listing declared; missing where it threw. */
  readonly scope?: Scope;
  /** The error as a text, where it threw. */
  readonly refused?: string;
}

export function runShown(code: string): Shown {
  try {
    return runListing(code, {}, {spikeloop});
  } catch (error) {
    const refused = String(error);
    return {output: [refused], refused};
  }
}
