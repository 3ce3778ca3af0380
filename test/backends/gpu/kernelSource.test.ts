/** @file The text of kernels: what gpu.js needs of it, and what it says. */
import {expect, test} from "vitest";
import {layoutOf, MOST_STEPS} from "../../../lib/backends/gpu/kernelLayout.js";
import type {KernelSource} from "../../../lib/backends/gpu/kernelSource.js";
import {advanceKernel, canWrite, replayKernel} from "../../../lib/backends/gpu/kernelSource.js";
import {parse} from "../../../lib/ir/parse.js";
import type {ConstantOp, LoopOp} from "../../../lib/ir/types.js";
import {answer} from "../../support/gpuFake.js";

/** The kernel that steps a program's loop, or replays it, with the program's constants written in. */
function kernelOf(text: string, kind: "advance" | "replay" = "advance"): KernelSource {
  const {ops} = parse(text);
  const loop = ops.find((op): op is LoopOp => op.op === "loop") as LoopOp;
  const constants = new Map(
    ops.flatMap((op): [number, ConstantOp][] => (op.op === "constant" ? [[op.out.id, op]] : [])),
  );
  const layout = layoutOf(loop, 2, ({id}) => constants.has(id));
  return kind === "advance"
    ? advanceKernel(loop, layout, constants, layout.carries.slice(0, 3))
    : replayKernel(loop, layout, constants, layout.records[0]?.slots.slice(0, 3) ?? []);
}

const SMALL = `program (%0: float32[?], %1: float32[2], %2: bool[2]) {
  %3 = constant 2 : float32
  %4, %5, %6, %7 = loop ? carry (%1, %2) xs (%0) {
    (%8: float32[2], %9: bool[2], %10: float32)
    %11 = mul %10, %3 : float32
    %12 = add %8, %11 : float32[2]
    %13 = gt %12, %3 : bool[2]
    yield %12, %13, %12, %9
  }
  return %4, %5, %6, %7
}`;

/** What a kernel's threads give, four numbers each. */
const given = (kernel: KernelSource, threads: number, rows: number, args: (Float32Array | number)[]): number[] =>
  Array.from(answer({kernel: {...kernel, output: [threads, rows]}, args}));

const carries = Float32Array.of(10, 20, 0, 1);
const none = new Float32Array(1);
const rows = Float32Array.of(1, 2, 3);

test("advanceKernel: a thread gives its carried values after the steps, booleans as 0 and 1, and the mark and the steps", () => {
  const kernel = kernelOf(SMALL);
  expect(given(kernel, 2, 1, [carries, none, none, rows, 3, 1])).toEqual([22, 1, 0, 4, 32, 1, 0, 4]);
  expect(given(kernel, 2, 1, [carries, none, none, rows, 1, 1])).toEqual([12, 1, 0, 2, 22, 1, 0, 2]);
  expect(given(kernel, 2, 1, [carries, none, none, rows, 0, 1])).toEqual([10, 0, 0, 1, 20, 1, 0, 1]);
});

test("replayKernel: row y gives what the step `first + y * every` records, and rows past the last what that does", () => {
  const kernel = kernelOf(SMALL, "replay");
  // steps 0 and 2, then once more 2: the value after the step, and the flag before it
  const [first, every, last] = [0, 2, 2];
  expect(given(kernel, 2, 3, [carries, none, none, rows, first, every, last, 1])).toEqual(
    [12, 0, 0, 2, 22, 1, 0, 2].concat([22, 1, 0, 4, 32, 1, 0, 4], [22, 1, 0, 4, 32, 1, 0, 4]),
  );
});

test("the text of a kernel: is a function whose loop has a written bound, and an argument that ends it", () => {
  for (const [kind, names] of [
    ["advance", "carries, lanes, scalars, rows, steps, mark"],
    ["replay", "carries, lanes, scalars, rows, first, every, last, mark"],
  ] as const) {
    const {source, functions} = kernelOf(SMALL, kind);
    expect(source).toMatch(new RegExp(`^function \\(${names}\\) \\{\n[^]*\n\\}$`));
    expect(source).toContain(
      `for (let k = 0; k < ${String(MOST_STEPS)}; k++) {\n    if (k > `.replace(
        "> ",
        kind === "advance" ? ">= steps) break;" : "> wanted) break;",
      ),
    );
    expect(functions).toEqual([]);
    // each name is given once: gpu.js has one scope
    const names2 = [...source.matchAll(/\b(?:const|let) (\w+)/g)].map(([, name]) => name);
    expect(new Set(names2).size).toBe(names2.length);
  }
});

