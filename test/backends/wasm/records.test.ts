/** @file Records that keep only some steps, in both loop shapes; numbers of first steps; arrays that take results. */
import {describe, expect, test} from "vitest";
import type {Executable} from "../../../lib/backends/backend.js";
import {interpretBackend} from "../../../lib/backends/interpretBackend.js";
import {wasmBackend} from "../../../lib/backends/wasm/wasmBackend.js";
import {InternalError} from "../../../lib/core/errors.js";
import {Builder} from "../../../lib/ir/builder.js";
import {interpret} from "../../../lib/ir/interpret.js";
import type {Program, RecordRule, Value} from "../../../lib/ir/types.js";
import {DYNAMIC, EVERY_STEP} from "../../../lib/ir/types.js";
import {firstDifference} from "../../support/sameBits.js";
import {floats} from "../support.js";

const RULES: readonly RecordRule[] = [
  {every: 3, offset: 1},
  EVERY_STEP,
  {every: 3, offset: 1},
  {every: 10, offset: 9},
  {every: 0x7fffffff, offset: 0},
];

/** Adds a sequence up: the sum of each lane is recorded by every rule. `coupled` keeps the loop from being blocked. */
function sums(lanes: number, coupled: boolean, steps: number, rules = RULES): Program {
  const b = new Builder();
  const V0 = b.input({dtype: "float32", shape: [lanes]});
  const xs = b.input({dtype: "float32", shape: [steps]});
  const V = b.value("float32", [lanes]);
  const x = b.value("float32", []);
  const body = b.block([V, x], () => {
    let next = b.elementwise("add", V, x);
    if (coupled) next = b.elementwise("add", next, b.reduce("max", V, [0]));
    // what no region defines is copied
    const last = coupled ? b.broadcast(b.reduce("sum", next, [0]), [lanes]) : V;
    return [next, ...rules.map((_, i) => (i === 2 ? last : next))];
  });
  return b.finish(b.loop({steps, inits: [V0], xs: [xs], body, records: rules}));
}

const inputsFor = (lanes: number, steps: number) => [
  floats(Array.from({length: lanes}, (_, i) => i)),
  floats(Array.from({length: steps}, (_, i) => Math.sin(i))),
];

function expectSame(program: Program, executable: Executable, lanes: number, steps: number, firstStep = 0): void {
  const inputs = inputsFor(lanes, steps);
  const difference = firstDifference(executable.run(inputs, {firstStep}), interpret(program, inputs, firstStep));
  expect(difference, `${String(steps)} steps from ${String(firstStep)}`).toBeNull();
}

describe.each([
  {shape: "blocked", coupled: false},
  {shape: "step-major", coupled: true},
])("wasmBackend: records of some steps in a $shape loop", ({coupled}) => {
  test.each([1, 3, 5, 17, 1000])("are those that their rules keep, on %i lanes", (lanes) => {
    const program = sums(lanes, coupled, DYNAMIC);
    const executable = wasmBackend.compile(program);
    for (const steps of [0, 1, 2, 9, 10, 23]) {
      for (const firstStep of [0, 1, 2, 9, 1000, 0x7fffffff - 1, 0x7fffffff]) {
        expectSame(program, executable, lanes, steps, firstStep);
      }
    }
    executable.dispose();
  });

  test("are those that their rules keep, over several blocks of lanes", () => {
    const program = sums(32_771, coupled, DYNAMIC);
    const executable = wasmBackend.compile(program);
    for (const steps of [0, 1, 3, 9]) expectSame(program, executable, 32_771, steps, 7);
    executable.dispose();
  });

  test("go on over calls of the loop's function", () => {
    const program = sums(5, coupled, DYNAMIC);
    const executable = wasmBackend.compile(program);
    for (const steps of coupled ? [63, 64, 65, 200] : [8192, 8193, 20_000]) {
      expectSame(program, executable, 5, steps);
      expectSame(program, executable, 5, steps, 7);
    }
    executable.dispose();
  });

  test("have as many rows as the rules keep", () => {
    const results = wasmBackend.compile(sums(2, coupled, DYNAMIC)).run(inputsFor(2, 23), {firstStep: 8});
    // 10, 13, ..., 28; all; 9, 19, 29; none
    expect(results.slice(1).map(({shape}) => shape[0])).toEqual([7, 23, 7, 3, 0]);
  });

  test.each([0, 1, 4, 25])("count from 0 in a loop of a fixed %i steps", (steps) => {
    const program = sums(17, coupled, steps);
    const executable = wasmBackend.compile(program);
    expectSame(program, executable, 17, steps);
    expectSame(program, executable, 17, steps, 5);
    executable.dispose();
  });
});

