/** @file Carries that live where their initial values lie: when they do, and when something still needs those values. */
import {describe, expect, test} from "vitest";
import {wasmBackend} from "../../../lib/backends/wasm/wasmBackend.js";
import {lower} from "../../../lib/backends/wasm/lower.js";
import {Builder} from "../../../lib/ir/builder.js";
import {interpret} from "../../../lib/ir/interpret.js";
import type {Program, Value} from "../../../lib/ir/types.js";
import {DYNAMIC} from "../../../lib/ir/types.js";
import {firstDifference} from "../../support/sameBits.js";
import {floats} from "../support.js";

interface Parts {
  readonly b: Builder;
  readonly V0: Value;
  readonly xs: Value;
}

/** Inputs: `V0` of many lanes, and a sequence of scalars. */
function program(lanes: number, write: (parts: Parts) => readonly Value[]): Program {
  const b = new Builder();
  const V0 = b.input({dtype: "float32", shape: [lanes]});
  const xs = b.input({dtype: "float32", shape: [DYNAMIC]});
  return b.finish(write({b, V0, xs}));
}

/** `V = 0.5 V + x + drift` over the sequence. `coupled` keeps the loop from being blocked. */
function leak({b, xs}: Parts, init: Value, coupled: boolean, drift?: Value): Value {
  const V = b.value(init.dtype, init.shape);
  const x = b.value("float32", []);
  const body = b.block([V, x], () => {
    let next = b.elementwise("add", b.elementwise("mul", V, b.constant(0.5)), x);
    if (drift !== undefined) next = b.elementwise("add", next, drift);
    return [coupled ? b.elementwise("sub", next, b.reduce("max", V, [0])) : next];
  });
  return b.loop({steps: DYNAMIC, inits: [init], xs: [xs], body})[0] as Value;
}

/** Where the initial values are needed again: each gives the program's results. */
const NEEDED: Record<string, (parts: Parts, coupled: boolean) => readonly Value[]> = {
  "by nothing": (p, coupled) => [leak(p, p.V0, coupled)],
  "as a result": (p, coupled) => [p.V0, leak(p, p.V0, coupled)],
  "as a result of another shape": (p, coupled) => [p.b.reshape(p.V0, [1, ...p.V0.shape]), leak(p, p.V0, coupled)],
  "by every step": (p, coupled) => [leak(p, p.V0, coupled, p.V0)],
  "by a later operation": (p, coupled) => {
    const last = leak(p, p.V0, coupled);
    return [last, p.b.elementwise("sub", last, p.V0)];
  },
  "by a second loop": (p, coupled) => [leak(p, p.V0, coupled), leak(p, p.V0, !coupled)],
  "by the next loop, which starts from what this one leaves": (p, coupled) => [
    leak(p, leak(p, p.V0, coupled), coupled),
  ],
  "by the same loop when it runs again": (p, coupled) => {
    const {b, V0} = p;
    const total = b.value("float32", V0.shape);
    const body = b.block([total], () => [b.elementwise("add", total, leak(p, V0, coupled))]);
    return b.loop({steps: 3, inits: [b.broadcast(b.constant(0), V0.shape)], xs: [], body});
  },
  "by nothing but a loop inside a loop": (p, coupled) => {
    const {b, V0} = p;
    const total = b.value("float32", V0.shape);
    const body = b.block([total], () => {
      const start = b.elementwise("add", V0, b.constant(1));
      const inner = leak(p, b.elementwise("mul", total, start), coupled);
      return [b.elementwise("add", inner, leak(p, V0, coupled))];
    });
    return b.loop({steps: 3, inits: [V0], xs: [], body});
  },
};

describe.each([
  {shape: "blocked", coupled: false},
  {shape: "step-major", coupled: true},
])("wasmBackend: the initial value of a $shape loop is needed", ({coupled}) => {
  test.each(Object.entries(NEEDED))("%s", (_, write) => {
    // one vector, one block, blocks that share lanes
    for (const lanes of [3, 100, 4099]) {
      const needs = program(lanes, (parts) => write(parts, coupled));
      const executable = wasmBackend.compile(needs);
      for (const steps of [0, 1, 5, 130]) {
        const inputs = [lanes, steps].map((n) => floats(Array.from({length: n}, (_, i) => Math.sin(i))));
        const difference = firstDifference(executable.run(inputs), interpret(needs, inputs));
        expect(difference, `${String(lanes)} lanes, ${String(steps)} steps`).toBeNull();
      }
      executable.dispose();
    }
  });

  test("two carries may start from one value, and from one another", () => {
    const twins = program(4099, ({b, V0, xs}) => {
      const [V, W, x] = [b.value("float32", [4099]), b.value("float32", [4099]), b.value("float32", [])];
      const body = b.block([V, W, x], () => {
        const sum = b.elementwise("add", V, x);
        return [W, coupled ? b.elementwise("sub", sum, b.reduce("max", W, [0])) : sum];
      });
      const [first, second] = b.loop({steps: DYNAMIC, inits: [V0, V0], xs: [xs], body}) as [Value, Value];
      return b.loop({steps: DYNAMIC, inits: [second, first], xs: [xs], body: copyOf(b, coupled)});
    });
    const executable = wasmBackend.compile(twins);
    for (const steps of [0, 1, 2, 131]) {
      const inputs = [4099, steps].map((n) => floats(Array.from({length: n}, (_, i) => Math.cos(i))));
      expect(firstDifference(executable.run(inputs), interpret(twins, inputs))).toBeNull();
    }
  });

  test("by nothing: the loop needs no second buffer", () => {
    const bytes = (write: (parts: Parts) => readonly Value[]) => lower(program(100_000, write)).layout.bytes;
    expect(bytes((p) => [leak(p, p.V0, coupled)])).toBeLessThan(1.1 * 400_000);
    expect(bytes((p) => [leak(p, p.V0, coupled), p.V0])).toBeGreaterThan(2 * 400_000);
  });
});

/** A body that exchanges two carries of 4099 lanes, and records the first. */
function copyOf(b: Builder, coupled: boolean) {
  const [V, W, x] = [b.value("float32", [4099]), b.value("float32", [4099]), b.value("float32", [])];
  return b.block([V, W, x], () => {
    const scale = coupled ? b.reduce("min", V, [0]) : b.constant(0.5);
    return [W, b.elementwise("mul", V, scale), V];
  });
}
