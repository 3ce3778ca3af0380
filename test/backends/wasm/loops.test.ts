/** @file Both loop shapes: lane counts, step counts of one executable, carries that change places, nesting, cond. */
import {describe, expect, test} from "vitest";
import {wasmBackend} from "../../../lib/backends/wasm/wasmBackend.js";
import {Builder} from "../../../lib/ir/builder.js";
import {interpret} from "../../../lib/ir/interpret.js";
import type {Value} from "../../../lib/ir/types.js";
import {firstDifference} from "../../support/sameBits.js";
import {expectSameBits, floats, special} from "../support.js";
import {integrator} from "./programs.js";

const wave = (n: number) => Array.from({length: n}, (_, i) => Math.fround(Math.sin(i * 0.7) * 3));
const inputsFor = (lanes: number, steps: number) => [
  floats([3], []),
  floats(wave(lanes)),
  floats(wave(steps * lanes), [steps, lanes]),
];

describe.each([
  {shape: "blocked", coupled: false},
  {shape: "step-major", coupled: true},
])("wasmBackend: a $shape loop", ({coupled}) => {
  test.each([0, 1, 2, 3, 4, 5, 8, 15, 16, 17, 47, 48, 49, 97, 200])(
    "gives the interpreter's bits on %i lanes",
    (lanes) => {
      expectSameBits(integrator(lanes, coupled), inputsFor(lanes, 7));
    },
  );

  // several blocks, of which the last shares some lanes with its neighbour
  test.each([32_767, 32_768, 32_769, 65_600])("gives the interpreter's bits on %i lanes", (lanes) => {
    expectSameBits(integrator(lanes, coupled), inputsFor(lanes, 3));
  });

  test.each([
    {lanes: 53, counts: [3, 0, 1, 64, 65, 9000, 2]},
    {lanes: 4, counts: [0, 1, 8192, 8193]},
    {lanes: 32_771, counts: [0, 1, 9, 2]},
  ])("runs $counts steps on $lanes lanes without compiling again", ({lanes, counts}) => {
    const program = integrator(lanes, coupled);
    const executable = wasmBackend.compile(program);
    for (const steps of counts) {
      const inputs = inputsFor(lanes, steps);
      expect(firstDifference(executable.run(inputs), interpret(program, inputs)), `${String(steps)} steps`).toBeNull();
    }
    executable.dispose();
  });
});

describe("wasmBackend: loop", () => {
  /** Carries a, b of three lanes; `coupled` keeps the loop from being blocked. */
  const exchange = (coupled: boolean, next: (a: Value, b: Value, builder: Builder) => readonly Value[]) => {
    const builder = new Builder();
    const inits = [0, 1].map(() => builder.input({dtype: "float32", shape: [3]}));
    const params = inits.map(({dtype, shape}) => builder.value(dtype, shape));
    const body = builder.block(params, () => {
      const results = next(params[0] as Value, params[1] as Value, builder);
      return coupled ? [...results, builder.reduce("sum", params[0] as Value, [0])] : results;
    });
    return builder.finish(builder.loop({steps: 5, inits, xs: [], body}));
  };
  const inputs = [floats([1, 2, 3]), floats([10, 20, 30])];

  test.each([false, true])("carries may change places (coupled: %s)", (coupled) => {
    const [a, b] = expectSameBits(
      exchange(coupled, (x, y) => [y, x]),
      inputs,
    );
    expect([...(a?.data ?? []), ...(b?.data ?? [])]).toEqual([10, 20, 30, 1, 2, 3]);
  });

  test.each([false, true])("a carry is read before it is written, recorded as it was (coupled: %s)", (coupled) => {
    const program = exchange(coupled, (x, y, b) => [b.elementwise("add", x, y), x, x, b.elementwise("sub", x, y)]);
    const [, , before] = expectSameBits(program, inputs);
    expect([...(before?.data ?? [])].slice(0, 6)).toEqual([1, 2, 3, 11, 22, 33]);
  });

  test("nests: a blocked loop inside a step-major one, over a slice of its own", () => {
    const b = new Builder();
    const xs = b.input({dtype: "float32", shape: [4, 3, 5]});
    const total = b.value("float32", [5]);
    const rows = b.value("float32", [3, 5]);
    const sum = b.value("float32", [5]);
    const row = b.value("float32", [5]);
    const outer = b.block([total, rows], () => {
      const inner = b.block([sum, row], () => [b.elementwise("add", sum, row), b.elementwise("mul", row, total)]);
      const [last, products] = b.loop({steps: 3, inits: [total], xs: [rows], body: inner}) as [Value, Value];
      return [last, b.reduce("sum", products, [0])];
    });
    const outs = b.loop({steps: 4, inits: [b.broadcast(b.constant(0.5), [5])], xs: [xs], body: outer});
    expectSameBits(b.finish(outs), [floats(wave(60), [4, 3, 5])]);
  });

  test("cond: takes the branch of this step", () => {
    const b = new Builder();
    const xs = b.input({dtype: "bool", shape: [-1]});
    const V = b.value("float32", [6]);
    const pred = b.value("bool", []);
    const body = b.block([V, pred], () => {
      const up = b.block([], () => [b.elementwise("add", V, b.constant(1))]);
      const down = b.block([], () => [b.elementwise("mul", V, b.constant(2))]);
      const [next] = b.cond(pred, up, down) as [Value];
      return [next, next];
    });
    const [last] = b.loop({steps: -1, inits: [b.broadcast(b.constant(1), [6])], xs: [xs], body}) as [Value];
    const [data] = expectSameBits(b.finish([last]), [{data: Int32Array.of(1, 0, 0, 1), shape: [4]}]);
    expect([...(data?.data ?? [])]).toEqual([9, 9, 9, 9, 9, 9]);
  });
});

/** Groups of six vectors once went 92 bytes past the end, and there were 64 of padding. */
test.each([false, true])("a loop of any number of lanes stays in its buffers (coupled: %s)", (coupled) => {
  for (let lanes = 1; lanes <= 260; lanes++) {
    const inputs = [floats([7], []), special("float32", [lanes]), special("float32", [3, lanes], lanes)];
    expectSameBits(integrator(lanes, coupled), inputs);
  }
});
