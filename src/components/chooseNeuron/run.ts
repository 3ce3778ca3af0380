/** @file Runs the listings of a model for a reader's values, and reads what they computed. */
import * as spikeloop from "spikeloop";
import type {Dimensionless, Frequency, Quantity, Time} from "spikeloop";
import {runListing, runListingAsync, type Modules, type Scope} from "../runListing.js";
import type {Running} from "../sweep/latest.js";
import {joined, LISTINGS, runText, type Span} from "./listings.js";
import type {ModelSpec} from "./modelSpec.js";
import {CURVE, type ChooseValues} from "./parameters.js";

const MODULES: Modules = {spikeloop};

/** One neuron under the current step. */
export interface ModelRun {
  readonly model: ModelSpec;
  readonly values: ChooseValues;
  readonly times: Quantity<Time>;
  readonly spikes: Quantity<Dimensionless>;
  /** V and the state shown beside it, as numbers in the model's units; null where there is no such state. */
  readonly V: Float32Array;
  readonly state: Float32Array | null;
  /** The steps that ended in a spike. */
  readonly steps: readonly number[];
  readonly output: readonly string[];
}

/** An f-I curve: the drive and the rate of each neuron of the population. */
export interface ModelCurve {
  readonly drives: readonly number[];
  /** In Hz. */
  readonly rates: readonly number[];
}

/** Runs one neuron. */
export function runModel(model: ModelSpec, values: ChooseValues): ModelRun {
  const {scope, output} = runListing(runText(model, values), {}, MODULES);
  const {times, spikes} = scope as unknown as {times: Quantity<Time>; spikes: Quantity<Dimensionless>};
  const steps: number[] = [];
  spikes.toDecimal().forEach((spike, step) => {
    if (spike > 0) steps.push(step);
  });
  const numbers = (name: string, unit: string): Float32Array => {
    const recorded = scope[name] as Quantity;
    return unit === "" ? recorded.toDecimal() : recorded.toDecimal(spikeloop.unit(unit));
  };
  const state = model.state === undefined ? null : numbers(model.state.name, model.state.unit);
  return {model, values, times, spikes, V: numbers("V", model.unit), state, steps, output};
}

/** Runs the population behind an f-I curve, in short tasks. */
export function startCurve(model: ModelSpec, values: ChooseValues, span?: Span): Running<ModelCurve> {
  const {scope} = runListing(joined(["make", "population"], model, values, span), {}, MODULES);
  const {stop} = scope as unknown as {stop: AbortController};
  const result = runListingAsync(LISTINGS.curve(model, values, span), scope, MODULES);
  return {result: result.then(({scope: after}) => curveOf(after, span)), stop: () => stop.abort()};
}

function curveOf(scope: Scope, {from, to}: Span = {from: 0, to: CURVE.to, counted: CURVE.counted}): ModelCurve {
  const rates = scope.rates as Quantity<Frequency>;
  const {neurons} = CURVE;
  const drives = Array.from({length: neurons}, (_, i) => from + (i * (to - from)) / (neurons - 1));
  return {drives, rates: [...rates.toDecimal(spikeloop.Hz)]};
}
