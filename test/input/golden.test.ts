/** @file Inputs against upstream's: every function and class, with defaults and with odd arguments. */
import {environ, input, quantity, type Quantity, unit} from "spikeloop";
import {describe, expect, test} from "vitest";
import {NumpyRandom} from "../../lib/input/numpyRandom.js";
import {type Expression, loadInputs} from "../reference/loadInputs.js";

const {cases, draws} = loadInputs();

/** Where upstream keeps float64 between operations, roundings differ; the bound is in parts of the largest value. */
const ROUNDED_LATER: Record<string, number> = {"all together": 2e-7};

/** Upstream's name as ours: `ou_process` is `ouProcess`; `clip` takes `min`, not `min_val`. */
const words = (name: string): string =>
  name.replace(/_val$/, "").replace(/_([a-z])/g, (_, c: string) => c.toUpperCase());
const KEPT = new Set(["t_start", "t_end", "sp_lens", "sp_sizes"]);

function build(item: Expression): unknown {
  if (!Array.isArray(item)) return item;
  const list = item as readonly Expression[];
  if (list[0] === "q") return quantity(list[1] as number, list[2] as string);
  if (list[0] === "f" || list[0] === "c") {
    const [kind, name, args, options] = list as readonly [string, string, Expression[], Record<string, Expression>];
    const all = [...args.map(build), ...optionsOf(options)];
    const found = (input as unknown as Record<string, unknown>)[words(name)];
    if (kind === "f") return (found as (...args: unknown[]) => unknown)(...all);
    return new (found as new (...args: unknown[]) => object)(...all);
  }
  if (list[0] === "m") {
    const [, on, method, args, options] = list as readonly [
      "m",
      Expression,
      string,
      Expression[],
      Record<string, Expression>,
    ];
    const target = build(on) as Record<string, (...args: unknown[]) => unknown>;
    return target[method]?.(...args.map(build), ...optionsOf(options));
  }
  return list.map(build);
}

function optionsOf(options: Record<string, Expression>): unknown[] {
  const entries = Object.entries(options).map(([key, value]) => [KEPT.has(key) ? key : words(key), build(value)]);
  return entries.length === 0 ? [] : [Object.fromEntries(entries)];
}

function valuesOf(expression: Expression, dt: Expression): Quantity {
  return environ.context({dt: build(dt) as Quantity<never>}, () => {
    const built: unknown = build(expression);
    if (built instanceof input.Input) return built.array() as Quantity;
    return (Array.isArray(built) ? built[0] : built) as Quantity;
  });
}

describe("braintools.input", () => {
  test.each(cases)("$name: gives what upstream gives", ({name, dt, expression, unit: of, shape, values}) => {
    const result = valuesOf(expression, dt);
    expect(result.shape).toEqual(shape);
    expect(result.dtype).toBe("float32");
    expect(result.unit.equals(unit(of))).toBe(true);
    const largest = Math.max(...values.map(Math.abs));
    // sines and exponentials in double precision may differ in their last bit, and then a float32 by one ulp
    expect(result.toDecimal(result.unit)).toBeAllclose(values, {
      rtol: 2 ** -23,
      atol: (ROUNDED_LATER[name] ?? 1e-15) * largest,
    });
  });

  test("what is arithmetic alone is upstream's bit for bit, and of the rest all but one number in a thousand", () => {
    const exact =
      /^(section|constant|step|ramp|spike|square|sawtooth|Section|Step|Spike|add|mul|concat|shift|clip|repeat|poisson)/;
    let [count, same] = [0, 0];
    for (const {name, dt, expression, values} of cases) {
      const result = valuesOf(expression, dt);
      const got = result.toDecimal(result.unit);
      const differ = values.filter((x, i) => x !== got[i]).length;
      if (exact.test(name)) expect(differ, name).toBe(0);
      if (name in ROUNDED_LATER) continue;
      count += values.length;
      same += values.length - differ;
    }
    expect(count).toBeGreaterThan(3000);
    expect(count - same).toBeLessThan(count / 1000);
  });
});

describe("NumpyRandom", () => {
  test.each(draws)("seed $seed: gives NumPy's numbers", ({seed, random, normal, later}) => {
    const rng = new NumpyRandom(seed);
    expect(random.map(() => rng.random())).toEqual(random);
    const normals = normal.map(() => rng.normal());
    for (let i = 0; i < 700; i++) rng.random();
    normals.push(rng.normal(), rng.normal());
    expect([rng.random(), rng.random()]).toEqual(later.slice(2));
    // a normal number holds a logarithm, whose last bit of double precision is the engine's; float32 does not see it
    const expected = [...normal, ...later.slice(0, 2)];
    expect(normals).toBeAllclose(expected, {rtol: 2 ** -51});
    expect(normals.map(Math.fround)).toEqual(expected.map(Math.fround));
  });
});
