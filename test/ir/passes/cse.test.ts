import {expect, test} from "vitest";
import {parse} from "../../../lib/ir/parse.js";
import {cse} from "../../../lib/ir/passes/cse.js";
import {print} from "../../../lib/ir/print.js";
import {checkPreservesBits} from "./preserves.js";

const after = (text: string): string => print(cse(parse(text)));

test("cse: keeps every bit", () => {
  checkPreservesBits(cse);
});

test("cse: computes once what is computed twice, in either order of a commutative operation", () => {
  expect(
    after(`program (%0: float32[4], %1: float32[4]) {
      %2 = add %0, %1 : float32[4]
      %3 = add %1, %0 : float32[4]
      %4 = sub %0, %1 : float32[4]
      %5 = sub %1, %0 : float32[4]
      %6 = reduce sum %2 over (0) : float32
      %7 = reduce sum %3 over (0) : float32
      %8 = reduce max %3 over (0) : float32
      return %6, %7, %8, %4, %5
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[4], %1: float32[4]) {
      %2 = add %0, %1 : float32[4]
      %3 = sub %0, %1 : float32[4]
      %4 = sub %1, %0 : float32[4]
      %5 = reduce sum %2 over (0) : float32
      %6 = reduce max %2 over (0) : float32
      return %5, %5, %6, %3, %4
    }"
  `);
});

test("cse: tells constants by their bits and dtypes", () => {
  const text = `program () {
  %0 = constant 0 : float32
  %1 = constant -0 : float32
  %2 = constant 0 : int32
  %3 = constant false : bool
  %4 = constant NaN : float32
  return %0, %1, %2, %3, %4
}`;
  expect(after(text)).toBe(text);
  expect(after("program () { %0 = constant NaN : float32 %1 = constant NaN : float32 return %0, %1 }")).toContain(
    "return %0, %0",
  );
});

test("cse: tells broadcasts and reshapes by their shapes", () => {
  const text = `program (%0: float32[1, 4]) {
  %1 = broadcast %0 : float32[2, 4]
  %2 = broadcast %0 : float32[3, 4]
  %3 = reshape %0 : float32[4]
  %4 = reshape %0 : float32[2, 2]
  return %1, %2, %3, %4
}`;
  expect(after(text)).toBe(text);
});

test("cse: reads in a block what the blocks around it have, never what another block has", () => {
  expect(
    after(`program (%0: float32, %1: bool) {
      %2 = neg %0 : float32
      %3 = cond %1 {
        %4 = neg %0 : float32
        %5 = abs %0 : float32
        %6 = add %4, %5 : float32
        yield %6
      } else {
        %7 = abs %0 : float32
        yield %7
      }
      %8 = abs %0 : float32
      return %2, %3, %8
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32, %1: bool) {
      %2 = neg %0 : float32
      %3 = cond %1 {
        %4 = abs %0 : float32
        %5 = add %2, %4 : float32
        yield %5
      } else {
        %6 = abs %0 : float32
        yield %6
      }
      %7 = abs %0 : float32
      return %2, %3, %7
    }"
  `);
});

test("cse: slices and records each value once", () => {
  expect(
    after(`program (%0: float32[?]) {
      %1, %2 = loop ? carry () xs (%0, %0) {
        (%3: float32, %4: float32)
        %5 = neg %3 : float32
        %6 = neg %4 : float32
        yield %5, %6
      }
      return %1, %2
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[?]) {
      %1, %2 = loop ? carry () xs (%0, %0) {
        (%3: float32, %4: float32)
        %5 = neg %3 : float32
        yield %5, %5
      }
      return %1, %1
    }"
  `);
});
