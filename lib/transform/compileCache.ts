/**
 * @file Compiled programs by their structure. Parameters, step counts and states are inputs, so a program is compiled
 * once for all their values; the cache is bounded, and the least recently used program is disposed first.
 */
import type {Backend, Executable} from "../backends/backend.js";
import {BoundedCache} from "../core/boundedCache.js";
import {structuralKey} from "../ir/key.js";
import {optimize} from "../ir/passes/optimize.js";
import type {Program} from "../ir/types.js";
import {verify} from "../ir/verify.js";
import {clearPlans} from "../run/workers/plan.js";

/** How often a program was compiled, and how often a compiled one was found. */
export interface CompileStats {
  readonly compiles: number;
  readonly hits: number;
}

/** A program and the key it is found by. */
export interface KeyedProgram {
  readonly key: string;
  readonly program: Program;
}

const executables = new BoundedCache<Executable>(64, (executable) => {
  executable.dispose();
});
let compiles = 0;
let hits = 0;

export function keyed(program: Program): KeyedProgram {
  return {key: structuralKey(program), program};
}

/** The executable of a program on a backend: from the cache, or compiled now. `again`: for a run that is under way. */
export function executableOf({key, program}: KeyedProgram, backend: Backend, again = false): Executable {
  const entry = `${backend.name} ${key}`;
  const known = executables.get(entry);
  if (known !== undefined) {
    if (!again) hits++;
    return known;
  }
  verify(program);
  const executable = backend.compile(optimize(program));
  compiles++;
  executables.add(entry, executable);
  return executable;
}

/** How often programs were compiled and found since the start. A slider move adds a hit and no compile. */
export function compileStats(): CompileStats {
  return {compiles, hits};
}

/** Disposes every compiled program. They are compiled again when they are next needed. */
export function clearCompileCache(): void {
  executables.clear();
  clearPlans();
}
