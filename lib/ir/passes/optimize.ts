/** @file The passes in their order. None of them changes a bit of any result. */
import type {Program} from "../types.js";
import {carry} from "./carry.js";
import {cse} from "./cse.js";
import {dce} from "./dce.js";
import {expandFunctions} from "./expandFunctions.js";
import {fold} from "./fold.js";
import {hoist} from "./hoist.js";
import {spare} from "./spare.js";
import {strength} from "./strength.js";

/** A rewriting of programs that keeps every bit of their results. */
export type Pass = (program: Program) => Program;

/**
 * Functions are expanded first, so that the rest sees inside them. Hoisting comes before folding, because a carry that
 * no step changes may be a constant; the search for common subexpressions then sees every operation where it will be, and what is equal at the end of a step
 * and the start of the next shows once each is computed once.
 */
export const PIPELINE: readonly (readonly [name: string, pass: Pass])[] = [
  ["expandFunctions", expandFunctions],
  ["hoist", hoist],
  ["fold", fold],
  ["cse", cse],
  ["strength", strength],
  ["carry", carry],
  ["spare", spare],
  ["dce", dce],
];

/** Runs all passes; `onPass` is told the program after each. */
export function optimize(program: Program, onPass?: (name: string, after: Program) => void): Program {
  return runPasses(PIPELINE, program, onPass);
}

/** The same for a backend that computes functions itself. */
export function optimizeCalls(program: Program): Program {
  return runPasses(
    PIPELINE.filter(([, pass]) => pass !== expandFunctions),
    program,
  );
}

function runPasses(
  pipeline: typeof PIPELINE,
  program: Program,
  onPass?: (name: string, after: Program) => void,
): Program {
  let optimized = program;
  for (const [name, pass] of pipeline) {
    optimized = pass(optimized);
    onPass?.(name, optimized);
  }
  return optimized;
}
