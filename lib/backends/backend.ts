/** @file What a backend is: something that turns a program into an executable. */
import type {Program, RuntimeArray} from "../ir/types.js";

/** The backends there are. `interpret` is the meaning, slow and obvious; `wasm` equals it bit for bit. */
export type BackendName = "interpret" | "wasm";

/** A compiled program. It holds memory until it is disposed. */
export interface Executable {
  /** Runs on one array for each parameter of the program; gives fresh arrays, one for each result. */
  run(inputs: readonly RuntimeArray[]): RuntimeArray[];
  /** Releases what the executable holds. It cannot run afterwards. */
  dispose(): void;
}

/** Turns verified programs into executables. */
export interface Backend {
  readonly name: BackendName;
  /** Whether this machine can run it. */
  available(): boolean;
  compile(program: Program): Executable;
}
