/**
 * @file Compiled programs by their structure. Parameters, step counts and states are inputs, so a program is compiled
 * once for all their values; the cache is bounded, and the least recently used program is disposed first.
 */
import type {Backend, Executable} from "../backends/backend.js";
import {CannotTake} from "../backends/gpu/failure.js";
import {BoundedCache} from "../core/boundedCache.js";
import {structuralKey} from "../ir/key.js";
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
/** Why a backend cannot take a program: asked at each slider move, as its executable is. */
const refusals = new BoundedCache<CannotTake>(64, () => undefined);
let compiles = 0;
let hits = 0;

export function keyed(program: Program): KeyedProgram {
  return {key: structuralKey(program), program};
}

/**
 * The executable of a program on a backend: from the cache, or compiled now. `again`: for a run that is under way.
 * @throws CannotTake when the backend cannot run it
 */
export function executableOf({key, program}: KeyedProgram, backend: Backend, again = false): Executable {
  const entry = `${backend.id} ${key}`;
  const known = executables.get(entry);
  if (known !== undefined) {
    if (!again) hits++;
    return known;
  }
  const refusal = refusals.get(entry);
  if (refusal !== undefined) throw refusal;
  verify(program);
  const executable = compile(program, backend, entry);
  compiles++;
  executables.add(entry, executable);
  return executable;
}

function compile(program: Program, backend: Backend, entry: string): Executable {
  try {
    return backend.compile(backend.optimize(program));
  } catch (error) {
    if (error instanceof CannotTake) refusals.add(entry, error);
    throw error;
  }
}

/** How often programs were compiled and found since the start. A slider move adds a hit and no compile. */
export function compileStats(): CompileStats {
  return {compiles, hits};
}

/** Disposes every compiled program. They are compiled again when they are next needed. */
export function clearCompileCache(): void {
  executables.clear();
  refusals.clear();
  clearPlans();
}
