/** @file Reductions and broadcasts: order of combination, every choice of axes, sizes around groups of vectors. */
import {describe, expect, test} from "vitest";
import type {DType} from "../../../lib/core/dtype.js";
import type {Shape} from "../../../lib/core/shape.js";
import {sizeOf} from "../../../lib/core/shape.js";
import {Builder} from "../../../lib/ir/builder.js";
import type {ReduceName} from "../../../lib/ir/opTable.js";
import {REDUCTIONS, reduceTakes} from "../../../lib/ir/opTable.js";
import {expectSameBits, floats, special} from "../support.js";

const SHAPES: readonly Shape[] = [
  [],
  [1],
  [5],
  [40],
  [3, 1],
  [7, 5],
  [5, 33],
  [2, 3, 4],
  [9, 1, 17],
  [2, 9, 3, 5],
  [0],
  [3, 0],
  [0, 3],
];
const NAMES = Object.keys(REDUCTIONS) as ReduceName[];
const DTYPES: readonly DType[] = ["float32", "int32", "bool"];

function subsets(rank: number): number[][] {
  return Array.from({length: 2 ** rank}, (_, bits) => [...Array(rank).keys()].filter((axis) => (bits >> axis) & 1));
}

const smooth = (shape: Shape) =>
  floats(
    Array.from({length: sizeOf(shape)}, (_, i) => Math.sin(i) * 10 ** ((i * 7) % 5)),
    shape,
  );

describe.each(NAMES)("wasmBackend: reduce %s", (name) => {
  test.each(SHAPES.map((shape) => ({shape})))("gives the interpreter's bits over any axes of $shape", ({shape}) => {
    for (const dtype of DTYPES.filter((each) => reduceTakes(name, each))) {
      for (const axes of subsets(shape.length)) {
        const builder = new Builder();
        const program = builder.finish([builder.reduce(name, builder.input({dtype, shape}), axes)]);
        expectSameBits(program, [special(dtype, shape, 2)]);
        if (dtype === "float32") expectSameBits(program, [smooth(shape)]);
      }
    }
  });
});

test("wasmBackend: sum adds one element after another", () => {
  const builder = new Builder();
  const program = builder.finish([builder.reduce("sum", builder.input({dtype: "float32", shape: [5]}), [0])]);
  // added in pairs, this would be 2
  expect([...(expectSameBits(program, [floats([1e8, 1, 1, -1e8, 0])])[0]?.data ?? [])]).toEqual([0]);
});

const STRETCHES: readonly (readonly [Shape, Shape])[] = [
  [[], [5]],
  [[1], [40]],
  [[5], [3, 5]],
  [
    [3, 1],
    [3, 5],
  ],
  [[33], [2, 33]],
  [
    [1, 4],
    [3, 4],
  ],
  [
    [2, 1, 3],
    [2, 5, 3],
  ],
  [
    [2, 1, 3, 1],
    [2, 2, 3, 9],
  ],
  [
    [3, 1],
    [2, 3, 1],
  ],
  [[1], [0]],
  [[0], [3, 0]],
];

test.each(STRETCHES.map(([from, to]) => ({from, to})))("wasmBackend: broadcast $from to $to", ({from, to}) => {
  for (const dtype of DTYPES) {
    const builder = new Builder();
    const program = builder.finish([builder.broadcast(builder.input({dtype, shape: from}), to)]);
    expectSameBits(program, [special(dtype, from, 1)]);
  }
});
