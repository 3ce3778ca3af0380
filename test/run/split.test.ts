/** @file splitLoops: what stands before a loop is computed once, and the loop is a program of its own. */
import {expect, test} from "vitest";
import {parse} from "../../lib/ir/parse.js";
import {print} from "../../lib/ir/print.js";
import {verify} from "../../lib/ir/verify.js";
import {withLanes} from "../../lib/run/workers/lanes.js";
import {splitLoops} from "../../lib/run/workers/split.js";

const program = parse(`program (%0: float32[100], %1: float32, %2: float32[?]) {
  %3 = constant 2 : float32
  %4 = mul %1, %3 : float32
  %5 = mul %0, %4 : float32[100]
  %6, %7, %8 = loop ? carry (%0, %3) xs (%2) {
    (%9: float32[100], %10: float32, %11: float32)
    %12 = add %9, %5 : float32[100]
    %13 = mul %12, %3 : float32[100]
    %14 = add %10, %11 : float32
    yield %13, %14, %14
  }
  return %6, %7, %8, %8, %1, %4
}`);

test("splitLoops: says where each input of the loop comes from, and what its results are", () => {
  const {before, loops, others} = splitLoops(program);
  expect(print(before as never)).toMatchInlineSnapshot(`
    "program (%0: float32[100], %1: float32, %2: float32[?]) {
      %3 = constant 2 : float32
      %4 = mul %1, %3 : float32
      %5 = mul %0, %4 : float32[100]
      return %3, %5, %4
    }"
  `);
  const [loop] = loops;
  verify(loop?.program as never);
  expect(print(loop?.program as never)).toMatchInlineSnapshot(`
    "program (%0: float32[100], %1: float32, %2: float32[?], %3: float32[100]) {
      %4 = constant 2 : float32
      %5, %6, %7 = loop ? carry (%0, %1) xs (%2) {
        (%8: float32[100], %9: float32, %10: float32)
        %11 = add %8, %3 : float32[100]
        %12 = mul %11, %4 : float32[100]
        %13 = add %9, %10 : float32
        yield %12, %13, %13
      }
      return %5, %6, %7
    }"
  `);
  expect(loop?.sources).toEqual([
    {from: "input", index: 0},
    {from: "before", index: 0},
    {from: "input", index: 2},
    {from: "before", index: 1},
  ]);
  expect(loop?.targets).toEqual([[0], [1], [2, 3]]);
  expect(loop?.lanes).toBe(100);
  expect(others).toEqual([
    [4, {from: "input", index: 1}],
    [5, {from: "before", index: 2}],
  ]);
});

test("withLanes: is a program of another size that satisfies every rule", () => {
  const [loop] = splitLoops(program).loops;
  const smaller = withLanes(loop?.program as never, 100, 36);
  verify(smaller);
  expect(print(smaller)).toBe(print(loop?.program as never).replaceAll("[100]", "[36]"));
});

test("splitLoops: refuses a program in which something stands behind a loop", () => {
  const text = `program (%0: float32, %1: float32[?]) {
    %2 = loop ? carry (%0) xs (%1) {
      (%3: float32, %4: float32)
      %5 = add %3, %4 : float32
      yield %5
    }
    %6 = neg %2 : float32
    return %6
  }`;
  expect(() => splitLoops(parse(text))).toThrow("something reads what a loop gives before the run ends");
});
