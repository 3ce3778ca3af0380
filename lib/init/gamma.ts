/** @file Gamma- and beta-distributed first values: the distributions of `braintools.init`, not its draws. */
import type {Shape} from "../core/shape.js";
import type {StateValue} from "../state/state.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {optionsOf, quantityOf} from "../units/given.js";
import {Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import {inRange} from "../units/range.js";
import {arrayOf, checkBounds, numbersOf, plainNumber} from "./checks.js";
import {logGammaDraws} from "./gammaDraws.js";
import {Initialization} from "./initialization.js";
import {sourceOf, twoAlike} from "./initializer.js";

/**
 * Gamma-distributed values (`braintools.init.Gamma`): the same distribution, other draws than upstream's for a seed.
 * Seeded as `Normal` is; not inside a trace.
 */
export class Gamma<D extends Dimension = Dimension> extends Initialization<D> {
  readonly shape: Quantity<Dimensionless>;
  readonly scale: Quantity<D>;

  /**
   * @param shape the shape parameter, above 0, dimensionless; a scalar, or what broadcasts to the shape
   * @param scale the scale; the mean is shape times scale. Any dimension; likewise
   * @param seed a whole number. Default: draws from `random`
   */
  constructor(
    shape: Quantity<Dimensionless> | number,
    scale: StateValue<D>,
    readonly seed?: number,
  ) {
    super();
    this.shape = plainNumber("Gamma", "shape", shape, "positive");
    this.scale = inRange("Gamma", "scale", quantityOf("Gamma", "scale", scale) as Quantity<D>, "finite");
  }

  get unit(): Unit<D> {
    return this.scale.unit;
  }

  init(shape: Shape): Quantity<D> {
    const scales = numbersOf("Gamma", this.scale, shape);
    const logs = logGammaDraws("Gamma", sourceOf(this.seed), numbersOf("Gamma", this.shape, shape), shape);
    return new Quantity(
      arrayOf(
        scales.map((scale, i) => scale * Math.exp(logs[i] ?? 0)),
        shape,
      ),
      this.unit,
    );
  }

  toString(): string {
    return `Gamma(shape=${String(this.shape)}, scale=${String(this.scale)})`;
  }
}

/** Parameters of `Beta`. */
export interface BetaOptions<D extends Dimension = Dimension> {
  /** The first shape parameter, above 0. Dimensionless; a scalar, or what broadcasts to the shape. */
  alpha: Quantity<Dimensionless> | number;
  /** The second shape parameter. Likewise. */
  beta: Quantity<Dimensionless> | number;
  /** The least value. Any dimension; likewise. */
  low: StateValue<D>;
  /** The largest value, above `low`. The same dimension; likewise. */
  high: StateValue<D>;
  /** A whole number. Default: draws from `random`. */
  seed?: number;
}

/**
 * Beta-distributed values between two bounds (`braintools.init.Beta`): the same distribution, other draws than
 * upstream's for a seed. Seeded as `Normal` is; not inside a trace.
 */
export class Beta<D extends Dimension = Dimension> extends Initialization<D> {
  readonly alpha: Quantity<Dimensionless>;
  readonly beta: Quantity<Dimensionless>;
  readonly low: Quantity<D>;
  readonly high: Quantity<D>;
  readonly seed: number | undefined;

  constructor(options: BetaOptions<D>) {
    super();
    const {alpha, beta, low, high, seed} = optionsOf("Beta", options, "alpha", "beta", "low", "high", "seed");
    this.alpha = plainNumber("Beta", "alpha", alpha, "positive");
    this.beta = plainNumber("Beta", "beta", beta, "positive");
    [this.low, this.high] = twoAlike("Beta", low, high);
    checkBounds("Beta", this.low, this.high);
    this.seed = seed;
  }

  get unit(): Unit<D> {
    return this.low.unit;
  }

  init(shape: Shape): Quantity<D> {
    const numbers = (q: Quantity): Float32Array => numbersOf("Beta", q, shape);
    const source = sourceOf(this.seed);
    const [a, b] = [this.alpha, this.beta].map((q) => logGammaDraws("Beta", source, numbers(q), shape));
    const [low, high] = [numbers(this.low), numbers(this.high)];
    // x / (x + y) of two gamma numbers, from their logarithms
    const values = low.map((from, i) => {
      const share = 1 / (1 + Math.exp((b?.[i] ?? 0) - (a?.[i] ?? 0)));
      return from + ((high[i] ?? 0) - from) * share;
    });
    return new Quantity(arrayOf(values, shape), this.unit);
  }

  toString(): string {
    const {alpha, beta, low, high} = this;
    return `Beta(alpha=${String(alpha)}, beta=${String(beta)}, low=${String(low)}, high=${String(high)})`;
  }
}
