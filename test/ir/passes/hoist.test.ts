import {expect, test} from "vitest";
import {parse} from "../../../lib/ir/parse.js";
import {hoist} from "../../../lib/ir/passes/hoist.js";
import {print} from "../../../lib/ir/print.js";
import {checkPreservesBits} from "./preserves.js";

const after = (text: string): string => print(hoist(parse(text)));

test("hoist: keeps every bit", () => {
  checkPreservesBits(hoist);
});

test("hoist: moves what no step changes in front of the loop", () => {
  expect(
    after(`program (%0: float32[4], %1: float32, %2: float32[?]) {
      %3, %4 = loop ? carry (%0) xs (%2) {
        (%5: float32[4], %6: float32)
        %7 = neg %1 : float32
        %8 = exp %7 : float32
        %9 = mul %5, %8 : float32[4]
        %10 = add %9, %6 : float32[4]
        yield %10, %8
      }
      return %3, %4
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[4], %1: float32, %2: float32[?]) {
      %3 = neg %1 : float32
      %4 = exp %3 : float32
      %5, %6 = loop ? carry (%0) xs (%2) {
        (%7: float32[4], %8: float32)
        %9 = mul %7, %4 : float32[4]
        %10 = add %9, %8 : float32[4]
        yield %10, %4
      }
      return %5, %6
    }"
  `);
});

test("hoist: moves out of all the loops that do not matter, whole loops included", () => {
  expect(
    after(`program (%0: float32, %1: float32) {
      %2 = loop 3 carry (%0) xs () {
        (%3: float32)
        %4 = loop 4 carry (%3) xs () {
          (%5: float32)
          %6 = neg %1 : float32
          %7 = mul %3, %6 : float32
          %8 = add %5, %7 : float32
          yield %8
        }
        %9 = loop 5 carry (%1) xs () {
          (%10: float32)
          %11 = mul %10, %1 : float32
          yield %11
        }
        %12 = add %4, %9 : float32
        yield %12
      }
      return %2
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32, %1: float32) {
      %2 = neg %1 : float32
      %3 = loop 5 carry (%1) xs () {
        (%4: float32)
        %5 = mul %4, %1 : float32
        yield %5
      }
      %6 = loop 3 carry (%0) xs () {
        (%7: float32)
        %8 = mul %7, %2 : float32
        %9 = loop 4 carry (%7) xs () {
          (%10: float32)
          %11 = add %10, %8 : float32
          yield %11
        }
        %12 = add %9, %3 : float32
        yield %12
      }
      return %6
    }"
  `);
});

test("hoist: a carry that no step changes is its initial value, through inner loops too", () => {
  expect(
    after(`program (%0: float32, %1: float32) {
      %2, %3 = loop 3 carry (%0, %1) xs () {
        (%4: float32, %5: float32)
        %6, %7 = loop 4 carry (%4, %5) xs () {
          (%8: float32, %9: float32)
          %10 = exp %9 : float32
          %11 = add %8, %10 : float32
          yield %11, %9
        }
        yield %6, %7
      }
      return %2, %3
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32, %1: float32) {
      %2 = exp %1 : float32
      %3 = loop 3 carry (%0) xs () {
        (%4: float32)
        %5 = loop 4 carry (%4) xs () {
          (%6: float32)
          %7 = add %6, %2 : float32
          yield %7
        }
        yield %5
      }
      return %3, %1
    }"
  `);
});

test("hoist: leaves in a branch what only that branch computes", () => {
  const text = `program (%0: float32, %1: bool[?]) {
  %2 = loop ? carry () xs (%1) {
    (%3: bool)
    %4 = cond %3 {
      %5 = exp %0 : float32
      yield %5
    } else {
      yield %0
    }
    yield %4
  }
  return %2
}`;
  expect(after(text)).toBe(text);
});
