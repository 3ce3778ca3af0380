/** @file inspect: says what forLoop compiles, and does nothing else. */
import {
  arange,
  compileStats,
  environ,
  forLoop,
  initAllStates,
  inspect,
  jit,
  lastRun,
  LIF,
  LIFRef,
  mA,
  ms,
  mV,
  quantity,
  sum,
  TraceError,
  where,
} from "spikeloop";
import type {Quantity, Time} from "spikeloop";
import {expect, test} from "vitest";
import {listing} from "../../lib/backends/wasm/listing.js";
import {lower} from "../../lib/backends/wasm/lower.js";
import {optimize} from "../../lib/ir/passes/optimize.js";
import {parse} from "../../lib/ir/parse.js";

const times = arange(ms(0), ms(20), ms(0.1));

interface Setting {
  model?: typeof LIF | typeof LIFRef;
  size?: number;
  current?: number;
  tau?: number;
  dt?: number;
  spk_reset?: "soft" | "hard";
}

function population({model = LIFRef, size = 5, tau = 20, spk_reset = "soft"}: Setting = {}): LIF | LIFRef {
  const rest = mV(-60);
  const options = {tau: ms(tau), V_th: mV(-50), V_rest: rest, V_reset: rest, V_initializer: rest, spk_reset};
  return initAllStates(new model(size, options));
}

const stepOf =
  (neuron: LIF | LIFRef, current = 25) =>
  (t: Quantity<Time>) =>
    environ.context({t}, () => neuron.update(mA(current)));

const inspected = (setting: Setting = {}, xs = times) =>
  environ.context({dt: ms(setting.dt ?? 0.1)}, () => inspect(stepOf(population(setting), setting.current), xs));

test("inspect(step, xs) gives the trace, the program after each pass in order, and the size of the module", () => {
  const {trace, passes, moduleBytes} = inspected();
  expect(passes.map(({name}) => name)).toEqual([
    "expandFunctions",
    "hoist",
    "fold",
    "cse",
    "strength",
    "carry",
    "spare",
    "dce",
  ]);
  expect(trace).toMatch(/^program \(%0: float32\[\?\], /);
  // the texts are the programs: the compiler takes them from there to the same module
  const last = passes.at(-1)?.program ?? "";
  expect(lower(parse(last)).bytes).toHaveLength(moduleBytes);
  expect(lower(optimize(parse(trace))).bytes).toHaveLength(moduleBytes);
});

test("inspect(step, xs) counts operations in the loop and outside, constants and the loop aside", () => {
  const {operations, passes} = inspect((x) => x.mul(2).add(quantity(3).mul(4)), quantity([1, 2, 3]));
  expect(operations).toEqual({inLoop: 3, outside: 0});
  expect(passes.find(({name}) => name === "hoist")?.operations).toEqual({inLoop: 2, outside: 1});
});

test("inspect(step, xs) counts the operations of inner loops and branches as in the loop", () => {
  const {operations} = inspect((x) => sum(forLoop((y) => where(y.gt(x), y, x), quantity([1, 2]))), quantity([1, 2, 3]));
  expect(operations).toEqual({inLoop: 3, outside: 0});
});

test("inspect(step, xs) calls the step once and leaves states, statistics and the last run as they were", () => {
  const neuron = population();
  environ.context({dt: ms(0.1)}, () => forLoop(stepOf(neuron), times));
  const before = {V: [...neuron.V.value.toDecimal(mV)], stats: compileStats(), run: lastRun()};
  let calls = 0;
  const step = (t: Quantity<Time>) => {
    calls++;
    return stepOf(neuron, 30)(t).add(7);
  };
  environ.context({dt: ms(0.1)}, () => inspect(step, times));
  expect(calls).toBe(1);
  expect({V: [...neuron.V.value.toDecimal(mV)], stats: compileStats(), run: lastRun()}).toEqual(before);
  // nothing was cached: the loop still has to compile
  environ.context({dt: ms(0.1)}, () => forLoop(step, times));
  expect(compileStats().compiles).toBe(before.stats.compiles + 1);
});

test("the key and all texts stay when parameters, inputs, dt or the number of steps change", () => {
  const {times: _, ...first} = inspected();
  for (const setting of [{current: 3}, {tau: 7.5}, {dt: 0.05}]) {
    const {times: _times, ...other} = inspected(setting);
    expect(other).toEqual(first);
  }
  expect(inspected({}, arange(ms(0), ms(7), ms(0.1))).key).toBe(first.key);
});

test("the key changes with the model, the reset rule and the size", () => {
  const settings: Setting[] = [{}, {model: LIF}, {spk_reset: "hard"}, {size: 6}, {size: 1}, {size: 10_000}];
  const keys = settings.map((setting) => inspected(setting).key);
  expect(new Set(keys).size).toBe(settings.length);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{16}$/);
});

test("listing is the text of the module that is compiled, with its size", () => {
  const {passes, moduleBytes, listing: text} = inspected();
  expect(text).toBe(listing(lower(parse(passes.at(-1)?.program ?? "")).bytes));
  expect(text).toContain(`(module ;; ${String(moduleBytes)} bytes`);
  expect(text).toMatch(/f32x4\.div local\.set \$\d+\n/);
});

test("times: each part took some time, no part is negative, and the passes come to their whole", () => {
  const {trace, key, verify, optimize: all, passes, lower: lowered, compile} = inspected().times;
  for (const time of [verify, all, lowered, compile]) expect(time).toBeGreaterThan(0);
  for (const time of [trace, key, ...Object.values(passes)]) expect(time).toBeGreaterThanOrEqual(0);
  expect(Object.keys(passes)).toEqual(inspected().passes.map(({name}) => name));
  expect(Object.values(passes).reduce((sum, time) => sum + time, 0)).toBeCloseTo(all, 9);
});

test("inspect inside a trace throws TraceError, and what the step throws comes through", () => {
  const inside = (): unknown => inspect((x) => x, quantity([1]));
  expect(() => forLoop(() => inside(), quantity([1]))).toThrow(TraceError);
  expect(() => jit(() => inside())()).toThrow("inspect: a trace is open");
  expect(() =>
    inspect(
      () => {
        throw new RangeError("mine");
      },
      quantity([1]),
    ),
  ).toThrow(RangeError);
});
