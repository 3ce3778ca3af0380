/** @file Surrogate derivatives with exponential tails. */
import {abs, maximum, where} from "../math/keepUnit.js";
import {square} from "../math/changeUnit.js";
import {exp} from "../math/unitless.js";
import {quantity} from "../units/create.js";
import {optionsOf} from "../units/given.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import {finite, positive, SpikeFunction} from "./surrogate.js";

/**
 * The derivative of a logistic function (`braintools.surrogate.Sigmoid`):
 * $$g(x) = \alpha\, \sigma(\alpha x) (1 - \sigma(\alpha x)),\quad \sigma(z) = 1 / (1 + e^{-z})$$
 */
export class Sigmoid extends SpikeFunction {
  /** @param alpha the sharpness, above 0; the height is a quarter of it. Default 4 */
  constructor(readonly alpha = 4) {
    super({alpha: positive(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return logisticSlope(x.mul(this.alpha)).mul(this.alpha);
  }
}

/** The derivative of the logistic function, e^-|z| / (1 + e^-|z|)^2: even, and no digit is lost where it nears 1. */
function logisticSlope(z: Quantity<Dimensionless>): Quantity<Dimensionless> {
  const e = exp(abs(z).neg());
  return e.div(square(e.add(1)));
}

/**
 * Two exponentials back to back, of area 1 (`braintools.surrogate.PiecewiseExp`):
 * $$g(x) = \tfrac{\alpha}{2} e^{-\alpha |x|}$$
 */
export class PiecewiseExp extends SpikeFunction {
  /** @param alpha the sharpness, above 0; the height is half of it. Default 1 */
  constructor(readonly alpha = 1) {
    super({alpha: positive(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return exp(abs(x).mul(-this.alpha)).mul(this.alpha / 2);
  }
}

/**
 * Two exponentials back to back, of height 1 (`braintools.surrogate.SlayerGrad`):
 * $$g(x) = e^{-\alpha |x|}$$
 * Source: Shrestha and Orchard 2018.
 */
export class SlayerGrad extends SpikeFunction {
  /** @param alpha the sharpness, above 0. Default 1 */
  constructor(readonly alpha = 1) {
    super({alpha: positive(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return exp(abs(x).mul(-this.alpha));
  }
}

/** Parameters of `S2NN`. */
export interface S2NNOptions {
  /** The sharpness below the threshold, above 0. Default 4. */
  alpha?: number;
  /** The height at the threshold. Default 1. */
  beta?: number;
  /** Upstream's guard of a logarithm in the function that this is the derivative of; not used here. Default 1e-8. */
  epsilon?: number;
}

/**
 * Logistic below the threshold, with the tail of a logarithm above it (`braintools.surrogate.S2NN`):
 * $$g(x) = \alpha\, \sigma(\alpha x) (1 - \sigma(\alpha x)) \text{ where } x < 0,\ \beta / (x + 1) \text{ elsewhere}$$
 * Source: Suetake et al. 2023.
 */
export class S2NN extends SpikeFunction {
  readonly alpha: number;
  readonly beta: number;
  readonly epsilon: number;

  constructor(options: S2NNOptions = {}) {
    const {alpha = 4, beta = 1, epsilon = 1e-8} = optionsOf("S2NN", options, "alpha", "beta", "epsilon");
    super({alpha: positive(alpha), beta: finite(beta), epsilon: finite(epsilon)});
    this.alpha = alpha;
    this.beta = beta;
    this.epsilon = epsilon;
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    const below = logisticSlope(x.mul(this.alpha)).mul(this.alpha);
    return where(x.lt(0), below, quantity(this.beta).div(maximum(x, 0).add(1)));
  }
}
