/**
 * @file The absolute refractory period: a neuron is held for `tau_ref` after each step that ended at or above
 * threshold.
 */
import {full} from "../../math/create.js";
import {where} from "../../math/keepUnit.js";
import {logicalOr} from "../../math/logic.js";
import type {Condition} from "../../math/logic.js";
import type {Shape} from "../../core/shape.js";
import {environ} from "../../state/environ.js";
import type {HiddenState, ShortTermState} from "../../state/state.js";
import type {Dimensionless, Time} from "../../units/dimensionTypes.js";
import {ms} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";

/** A neuron with a refractory period. */
export interface Refractory {
  readonly tau_ref: Quantity<Time>;
  /** Time of the last step that ended at or above threshold. */
  readonly last_spike_time: ShortTermState<Time>;
  /** Whether the neuron spiked or was held in the last step; only when asked for. */
  readonly refractory?: HiddenState<Dimensionless> | undefined;
}

/** The states of a population that has never spiked. */
export function initRefractory(neuron: Refractory, shape: Shape): void {
  const longAgo = full(shape, ms(-1e7));
  neuron.last_spike_time.value = longAgo;
  if (neuron.refractory !== undefined) neuron.refractory.value = longAgo.gt(0);
}

/**
 * Where less than `tau_ref` has passed since the last spike: the difference of two float32 times, as upstream.
 * @throws EnvironError when the time `t` of the step is not set
 */
export function isRefractory({tau_ref, last_spike_time}: Refractory): Condition {
  return environ.get("t").sub(last_spike_time.value).lt(tau_ref);
}

/** Notes the time where the step ended at or above threshold; a neuron that is held there is noted again. */
export function noteSpikes(neuron: Refractory, atThreshold: Condition, held: Condition): void {
  const {last_spike_time, refractory} = neuron;
  last_spike_time.value = where(atThreshold, environ.get("t"), last_spike_time.value);
  if (refractory !== undefined) refractory.value = logicalOr(held, atThreshold);
}
