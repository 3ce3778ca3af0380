import {describe, expect, test} from "vitest";
import type {DType} from "../../lib/core/dtype.js";
import type {Shape} from "../../lib/core/shape.js";
import {Builder} from "../../lib/ir/builder.js";
import {interpret} from "../../lib/ir/interpret.js";
import type {PrimitiveName, ReduceName} from "../../lib/ir/opTable.js";
import {OPS} from "../../lib/ir/opTable.js";
import {parse} from "../../lib/ir/parse.js";
import type {RuntimeArray} from "../../lib/ir/types.js";

const f32 = (data: readonly number[], shape: Shape = [data.length]): RuntimeArray => ({
  data: Float32Array.from(data),
  shape,
});
const i32 = (data: readonly number[], shape: Shape = [data.length]): RuntimeArray => ({
  data: Int32Array.from(data),
  shape,
});
const array = (dtype: DType, data: readonly number[]): RuntimeArray => (dtype === "float32" ? f32 : i32)(data);
const run = (text: string, ...inputs: RuntimeArray[]): RuntimeArray[] => interpret(parse(text), inputs);
const values = (arrays: readonly RuntimeArray[]): number[][] => arrays.map(({data}) => [...data]);

const MIN = -0x80000000;
const MAX = 0x7fffffff;
const INF = Infinity;

type Case = [name: PrimitiveName, dtypes: DType[], args: number[][], result: number[]];
const F: DType = "float32";
const I: DType = "int32";
const B: DType = "bool";

