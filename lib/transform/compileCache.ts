/**
 * @file Compiled programs by their structure. Parameters, step counts and states are inputs, so a program is compiled
 * once for all their values; the cache is bounded, and the least recently used program is disposed first.
 */
import type {Backend, Executable} from "../backends/backend.js";
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

const CAPACITY = 64;
const executables = new Map<string, Executable>();
let compiles = 0;
let hits = 0;

export function keyed(program: Program): KeyedProgram {
  return {key: structuralKey(program), program};
}

/** The executable of a program on a backend: from the cache, or compiled now. `again`: for a run that is under way. */
export function executableOf({key, program}: KeyedProgram, backend: Backend, again = false): Executable {
  const entry = `${backend.name} ${key}`;
  let executable = executables.get(entry);
  if (executable !== undefined) {
    if (!again) hits++;
    executables.delete(entry);
  } else {
    verify(program);
    executable = backend.compile(optimize(program));
    compiles++;
  }
  executables.set(entry, executable);
  if (executables.size > CAPACITY) {
    const [oldest, evicted] = executables.entries().next().value as [string, Executable];
    executables.delete(oldest);
    evicted.dispose();
  }
  return executable;
}

/** How often programs were compiled and found since the start. A slider move adds a hit and no compile. */
export function compileStats(): CompileStats {
  return {compiles, hits};
}

/** Disposes every compiled program. They are compiled again when they are next needed. */
export function clearCompileCache(): void {
  for (const executable of executables.values()) executable.dispose();
  executables.clear();
  clearPlans();
}
