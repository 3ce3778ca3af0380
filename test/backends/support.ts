/** @file What backend tests share: arrays from plain numbers, and the law that wasm gives the interpreter's bits. */
import {expect} from "vitest";
import {wasmBackend} from "../../lib/backends/wasm/wasmBackend.js";
import type {DType} from "../../lib/core/dtype.js";
import type {Shape} from "../../lib/core/shape.js";
import {sizeOf} from "../../lib/core/shape.js";
import {interpret} from "../../lib/ir/interpret.js";
import type {Program, RuntimeArray} from "../../lib/ir/types.js";
import {firstDifference} from "../support/sameBits.js";

/** Values where arithmetic is special. */
export const SPECIAL_FLOATS = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -1.5,
  NaN,
  Infinity,
  -Infinity,
  1e-45,
  -1e-45,
  3.4028235e38,
  8388609,
  2147483648,
  -2147483904,
  0.1,
  -7.25,
  1e-20,
];
export const SPECIAL_INTS = [0, 1, -1, 2, 31, 32, 33, -33, 127, 0x7fffffff, -0x80000000, 0x3f800000, 16777217, 5, -7];

/** An array whose elements come from the special values, from the `from`th on. */
export function special(dtype: DType, shape: Shape, from = 0): RuntimeArray {
  const size = sizeOf(shape);
  if (dtype === "float32") {
    return {
      shape,
      data: Float32Array.from({length: size}, (_, i) => SPECIAL_FLOATS[(from + i) % SPECIAL_FLOATS.length] ?? 0),
    };
  }
  const values = dtype === "bool" ? [1, 0, 0, 1, 1] : SPECIAL_INTS;
  return {shape, data: Int32Array.from({length: size}, (_, i) => values[(from + i) % values.length] ?? 0)};
}

export function floats(data: readonly number[], shape: Shape = [data.length]): RuntimeArray {
  return {data: Float32Array.from(data), shape};
}

/** Runs a program by both backends, expects the same bits, gives the result. */
export function expectSameBits(program: Program, inputs: readonly RuntimeArray[], firstStep = 0): RuntimeArray[] {
  const executable = wasmBackend.compile(program);
  const results = executable.run(inputs, {firstStep});
  executable.dispose();
  expect(firstDifference(results, interpret(program, inputs, firstStep))).toBeNull();
  return results;
}
