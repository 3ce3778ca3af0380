/** @file The surrogate derivative that is a sum of cosines. */
import {cos} from "../math/unitless.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import {count, positive, SpikeFunction} from "./surrogate.js";

/**
 * The derivative of a square wave's first terms (`braintools.surrogate.SquarewaveFourierSeries`):
 * $$g(x) = \frac{4}{T} \sum_{i=1}^{n} \cos\left((2i - 1) \frac{2 \pi x}{T}\right)$$
 * It is negative in places, and NaN where an argument of `cos` exceeds 2^22.
 */
export class SquarewaveFourierSeries extends SpikeFunction {
  /**
   * @param n the number of terms, a whole number from 1; another one compiles another program. Default 2
   * @param t_period the period T, above 0. Default 8
   */
  constructor(
    readonly n = 2,
    readonly t_period = 8,
  ) {
    super({n: count(n), t_period: positive(t_period)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    const term = (i: number): Quantity<Dimensionless> => cos(x.mul((2 * i - 1) * ((2 * Math.PI) / this.t_period)));
    let sum = term(1);
    for (let i = 2; i <= this.n; i++) sum = sum.add(term(i));
    return sum.mul(4 / this.t_period);
  }
}
