/** @file Every spike function, made from parameters by name; and the recorded runs of upstream's. */
import {readFileSync} from "node:fs";
import * as spikeloop from "spikeloop";
import type {SpikeFunction} from "spikeloop";

export interface SurrogateCase {
  readonly name: string;
  /** In the order of upstream's constructor; none for the defaults. */
  readonly parameters: Readonly<Record<string, number>>;
  /** What upstream prints. */
  readonly text: string;
  /** More values of x, after those of the grid. */
  readonly kinks: readonly number[];
  /** A digit for each x. */
  readonly spikes: string;
  readonly derivative: readonly number[];
}

interface SurrogateFile {
  readonly grid: readonly number[];
  readonly cases: readonly SurrogateCase[];
}

const text = readFileSync(new URL("../reference/surrogates.json", import.meta.url), "utf8");

export const {grid: GRID, cases: CASES} = JSON.parse(text) as SurrogateFile;

/** The names of all spike functions. */
export const NAMES = [...new Set(CASES.map(({name}) => name))];

/** Those that take their parameters as one object; the others take them in order. */
const BY_OBJECT = ["S2NN", "MultiGaussianGrad"];

/** The arguments that give these parameters. */
export function argumentsOf(name: string, parameters: Readonly<Record<string, number>>): unknown[] {
  return BY_OBJECT.includes(name) ? [parameters] : Object.values(parameters);
}

export function make(name: string, parameters: Readonly<Record<string, number>> = {}): SpikeFunction {
  const Kind = (spikeloop as unknown as Record<string, new (...given: unknown[]) => SpikeFunction>)[name];
  if (Kind === undefined) throw new Error(`no spike function ${name}`);
  return new Kind(...argumentsOf(name, parameters));
}