test("the text of a kernel: is the same each time, so that gpu.js and drivers may keep what they made of it", () => {
  expect(kernelOf(SMALL)).toEqual(kernelOf(SMALL));
});

test("advanceKernel: hands carried values on all at once", () => {
  const kernel = kernelOf(`program (%0: float32[?], %1: float32[2], %2: float32[2], %3: float32[2]) {
  %4, %5, %6 = loop ? carry (%1, %2, %3) xs (%0) {
    (%7: float32[2], %8: float32[2], %9: float32[2], %10: float32)
    yield %9, %7, %8
  }
  return %4, %5, %6
}`);
  const three = Float32Array.of(1, 2, 30, 40, 500, 600);
  expect(given(kernel, 2, 1, [three, none, none, rows, 1, 1])).toEqual([500, 1, 30, 2, 600, 2, 40, 2]);
  expect(given(kernel, 2, 1, [three, none, none, rows, 2, 1])).toEqual([30, 500, 1, 3, 40, 600, 2, 3]);
  expect(given(kernel, 2, 1, [three, none, none, rows, 3, 1]).slice(0, 3)).toEqual([1, 30, 500]);
});

test("a kernel takes the functions that a step calls, and those that these call", () => {
  const {source, functions} = kernelOf(`program (%0: float32[?], %1: float32[2]) {
  %4 = loop ? carry (%1) xs (%0) {
    (%7: float32[2], %10: float32)
    %11 = exp %7 : float32[2]
    %12 = exprel %11 : float32[2]
    %13 = exp %12 : float32[2]
    yield %13
  }
  return %4
}`);
  const names = functions.map(({name}) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const {name, source: text, uses} of functions) {
    expect(text).toMatch(new RegExp(`^function ${name}\\(`));
    expect(names).toEqual(expect.arrayContaining([...uses]));
  }
  for (const [, called] of source.matchAll(/const v\d+ = (\w+)\(/g)) expect(names).toContain(called);
});

test.for([
  ["2 : float32", "2.0"],
  ["-2 : float32", "(-2.0)"],
  ["-0 : float32", "(-0.0)"],
  ["0.5 : float32", "0.5"],
  ["16777217 : float32", "16777216.0"],
  ["1e-30 : float32", String(Math.fround(1e-30))],
  [
    "3e38 : float32",
    String(Math.fround(3e38)).includes("e") ? String(Math.fround(3e38)) : `${String(Math.fround(3e38))}.0`,
  ],
  ["-7 : int32", "(-7.0)"],
  ["true : bool", "true"],
] as const)("a kernel writes the constant %s as %s", ([constant, literal]) => {
  const [, dtype] = constant.split(" : ") as [string, string];
  const {source} = kernelOf(`program (%0: ${dtype}[?], %1: ${dtype}[2]) {
  %2 = constant ${constant}
  %3 = broadcast %2 : ${dtype}[2]
  %4 = loop ? carry (%1) xs (%0) {
    (%5: ${dtype}[2], %6: ${dtype})
    %7 = constant ${constant}
    %8 = broadcast %7 : ${dtype}[2]
    yield %8
  }
  return %4, %3
}`);
  expect(source).toContain(`c0 = ${literal};`);
});

test("canWrite: not what a shader has no literal for, and no int32 that float32 does not hold", () => {
  const may = (value: number, dtype: "float32" | "int32" | "bool" = "float32"): boolean =>
    canWrite({op: "constant", value, out: {id: 0, dtype, shape: []}});
  expect([0, -0, 1, -3.5, 2 ** -126, Math.fround(3.4e38)].map((x) => may(x))).toEqual(Array(6).fill(true));
  expect([2 ** -127, -(2 ** -149), Infinity, -Infinity, NaN].map((x) => may(x))).toEqual(Array(5).fill(false));
  expect([0, 1 - 2 ** 24, 2 ** 24 - 1, 2 ** 24, -(2 ** 31)].map((x) => may(x, "int32"))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect([0, 1].map((x) => may(x, "bool"))).toEqual([true, true]);
});