// prettier-ignore
const CASES: Case[] = [
  ["neg", [F], [[1, 0, -0, INF, NaN]], [-1, -0, 0, -INF, NaN]],
  ["neg", [I], [[1, 0, MIN]], [-1, 0, MIN]],
  ["abs", [F], [[-1, -0, -INF, NaN]], [1, 0, INF, NaN]],
  ["abs", [I], [[-5, MIN]], [5, MIN]],
  ["add", [F, F], [[0.1, 16777216, -0, -0, INF, 3.4028235e38], [0.2, 1, 0, -0, -INF, 3.4028235e38]], [0.30000001192092896, 16777216, 0, -0, NaN, INF]],
  ["add", [I, I], [[MAX, 2], [1, 3]], [MIN, 5]],
  ["sub", [F, F], [[1, 0, -0], [1, 0, 0]], [0, 0, -0]],
  ["sub", [I, I], [[MIN, 2], [1, 3]], [MAX, -1]],
  ["mul", [F, F], [[-1, 0, 1e-45, 1e30], [0, INF, 0.5, 1e30]], [-0, NaN, 0, INF]],
  ["mul", [I, I], [[65536, 123456789, MIN], [65536, 987654321, -1]], [0, -67153019, MIN]],
  ["div", [F, F], [[1, 1, 0, -1], [3, -0, 0, INF]], [0.3333333432674408, -INF, NaN, -0]],
  ["sqrt", [F], [[2, -0, -1, INF]], [1.4142135381698608, -0, NaN, INF]],
  ["min", [F, F], [[1, 0, NaN, 1], [2, -0, 1, NaN]], [1, -0, NaN, NaN]],
  ["min", [I, I], [[1, MIN], [2, MAX]], [1, MIN]],
  ["max", [F, F], [[1, -0, NaN, 1], [2, 0, 1, NaN]], [2, 0, NaN, NaN]],
  ["max", [I, I], [[1, MIN], [2, MAX]], [2, MAX]],
  ["floor", [F], [[1.5, -1.5, -0, 0.5, -INF]], [1, -2, -0, 0, -INF]],
  ["ceil", [F], [[1.5, -1.5, -0.5, 0]], [2, -1, -0, 0]],
  ["trunc", [F], [[1.5, -1.5, -0.5, NaN]], [1, -1, -0, NaN]],
  ["round", [F], [[0.5, 1.5, 2.5, -0.5, -1.5, -2.5, -0.2, 0.49999997, 8388609, INF, NaN]], [0, 2, 2, -0, -2, -2, -0, 0, 8388609, INF, NaN]],
  ["eq", [F, F], [[0, NaN, 1], [-0, NaN, 2]], [1, 0, 0]],
  ["eq", [I, I], [[MIN, 1], [MIN, 2]], [1, 0]],
  ["ne", [F, F], [[0, NaN, 1], [-0, NaN, 2]], [0, 1, 1]],
  ["lt", [F, F], [[1, 2, NaN, -0], [2, 2, 1, 0]], [1, 0, 0, 0]],
  ["le", [F, F], [[1, 2, NaN, 3], [2, 2, 1, 2]], [1, 1, 0, 0]],
  ["gt", [I, I], [[1, MAX, 2], [2, MIN, 2]], [0, 1, 0]],
  ["ge", [F, F], [[1, 2, NaN], [2, 2, NaN]], [0, 1, 0]],
  ["not", [B], [[0, 1]], [1, 0]],
  ["and", [B, B], [[0, 0, 1, 1], [0, 1, 0, 1]], [0, 0, 0, 1]],
  ["or", [B, B], [[0, 0, 1, 1], [0, 1, 0, 1]], [0, 1, 1, 1]],
  ["xor", [B, B], [[0, 0, 1, 1], [0, 1, 0, 1]], [0, 1, 1, 0]],
  ["select", [B, F, F], [[1, 0, 0], [1, NaN, 2], [NaN, 3, -0]], [1, 3, -0]],
  ["select", [B, I, I], [[1, 0], [MIN, 2], [3, MAX]], [MIN, MAX]],
  ["select", [B, B, B], [[1, 0], [0, 0], [1, 1]], [0, 1]],
  ["bitAnd", [I, I], [[12, -1], [10, MIN]], [8, MIN]],
  ["bitOr", [I, I], [[12, 0], [10, MIN]], [14, MIN]],
  ["bitXor", [I, I], [[12, -1], [10, -1]], [6, 0]],
  ["shiftLeft", [I, I], [[1, 1, 3], [31, 32, 33]], [MIN, 1, 6]],
  ["shiftRight", [I, I], [[MIN, -1, 8], [31, 5, 33]], [-1, -1, 4]],
  ["shiftRightZero", [I, I], [[MIN, -1, -1], [31, 28, 32]], [1, 15, -1]],
  ["toFloat", [I], [[16777217, -1, MAX]], [16777216, -1, 2147483648]],
  ["toFloat", [B], [[0, 1]], [0, 1]],
  ["toInt", [F], [[1.9, -1.9, -0.5, NaN, INF, -INF, 3e9]], [1, -1, 0, 0, MAX, MIN, MAX]],
  ["toInt", [B], [[0, 1]], [0, 1]],
  ["floatBits", [F], [[1, -0, INF, 1e-45]], [0x3f800000, MIN, 0x7f800000, 1]],
  ["bitsFloat", [I], [[0x3f800000, MIN, 0x7f800000, 1, 0x7fc00000]], [1, -0, INF, 1.401298464324817e-45, NaN]],
];

describe("interpret: elementwise", () => {
  test.each(CASES)("%s of %j", (name, dtypes, args, expected) => {
    const builder = new Builder();
    const inputs = dtypes.map((dtype, i) => builder.input({dtype, shape: [args[i]?.length ?? 0]}));
    const out = builder.elementwise(name, ...inputs);
    const [result] = interpret(
      builder.finish([out]),
      args.map((data, i) => array(dtypes[i] ?? F, data)),
    );
    expect([...(result?.data ?? [])]).toEqual(expected);
    expect(result?.data).toBeInstanceOf(out.dtype === F ? Float32Array : Int32Array);
    expect(result?.shape).toEqual([expected.length]);
  });

  test("every primitive has a case here", () => {
    const primitives = Object.entries(OPS)
      .filter(([, {kind}]) => kind === "primitive")
      .map(([name]) => name);
    expect([...new Set(CASES.map(([name]) => name))].sort()).toEqual(primitives.sort());
  });

  test("reads a scalar for every element", () => {
    const text =
      "program (%0: float32, %1: float32[3]) { %2 = sub %0, %1 : float32[3] %3 = sub %0, %0 : float32 return %2, %3 }";
    expect(values(run(text, f32([10], []), f32([1, 2, 3])))).toEqual([[9, 8, 7], [0]]);
  });

  test("carries out functions as the programs they are", () => {
    const text = "program (%0: float32[3]) { %1 = exp %0 : float32[3] return %1 }";
    expect(values(run(text, f32([0, -INF, NaN])))).toEqual([[1, 0, NaN]]);
  });
});

