/** @file The pass spare: recorded elements of a population get a loop of their own, and nothing else changes. */
import {describe, expect, test} from "vitest";
import {uncoupledLanes} from "../../../lib/ir/lanes.js";
import {parse} from "../../../lib/ir/parse.js";
import {cse} from "../../../lib/ir/passes/cse.js";
import {dce} from "../../../lib/ir/passes/dce.js";
import {spare} from "../../../lib/ir/passes/spare.js";
import {print} from "../../../lib/ir/print.js";
import type {LoopOp} from "../../../lib/ir/types.js";
import {verify} from "../../../lib/ir/verify.js";
import {checkPreservesBits} from "./preserves.js";

const apply = (text: string): string => {
  const program = dce(spare(parse(text)));
  verify(program);
  return print(program);
};

test("spare: gives the chosen lanes of a carried value a loop of their own", () => {
  expect(
    apply(`program (%0: float32[100], %1: float32[100], %2: float32[?], %3: int32[2]) {
      %4, %5, %6 = loop ? carry (%0) xs (%2) keep (0/10, 0/1) {
        (%7: float32[100], %8: float32)
        %9 = mul %7, %1 : float32[100]
        %10 = add %9, %8 : float32[100]
        %11 = take %10 at %3 along 0 : float32[2]
        yield %10, %11, %10
      }
      return %4, %5, %6
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[100], %1: float32[100], %2: float32[?], %3: int32[2]) {
      %4 = take %0 at %3 along 0 : float32[2]
      %5 = take %1 at %3 along 0 : float32[2]
      %6, %7 = loop ? carry (%4) xs (%2) keep (0/10) {
        (%8: float32[2], %9: float32)
        %10 = mul %8, %5 : float32[2]
        %11 = add %10, %9 : float32[2]
        yield %11, %11
      }
      %12, %13 = loop ? carry (%0) xs (%2) {
        (%14: float32[100], %15: float32)
        %16 = mul %14, %1 : float32[100]
        %17 = add %16, %15 : float32[100]
        yield %17, %17
      }
      return %12, %7, %13
    }"
  `);
});

test("spare: takes what is counted of them along", () => {
  expect(
    apply(`program (%0: float32[100], %1: int32, %2: float32[?], %3: int32[1], %4: int32[1]) {
      %5, %6 = loop ? carry (%0, %4) xs (%2) {
        (%7: float32[100], %8: int32[1], %9: float32)
        %10 = add %7, %9 : float32[100]
        %11 = take %10 at %3 along 0 : float32[1]
        %12 = gt %11, %9 : bool[1]
        %13 = toInt %12 : int32[1]
        %14 = add %8, %13 : int32[1]
        yield %10, %14
      }
      return %5, %6
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[100], %1: int32, %2: float32[?], %3: int32[1], %4: int32[1]) {
      %5 = take %0 at %3 along 0 : float32[1]
      %6, %7 = loop ? carry (%4, %5) xs (%2) {
        (%8: int32[1], %9: float32[1], %10: float32)
        %11 = add %9, %10 : float32[1]
        %12 = gt %11, %10 : bool[1]
        %13 = toInt %12 : int32[1]
        %14 = add %8, %13 : int32[1]
        yield %14, %11
      }
      %15 = loop ? carry (%0) xs (%2) {
        (%16: float32[100], %17: float32)
        %18 = add %16, %17 : float32[100]
        yield %18
      }
      return %15, %6
    }"
  `);
});

test("spare: takes elements of a slice step by step", () => {
  const program = dce(
    spare(
      parse(`program (%0: float32[100], %1: float32[?, 100], %2: int32[3]) {
      %3, %4 = loop ? carry (%0) xs (%1) {
        (%5: float32[100], %6: float32[100])
        %7 = add %5, %6 : float32[100]
        %8 = take %7 at %2 along 0 : float32[3]
        yield %7, %8
      }
      return %3, %4
    }`),
    ),
  );
  verify(program);
  const lanes = program.ops.filter((op): op is LoopOp => op.op === "loop").map(uncoupledLanes);
  expect(lanes).toEqual([null, 100]);
});

describe("spare: leaves a loop alone", () => {
  const body = (record: string): string => `program (%0: float32[8], %1: float32[?], %2: int32[2]) {
      %3, %4 = loop ? carry (%0) xs (%1) {
        (%5: float32[8], %6: float32)
        ${record}
      }
      return %3, %4
    }`;

  test.each([
    [
      "whose state needs what is taken",
      `%7 = take %5 at %2 along 0 : float32[2]
        %8 = reduce sum %7 over (0) : float32
        %9 = add %5, %8 : float32[8]
        yield %9, %7`,
    ],
    [
      "whose lanes see one another",
      `%7 = reduce sum %5 over (0) : float32
        %8 = mul %5, %7 : float32[8]
        %9 = take %8 at %2 along 0 : float32[2]
        yield %8, %9`,
    ],
    [
      "whose record mixes what is taken with what is reduced",
      `%7 = take %5 at %2 along 0 : float32[2]
        %8 = reduce sum %5 over (0) : float32
        %9 = mul %7, %8 : float32[2]
        yield %5, %9`,
    ],
    [
      "in which a loop reads what is taken",
      `%7 = take %5 at %2 along 0 : float32[2]
        %8 = loop 2 carry (%6) xs () {
          (%9: float32)
          %10 = reduce sum %7 over (0) : float32
          yield %10
        }
        yield %5, %8`,
    ],
    ["that takes nothing", `yield %5, %6`],
  ])("%s", (_, record) => {
    const program = parse(body(record));
    expect(print(spare(program))).toBe(print(program));
  });
});

test("spare: keeps every bit of random programs", () => {
  checkPreservesBits(spare);
  checkPreservesBits((program) => dce(spare(cse(program))), {functions: false, maxOps: 40});
});
