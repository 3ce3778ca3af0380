/** @file Taking elements along an axis: rows of many lengths, indices beyond both ends, inside loops. */
import {describe, expect, test} from "vitest";
import {Builder} from "../../../lib/ir/builder.js";
import type {Program, Value} from "../../../lib/ir/types.js";
import {DYNAMIC} from "../../../lib/ir/types.js";
import {expectSameBits, floats, special} from "../support.js";

const ints = (data: readonly number[]) => ({data: Int32Array.from(data), shape: [data.length]});
const INDICES = [0, 2, 2, -1, 1, 7, 0x7fffffff, -0x80000000, 3];

describe("wasmBackend: take", () => {
  test.each([
    {shape: [5], axis: 0},
    {shape: [1], axis: 0},
    {shape: [3, 4], axis: 0},
    {shape: [3, 4], axis: 1},
    {shape: [2, 3, 5], axis: 1},
    {shape: [4, 3, 1], axis: 0},
    {shape: [2, 5, 2, 17], axis: 1},
    {shape: [3, 100], axis: 0},
    {shape: [0, 3], axis: 1},
  ])("gives the interpreter's bits along axis $axis of $shape", ({shape, axis}) => {
    for (const count of [0, 1, 4, INDICES.length]) {
      for (const dtype of ["float32", "int32", "bool"] as const) {
        const b = new Builder();
        const arg = b.input({dtype, shape});
        const indices = b.input({dtype: "int32", shape: [count]});
        const program = b.finish([b.take(arg, indices, axis)]);
        expectSameBits(program, [special(dtype, shape), ints(INDICES.slice(0, count))]);
      }
    }
  });

  test("of none where there is nothing to take from gives nothing", () => {
    const b = new Builder();
    const arg = b.input({dtype: "float32", shape: [0]});
    const [taken] = expectSameBits(b.finish([b.take(arg, b.input({dtype: "int32", shape: [0]}), 0)]), [
      floats([]),
      ints([]),
    ]);
    expect(taken?.data).toHaveLength(0);
  });
});

/** Each step adds to every lane its neighbour, and records the lanes that `chosen` names, after `then`. */
function neighbours(then: (b: Builder, V: Value, chosen: Value) => Value): Program {
  const b = new Builder();
  const V0 = b.input({dtype: "float32", shape: [6]});
  const next = b.input({dtype: "int32", shape: [6]});
  const chosen = b.input({dtype: "int32", shape: [2]});
  const xs = b.input({dtype: "float32", shape: [DYNAMIC]});
  const V = b.value("float32", [6]);
  const x = b.value("float32", []);
  const body = b.block([V, x], () => {
    const sum = b.elementwise("add", b.elementwise("mul", V, x), b.take(V, next, 0));
    return [sum, then(b, sum, chosen)];
  });
  const records = [{every: 2, offset: 0}];
  return b.finish(b.loop({steps: DYNAMIC, inits: [V0], xs: [xs], body, records}));
}

test.each([0, 1, 2, 7, 130])("wasmBackend: a loop of %i steps takes what this step computed", (steps) => {
  const inputs = [
    floats([1, 2, 3, 4, 5, 6]),
    ints([1, 2, 3, 4, 5, 99]),
    ints([4, -5]),
    floats(Array.from({length: steps}, (_, i) => Math.sin(i))),
  ];
  expectSameBits(
    neighbours((b, V, chosen) => b.take(V, chosen, 0)),
    inputs,
  );
  expectSameBits(
    neighbours((b, V, chosen) => b.elementwise("neg", b.take(V, chosen, 0))),
    inputs,
    3,
  );
});
