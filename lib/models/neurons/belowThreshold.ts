/** @file The reset must lie below the threshold in the neurons whose spike test divides by the distance of the two. */
import {NDArray} from "../../array/ndarray.js";
import {ParameterError} from "../../core/errors.js";
import type {Voltage} from "../../units/dimensionTypes.js";
import {describe, Quantity} from "../../units/quantity.js";

/** A neuron that spikes where `(V - V_th) / (V_th - V_reset)` is at least 0. */
export interface Resetting {
  readonly V_th: Quantity<Voltage>;
  readonly V_reset: Quantity<Voltage>;
}

/**
 * Above the threshold a reset would turn that test round: spikes below the threshold, and none above. A reset that was
 * left at its default is the usual way there.
 * @throws ParameterError when `V_reset` is not below `V_th` somewhere; what is traced is not looked at
 */
export function checkReset(neuron: Resetting): void {
  const {V_th, V_reset} = neuron;
  const {value, unit} = V_th.sub(V_reset);
  const wrong = value instanceof NDArray ? value.data.find((distance) => !(distance > 0)) : undefined;
  if (wrong === undefined) return;
  const distance = new Quantity(NDArray.scalar(wrong), unit);
  throw new ParameterError(
    `${neuron.constructor.name}: V_reset is not below V_th, expected V_th - V_reset above 0, got ${describe(distance)}`,
    V_reset.size === 1 ? `give both: V_reset is ${String(V_reset)}` : undefined,
  );
}
