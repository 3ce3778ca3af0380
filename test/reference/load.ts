/** @file Reads the reference runs (<model>.json) that make.py records from upstream BrainPy. */
import {readFileSync} from "node:fs";

/** The models there are runs of, by upstream's names. */
export const REFERENCE_MODELS = [
  "IF",
  "LIF",
  "LIFRef",
  "ALIF",
  "ExpIF",
  "ExpIFRef",
  "AdExIF",
  "AdExIFRef",
  "QuaIF",
  "AdQuaIF",
  "AdQuaIFRef",
  "Gif",
  "GifRef",
  "CubaLIF",
  "CobaLIF",
  "Izhikevich",
  "IzhikevichRef",
  "HH",
  "MorrisLecar",
  "WangBuzsakiHH",
  "FitzHughNagumo",
  "HindmarshRose",
] as const;
export type ReferenceModel = (typeof REFERENCE_MODELS)[number];

/** A quantity of a case: a number where `shape` is [], else an array of that shape, flattened row-major. */
export interface ReferenceQuantity {
  value: number | Float32Array;
  shape: number[];
  unit: string;
}

/** The input (or delta input) of a run; arrays are flattened row-major, `shape` says of what. */
export type ReferenceInput =
  | {kind: "constant"; value: number; unit: string}
  /** The same every step. Shape: `size`, or [batch, ...size]. */
  | {kind: "perNeuron"; value: Float32Array; shape: number[]; unit: string}
  /** One number a step for all neurons (shape [steps]), or one a neuron each step (shape [steps, ...size]). */
  | {kind: "perStep" | "perStepPerNeuron"; values: Float32Array; shape: number[]; unit: string};

/** A state of a run, in upstream's unit. Arrays hold one row a step, flattened. */
export interface ReferenceState {
  unit: string;
  /** After the last step. */
  final: Float32Array;
  /** The others; only `final` is recorded of `last_spike_time` and `refractory` (0 or 1). */
  trace?: {
    /** After steps 0, stride, 2 * stride, ... */
    stride: number;
    values: Float32Array;
    /** The largest size in steps without a spike: what a difference is relative to, beside the value itself. */
    scale: number;
    /** How far an ulp or two, at random, in every step moved the state, at most, relative to `|value| + scale`. */
    moved: number;
  };
}

export interface ReferenceCase {
  name: string;
  model: ReferenceModel;
  /** The population's shape. */
  size: number[];
  /** The leading axis given to the states at initialisation; null for none. */
  batch: number | null;
  /** Those that are not upstream's default, by upstream's names. */
  params: Record<string, ReferenceQuantity>;
  /** Where states begin (the constant of `V_initializer` under `V`), those that are not upstream's default. */
  initial: Record<string, ReferenceQuantity>;
  spk_reset?: "soft" | "hard";
  ref_var?: boolean;
  /** Step, in ms. Step i is at time float32(i) * float32(dt). */
  dt: number;
  steps: number;
  input: ReferenceInput;
  /** Added by `add_delta_input` before each update. */
  delta?: ReferenceInput;
  /** The current g (E - V), registered once by `add_current_input`. */
  conductance?: {g: ReferenceQuantity; E: ReferenceQuantity};
  /** [step, index of the neuron in the flattened batch and population], in order. */
  spikes: [step: number, neuron: number][];
  spikeCount: number;
  /** Every state of the model, by upstream's names. */
  states: Record<string, ReferenceState>;
}

export interface ReferenceFile {
  about: Record<"brainpy" | "brainstate" | "brainunit" | "braintools" | "jax" | "dtype" | "python" | "made", string>;
  cases: ReferenceCase[];
}

/** float32 numbers in a file: a short list, or base64 of little-endian bytes. */
type RawFloats = string | number[];
type Nested = number | Nested[];
interface RawQuantity {
  value: Nested;
  unit: string;
}
type RawInput =
  | {kind: "constant"; value: number; unit: string}
  | {kind: "perNeuron"; value: Nested[]; unit: string}
  | {kind: "perStep" | "perStepPerNeuron"; values: RawFloats; unit: string};
interface RawTrace {
  stride: number;
  values: RawFloats;
  scale: number;
  moved: number;
}
type RawState = {unit: string; final: RawFloats} & (RawTrace | {stride?: undefined});
interface RawCase extends Omit<ReferenceCase, "params" | "initial" | "input" | "delta" | "conductance" | "states"> {
  params: Record<string, RawQuantity>;
  initial: Record<string, RawQuantity>;
  input: RawInput;
  delta?: RawInput;
  conductance?: {g: RawQuantity; E: RawQuantity};
  states: Record<string, RawState>;
}
interface RawFile {
  about: ReferenceFile["about"];
  cases: RawCase[];
}

function floats(raw: RawFloats): Float32Array {
  if (typeof raw !== "string") return Float32Array.from(raw);
  const bytes = Buffer.from(raw, "base64");
  return Float32Array.from({length: bytes.length / 4}, (_, i) => bytes.readFloatLE(4 * i));
}

function shapeOf(nested: Nested | undefined): number[] {
  return Array.isArray(nested) ? [nested.length, ...shapeOf(nested[0])] : [];
}

function flatten(nested: Nested): number[] {
  return Array.isArray(nested) ? nested.flatMap(flatten) : [nested];
}

function quantityOf({value, unit}: RawQuantity): ReferenceQuantity {
  return {value: typeof value === "number" ? value : Float32Array.from(flatten(value)), shape: shapeOf(value), unit};
}

function inputOf(raw: RawInput, {size, steps}: RawCase): ReferenceInput {
  const {kind, unit} = raw;
  if (kind === "constant") return raw;
  if (kind === "perNeuron")
    return {kind, value: Float32Array.from(flatten(raw.value)), shape: shapeOf(raw.value), unit};
  return {kind, values: floats(raw.values), shape: kind === "perStep" ? [steps] : [steps, ...size], unit};
}

function stateOf(raw: RawState): ReferenceState {
  const {unit} = raw;
  const final = floats(raw.final);
  if (raw.stride === undefined) return {unit, final};
  const {stride, values, scale, moved} = raw;
  return {unit, final, trace: {stride, values: floats(values), scale, moved}};
}

function each<A, B>(of: Record<string, A>, to: (a: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(of).map(([name, a]) => [name, to(a)]));
}

function caseOf(raw: RawCase): ReferenceCase {
  const {conductance} = raw;
  return {
    ...raw,
    params: each(raw.params, quantityOf),
    initial: each(raw.initial, quantityOf),
    input: inputOf(raw.input, raw),
    delta: raw.delta && inputOf(raw.delta, raw),
    conductance: conductance && {g: quantityOf(conductance.g), E: quantityOf(conductance.E)},
    states: each(raw.states, stateOf),
  };
}

/** The name of a model's file: `lif` of LIF, `lifRef` of LIFRef, `wangBuzsakiHH` of WangBuzsakiHH. */
function fileOf(model: ReferenceModel): string {
  return model.replace(/^[A-Z]+?(?=[A-Z][a-z]|[a-z]|$)/, (capitals) => capitals.toLowerCase());
}

/** The reference runs of one model, arrays decoded. */
export function loadReference(model: ReferenceModel): ReferenceFile {
  const text = readFileSync(new URL(`./${fileOf(model)}.json`, import.meta.url), "utf8");
  const {about, cases} = JSON.parse(text) as RawFile;
  return {about, cases: cases.map(caseOf)};
}