describe("interpret: shapes", () => {
  test("broadcast: repeats along new axes and axes of length 1", () => {
    const text =
      "program (%0: int32[2, 1], %1: int32) { %2 = broadcast %0 : int32[2, 2, 3] %3 = broadcast %1 : int32[2] return %2, %3 }";
    const [wide, pair] = run(text, i32([1, 2], [2, 1]), i32([7], []));
    expect(values([wide, pair] as RuntimeArray[])).toEqual([
      [1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2],
      [7, 7],
    ]);
    expect(wide?.shape).toEqual([2, 2, 3]);
  });

  test("reshape: keeps the elements in row-major order", () => {
    const [out] = run(
      "program (%0: int32[2, 3]) { %1 = reshape %0 : int32[3, 2] return %1 }",
      i32([1, 2, 3, 4, 5, 6], [2, 3]),
    );
    expect(out).toEqual({data: Int32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2]});
  });

  test.each<[ReduceName, DType, number[], number[], number[], number]>([
    ["sum", F, [1, 2, 3, 10, 20, 30], [11, 22, 33], [6, 60], 66],
    ["sum", I, [MAX, 2, 3, 1, 20, 30], [MIN, 22, 33], [MIN + 4, 51], MIN + 55],
    ["prod", F, [1, 2, 3, 10, 20, 30], [10, 40, 90], [6, 6000], 36000],
    ["min", F, [1, NaN, 0, 10, 20, -0], [1, NaN, -0], [NaN, -0], NaN],
    ["max", I, [1, 2, 3, 10, -20, MIN], [10, 2, 3], [3, 10], 10],
    ["any", B, [0, 0, 0, 0, 1, 0], [0, 1, 0], [0, 1], 1],
    ["all", B, [1, 1, 1, 0, 1, 1], [0, 1, 1], [1, 0], 0],
  ])("reduce %s of %s: over the first axis, the last, and all", (name, dtype, data, first, last, all) => {
    const type = `${dtype}[2, 3]`;
    const text = `program (%0: ${type}) {
      %1 = reduce ${name} %0 over (0) : ${dtype}[3]
      %2 = reduce ${name} %0 over (1) : ${dtype}[2]
      %3 = reduce ${name} %0 over (0, 1) : ${dtype}
      return %1, %2, %3
    }`;
    expect(values(run(text, {...array(dtype, data), shape: [2, 3]}))).toEqual([first, last, [all]]);
  });

  test.each<[ReduceName, DType, number]>([
    ["sum", F, 0],
    ["prod", I, 1],
    ["min", F, INF],
    ["max", F, -INF],
    ["min", I, MAX],
    ["max", I, MIN],
    ["any", B, 0],
    ["all", B, 1],
  ])("reduce %s of no %s: gives %d", (name, dtype, expected) => {
    const text = `program (%0: ${dtype}[0]) { %1 = reduce ${name} %0 over (0) : ${dtype} return %1 }`;
    expect(values(run(text, array(dtype, [])))).toEqual([[expected]]);
  });

  test("reduce sum: keeps what rounding to float32 loses", () => {
    const text = "program (%0: float32[3]) { %1 = reduce sum %0 over (0) : float32 return %1 }";
    expect(values(run(text, f32([16777216, 1, 1])))).toEqual([[16777218]]);
  });
});

