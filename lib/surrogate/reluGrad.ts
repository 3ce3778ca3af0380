/** @file The triangular surrogate derivative, upstream's default. */
import {abs, maximum} from "../math/keepUnit.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import {asQuantity} from "../units/quantity.js";
import type {Quantity} from "../units/quantity.js";
import {SpikeFunction} from "./surrogate.js";

/**
 * A step whose stand-in derivative is a triangle, `max(alpha width - alpha |x|, 0)` (`braintools.surrogate.ReluGrad`).
 */
export class ReluGrad extends SpikeFunction {
  /**
   * @param alpha the slope of the triangle. Default 0.3
   * @param width half the width of its base. Default 1
   */
  constructor(
    readonly alpha = 0.3,
    readonly width = 1,
  ) {
    super();
  }

  derivative(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    const height = asQuantity(this.alpha * this.width) as Quantity<Dimensionless>;
    return maximum(height.sub(abs(x).mul(this.alpha)), 0);
  }

  override toString(): string {
    const float = (x: number): string => (Number.isInteger(x) ? x.toFixed(1) : String(x));
    return `ReluGrad(alpha=${float(this.alpha)}, width=${float(this.width)})`;
  }
}
