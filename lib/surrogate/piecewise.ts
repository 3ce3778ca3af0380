/** @file Surrogate derivatives in straight pieces. The triangle, upstream's default, is in reluGrad.ts. */
import {abs, maximum, where} from "../math/keepUnit.js";
import {quantity} from "../units/create.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import {finite, notNegative, positive, SpikeFunction} from "./surrogate.js";

/**
 * The triangle of area 1 (`braintools.surrogate.PiecewiseQuadratic`):
 * $$g(x) = \alpha - \alpha^2 |x| \text{ where } |x| \le 1/\alpha,\ 0 \text{ elsewhere}$$
 */
export class PiecewiseQuadratic extends SpikeFunction {
  /** @param alpha its height, and one over half the width of its base; above 0. Default 1 */
  constructor(readonly alpha = 1) {
    super({alpha: positive(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    const far = abs(x).gt(1 / this.alpha);
    return where(far, 0, quantity(this.alpha).sub(abs(x).mul(this.alpha ** 2)));
  }
}

/**
 * A box of area 1 on a floor (`braintools.surrogate.PiecewiseLeakyRelu`):
 * $$g(x) = \tfrac{1}{2w} \text{ where } |x| \le w,\ c \text{ elsewhere}$$
 */
export class PiecewiseLeakyRelu extends SpikeFunction {
  /**
   * @param c the floor, at least 0. Default 0.01
   * @param w half the width of the box, above 0. Default 1
   */
  constructor(
    readonly c = 0.01,
    readonly w = 1,
  ) {
    super({c: notNegative(c), w: positive(w)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return where(abs(x).gt(this.w), this.c, 1 / (2 * this.w));
  }
}

/**
 * One slope below the threshold, another from it on (`braintools.surrogate.LeakyRelu`):
 * $$g(x) = \alpha \text{ where } x < 0,\ \beta \text{ elsewhere}$$
 */
export class LeakyRelu extends SpikeFunction {
  /**
   * @param alpha the slope below 0. Default 0.1
   * @param beta the slope from 0 on. Default 1
   */
  constructor(
    readonly alpha = 0.1,
    readonly beta = 1,
  ) {
    super({alpha: finite(alpha), beta: finite(beta)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return where(x.lt(0), this.alpha, this.beta);
  }
}

/**
 * Flat just above the threshold, with the tail of a logarithm (`braintools.surrogate.LogTailedRelu`):
 * $$g(x) = 1/x \text{ where } x > 1,\ 1 \text{ where } 0 < x \le 1,\ \alpha \text{ elsewhere}$$
 * At the threshold itself it is `alpha`.
 */
export class LogTailedRelu extends SpikeFunction {
  /** @param alpha the slope at and below 0. Default 0 */
  constructor(readonly alpha = 0) {
    super({alpha: finite(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    const tail = quantity(1).div(maximum(x, 1 as never));
    return where(x.gt(1), tail, where(x.gt(0), 1, this.alpha));
  }
}
