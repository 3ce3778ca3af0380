/** @file Surrogate derivatives with the tails of powers of x. */
import {elementwise} from "../array/elementwise.js";
import {square} from "../math/changeUnit.js";
import {abs} from "../math/keepUnit.js";
import {quantity} from "../units/create.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import {Quantity} from "../units/quantity.js";
import {positive, SpikeFunction} from "./surrogate.js";

/**
 * The derivative of the soft sign (`braintools.surrogate.SoftSign`):
 * $$g(x) = \frac{\alpha}{2 (1 + |\alpha x|)^2}$$
 */
export class SoftSign extends SpikeFunction {
  /** @param alpha the sharpness, above 0; the height is half of it. Default 1 */
  constructor(readonly alpha = 1) {
    super({alpha: positive(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return quantity(this.alpha / 2).div(square(abs(x.mul(this.alpha)).add(1)));
  }
}

/**
 * The derivative of the arc tangent (`braintools.surrogate.Arctan`):
 * $$g(x) = \frac{\alpha}{2 (1 + (\pi \alpha x / 2)^2)}$$
 */
export class Arctan extends SpikeFunction {
  /** @param alpha the sharpness, above 0; the height is half of it. Default 1 */
  constructor(readonly alpha = 1) {
    super({alpha: positive(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return quantity(this.alpha / 2).div(square(x.mul((Math.PI / 2) * this.alpha)).add(1));
  }
}

/**
 * The derivative of a logarithm on either side (`braintools.surrogate.NonzeroSignLog`):
 * $$g(x) = \frac{1}{1/\alpha + |x|}$$
 */
export class NonzeroSignLog extends SpikeFunction {
  /** @param alpha the height, above 0. Default 1 */
  constructor(readonly alpha = 1) {
    super({alpha: positive(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return quantity(1).div(abs(x).add(1 / this.alpha));
  }
}

/**
 * A tail of a chosen power, of height 1 (`braintools.surrogate.QPseudoSpike`):
 * $$g(x) = \left(1 + \frac{2 |x|}{\alpha + 1}\right)^{-\alpha}$$
 * Source: Herranz-Celotti and Rouat 2022.
 */
export class QPseudoSpike extends SpikeFunction {
  /** @param alpha the power of the tail, above 0. Default 2 */
  constructor(readonly alpha = 2) {
    super({alpha: positive(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    const base = abs(x)
      .mul(2 / (this.alpha + 1))
      .add(1);
    // not base.pow(-alpha), whose exponent is structure: another alpha would compile another program
    return new Quantity(elementwise("pow", base.value, quantity(-this.alpha).value), base.unit);
  }
}

/**
 * One over a square, of height 1 (`braintools.surrogate.InvSquareGrad`):
 * $$g(x) = \frac{1}{(\alpha |x| + 1)^2}$$
 * Source: Zenke and Ganguli 2018.
 */
export class InvSquareGrad extends SpikeFunction {
  /** @param alpha the sharpness, above 0. Default 100 */
  constructor(readonly alpha = 100) {
    super({alpha: positive(alpha)});
  }

  protected slope(x: Quantity<Dimensionless>): Quantity<Dimensionless> {
    return quantity(1).div(square(abs(x).mul(this.alpha).add(1)));
  }
}
