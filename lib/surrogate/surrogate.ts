/**
 * @file Spike functions: a Heaviside step forward, with a smooth stand-in for its derivative that training follows.
 */
import type {Dimensionless} from "../units/dimensionTypes.js";
import {elementwise} from "../array/elementwise.js";
import {asQuantity, Quantity} from "../units/quantity.js";

/** A spike function. `x` is the scaled distance to the threshold, `(V - V_th) / (V_th - V_reset)`. */
export abstract class SpikeFunction {
  /** 1 where `x >= 0`, 0 elsewhere; float32. */
  spike(x: Quantity<Dimensionless> | number): Quantity<Dimensionless> {
    const {value, unit} = asQuantity(x) as Quantity<Dimensionless>;
    // the 0 is a literal of the program, where `x.ge(0)` would make it an input
    return new Quantity(elementwise("toFloat", elementwise("ge", value, 0)), unit);
  }

  /** What stands in for the derivative of the step at `x`. */
  abstract derivative(x: Quantity<Dimensionless>): Quantity<Dimensionless>;
}
