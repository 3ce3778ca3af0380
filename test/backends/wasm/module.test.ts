/** @file The emitted module, read back by an independent tool. */
import wabt from "wabt";
import {expect, test} from "vitest";
import {lower} from "../../../lib/backends/wasm/lower.js";
import {integrator} from "./programs.js";

const tool = await wabt();

function textOf(lanes: number, coupled: boolean): string {
  const module = tool.readWasm(lower(integrator(lanes, coupled)).bytes, {readDebugNames: false});
  module.validate();
  const text = module.toText({foldExprs: false, inlineExport: false});
  module.destroy();
  return text;
}

/** The lines of the first loop of the first function that has vectors. */
function firstLoop(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  const from = lines.findIndex((line) => line.startsWith("loop"));
  return lines.slice(
    from,
    lines.findIndex((line, i) => i > from && line.startsWith("br_if")),
  );
}

const count = (lines: readonly string[], start: string): number =>
  lines.filter((line) => line.startsWith(start)).length;

test("lower: a blocked loop loads and stores each carry and row once a step, six vectors at a time", () => {
  const steps = firstLoop(textOf(48, false));
  const pass = firstLoop(steps.slice(1).join("\n"));
  expect(count(pass, "f32x4.div")).toBe(6);
  // the carry and the slice; the carry and two records
  expect(count(pass, "v128.load")).toBe(12);
  expect(count(pass, "v128.store")).toBe(18);
});

test("lower: a loop of up to four lanes keeps its carries in locals, and loads and stores only rows", () => {
  const loop = firstLoop(textOf(4, false));
  expect(count(loop, "v128.load")).toBe(1);
  expect(count(loop, "v128.store")).toBe(2);
});

test("lower: a single lane stores single elements, so that the next row stays as it is", () => {
  const loop = firstLoop(textOf(1, false));
  expect(count(loop, "v128.store32_lane")).toBe(2);
  expect(count(loop, "v128.store ")).toBe(0);
});

test("lower: a coupled loop fuses what is elementwise into one pass", () => {
  const text = textOf(4000, true);
  expect(text.match(/f32x4\.div/g)).toHaveLength(6);
  // the sum's loop, the fused pass, the loop over steps, the calls
  expect(text.match(/^\s*loop/gm)).toHaveLength(4);
});

test("lower: the same program gives the same bytes", () => {
  expect(lower(integrator(9, true)).bytes).toEqual(lower(integrator(9, true)).bytes);
});

test("lower: no size of population or step count makes the module grow", () => {
  expect(lower(integrator(1_000_000, false)).bytes.length).toBeLessThan(
    lower(integrator(96, false)).bytes.length + 100,
  );
});
