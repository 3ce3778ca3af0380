import {expect, test} from "vitest";
import {parse} from "../../../lib/ir/parse.js";
import {carry} from "../../../lib/ir/passes/carry.js";
import {cse} from "../../../lib/ir/passes/cse.js";
import {dce} from "../../../lib/ir/passes/dce.js";
import {print} from "../../../lib/ir/print.js";
import {interpret} from "../../../lib/ir/interpret.js";
import {verify} from "../../../lib/ir/verify.js";
import {firstDifference} from "../../support/sameBits.js";
import {checkPreservesBits} from "./preserves.js";

const after = (text: string): string => print(dce(carry(parse(text))));

test("carry: keeps every bit", () => {
  checkPreservesBits(carry);
  checkPreservesBits((program) => carry(cse(program)));
});

test("carry: a mask of the next value becomes a carry, with its first value in front of the loop", () => {
  expect(
    after(`program (%0: float32[4], %1: float32, %2: float32[?]) {
      %3, %4 = loop ? carry (%0) xs (%2) {
        (%5: float32[4], %6: float32)
        %7 = sub %5, %1 : float32[4]
        %8 = div %7, %1 : float32[4]
        %9 = mul %8, %6 : float32[4]
        %10 = sub %9, %1 : float32[4]
        %11 = div %10, %1 : float32[4]
        yield %9, %11
      }
      return %3, %4
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[4], %1: float32, %2: float32[?]) {
      %3 = sub %0, %1 : float32[4]
      %4 = div %3, %1 : float32[4]
      %5, %6, %7 = loop ? carry (%0, %4) xs (%2) {
        (%8: float32[4], %9: float32[4], %10: float32)
        %11 = mul %9, %10 : float32[4]
        %12 = sub %11, %1 : float32[4]
        %13 = div %12, %1 : float32[4]
        yield %11, %13, %13
      }
      return %5, %7
    }"
  `);
});

test("carry: a loop without such work stays as it is, and so does a single operation", () => {
  const text = `program (%0: float32[4], %1: float32, %2: float32[?]) {
  %3, %4 = loop ? carry (%0) xs (%2) {
    (%5: float32[4], %6: float32)
    %7 = sub %5, %1 : float32[4]
    %8 = mul %7, %6 : float32[4]
    %9 = sub %8, %1 : float32[4]
    yield %8, %9
  }
  return %3, %4
}`;
  expect(print(carry(parse(text)))).toBe(text);
});

/** Loops of the shape the pass looks for, which random programs rarely have: f(carry) and f(next) for a chain f. */
test("carry: keeps every bit where chains of two carries are computed at both ends", () => {
  const body = (steps: string) => `program (%0: float32[3], %1: float32[3], %2: float32[3], %3: float32[${steps}]) {
  %4, %5, %6, %7 = loop ${steps === "?" ? "?" : steps} carry (%0, %1) xs (%3) {
    (%8: float32[3], %9: float32[3], %10: float32)
    %11 = add %8, %2 : float32[3]
    %12 = sqrt %11 : float32[3]
    %13 = mul %9, %12 : float32[3]
    %14 = add %9, %2 : float32[3]
    %15 = sqrt %14 : float32[3]
    %16 = mul %13, %15 : float32[3]
    %17 = add %16, %2 : float32[3]
    %18 = sqrt %17 : float32[3]
    %19 = add %18, %10 : float32[3]
    yield %9, %16, %19, %12
  }
  return %4, %5, %6, %7
}`;
  const inputs = [
    {data: Float32Array.of(1, -2, NaN), shape: [3]},
    {data: Float32Array.of(0.5, 3, -0), shape: [3]},
    {data: Float32Array.of(2, 1e30, 0.25), shape: [3]},
    {data: Float32Array.of(1, 2, 3, 4), shape: [4]},
  ];
  for (const steps of ["?", "4"]) {
    const program = parse(body(steps));
    const carried = dce(carry(program));
    verify(carried);
    expect(print(carried)).not.toBe(print(program));
    expect(firstDifference(interpret(program, inputs), interpret(carried, inputs))).toBeNull();
  }
});
