/** @file The parts of a run of a program by themselves, each to be repeated: what `timeSplit` measures. */
import type {Program, RuntimeArray} from "../../ir/types.js";
import type {Executable} from "../backend.js";
import {arenaFor} from "./arena.js";
import {encodeModule} from "./encoder.js";
import {WasmExecutable} from "./executable.js";
import {CONTROL} from "./instructions.js";
import {lower} from "./lower.js";

/** The parts of a run. */
export interface RunParts {
  /** Copies the inputs in. */
  readonly bind: (inputs: readonly RuntimeArray[]) => void;
  /**
   * Computes with what was copied in last, which it may overwrite: called again, it goes on from there. Null where a run
   * needs so much memory that none of it is kept.
   */
  readonly compute: (() => void) | null;
  /** Copies the inputs in, and out what then lies in the places of the results. */
  readonly bindAndCopy: (inputs: readonly RuntimeArray[]) => RuntimeArray[];
  readonly dispose: () => void;
}

/**
 * Takes the runs of an optimized program apart. Two executables have its layout and a function that returns at once:
 * what they take is binding, and binding and copying. The program itself is called in the memory that all executables
 * share, where `inputs` are bound, without any of that.
 */
export function runParts(program: Program, inputs: readonly RuntimeArray[]): RunParts {
  const {bytes, layout} = lower(program);
  const nothing = new WebAssembly.Module(encodeModule([{params: [], body: Uint8Array.of(0, CONTROL.end)}]));
  const idle: Executable = new WasmExecutable(nothing, layout);
  const bind: Executable = new WasmExecutable(nothing, {...layout, results: []});
  const arena = arenaFor(0);
  bind.run(inputs);
  const {exports} = new WebAssembly.Instance(new WebAssembly.Module(bytes), {env: {memory: arena.memory}});
  return {
    bind: (inputs) => void bind.run(inputs),
    compute: arenaFor(0) === arena ? (exports.run as () => void) : null,
    bindAndCopy: (inputs) => idle.run(inputs),
    dispose() {
      idle.dispose();
      bind.dispose();
    },
  };
}