describe("interpret: take", () => {
  test("take: gives the elements along an axis, in the order asked for", () => {
    const text = `program (%0: float32[2, 3], %1: int32[4]) {
      %2 = take %0 at %1 along 1 : float32[2, 4]
      return %2
    }`;
    const taken = run(text, f32([1, 2, 3, 4, 5, 6], [2, 3]), i32([2, 0, 2, 1]));
    expect(taken).toEqual([f32([3, 1, 3, 2, 6, 4, 6, 5], [2, 4])]);
  });

  test("take: an index beyond an end means the element at that end", () => {
    const text = "program (%0: int32[3, 2], %1: int32[2]) { %2 = take %0 at %1 along 0 : int32[2, 2] return %2 }";
    expect(values(run(text, i32([1, 2, 3, 4, 5, 6], [3, 2]), i32([-7, 3])))).toEqual([[1, 2, 5, 6]]);
  });
});

describe("interpret: blocks", () => {
  const cumulative = (steps: string): string => `program (%0: float32, %1: float32[${steps}]) {
    %2, %3 = loop ${steps} carry (%0) xs (%1) {
      (%4: float32, %5: float32)
      %6 = add %4, %5 : float32
      yield %6, %4
    }
    return %2, %3
  }`;

  test("loop: hands on what it carries, and stacks what it records", () => {
    const [last, record] = run(cumulative("3"), f32([1], []), f32([10, 20, 30]));
    expect(last).toEqual(f32([61], []));
    expect(record).toEqual(f32([1, 11, 31]));
  });

  test.each([0, 1, 4])("loop: takes as many steps as its sequence is long (%d)", (n) => {
    const [last, record] = run(cumulative("?"), f32([1], []), f32(new Array<number>(n).fill(1)));
    expect(last?.data[0]).toBe(1 + n);
    expect(record).toEqual(f32(Array.from({length: n}, (_, i) => i + 1)));
  });

  const strided = parse(`program (%0: int32[?]) {
    %1, %2, %3 = loop ? carry () xs (%0) keep (0/3, 2/3, 0/1) {
      (%4: int32)
      yield %4, %4, %4
    }
    return %1, %2, %3
  }`);

  test.each([
    [7, 0, [0, 3, 6], [2, 5]],
    [2, 0, [0], []],
    [0, 0, [], []],
    [4, 5, [6], [5, 8]],
  ])("loop: of %d steps from step %d keeps the rows that rules say", (steps, firstStep, first, last) => {
    const numbers = Array.from({length: steps}, (_, i) => firstStep + i);
    expect(values(interpret(strided, [i32(numbers)], firstStep))).toEqual([first, last, numbers]);
  });

  test("loop: slices sequences of arrays, and reads values around it", () => {
    const text = `program (%0: int32[2, 3], %1: int32) {
      %2 = loop 2 carry () xs (%0) {
        (%3: int32[3])
        %4 = mul %3, %1 : int32[3]
        %5 = loop 2 carry (%1) xs () {
          (%6: int32)
          %7 = add %6, %1 : int32
          yield %7
        }
        %8 = add %4, %5 : int32[3]
        yield %8
      }
      return %2
    }`;
    expect(run(text, i32([1, 2, 3, 4, 5, 6], [2, 3]), i32([10], []))).toEqual([i32([40, 50, 60, 70, 80, 90], [2, 3])]);
  });

  test("cond: runs the branch that the predicate says", () => {
    const text = `program (%0: bool, %1: float32) {
      %2 = cond %0 {
        yield %1
      } else {
        %3 = neg %1 : float32
        yield %3
      }
      return %2
    }`;
    expect(values(run(text, i32([1], []), f32([5], [])))).toEqual([[5]]);
    expect(values(run(text, i32([0], []), f32([5], [])))).toEqual([[-5]]);
  });
});
