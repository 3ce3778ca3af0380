/** @file What holds for every neuron model: options, shapes, the tree, and the same bits at once, interpreted, compiled. */
import {readdirSync, readFileSync} from "node:fs";
import * as spikeloop from "spikeloop";
import {
  arange,
  compileStats,
  environ,
  forLoop,
  initAllStates,
  ms,
  Neuron,
  quantity,
  resetAllStates,
  type State,
} from "spikeloop";
import type {BackendName, Quantity} from "spikeloop";
import {describe, expect, test} from "vitest";
import {EVERY_MODEL, parametersOf} from "./everyModel.js";
import type {AnyNeuron, ModelRow} from "./everyModel.js";

const times = (row: ModelRow, steps: number) => arange(ms(0), ms(steps * row.dt), ms(row.dt));

/** A rollout: the spikes of every step, flat, and the bits of every state at the end. */
function rollout(row: ModelRow, neuron: AnyNeuron, steps = row.steps, backend: BackendName = "wasm") {
  const spikes = environ.context({dt: ms(row.dt)}, () =>
    forLoop((t) => environ.context({t}, () => neuron.update(row.input)), times(row, steps), {backend}),
  );
  return {spikes: spikes.toDecimal(), shape: spikes.shape, states: statesOf(neuron)};
}

const statesOf = (neuron: AnyNeuron) =>
  Object.fromEntries(
    [...neuron.states()].map(([name, state]) => {
      const {value} = state.value as Quantity & {value: {data: ArrayLike<number>}};
      return [name, [...Array.from(value.data)]];
    }),
  );

/** A population in which every neuron has a time constant or a rate of its own. */
function population({Model, options}: ModelRow, size: number): AnyNeuron {
  const [name, byDefault] = [...parametersOf(new Model(1))].find(([name]) => /^(tau|C|a)$/.test(name)) as [
    string,
    Quantity,
  ];
  const scales = quantity(Float32Array.from({length: size}, (_, i) => 1 + i / (4 * size)));
  return new Model(size, {...options, [name]: byDefault.mul(scales)});
}

test("everyModel.ts has a row for each neuron that the package exports", () => {
  const neurons = Object.entries(spikeloop).filter(
    ([, value]) => typeof value === "function" && value.prototype instanceof Neuron,
  );
  expect(neurons.map(([name]) => name).sort()).toEqual(EVERY_MODEL.map(({name}) => name).sort());
});

describe.each(EVERY_MODEL.map((row) => [row.name, row] as const))("%s", (name, row) => {
  const {Model, options} = row;

  test("each parameter and initialiser is the option of its name", () => {
    const plain = new Model(2);
    for (const [name, q] of parametersOf(plain)) {
      const other = q.mul(1.1).add(quantity(q.toDecimal(q.unit).map((x) => (x === 0 ? 0.25 : 0))[0] ?? 0, q.unit));
      const given = new Model(2, {[name]: other});
      for (const [each, value] of parametersOf(given)) {
        expect(String(value), each).toBe(String(each === name ? other : parametersOf(plain).get(each)));
      }
    }
    const initialised = initAllStates(plain);
    for (const attribute of Object.keys(plain).filter((key) => key.endsWith("_initializer"))) {
      const state = attribute.replace("_initializer", "");
      const start = (initialised as unknown as Record<string, State>)[state]?.value as Quantity;
      const moved = start.mul(0.5).add(start.mul(0).add(start));
      const given = initAllStates(new Model(2, {[attribute]: moved}));
      const now = (given as unknown as Record<string, State>)[state]?.value as Quantity;
      expect(String(now), attribute).toBe(String(moved));
    }
  });

  test("a parameter of another dimension, of another shape or not finite is refused by name", () => {
    for (const [name, q] of parametersOf(new Model(2))) {
      const wrong = q.mul(quantity(1, "kg"));
      expect(() => new Model(2, {[name]: wrong}), name).toThrow(new RegExp(`: ${name} has the wrong unit`));
      const long = q.mul(quantity([1, 1, 1]));
      expect(() => new Model(2, {[name]: long}), name).toThrow(new RegExp(`: ${name} has the wrong shape`));
      expect(() => new Model(2, {[name]: q.mul(NaN)}), name).toThrow(new RegExp(`: ${name} is out of range`));
    }
  });

  test("fires, in any shape; a batch has the spikes of each of its rows", () => {
    const flat = rollout(row, initAllStates(new Model(1, options)));
    const count = flat.spikes.reduce((sum, spike) => sum + spike, 0);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(row.steps / 4);
    const batch = rollout(row, initAllStates(new Model([2, 3], options), {batchSize: 2}));
    expect(batch.shape).toEqual([row.steps, 2, 2, 3]);
    expect([...batch.spikes]).toEqual([...flat.spikes].flatMap((spike) => Array<number>(12).fill(spike)));
  });

  test("gives the same bits interpreted, compiled, and compiled for a whole population", () => {
    const compiled = rollout(row, initAllStates(population(row, 7)), 240);
    const interpreted = rollout(row, initAllStates(population(row, 7)), 240, "interpret");
    expect(interpreted).toEqual(compiled);
  });

  test("updates in a bare loop equal forLoop bit for bit", () => {
    const bare = initAllStates(population(row, 3));
    const steps = times(row, 12).toDecimal(ms);
    environ.context({dt: ms(row.dt)}, () => {
      for (const t of steps) environ.context({t: ms(t)}, () => bare.update(row.input));
    });
    expect(statesOf(bare)).toEqual(rollout(row, initAllStates(population(row, 3)), 12).states);
  });

  test("another value of every parameter compiles nothing; reset states repeat the run", () => {
    const neuron = initAllStates(new Model(1, options));
    const first = rollout(row, neuron, 60);
    const {compiles} = compileStats();
    for (const [name, q] of parametersOf(neuron)) {
      rollout(row, initAllStates(new Model(1, {...options, [name]: q.mul(1.01)})), 60);
    }
    resetAllStates(neuron);
    expect(rollout(row, neuron, 60)).toEqual(first);
    expect(compileStats().compiles).toBe(compiles);
  });

  test("says where it comes from, and prints as a tree that ends in its states", () => {
    const text = String(initAllStates(new Model(1, options)));
    expect(text.startsWith(`${name}(\n  in_size=(1,)`)).toBe(true);
    expect(text.indexOf("State(")).toBeGreaterThan(text.lastIndexOf("_initializer="));
    const file = readdirSync("lib/models/neurons").find((file) => file.toLowerCase() === `${name.toLowerCase()}.ts`);
    expect(readFileSync(`lib/models/neurons/${String(file)}`, "utf8")).toMatch(/ Source:\s/);
  });
});

test("docs/adding-a-model.md makes the IF of the package", () => {
  const classOf = (text: string): string => {
    const code = text.slice(text.indexOf("/** Parameters of `IF`"));
    return code.slice(0, code.indexOf("\n}\n", code.indexOf("export class IF")) + 3);
  };
  expect(classOf(readFileSync("docs/adding-a-model.md", "utf8"))).toBe(
    classOf(readFileSync("lib/models/neurons/if.ts", "utf8")),
  );
});
