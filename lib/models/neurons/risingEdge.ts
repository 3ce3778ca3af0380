/** @file Spikes of neurons that are not reset: V stays above threshold for a whole action potential. */
import {quantity} from "../../units/create.js";
import type {Dimensionless} from "../../units/dimensionTypes.js";
import type {Quantity} from "../../units/quantity.js";

/** 1 where V has come to the threshold in this step, 0 elsewhere. */
export function risingEdge(above: Quantity<Dimensionless>, before: Quantity<Dimensionless>): Quantity<Dimensionless> {
  return above.mul(quantity(1).sub(before));
}
