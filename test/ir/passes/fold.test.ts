import {expect, test} from "vitest";
import {parse} from "../../../lib/ir/parse.js";
import {dce} from "../../../lib/ir/passes/dce.js";
import {fold} from "../../../lib/ir/passes/fold.js";
import {print} from "../../../lib/ir/print.js";
import {checkPreservesBits} from "./preserves.js";

/** What is left of a program after folding, without what nothing reads any more. */
const folded = (text: string): string => print(dce(fold(parse(text))));

test("fold: keeps every bit", () => {
  checkPreservesBits(fold);
});

test("fold: computes what is known, and applies identities to what is left", () => {
  expect(
    folded(`program (%0: float32[4]) {
      %1 = constant 0.1 : float32
      %2 = constant 0.2 : float32
      %3 = add %1, %2 : float32
      %4 = constant 3 : float32
      %5 = div %4, %4 : float32
      %6 = mul %0, %5 : float32[4]
      %7 = neg %6 : float32[4]
      %8 = add %7, %3 : float32[4]
      return %8
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[4]) {
      %1 = constant 0.3 : float32
      %2 = sub %1, %0 : float32[4]
      return %2
    }"
  `);
});

test("fold: leaves what only looks like an identity", () => {
  const text = `program (%0: float32[4]) {
  %1 = constant 0 : float32
  %2 = add %0, %1 : float32[4]
  %3 = mul %0, %1 : float32[4]
  %4 = sub %0, %0 : float32[4]
  %5 = eq %0, %0 : bool[4]
  return %2, %3, %4, %5
}`;
  expect(folded(text)).toBe(text);
});

test("fold: leaves the bits of a NaN to the machine", () => {
  const text = `program () {
  %0 = constant NaN : float32
  %1 = floatBits %0 : int32
  return %1
}`;
  expect(folded(text)).toBe(text);
});

test("fold: reads scalars rather than what they were broadcast to", () => {
  expect(
    folded(`program (%0: float32[4], %1: float32, %2: float32) {
      %3 = broadcast %1 : float32[4]
      %4 = mul %0, %3 : float32[4]
      %5 = broadcast %2 : float32[4]
      %6 = sub %3, %5 : float32[4]
      return %4, %6
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[4], %1: float32, %2: float32) {
      %3 = mul %0, %1 : float32[4]
      %4 = sub %1, %2 : float32
      %5 = broadcast %4 : float32[4]
      return %3, %5
    }"
  `);
});

test("fold: shortens chains of broadcasts and reshapes, and drops those that change nothing", () => {
  expect(
    folded(`program (%0: float32[4], %1: float32[2, 3]) {
      %2 = broadcast %0 : float32[1, 4]
      %3 = broadcast %2 : float32[3, 4]
      %4 = broadcast %3 : float32[3, 4]
      %5 = reshape %1 : float32[6]
      %6 = reshape %5 : float32[3, 2]
      %7 = reshape %6 : float32[2, 3]
      return %4, %6, %7
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[4], %1: float32[2, 3]) {
      %2 = broadcast %0 : float32[3, 4]
      %3 = reshape %1 : float32[3, 2]
      return %2, %3, %1
    }"
  `);
});

test("fold: takes the branch that a constant decides", () => {
  expect(
    folded(`program (%0: float32) {
      %1 = constant 1 : int32
      %2 = constant 2 : int32
      %3 = gt %1, %2 : bool
      %4, %5 = cond %3 {
        yield %0, %0
      } else {
        %6 = neg %0 : float32
        yield %6, %0
      }
      return %4, %5
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32) {
      %1 = neg %0 : float32
      return %1, %0
    }"
  `);
});

test("fold: reads a mask that was stored as numbers as the mask", () => {
  expect(
    folded(`program (%0: float32[4]) {
      %1 = constant 0 : float32
      %2 = constant 1 : float32
      %3 = ge %0, %1 : bool[4]
      %4 = select %3, %2, %1 : float32[4]
      %5 = gt %4, %1 : bool[4]
      %6 = select %5, %1, %0 : float32[4]
      return %6
    }`),
  ).toMatchInlineSnapshot(`
    "program (%0: float32[4]) {
      %1 = constant 0 : float32
      %2 = ge %0, %1 : bool[4]
      %3 = select %2, %1, %0 : float32[4]
      return %3
    }"
  `);
});
