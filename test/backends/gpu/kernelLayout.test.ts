/** @file Where kernels find what they read. */
import {expect, test} from "vitest";
import {inPieces, layoutOf} from "../../../lib/backends/gpu/kernelLayout.js";
import {parse} from "../../../lib/ir/parse.js";
import type {LoopOp} from "../../../lib/ir/types.js";

const program =
  parse(`program (%0: float32[?, 5], %1: float32[?], %2: float32[5], %3: float32[5], %4: float32, %5: bool[?, 5]) {
  %6 = constant 2 : float32
  %7, %8, %9, %10, %11 = loop ? carry (%2, %4) xs (%0, %1, %5) keep (0/1, 3/10, 0/1) {
    (%12: float32[5], %13: float32, %14: float32[5], %15: float32, %16: bool[5])
    %17 = mul %12, %3 : float32[5]
    %18 = add %17, %14 : float32[5]
    %19 = mul %18, %6 : float32[5]
    %20 = mul %15, %4 : float32
    yield %19, %20, %17, %18, %16
  }
  return %7, %8, %9, %10, %11
}`);
const loop = program.ops.find((op): op is LoopOp => op.op === "loop") as LoopOp;

const ids = (values: readonly {readonly id: number}[]): number[] => values.map(({id}) => id);

test("layoutOf: reads of one element a lane apart from those of one for all, and constants not at all", () => {
  const [, , , perLane, shared] = program.params;
  const [constant] = program.ops;
  const known = constant?.op === "constant" ? constant.out.id : NaN;
  const layout = layoutOf(loop, 5, ({id}) => id === known);
  expect(ids(layout.laneInputs)).toEqual([perLane?.id]);
  expect(ids(layout.scalarInputs)).toEqual([shared?.id]);
  expect(ids(layoutOf(loop, 5, () => false).scalarInputs).sort()).toEqual([known, shared?.id].sort());
});

test("layoutOf: the row of a step holds the slices of all sequences, side by side", () => {
  const {rows, rowWidth} = layoutOf(loop, 5, () => true);
  expect(rows.map(({offset, wide}) => [offset, wide])).toEqual([
    [0, true],
    [5, false],
    [6, true],
  ]);
  expect(rowWidth).toBe(11);
});

test("layoutOf: records that keep the same steps are one group", () => {
  const {records} = layoutOf(loop, 5, () => true);
  expect(records.map(({rule, slots}) => [rule.every, rule.offset, slots.map(({out}) => out)])).toEqual([
    [1, 0, [2, 4]],
    [10, 3, [3]],
  ]);
});

test("layoutOf of one lane: everything is one for all", () => {
  const scalar = parse(`program (%0: float32[?], %1: float32, %2: float32[1]) {
  %3 = loop ? carry (%1) xs (%0) keep () {
    (%4: float32, %5: float32)
    %6 = reshape %2 : float32
    %7 = mul %4, %6 : float32
    yield %7
  }
  return %3
}`);
  const {laneInputs, scalarInputs, rows} = layoutOf(scalar.ops[0] as LoopOp, 1, () => false);
  expect([laneInputs.length, scalarInputs.length, rows[0]?.wide]).toEqual([0, 1, false]);
});

test.for([
  [0, []],
  [3, [3]],
  [4, [3, 1]],
  [7, [3, 3, 1]],
] as const)("inPieces: %i results take kernels of %j", ([count, lengths]) => {
  const list = Array.from({length: count}, (_, i) => i);
  const pieces = inPieces(list);
  expect(pieces.map(({length}) => length)).toEqual(lengths);
  expect(pieces.flat()).toEqual(list);
});
