/**
 * @file A source of random numbers: a key that each draw replaces, held in states, so that a loop carries it. A seed
 * gives the numbers of `brainstate.random`.
 */
import {elementwise} from "../array/elementwise.js";
import {NDArray} from "../array/ndarray.js";
import type {ArrayValue} from "../array/value.js";
import {concrete} from "../array/value.js";
import {ParameterError, ShapeError, UnitMismatchError} from "../core/errors.js";
import {INSPECT} from "../core/inspect.js";
import {broadcastShapes, broadcastsTo, showShape} from "../core/shape.js";
import type {ShapeLike} from "../math/create.js";
import {toShape} from "../math/create.js";
import {State} from "../state/state.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {align, asQuantity, describe, Quantity} from "../units/quantity.js";
import type {Operand} from "../units/quantity.js";
import {DIMENSIONLESS} from "../units/unit.js";
import type {Unit} from "../units/unit.js";
import * as distributions from "./distributions.js";
import type {Draw} from "./draw.js";
import {asScalar, drawsOf} from "./draw.js";
import {anyKey, keyOf} from "./key.js";
import type {RandomKey} from "./key.js";
import {ON_NUMBERS, threefry} from "./threefry.js";
import type {Words} from "./threefry.js";

/** Numbers without a unit. */
type Plain = Quantity<Dimensionless> | number;

const draws = {
  standardUniform: drawsOf(distributions.standardUniform),
  uniform: drawsOf(distributions.uniform),
  standardNormal: drawsOf(distributions.standardNormal),
  normal: drawsOf(distributions.normal),
  lognormal: drawsOf(distributions.lognormal),
  exponential: drawsOf(distributions.exponential),
  weibull: drawsOf(distributions.weibull),
  bernoulli: drawsOf(distributions.bernoulli),
} as const satisfies Record<string, Draw>;

/**
 * A source of random numbers: threefry-2x32, with JAX's keys and distributions in float32. Each draw splits the key,
 * takes its numbers from one half and leaves the other for the next, as `brainstate.random.RandomState` does. Inside
 * `forLoop`, `scan`, `cond` and `jit` the key is a state: it goes on from step to step, and from run to run.
 *
 * Without a `size` a draw has the shape of its parameters.
 */
export class RandomState {
  // two scalars and not one array: a scalar is alike in all lanes, so lanes stay free of one another
  readonly #high: State<Dimensionless>;
  readonly #low: State<Dimensionless>;

  /** @param seedOrKey a whole number, or a key; left out, a key that differs from run to run, chosen at the first use */
  constructor(seedOrKey?: number | RandomKey) {
    const key = seedOrKey === undefined ? [] : keyOf("RandomState", seedOrKey).map(word);
    this.#high = new State(key[0], "RandomState.key[0]");
    this.#low = new State(key[1], "RandomState.key[1]");
  }

  /** Where the source is, to come back to: set it, and the same draws follow. @throws TraceError inside a trace. */
  get key(): RandomKey {
    const [high, low] = this.#words().map((word) => (concrete(word, "RandomState: key").data[0] ?? 0) >>> 0);
    return [high ?? 0, low ?? 0];
  }

  set key(key: RandomKey) {
    this.seed(keyOf("RandomState", key));
  }

  /** Starts again from a seed or a key; without one, from a key that nobody chose. */
  seed(seedOrKey?: number | RandomKey): void {
    this.#words();
    this.#put(seedOrKey === undefined ? anyKey() : keyOf("RandomState", seedOrKey));
  }

  /** A key for another source, independent of this one. @throws TraceError inside a trace. */
  splitKey(): RandomKey;
  /** `count` of them. @throws ParameterError when it is not a whole number of at least 1. */
  splitKey(count: number): RandomKey[];
  splitKey(count?: number): RandomKey | RandomKey[] {
    if (count !== undefined && !(Number.isInteger(count) && count >= 1)) {
      throw new ParameterError(`splitKey: expected a whole number of at least 1, got ${String(count)}`);
    }
    const [high, low] = this.key;
    const keys = Array.from({length: (count ?? 1) + 1}, (_, i): RandomKey => {
      const [k0, k1] = threefry(ON_NUMBERS, [high | 0, low | 0], i);
      return [k0 >>> 0, k1 >>> 0];
    });
    this.#put(keys.shift() as RandomKey);
    return count === undefined ? (keys[0] as RandomKey) : keys;
  }

  /** Uniform numbers in [0, 1) of shape `lengths`, a scalar without any. */
  rand(...lengths: readonly number[]): Quantity<Dimensionless> {
    return this.#draw("rand", draws.standardUniform, [], DIMENSIONLESS, lengths);
  }

  /** Normal numbers of mean 0 and standard deviation 1, of shape `lengths`. */
  randn(...lengths: readonly number[]): Quantity<Dimensionless> {
    return this.#draw("randn", draws.standardNormal, [], DIMENSIONLESS, lengths);
  }

  /**
   * Uniform numbers in [`low`, `high`), in the unit of `low`.
   * @throws UnitMismatchError when the bounds differ in dimension.
   */
  uniform<D extends Dimension>(low: Operand<D>, high: Operand<D>, size?: ShapeLike): Quantity<D>;
  /** @param low default 0 @param high default 1 */
  uniform(low?: Plain, high?: Plain, size?: ShapeLike): Quantity<Dimensionless>;
  uniform(low: Quantity | number = 0, high: Quantity | number = 1, size?: ShapeLike): Quantity {
    const {left, right, unit} = align("uniform", low, high);
    return this.#draw("uniform", draws.uniform, [left, right], unit, size);
  }