/** In each of 3 steps an inner loop goes over a sequence, and keeps every second of its steps. */
function nested(): Program {
  const b = new Builder();
  const xs = b.input({dtype: "float32", shape: [DYNAMIC]});
  const total = b.value("float32", []);
  const outer = b.block([total], () => {
    const sum = b.value("float32", []);
    const x = b.value("float32", []);
    const add = b.block([sum, x], () => [b.elementwise("add", sum, x), sum]);
    const inner = {steps: DYNAMIC, inits: [total], xs: [xs], body: add, records: [{every: 2, offset: 1}]};
    const [, kept] = b.loop(inner) as [Value, Value];
    const [last] = b.loop({steps: DYNAMIC, inits: [total], xs: [kept], body: again(b)}) as [Value];
    return [last];
  });
  return b.finish(b.loop({steps: 3, inits: [total0(b)], xs: [], body: outer}));
}

const total0 = (b: Builder): Value => b.input({dtype: "float32", shape: []});

function again(b: Builder) {
  const sum = b.value("float32", []);
  const x = b.value("float32", []);
  return b.block([sum, x], () => [b.elementwise("add", sum, x)]);
}

test("wasmBackend: a loop over what another keeps takes as many steps; inner loops count from 0", () => {
  const program = nested();
  const executable = wasmBackend.compile(program);
  for (const firstStep of [0, 1]) {
    for (const steps of [0, 1, 2, 7]) {
      const inputs = [inputsFor(1, steps)[1], floats([1], [])].flatMap((array) => array ?? []);
      expect(firstDifference(executable.run(inputs, {firstStep}), interpret(program, inputs, firstStep))).toBeNull();
    }
  }
});

describe.each([wasmBackend, interpretBackend])("$name: into", (backend) => {
  test("results go into the arrays that are given, and the others into fresh ones", () => {
    const executable = backend.compile(sums(4, false, DYNAMIC));
    const inputs = inputsFor(4, 6);
    const expected = executable.run(inputs);
    const [last, record] = [new Float32Array(4), new Float32Array(24)];
    const results = executable.run(inputs, {into: [last, record.subarray(8, 16)]});
    expect(results).toEqual(expected);
    expect(results[0]?.data).toBe(last);
    expect([...record.subarray(8, 16)]).toEqual([...(expected[1]?.data ?? [])]);
    expect(record[7]).toBe(0);
    executable.dispose();
  });

  test("an array may be an input's: inputs are read before results are written", () => {
    const b = new Builder();
    const [x, y] = [b.input({dtype: "float32", shape: [2]}), b.input({dtype: "float32", shape: [2]})];
    const executable = backend.compile(b.finish([y, x]));
    const inputs = [floats([1, 2]), floats([3, 4])];
    executable.run(inputs, {into: inputs.map(({data}) => data)});
    expect(inputs.map(({data}) => [...data])).toEqual([
      [3, 4],
      [1, 2],
    ]);
    executable.dispose();
  });

  test("an array of another length is refused", () => {
    const executable = backend.compile(sums(4, false, DYNAMIC));
    const run = () => executable.run(inputsFor(4, 6), {into: [undefined, new Float32Array(9)]});
    expect(run).toThrow(InternalError);
    expect(run).toThrow("result 1 has 8 elements, and the array to take it 9");
    executable.dispose();
  });
});
