/** @file Runs a listing of the page about units. One that throws is as good: the error's own words are what it gives. */
import * as spikeloop from "spikeloop";
import {tryListing, type ListingTried} from "../runListing.js";

export const runShown = (code: string): ListingTried => tryListing(code, {}, {spikeloop});
