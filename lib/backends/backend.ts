/** @file What a backend is: something that turns a program into an executable. */
import {InternalError} from "../core/errors.js";
import type {Program, RuntimeArray} from "../ir/types.js";

/**
 * The backends there are. `interpret` is the meaning, slow and obvious; `wasm` equals it bit for bit; `gpu` computes in
 * float32 too, but divides, and takes functions, as the device does.
 */
export type BackendName = "interpret" | "wasm" | "gpu";

/** How a program is run. */
export interface RunOptions {
  /**
   * The number of the first step of loops of DYNAMIC length, at most 2^31 - 1: which steps records keep depends on it.
   * Default 0.
   */
  readonly firstStep?: number;
  /** Arrays that take results in place of fresh ones, by the number of the result. Their lengths must be right. */
  readonly into?: readonly (RuntimeArray["data"] | undefined)[] | undefined;
  /** Told of progress by a device that runs a loop some steps at a time. What it throws ends the run. */
  readonly onSteps?: ((done: number, total: number) => void) | undefined;
}

/** A compiled program. It holds memory until it is disposed. */
export interface Executable {
  /** Runs on one array for each parameter of the program; gives an array of the caller's own for each result. */
  run(inputs: readonly RuntimeArray[], options?: RunOptions): RuntimeArray[];
  /** The same for a device, which may answer later; `run` may be refused there. */
  runAsync?(inputs: readonly RuntimeArray[], options?: RunOptions): Promise<RuntimeArray[]>;
  /** Releases what the executable holds. It cannot run afterwards. */
  dispose(): void;
}

/** Turns verified programs into executables. */
export interface Backend {
  readonly name: BackendName;
  /** Its name, and the device where it runs on one: what was compiled for one does not run on another. */
  readonly id: string;
  /** The device it runs on, where that is not the processor. */
  readonly device: string | null;
  /** Whether this machine can run it. */
  available(): boolean;
  /** The passes that suit it. */
  optimize(program: Program): Program;
  /** @throws CannotTake when a backend cannot run this program */
  compile(program: Program): Executable;
}

/** Refuses an array that is to take the `length` elements of a result but has another length. */
export function checkTarget(target: RuntimeArray["data"] | undefined, result: number, length: number): void {
  if (target === undefined || target.length === length) return;
  throw new InternalError(
    `result ${String(result)} has ${String(length)} elements, and the array to take it ${String(target.length)}`,
  );
}
