/** @file Reads the golden inputs (inputs.json) that makeInputs.py records from upstream's braintools.input. */
import {readFileSync} from "node:fs";

/** An expression as data; makeInputs.py says what each form means. */
export type Expression =
  | number
  | string
  | boolean
  | readonly ["q", number | readonly number[], string]
  | readonly ["f" | "c", name: string, args: readonly Expression[], options: Record<string, Expression>]
  | readonly ["m", on: Expression, method: string, args: readonly Expression[], options: Record<string, Expression>]
  | readonly Expression[];

export interface GoldenInput {
  name: string;
  dt: Expression;
  expression: Expression;
  unit: string;
  shape: number[];
  values: Float32Array;
}

/** What `numpy.random.RandomState(seed)` gives in turn: uniform, normal, and normal and uniform after 700 uniform ones. */
export interface GoldenDraws {
  seed: number;
  random: number[];
  normal: number[];
  later: [number, number, number, number];
}

interface RawFile {
  cases: (Omit<GoldenInput, "values"> & {values: string | number[]})[];
  draws: GoldenDraws[];
}

export function loadInputs(): {cases: GoldenInput[]; draws: GoldenDraws[]} {
  const {cases, draws} = JSON.parse(readFileSync(new URL("./inputs.json", import.meta.url), "utf8")) as RawFile;
  return {cases: cases.map((raw) => ({...raw, values: floats(raw.values)})), draws};
}

/** float32 numbers in a file: a short list, or base64 of little-endian bytes. */
function floats(values: string | number[]): Float32Array {
  if (typeof values !== "string") return Float32Array.from(values);
  const bytes = Uint8Array.from(Buffer.from(values, "base64"));
  return new Float32Array(bytes.buffer);
}
