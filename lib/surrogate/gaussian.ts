/** @file Surrogate derivatives made of normal densities. */
import {square} from "../math/changeUnit.js";
import {exp} from "../math/unitless.js";
import {quantity} from "../units/create.js";
import {optionsOf} from "../units/given.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import {finite, notNegative, positive, SpikeFunction} from "./surrogate.js";

/** The normal density of mean 0 and standard deviation `sigma`, $N(x; 0, \sigma)$. */
function density(x: Quantity<Dimensionless>, sigma: number): Quantity<Dimensionless> {
  // in float32, as upstream: in a tail an ulp of the exponent is many of the density
  const spread = square(quantity(sigma)).mul(2);
  return exp(square(x).neg().div(spread)).div(quantity(Math.sqrt(Math.fround(2 * Math.PI))).mul(sigma));
}

/**
 * The derivative of the error function (`braintools.surrogate.ERF`):
 * $$g(x) = \frac{\alpha}{\sqrt{\pi}} e^{-\alpha^2 x^2}$$
 */
export class ERF extends SpikeFunction {
  /** @param alpha the sharpness, above 0. Default 1 */
  constructor(readonly alpha = 1) {
    super({alpha: positive(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    const exponent = square(quantity(this.alpha)).neg().mul(x).mul(x);
    return exp(exponent).mul(quantity(this.alpha).div(Math.sqrt(Math.fround(Math.PI))));
  }
}

/**
 * A normal density (`braintools.surrogate.GaussianGrad`):
 * $$g(x) = \alpha\, N(x; 0, \sigma)$$
 */
export class GaussianGrad extends SpikeFunction {
  /**
   * @param sigma the standard deviation, above 0. Default 0.5
   * @param alpha the area, at least 0. Default 0.5
   */
  constructor(
    readonly sigma = 0.5,
    readonly alpha = 0.5,
  ) {
    super({alpha: notNegative(alpha), sigma: positive(sigma)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return density(x, this.sigma).mul(this.alpha);
  }
}

/** Parameters of `MultiGaussianGrad`. */
export interface MultiGaussianGradOptions {
  /** How much the side lobes take away. Default 0.15. */
  h?: number;
  /** How many times wider the side lobes are, above 0. Default 6. */
  s?: number;
  /** The standard deviation of the middle, above 0. Default 0.5. */
  sigma?: number;
  /** What the sum is multiplied with. Default 0.5. */
  scale?: number;
}

/**
 * A normal density between two wide ones that are taken away (`braintools.surrogate.MultiGaussianGrad`):
 * $$g(x) = c\, [(1 + h) N(x; 0, \sigma) - h N(x; \sigma, s \sigma) - h N(x; -\sigma, s \sigma)]$$
 * with $c$ the `scale`. Its area is $c (1 - h)$. Source: Yin, Corradi and Bohté 2021.
 */
export class MultiGaussianGrad extends SpikeFunction {
  readonly h: number;
  readonly s: number;
  readonly sigma: number;
  readonly scale: number;

  constructor(options: MultiGaussianGradOptions = {}) {
    const given = optionsOf("MultiGaussianGrad", options, "h", "s", "sigma", "scale");
    const {h = 0.15, s = 6, sigma = 0.5, scale = 0.5} = given;
    super({h: finite(h), s: positive(s), sigma: positive(sigma), scale: finite(scale)});
    this.h = h;
    this.s = s;
    this.sigma = sigma;
    this.scale = scale;
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    const {h, s, sigma, scale} = this;
    const lobe = (shifted: Quantity<Dimensionless>): Quantity<Dimensionless> => density(shifted, s * sigma).mul(h);
    const middle = density(x, sigma).mul(1 + h);
    // both lobes first: their sum is the same to the bit at x and -x
    return middle.sub(lobe(x.sub(sigma)).add(lobe(x.add(sigma)))).mul(scale);
  }
}
