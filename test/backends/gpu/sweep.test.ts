/**
 * @file How far spike counts may be from wasm's on graphics cards, which divide and round otherwise: a plane of 4,096
 * LIFRef neurons, current by time constant, run with the arithmetic changed as a card may change it. A spike that moves
 * by a step changes a count only where it was the last that there was room for, so that few counts change, by one.
 */
import {
  arange,
  broadcastTo,
  environ,
  full,
  initAllStates,
  LIFRef,
  linspace,
  mA,
  ms,
  mV,
  record,
  reshape,
} from "spikeloop";
import type {Quantity, Time} from "spikeloop";
import {afterAll, expect, test} from "vitest";
import type {Backend} from "../../../lib/backends/backend.js";
import {closeDevices, openDevice} from "../../../lib/backends/gpu/devices.js";
import {gpuBackend} from "../../../lib/backends/gpu/gpuBackend.js";
import {wasmBackend} from "../../../lib/backends/wasm/wasmBackend.js";
import {parse} from "../../../lib/ir/parse.js";
import {print} from "../../../lib/ir/print.js";
import type {Program} from "../../../lib/ir/types.js";
import {forLoopRequest} from "../../../lib/transform/forLoop.js";
import {traceLoop} from "../../../lib/transform/loopRollout.js";

const SIDE = 64;
const LANES = SIDE * SIDE;
const STEPS = 2000;

const {rollout, inputs} = environ.context({dt: ms(0.1)}, () => {
  const column = reshape(linspace(ms(5), ms(50), SIDE), [SIDE, 1]);
  const tau = reshape(broadcastTo(column, [SIDE, SIDE]), [LANES]);
  const input = reshape(broadcastTo(linspace(mA(8), mA(40), SIDE), [SIDE, SIDE]), [LANES]);
  const neuron = new LIFRef(LANES, {tau, tau_ref: ms(5), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)});
  initAllStates(neuron);
  neuron.V.value = full([LANES], mV(-60));
  const step = (t: Quantity<Time>) => environ.context({t}, () => record.count(neuron.update(input)));
  const {rollout} = traceLoop(forLoopRequest("sweep", step, arange(ms(0), ms(STEPS / 10), ms(0.1)), {}));
  return {rollout, inputs: rollout.inputs.map((input) => input.fetch())};
});
const text = print(rollout.keyed.program);

/** The last potentials and the counts that a program gives. */
function run(program: Program, backend: Backend = wasmBackend): {V: Float32Array; counts: Int32Array} {
  const executable = backend.compile(backend.optimize(program));
  const at = program.results.findIndex(({dtype}) => dtype === "int32");
  const results = executable.run(inputs);
  executable.dispose();
  return {V: results[0]?.data as Float32Array, counts: results[at]?.data as Int32Array};
}

const exact = run(parse(text));

/** How many counts and potentials are others, and by how much a count is at most. */
function compared({V, counts}: ReturnType<typeof run>): {counts: number; most: number; V: number} {
  const differences = exact.counts.map((n, i) => Math.abs(n - (counts[i] ?? NaN)));
  return {
    counts: differences.filter((n) => n > 0).length,
    most: Math.max(...differences),
    V: exact.V.filter((x, i) => x !== V[i]).length,
  };
}

/** The program with each division replaced: statements of %a, %b and their type T, which give %r. */
function dividing(statements: string): Program {
  let count = 0;
  const division = /^ *(%\w+) = div (%\w+), (%\w+) : (float32.*)$/gm;
  return parse(
    text.replace(division, (_, r: string, a: string, b: string, type: string) => {
      const names: Record<string, string> = {"%a": a, "%b": b, "%r": r, T: type};
      count++;
      return statements.replace(/%[a-z]\w*|\bT\b/g, (name) => names[name] ?? `%x${String(count)}${name.slice(1)}`);
    }),
  );
}

/** A division that is off by some units of the last place. */
const off = (ulps: number): string => `%q = div %a, %b : T
  %e = constant ${String(1 + ulps * 2 ** -23)} : float32
  %r = mul %q, %e : T`;

const RECIPROCAL = `%e = constant 1 : float32
  %ones = broadcast %e : T
  %q = div %ones, %b : T
  %r = mul %a, %q : T`;

afterAll(() => closeDevices());

test("the sweep: most neurons spike, some do not", () => {
  expect(exact.counts.filter((n) => n === 0).length).toBeGreaterThan(100);
  expect(exact.counts.filter((n) => n > 5).length).toBeGreaterThan(LANES / 2);
});

test.for([
  ["by a reciprocal", RECIPROCAL],
  ...[1, -1, 3, -3].map((ulps) => [`${String(ulps)} units of the last place off`, off(ulps)] as const),
] as const)("the sweep, dividing %s: under a count in 1,000 is another, by one", ([, statements]) => {
  const {counts, most, V} = compared(run(dividing(statements)));
  expect(V).toBeGreaterThan(100);
  expect(counts).toBeLessThan(LANES / 1000);
  expect(most).toBeLessThanOrEqual(1);
});

test("the sweep, not rounding within a step, as fused operations do in part: under a count in 200 is another, by one", async () => {
  const {counts, most, V} = compared(run(parse(text), gpuBackend(await openDevice("cpu"), wasmBackend)));
  expect(V).toBeGreaterThan(100);
  expect(counts).toBeLessThan(LANES / 200);
  expect(most).toBeLessThanOrEqual(1);
});

test("the sweep in WebAssembly of gpu.js: every count and potential is the same", async () => {
  const gpu = gpuBackend(await openDevice("webasm"), wasmBackend);
  expect(compared(run(parse(text), gpu))).toEqual({counts: 0, most: 0, V: 0});
});
