/** @file timeSplit: where a repeated call of a loop spends its time, and that nothing else is changed by asking. */
import {
  arange,
  compileStats,
  environ,
  forLoop,
  initAllStates,
  LIFRef,
  mA,
  ms,
  mV,
  ParameterError,
  quantity,
  timeSplit,
  TraceError,
} from "spikeloop";
import type {Quantity, Time, TimeSplit} from "spikeloop";
import {expect, test} from "vitest";
import {runParts} from "../../lib/backends/wasm/runParts.js";
import {wasmBackend} from "../../lib/backends/wasm/wasmBackend.js";
import type {RuntimeArray} from "../../lib/ir/types.js";
import {optimize} from "../../lib/ir/passes/optimize.js";
import {integrator} from "../backends/wasm/programs.js";

const QUICK = {rounds: 1, roundTime: 0.5};
const times = arange(ms(0), ms(20), ms(0.1));
const population = (size: number): LIFRef => initAllStates(new LIFRef(size, {V_initializer: mV(-60)}));
const stepOf = (neuron: LIFRef) => (t: Quantity<Time>) => environ.context({t}, () => neuron.update(mA(25)));
const within = <T>(body: () => T): T => environ.context({dt: ms(0.1)}, body);

test("timeSplit(step, xs): the parts come to about the whole call, measured as such", () => {
  const measured = (): TimeSplit => within(() => timeSplit(stepOf(population(1000)), times));
  const {backend, total: _, ...parts} = measured();
  expect(backend).toBe("wasm");
  expect(Object.keys(parts)).toEqual(["trace", "key", "find", "bind", "run", "copy"]);
  for (const time of Object.values(parts)) expect(time).toBeGreaterThan(0);
  // on a shared machine a measurement may go wrong; a part counted twice or left out would be wrong each time
  const ratios = Array.from({length: 5}, () => {
    const {backend: _backend, total, ...parts} = measured();
    return Object.values(parts).reduce((sum, time) => sum + time, 0) / total;
  });
  expect(
    ratios.some((ratio) => ratio > 0.5 && ratio < 1.25),
    ratios.join(),
  ).toBe(true);
}, 30_000);

// on a shared machine a measurement may go wrong; one that is wrong by itself is so each time
test(
  "timeSplit(step, xs): ten times the neurons and the steps cost time in the run, and next to none in the trace",
  {retry: 4},
  () => {
    const few = within(() => timeSplit(stepOf(population(100)), times));
    const long = arange(ms(0), ms(200), ms(0.1));
    const many = within(() => timeSplit(stepOf(population(1000)), long, QUICK));
    expect(many.run).toBeGreaterThan(20 * few.run);
    expect(many.copy).toBeGreaterThan(5 * few.copy);
    expect(many.trace).toBeLessThan(10 * few.trace);
  },
);

test("timeSplit(step, xs) leaves states as they were, and compiles what forLoop then finds", () => {
  const neuron = population(7);
  within(() => forLoop(stepOf(neuron), times));
  const before = [...neuron.V.value.toDecimal(mV)];
  within(() => timeSplit(stepOf(neuron), times, QUICK));
  expect([...neuron.V.value.toDecimal(mV)]).toEqual(before);
  const {compiles} = compileStats();
  within(() => forLoop(stepOf(neuron), times));
  expect(compileStats().compiles).toBe(compiles);
});

test("timeSplit with the interpreter: all of a run but gathering its inputs is the run", () => {
  const neuron = population(1);
  const split = within(() =>
    timeSplit(stepOf(neuron), arange(ms(0), ms(1), ms(0.1)), {...QUICK, backend: "interpret"}),
  );
  expect(split).toMatchObject({backend: "interpret", copy: 0});
  expect(split.run).toBeGreaterThan(split.bind);
});

test("timeSplit inside a trace throws TraceError; options that are no numbers above 0 throw ParameterError", () => {
  const x = quantity([1, 2]);
  const measured = (options?: object): unknown => timeSplit((each) => each, x, options);
  expect(() => forLoop(() => void measured(), x)).toThrow(TraceError);
  for (const options of [{rounds: 0}, {rounds: NaN}, {roundTime: 0}, {roundTime: NaN}, {roundTime: Infinity}]) {
    expect(() => measured(options), JSON.stringify(options)).toThrow(ParameterError);
  }
});

test("runParts: binding, computing and copying, apart, give what a run of the program gives", () => {
  const program = optimize(integrator(5, false));
  const inputs = (from: number): RuntimeArray[] => [
    {data: Float32Array.of(4), shape: []},
    {data: new Float32Array(5).fill(from), shape: [5]},
    {data: Float32Array.from({length: 15}, (_, i) => i), shape: [3, 5]},
  ];
  // the record: what is carried may lie in the place of an input, and be bound anew
  const recordOf = (results: RuntimeArray[]) => results[2];
  const real = wasmBackend.compile(program);
  const [one, two] = [recordOf(real.run(inputs(1))), recordOf(real.run(inputs(2)))];
  expect(one).not.toEqual(two);
  const parts = runParts(program, inputs(1));
  // nothing has computed yet: what lies there is of the run before
  expect(recordOf(parts.bindAndCopy(inputs(1)))).toEqual(two);
  parts.compute?.();
  expect(recordOf(parts.bindAndCopy(inputs(2)))).toEqual(one);
  parts.bind(inputs(2));
  parts.compute?.();
  expect(recordOf(parts.bindAndCopy(inputs(1)))).toEqual(two);
  parts.dispose();
  real.dispose();
});
