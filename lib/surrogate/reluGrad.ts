/** @file The triangular surrogate derivative, upstream's default. */
import {abs, maximum} from "../math/keepUnit.js";
import {quantity} from "../units/create.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import {notNegative, SpikeFunction} from "./surrogate.js";

/**
 * A triangle, the default of the neurons (`braintools.surrogate.ReluGrad`):
 * $$g(x) = \max(\alpha w - \alpha |x|,\ 0)$$
 */
export class ReluGrad extends SpikeFunction {
  /**
   * @param alpha the slope of the triangle, at least 0. Default 0.3
   * @param width half the width of its base, at least 0. Default 1
   */
  constructor(
    readonly alpha = 0.3,
    readonly width = 1,
  ) {
    super({alpha: notNegative(alpha), width: notNegative(width)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return maximum(quantity(this.alpha * this.width).sub(abs(x).mul(this.alpha)), 0);
  }
}