  /**
   * Normal numbers of mean `loc` and standard deviation `scale`, in the unit of `loc`.
   * @throws UnitMismatchError when the two differ in dimension.
   */
  normal<D extends Dimension>(loc: Operand<D>, scale: Operand<D>, size?: ShapeLike): Quantity<D>;
  /** @param loc default 0 @param scale default 1 */
  normal(loc?: Plain, scale?: Plain, size?: ShapeLike): Quantity<Dimensionless>;
  normal(loc: Quantity | number = 0, scale: Quantity | number = 1, size?: ShapeLike): Quantity {
    const {left, right, unit} = align("normal", loc, scale);
    return this.#draw("normal", draws.normal, [left, right], unit, size);
  }

  /**
   * The exponential of normal numbers of mean `mean` (default 0) and standard deviation `sigma` (default 1).
   * @throws UnitMismatchError when one has a unit.
   */
  lognormal(mean: Plain = 0, sigma: Plain = 1, size?: ShapeLike): Quantity<Dimensionless> {
    const parameters = [unitless("lognormal", mean), unitless("lognormal", sigma)];
    return this.#draw("lognormal", draws.lognormal, parameters, DIMENSIONLESS, size);
  }

  /** Exponential numbers of mean `scale`, in its unit. */
  exponential<D extends Dimension>(scale: Quantity<D>, size?: ShapeLike): Quantity<D>;
  /** @param scale default 1 */
  exponential(scale?: number, size?: ShapeLike): Quantity<Dimensionless>;
  exponential(scale: Quantity | number = 1, size?: ShapeLike): Quantity {
    const {value, unit} = asQuantity(scale);
    return this.#draw("exponential", draws.exponential, [value], unit, size);
  }

  /** Weibull numbers of shape `a` and scale 1. @throws UnitMismatchError when it has a unit. */
  weibull(a: Plain, size?: ShapeLike): Quantity<Dimensionless> {
    return this.#draw("weibull", draws.weibull, [unitless("weibull", a)], DIMENSIONLESS, size);
  }

  /**
   * Booleans, true with probability `p` (default 0.5), in steps of 2^-23.
   * @throws ParameterError when `p` is known and not within 0 and 1. @throws UnitMismatchError when it has a unit.
   */
  bernoulli(p: Plain = 0.5, size?: ShapeLike): Quantity<Dimensionless> {
    const value = unitless("bernoulli", p);
    const outside = value instanceof NDArray ? value.data.find((x) => !(x >= 0 && x <= 1)) : undefined;
    if (outside !== undefined) {
      throw new ParameterError(`bernoulli: p is out of range, expected 0 to 1, got ${String(outside)}`);
    }
    return this.#draw("bernoulli", draws.bernoulli, [value], DIMENSIONLESS, size);
  }

  /** `RandomState(key=[0, 42])`. */
  toString(): string {
    const key = this.#high.peek() === undefined ? "" : `key=[${this.#peek().join(", ")}]`;
    return `RandomState(${key})`;
  }

  /** @internal */
  [INSPECT](): string {
    return this.toString();
  }

  /** The key at this point of a trace; outside, and before the first use, one that nobody chose. */
  #words(): Words<ArrayValue> {
    if (this.#high.peek() === undefined) {
      // before any trace: what is drawn inside one goes on from it
      const [high, low] = anyKey().map(word);
      this.#high.restore(high as Quantity<Dimensionless>);
      this.#low.restore(low as Quantity<Dimensionless>);
    }
    return [this.#high.value.value, this.#low.value.value];
  }

  #peek(): number[] {
    return [this.#high, this.#low].map((state) => ((state.peek()?.value as NDArray).data[0] ?? 0) >>> 0);
  }

  #put([high, low]: RandomKey): void {
    this.#high.value = word(high);
    this.#low.value = word(low);
  }

  #draw<D extends Dimension>(
    who: string,
    draw: Draw,
    parameters: readonly (ArrayValue | number)[],
    unit: Unit<D>,
    size: ShapeLike | undefined,
  ): Quantity<D> {
    const arrays = parameters.map(asFloats);
    const own = arrays.map(({shape}) => shape).reduce((a, b) => broadcastShapes(a, b, who), []);
    const shape = size === undefined ? own : toShape(size, who);
    if (!broadcastsTo(own, shape, who)) {
      throw new ShapeError(
        `${who}: the parameters are larger than the draw, expected at most ${showShape(shape)}, got ${showShape(own)}`,
      );
    }
    const {next, numbers} = draw(this.#words(), shape, ...arrays);
    this.#high.value = new Quantity(next[0], DIMENSIONLESS);
    this.#low.value = new Quantity(next[1], DIMENSIONLESS);
    return new Quantity(numbers, unit);
  }
}

/**
 * The source that draws come from unless another is given: `random.seed(42)`, then `random.normal(...)`, as
 * `brainstate.random`. Until it is seeded, its numbers differ from run to run.
 */
export const random: RandomState = /* @__PURE__ */ new RandomState();

/** One word of a key as a state holds it. */
function word(bits: number): Quantity<Dimensionless> {
  return new Quantity(asScalar(bits), DIMENSIONLESS);
}

function asFloats(parameter: ArrayValue | number): ArrayValue {
  if (typeof parameter === "number") return NDArray.scalar(parameter);
  return parameter.dtype === "float32" ? parameter : elementwise("toFloat", parameter);
}

/** The numbers of what must have no unit. @throws UnitMismatchError */
function unitless(who: string, x: Plain): ArrayValue {
  const q: Quantity = asQuantity(x);
  if (q.unit.dim.isDimensionless) return q.in(DIMENSIONLESS).value;
  throw new UnitMismatchError(`${who}: the unit does not fit, expected a dimensionless number, got ${describe(q)}`);
}
