/** @file Distributions of positive numbers that a uniform or a normal draw gives. Port of `braintools.init`. */
import {broadcastShapes} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {StateValue} from "../state/state.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {quantityOf} from "../units/given.js";
import {Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import {DIMENSIONLESS} from "../units/unit.js";
import {inRange} from "../units/range.js";
import {arrayOf, numbersOf, plainNumber} from "./checks.js";
import {Initialization} from "./initialization.js";
import {sourceOf, twoAlike} from "./initializer.js";

/**
 * Log-normally distributed values of this mean and standard deviation (`braintools.init.LogNormal`), upstream's numbers.
 * Both are those of the values, not of their logarithms. Seeded as `Normal` is.
 */
export class LogNormal<D extends Dimension = Dimension> extends Initialization<D> {
  readonly mean: Quantity<D>;
  readonly std: Quantity<D>;

  /**
   * @param mean the mean, above 0. Any dimension; a scalar, or what broadcasts to the shape
   * @param std the standard deviation, at least 0. The same dimension; likewise
   * @param seed a whole number. Default: draws from `random`
   */
  constructor(
    mean: StateValue<D>,
    std: StateValue<D>,
    readonly seed?: number,
  ) {
    super();
    [this.mean, this.std] = twoAlike("LogNormal", mean, std);
    inRange("LogNormal", "mean", this.mean, "positive");
    inRange("LogNormal", "std", this.std, "notNegative");
  }

  get unit(): Unit<D> {
    return this.mean.unit;
  }

  init(shape: Shape): Quantity<D> {
    const own = broadcastShapes(this.mean.shape, this.std.shape, "LogNormal");
    const [means, stds] = [this.mean, this.std].map((q) => [...numbersOf("LogNormal", q, own)]) as [number[], number[]];
    // in float64, as upstream
    const ratios = means.map((mean, i) => ((stds[i] ?? 0) / mean) ** 2);
    const mu = means.map((mean, i) => Math.log(mean) - Math.log1p(ratios[i] ?? 0) / 2);
    const sigma = ratios.map((ratio) => Math.sqrt(Math.log1p(ratio)));
    const plain = (numbers: number[]): Quantity<Dimensionless> => new Quantity(arrayOf(numbers, own), DIMENSIONLESS);
    return new Quantity(sourceOf(this.seed).lognormal(plain(mu), plain(sigma), shape).value, this.unit);
  }

  toString(): string {
    return `LogNormal(mean=${String(this.mean)}, std=${String(this.std)})`;
  }
}

/** Exponentially distributed values (`braintools.init.Exponential`), upstream's numbers. Seeded as `Normal` is. */
export class Exponential<D extends Dimension = Dimension> extends Initialization<D> {
  readonly scale: Quantity<D>;

  /**
   * @param scale the mean. Any dimension; a scalar, or what broadcasts to the shape
   * @param seed a whole number. Default: draws from `random`
   */
  constructor(
    scale: StateValue<D>,
    readonly seed?: number,
  ) {
    super();
    this.scale = inRange("Exponential", "scale", quantityOf("Exponential", "scale", scale) as Quantity<D>, "finite");
  }

  get unit(): Unit<D> {
    return this.scale.unit;
  }

  init(shape: Shape): Quantity<D> {
    return sourceOf(this.seed).exponential(this.scale, shape);
  }

  toString(): string {
    return `Exponential(scale=${String(this.scale)})`;
  }
}

/** Weibull-distributed values (`braintools.init.Weibull`), upstream's numbers. Seeded as `Normal` is. */
export class Weibull<D extends Dimension = Dimension> extends Initialization<D> {
  readonly shape: Quantity<Dimensionless>;
  readonly scale: Quantity<D>;

  /**
   * @param shape the shape parameter, above 0, dimensionless; a scalar, or what broadcasts to the shape
   * @param scale the scale. Any dimension; likewise
   * @param seed a whole number. Default: draws from `random`
   */
  constructor(
    shape: Quantity<Dimensionless> | number,
    scale: StateValue<D>,
    readonly seed?: number,
  ) {
    super();
    this.shape = plainNumber("Weibull", "shape", shape, "positive");
    this.scale = inRange("Weibull", "scale", quantityOf("Weibull", "scale", scale) as Quantity<D>, "finite");
  }

  get unit(): Unit<D> {
    return this.scale.unit;
  }

  init(shape: Shape): Quantity<D> {
    return sourceOf(this.seed).weibull(this.shape, shape).mul(this.scale) as Quantity<never>;
  }

  toString(): string {
    return `Weibull(shape=${String(this.shape)}, scale=${String(this.scale)})`;
  }
}
