import {expect, test} from "vitest";
import {FUNCTIONS} from "../../../lib/ir/functions/library.js";
import {Builder} from "../../../lib/ir/builder.js";
import type {FunctionName} from "../../../lib/ir/opTable.js";
import {isFunction, OPS} from "../../../lib/ir/opTable.js";
import {parse} from "../../../lib/ir/parse.js";
import {expandFunctions} from "../../../lib/ir/passes/expandFunctions.js";
import type {Block, Op, Program} from "../../../lib/ir/types.js";
import {blocksOf} from "../../../lib/ir/types.js";
import {verify} from "../../../lib/ir/verify.js";
import {checkPreservesBits} from "./preserves.js";

const everyOp = (block: Block): Op[] => block.ops.flatMap((op) => [op, ...blocksOf(op).flatMap(everyOp)]);
const calls = (program: Program): Op[] =>
  everyOp(program).filter((op) => op.op === "elementwise" && isFunction(op.name));

test("expandFunctions: keeps every bit", () => {
  checkPreservesBits(expandFunctions);
});

test.each(Object.keys(FUNCTIONS) as FunctionName[])(
  "expandFunctions: writes %s over primitives, scalars as scalars",
  (name) => {
    for (const shape of [[], [4]]) {
      const builder = new Builder();
      const args = Array.from({length: OPS[name].arity}, () => builder.input({dtype: "float32", shape}));
      const expanded = expandFunctions(builder.finish([builder.elementwise(name, ...args)]));
      verify(expanded);
      expect(calls(expanded)).toEqual([]);
      expect(expanded.results[0]?.shape).toEqual(shape);
      if (shape.length === 0) {
        expect(everyOp(expanded).every((op) => "out" in op && op.out.shape.length === 0)).toBe(true);
      }
    }
  },
);

test("expandFunctions: reaches into blocks, and leaves the rest alone", () => {
  const program = parse(`program (%0: float32, %1: bool) {
    %2 = loop 2 carry (%0) xs () {
      (%3: float32)
      %4 = cond %1 {
        %5 = exp %3 : float32
        yield %5
      } else {
        yield %3
      }
      yield %4
    }
    return %2
  }`);
  const expanded = expandFunctions(program);
  verify(expanded);
  expect(calls(program)).toHaveLength(1);
  expect(calls(expanded)).toEqual([]);
});

test("expandFunctions: gives the very program when it calls no function", () => {
  const program = parse("program (%0: float32) { %1 = sqrt %0 : float32 return %1 }");
  expect(expandFunctions(program)).toBe(program);
});
