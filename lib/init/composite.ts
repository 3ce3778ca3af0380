/** @file Initialisers made of others: by chance, by index, scaled, clipped. Port of `braintools.init`. */
import {ParameterError, UnitMismatchError} from "../core/errors.js";
import {sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import {clipped} from "../math/keepUnit.js";
import type {Dimension} from "../units/dimensionTypes.js";
import {optionsOf} from "../units/given.js";
import {asQuantity, kindOf, Quantity} from "../units/quantity.js";
import {describeUnit} from "../units/unit.js";
import type {Unit} from "../units/unit.js";
import {arrayOf, numbersOf} from "./checks.js";
import {boundText, Initialization, probe} from "./initialization.js";
import type {ClipBounds} from "./initialization.js";
import {sourceOf} from "./initializer.js";
import type {Initializer} from "./initializer.js";

/** Options of `Mixture`. */
export interface MixtureOptions {
  /** The probability of each initialiser; they sum to 1. Default: all alike. */
  weights?: readonly number[];
  /** Of the choice; each initialiser has a seed of its own. A whole number. Default: draws from `random`. */
  seed?: number;
}

/**
 * Each value from one of several initialisers, chosen by chance (`braintools.init.Mixture`), upstream's numbers: first
 * all choices are drawn, then the values of each initialiser in order. In the unit of the first; not inside a trace.
 */
export class Mixture<D extends Dimension = Dimension> extends Initialization<D> {
  readonly weights: readonly number[];
  readonly seed: number | undefined;
  readonly #first: Initializer<D>;

  /**
   * @throws ParameterError when there is no initialiser, or weights are below 0, another number, or do not sum to 1
   * @throws UnitMismatchError when the initialisers differ in dimension
   */
  constructor(
    readonly distributions: readonly Initializer<D>[],
    options: MixtureOptions = {},
  ) {
    super();
    const {weights, seed} = optionsOf("Mixture", options, "weights", "seed");
    // a caller without types may give anything
    const first = Array.isArray(distributions) ? (distributions[0] as Initializer<D> | undefined) : undefined;
    if (first === undefined) {
      throw new ParameterError("Mixture: nothing to choose from, expected initialisers, got none");
    }
    for (const part of distributions) checkPart("Mixture", part, first.unit);
    this.#first = first;
    this.weights = weights ?? distributions.map(() => 1 / distributions.length);
    this.seed = seed;
    checkWeights(this.weights, distributions.length);
  }

  get unit(): Unit<D> {
    return this.#first.unit;
  }

  init(shape: Shape): Quantity<D> {
    const size = sizeOf(shape);
    const uniforms = numbersOf("Mixture", sourceOf(this.seed).rand(size), [size]);
    const {fround} = Math;
    const sums: number[] = [];
    for (const weight of this.weights) sums.push(fround((sums.at(-1) ?? 0) + fround(weight)));
    const total = sums.at(-1) ?? 1;
    const chosen = uniforms.map((u) => sums.findIndex((sum) => sum >= fround(total * fround(1 - u))));
    return scattered("Mixture", this.distributions, chosen, shape);
  }

  toString(): string {
    return `Mixture(distributions=[${this.distributions.map(String).join(", ")}], weights=[${this.weights.join(", ")}])`;
  }
}

/** @throws ParameterError when it is no initialiser, UnitMismatchError when it makes values of another dimension */
function checkPart(who: string, part: Initializer, unit: Unit): void {
  // a caller without types may give anything
  if (typeof (part as Partial<Initializer>).init !== "function") {
    throw new ParameterError(`${who}: no initialiser, expected one such as new Constant(...), got ${kindOf(part)}`);
  }
  if (part.unit.sameDimension(unit)) return;
  throw new UnitMismatchError(
    `${who}: the initialisers do not match, expected ${describeUnit(unit)}, got ${describeUnit(part.unit)}`,
  );
}

function checkWeights(weights: readonly number[], count: number): void {
  const complain = (expected: string, got: string): never => {
    throw new ParameterError(`Mixture: weights do not fit, expected ${expected}, got ${got}`);
  };
  if (weights.length !== count) complain(`${String(count)} of them`, String(weights.length));
  const wrong = weights.find((weight) => !(weight >= 0));
  if (wrong !== undefined) complain("numbers of at least 0", String(wrong));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (Math.abs(total - 1) > 1e-5) complain("a sum of 1", String(total));
}

/**
 * Values of one initialiser where a condition on the index holds, of another elsewhere
 * (`braintools.init.Conditional`): `new Conditional((i) => i < 800, excitatory, inhibitory)`. In the unit of the first;
 * not inside a trace.
 */
export class Conditional<D extends Dimension = Dimension> extends Initialization<D> {
  /**
   * @param condition asked for each element's index in row-major order
   * @param ifTrue makes the values where it holds
   * @param ifFalse makes the values elsewhere
   * @throws UnitMismatchError when the initialisers differ in dimension
   */
  constructor(
    readonly condition: (index: number) => boolean,
    readonly ifTrue: Initializer<D>,
    readonly ifFalse: Initializer<D>,
  ) {
    super();
    // a caller without types may give anything
    if (typeof (condition as unknown) !== "function") {
      throw new ParameterError(`Conditional: no condition, expected a function of the index, got ${kindOf(condition)}`);
    }
    checkPart("Conditional", ifTrue, ifTrue.unit);
    checkPart("Conditional", ifFalse, ifTrue.unit);
  }

  get unit(): Unit<D> {
    return this.ifTrue.unit;
  }

  init(shape: Shape): Quantity<D> {
    const chosen = Float32Array.from({length: sizeOf(shape)}, (_, i) => (this.condition(i) ? 0 : 1));
    return scattered("Conditional", [this.ifTrue, this.ifFalse], chosen, shape);
  }

  toString(): string {
    const name = this.condition.name === "" ? "function" : this.condition.name;
    return `Conditional(condition_fn=${name}, true_dist=${String(this.ifTrue)}, false_dist=${String(this.ifFalse)})`;
  }
}

/** For each element the next value of the initialiser chosen for it, in the unit of the first initialiser. */
function scattered<D extends Dimension>(
  who: string,
  from: readonly Initializer<D>[],
  chosen: Float32Array,
  shape: Shape,
): Quantity<D> {
  const values = new Float32Array(chosen.length);
  const {unit} = from[0] as Initializer<D>;
  from.forEach((initializer, which) => {
    const count = chosen.reduce((n, choice) => n + (choice === which ? 1 : 0), 0);
    if (count === 0) return;
    const made = numbersOf(who, initializer.init([count]).in(unit), [count]);
    let next = 0;
    chosen.forEach((choice, i) => {
      if (choice === which) values[i] = made[next++] ?? 0;
    });
  });
  return new Quantity(arrayOf(values, shape), unit);
}

/** The values of another initialiser times a factor (`braintools.init.Scaled`); `base.mul(factor)` does the same. */
export class Scaled<D extends Dimension = Dimension> extends Initialization<D> {
  readonly #product: Initialization<D>;
  readonly factor: Quantity | number;

  /**
   * @param base makes the values
   * @param factor what they are multiplied with. Any dimension; a scalar, or what broadcasts to the shape
   */
  constructor(
    readonly base: Initialization,
    factor: Quantity | number,
  ) {
    super();
    this.factor = factor;
    this.#product = base.mul(asQuantity(factor)) as Initialization<never>;
  }

  get unit(): Unit<D> {
    return this.#product.unit;
  }

  init(shape: Shape): Quantity<D> {
    return this.#product.init(shape);
  }

  toString(): string {
    return `Scaled(base_dist=${String(this.base)}, scale_factor=${String(asQuantity(this.factor))})`;
  }
}

/** The values of another initialiser, kept within bounds (`braintools.init.Clipped`). */
export class Clipped<D extends Dimension = Dimension> extends Initialization<D> {
  /**
   * @param base makes the values
   * @param bounds the least and the largest value, of its dimension
   * @throws UnitMismatchError when a bound has another dimension
   */
  constructor(
    readonly base: Initializer<D>,
    readonly bounds: ClipBounds<D>,
  ) {
    super();
    optionsOf("Clipped", bounds, "min", "max");
    clipped(probe(base), bounds);
  }

  get unit(): Unit<D> {
    return this.base.unit;
  }

  init(shape: Shape): Quantity<D> {
    return clipped(this.base.init(shape), this.bounds);
  }

  toString(): string {
    const {min, max} = this.bounds;
    return `Clipped(base_dist=${String(this.base)}, min_val=${boundText(min)}, max_val=${boundText(max)})`;
  }
}
