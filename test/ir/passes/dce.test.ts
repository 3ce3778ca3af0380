import {expect, test} from "vitest";
import {parse} from "../../../lib/ir/parse.js";
import {dce} from "../../../lib/ir/passes/dce.js";
import {print} from "../../../lib/ir/print.js";
import {checkPreservesBits} from "./preserves.js";

const after = (text: string): string => print(dce(parse(text)));

test("dce: keeps every bit", () => {
  checkPreservesBits(dce);
});

test("dce: removes what no result needs, and keeps the signature", () => {
  expect(
    after(`program (%0: float32, %1: float32) {
      %2 = neg %0 : float32
      %3 = exp %2 : float32
      %4 = abs %0 : float32
      return %4
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32, %1: float32) {
      %2 = abs %0 : float32
      return %2
    }"
  `);
});

test("dce: removes carries that live only through themselves, unread slices and unread records", () => {
  expect(
    after(`program (%0: float32, %1: float32[?], %2: float32[?]) {
      %3, %4, %5, %6, %7 = loop ? carry (%0, %0, %0) xs (%1, %2) {
        (%8: float32, %9: float32, %10: float32, %11: float32, %12: float32)
        %13 = add %8, %9 : float32
        %14 = neg %9 : float32
        %15 = exp %10 : float32
        %16 = mul %10, %11 : float32
        yield %13, %14, %16, %15, %13
      }
      return %3, %7
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32, %1: float32[?], %2: float32[?]) {
      %3, %4, %5 = loop ? carry (%0, %0) xs (%1) {
        (%6: float32, %7: float32, %8: float32)
        %9 = add %6, %7 : float32
        %10 = neg %7 : float32
        yield %9, %10, %9
      }
      return %3, %5
    }"
  `);
});

test("dce: keeps one sequence to say how long the loop is", () => {
  expect(
    after(`program (%0: float32, %1: float32[?], %2: float32[?]) {
      %3 = loop ? carry (%0) xs (%1, %2) {
        (%4: float32, %5: float32, %6: float32)
        %7 = neg %4 : float32
        yield %7
      }
      return %3
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32, %1: float32[?], %2: float32[?]) {
      %3 = loop ? carry (%0) xs (%1) {
        (%4: float32, %5: float32)
        %6 = neg %4 : float32
        yield %6
      }
      return %3
    }"
  `);
});

test("dce: removes what no one reads of a cond, and conds and loops that no one reads", () => {
  expect(
    after(`program (%0: float32, %1: bool) {
      %2, %3 = cond %1 {
        %4 = exp %0 : float32
        yield %4, %0
      } else {
        %5 = neg %0 : float32
        yield %0, %5
      }
      %6 = cond %1 {
        yield %2
      } else {
        yield %3
      }
      %7 = loop 3 carry (%6) xs () {
        (%8: float32)
        yield %8
      }
      return %3
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32, %1: bool) {
      %2 = cond %1 {
        yield %0
      } else {
        %3 = neg %0 : float32
        yield %3
      }
      return %2
    }"
  `);
});
