/** @file The law that every pass is held to: the program it gives is verified and computes the same bits. */
import fc from "fast-check";
import {interpret} from "../../../lib/ir/interpret.js";
import {print} from "../../../lib/ir/print.js";
import type {Program} from "../../../lib/ir/types.js";
import {verify} from "../../../lib/ir/verify.js";
import {firstDifference} from "../../support/sameBits.js";
import type {RandomProgramOptions} from "../randomProgram.js";
import {randomProgram} from "../randomProgram.js";

/** Checks a pass on random programs; the program it gave is in the message of a failure. */
export function checkPreservesBits(
  pass: (program: Program) => Program,
  options?: RandomProgramOptions,
  numRuns = 150,
): void {
  fc.assert(
    fc.property(randomProgram(options), ({program, inputs, firstStep}) => {
      const before = print(program);
      const after = pass(program);
      verify(after);
      const difference = firstDifference(interpret(program, inputs, firstStep), interpret(after, inputs, firstStep));
      if (difference !== null)
        throw new Error(`the results differ in ${difference} after the pass gave\n${print(after)}`);
      if (print(program) !== before) throw new Error("the pass changed its argument");
    }),
    {numRuns, interruptAfterTimeLimit: 4000},
  );
}
