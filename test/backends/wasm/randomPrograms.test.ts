/** @file The law of the backend: on every program it gives the interpreter's bits. */
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {wasmBackend} from "../../../lib/backends/wasm/wasmBackend.js";
import {interpret} from "../../../lib/ir/interpret.js";
import {optimize} from "../../../lib/ir/passes/optimize.js";
import type {Program, RuntimeArray} from "../../../lib/ir/types.js";
import type {RandomProgramOptions} from "../../ir/randomProgram.js";
import {randomProgram} from "../../ir/randomProgram.js";
import {fuzzBudget} from "../../support/fuzzBudget.js";
import {firstDifference} from "../../support/sameBits.js";

const {bounds, timeout} = fuzzBudget(6, 200);

function difference(program: Program, inputs: readonly RuntimeArray[], firstStep: number): string | null {
  const executable = wasmBackend.compile(program);
  try {
    return firstDifference(executable.run(inputs, {firstStep}), interpret(program, inputs, firstStep));
  } finally {
    executable.dispose();
  }
}

const CASES: Record<string, RandomProgramOptions> = {
  "of every kind": {},
  "large, of primitives": {functions: false, maxOps: 60},
  "without blocks": {blocks: false, functions: false},
  "of sizes around groups of vectors": {
    functions: false,
    shapes: [[], [33], [1], [3, 11], [37], [64], [0], [11, 3], [65], [5, 13], [121], [11, 11]],
  },
  "of more lanes than a block": {functions: false, maxOps: 16, shapes: [[], [4100], [1], [4099], [25, 164], [8207]]},
};

describe("wasmBackend: gives the interpreter's bits on random programs", () => {
  test.each(Object.entries(CASES))("%s", {timeout}, (_, options) => {
    fc.assert(
      fc.property(randomProgram(options), ({program, inputs, firstStep}) => {
        expect(difference(program, inputs, firstStep)).toBeNull();
      }),
      bounds,
    );
  });

  test("after the passes", {timeout}, () => {
    fc.assert(
      fc.property(randomProgram(), ({program, inputs, firstStep}) => {
        expect(difference(optimize(program), inputs, firstStep)).toBeNull();
      }),
      bounds,
    );
  });
});
