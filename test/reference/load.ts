/** @file Reads the reference runs (lif.json, lifRef.json) that make.py records from upstream BrainPy. */
import {readFileSync} from "node:fs";

/** A quantity of a case: a number where `shape` is [], else an array of that shape, flattened row-major. */
export interface ReferenceQuantity {
  value: number | Float32Array;
  shape: number[];
  unit: string;
}

/** The current (or delta input) of a run; arrays are flattened row-major, `shape` says of what. */
export type ReferenceInput =
  | {kind: "constant"; value: number; unit: string}
  /** The same every step. Shape: `size`, or [batch, ...size]. */
  | {kind: "perNeuron"; value: Float32Array; shape: number[]; unit: string}
  /** One number a step for all neurons (shape [steps]), or one a neuron each step (shape [steps, ...size]). */
  | {kind: "perStep" | "perStepPerNeuron"; values: Float32Array; shape: number[]; unit: string};

export type ReferenceModel = "LIF" | "LIFRef";
export type ReferenceParameter = "R" | "tau" | "tau_ref" | "V_th" | "V_reset" | "V_rest";

export interface ReferenceCase {
  name: string;
  model: ReferenceModel;
  /** The population's shape. */
  size: number[];
  /** The leading axis given to the states at initialisation; null for none. */
  batch: number | null;
  /** Every parameter; `tau_ref` for LIFRef only. */
  params: Record<Exclude<ReferenceParameter, "tau_ref">, ReferenceQuantity> & {tau_ref?: ReferenceQuantity};
  spk_reset: "soft" | "hard";
  V0: ReferenceQuantity;
  /** Step, in ms. Step i is at time float32(i) * float32(dt). */
  dt: number;
  steps: number;
  input: ReferenceInput;
  /** Added to V by `add_delta_input` before each update. */
  delta?: ReferenceInput;
  /** [step, index of the neuron in the flattened batch and population], in order. */
  spikes: [step: number, neuron: number][];
  spikeCount: number;
  /** V after steps 0, stride, 2 * stride, ...: one row a kept step, flattened. The unit is upstream's, that of V0. */
  V: {unit: string; stride: number; values: Float32Array};
  /** V after the last step, in V.unit. */
  Vfinal: Float32Array;
  /** The largest |V| of the run, in V.unit: what a relative difference is relative to. */
  Vmax: number;
  /** The state after the last step (LIFRef only). */
  last_spike_time?: {unit: string; values: Float32Array};
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
type Decoded = "params" | "V0" | "input" | "delta" | "V" | "Vfinal" | "last_spike_time";
interface RawCase extends Omit<ReferenceCase, Decoded> {
  params: Record<ReferenceParameter, RawQuantity>;
  V0: RawQuantity;
  input: RawInput;
  delta?: RawInput;
  V: {unit: string; stride: number; values: RawFloats};
  Vfinal: RawFloats;
  last_spike_time?: {unit: string; values: RawFloats};
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

function caseOf(raw: RawCase): ReferenceCase {
  const params = Object.entries(raw.params).map(([name, quantity]) => [name, quantityOf(quantity)]);
  const last = raw.last_spike_time;
  return {
    ...raw,
    params: Object.fromEntries(params) as ReferenceCase["params"],
    V0: quantityOf(raw.V0),
    input: inputOf(raw.input, raw),
    delta: raw.delta && inputOf(raw.delta, raw),
    V: {...raw.V, values: floats(raw.V.values)},
    Vfinal: floats(raw.Vfinal),
    last_spike_time: last && {...last, values: floats(last.values)},
  };
}

/** The reference runs of one model, arrays decoded. */
export function loadReference(name: "lif" | "lifRef"): ReferenceFile {
  const text = readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8");
  const {about, cases} = JSON.parse(text) as RawFile;
  return {about, cases: cases.map(caseOf)};
}
