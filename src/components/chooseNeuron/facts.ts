/** @file The facts of the tables: counted and measured from the models themselves, the same on every machine. */
import * as spikeloop from "spikeloop";
import {environ, HiddenState, inspect, LongTermState, Quantity, ShortTermState, type Time} from "spikeloop";
import {runListing} from "../runListing.js";
import {runText} from "./listings.js";
import type {ModelSpec} from "./modelSpec.js";
import type {ChooseValues} from "./parameters.js";
import {startCurve} from "./run.js";

export interface Facts {
  /** Names of the states. */
  readonly states: readonly string[];
  /** Constants beside the initial values. */
  readonly constants: number;
  /** Operations that a step of one neuron compiles to. */
  readonly operations: number;
}

export function factsOf(model: ModelSpec, values: ChooseValues): Facts {
  const {scope} = runListing(runText(model, values), {}, {spikeloop});
  const {neuron, step, times, dt} = scope as unknown as {
    neuron: object;
    step: (t: Quantity<Time>) => unknown;
    times: Quantity<Time>;
    dt: Quantity<Time>;
  };
  const members = Object.entries(neuron);
  const isState = (member: unknown): boolean =>
    [HiddenState, ShortTermState, LongTermState].some((kind) => member instanceof kind);
  const program = environ.context({dt}, () => inspect(step, times)).passes.at(-1);
  return {
    states: members.filter(([, member]) => isState(member)).map(([name]) => name),
    constants: members.filter(([, member]) => member instanceof Quantity).length,
    operations: program?.operations.inLoop ?? 0,
  };
}

/** Drives just above the rheobase, where a curve shows whether it begins at 0 or jumps. */
const NEAR = {from: 1.002, to: 1.02, counted: 4000} as const;
/** A curve whose rate hardly changes there has jumped. */
const JUMP = 0.68;

export interface Onset {
  /** The rate just above the rheobase, in Hz. */
  readonly rate: number;
  /** 1: the curve comes down to 0; 2: it begins with a jump. */
  readonly kind: 1 | 2;
}

/** How the f-I curve begins. */
export async function onsetOf(model: ModelSpec, values: ChooseValues): Promise<Onset> {
  const {rates} = await startCurve(model, values, NEAR).result;
  const [first, last] = [rates[0] as number, rates.at(-1) as number];
  return {rate: first, kind: first > JUMP * last ? 2 : 1};
}
