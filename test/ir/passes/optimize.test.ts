import {expect, test} from "vitest";
import {structuralKey} from "../../../lib/ir/key.js";
import {parse} from "../../../lib/ir/parse.js";
import {optimize, PIPELINE} from "../../../lib/ir/passes/optimize.js";
import {print} from "../../../lib/ir/print.js";
import {verify} from "../../../lib/ir/verify.js";
import {checkPreservesBits} from "./preserves.js";

/** Leaky integration: V decays to `%1` with the time constant `%2`, a threshold at 0 is recorded. */
const LEAKY = `program (%0: float32[4], %1: float32, %2: float32, %3: float32[?], %4: float32) {
  %5, %6, %7, %8 = loop ? carry (%0, %1, %0) xs (%3) {
    (%9: float32[4], %10: float32, %11: float32[4], %12: float32)
    %13 = constant 0 : float32
    %14 = constant 1 : float32
    %15 = neg %14 : float32
    %16 = div %15, %2 : float32
    %17 = mul %4, %16 : float32
    %18 = broadcast %17 : float32[4]
    %19 = neg %9 : float32[4]
    %20 = add %19, %10 : float32[4]
    %21 = mul %20, %18 : float32[4]
    %22 = sub %9, %21 : float32[4]
    %23 = add %22, %12 : float32[4]
    %24 = gt %23, %13 : bool[4]
    %25 = select %24, %14, %13 : float32[4]
    %26 = gt %25, %13 : bool[4]
    %27 = select %26, %10, %23 : float32[4]
    %28 = add %11, %25 : float32[4]
    yield %27, %10, %28, %25
  }
  return %5, %8
}`;

test("optimize: keeps every bit, after every pass", () => {
  checkPreservesBits((program) =>
    optimize(program, (_, after) => {
      verify(after);
    }),
  );
});

test("optimize: leaves in the loop what each step must do", () => {
  expect(print(optimize(parse(LEAKY)))).toMatchInlineSnapshot(`
    "program (%0: float32[4], %1: float32, %2: float32, %3: float32[?], %4: float32) {
      %5 = constant 0 : float32
      %6 = constant 1 : float32
      %7 = constant -1 : float32
      %8 = div %7, %2 : float32
      %9 = mul %4, %8 : float32
      %10, %11 = loop ? carry (%0) xs (%3) {
        (%12: float32[4], %13: float32)
        %14 = sub %1, %12 : float32[4]
        %15 = mul %14, %9 : float32[4]
        %16 = sub %12, %15 : float32[4]
        %17 = add %16, %13 : float32[4]
        %18 = gt %17, %5 : bool[4]
        %19 = select %18, %6, %5 : float32[4]
        %20 = select %18, %1, %17 : float32[4]
        yield %20, %19
      }
      return %10, %11
    }"
  `);
});

test("optimize: changes nothing that it made itself", () => {
  const once = optimize(parse(LEAKY));
  expect(structuralKey(optimize(once))).toBe(structuralKey(once));
});

test("optimize(program, onPass): tells the program after each pass", () => {
  const told: string[] = [];
  let last: unknown;
  const result = optimize(parse(LEAKY), (name, after) => {
    told.push(name);
    last = after;
  });
  expect(told).toEqual(PIPELINE.map(([name]) => name));
  expect(last).toBe(result);
});
