/** @file The internal currents and the moving threshold of the generalised integrate-and-fire neurons. */
import {expEuler} from "../../integrate/expEuler.js";
import {maximum} from "../../math/keepUnit.js";
import type {HiddenState} from "../../state/state.js";
import type {Current, Dimensionless, Frequency, Voltage} from "../../units/dimensionTypes.js";
import type {Quantity} from "../../units/quantity.js";

/** The parameters and states that both neurons have. */
export interface Generalised {
  readonly V_rest: Quantity<Voltage>;
  readonly V_th_inf: Quantity<Voltage>;
  readonly V_th_reset: Quantity<Voltage>;
  readonly a: Quantity<Frequency>;
  readonly b: Quantity<Frequency>;
  readonly k1: Quantity<Frequency>;
  readonly k2: Quantity<Frequency>;
  readonly R1: Quantity<Dimensionless>;
  readonly R2: Quantity<Dimensionless>;
  readonly A1: Quantity<Current>;
  readonly A2: Quantity<Current>;
  readonly I1: HiddenState<Current>;
  readonly I2: HiddenState<Current>;
  readonly V_th: HiddenState<Voltage>;
}

/** The values of the two currents and of the threshold. */
export interface Internals {
  readonly I1: Quantity<Current>;
  readonly I2: Quantity<Current>;
  readonly V_th: Quantity<Voltage>;
}

/** The internals a step starts from: `I -> R I + A` and `V_th -> max(V_th_reset, V_th)` where the last step spiked. */
export function afterSpike(neuron: Generalised, spike: Quantity<Dimensionless>): Internals {
  const jump = (I: Quantity<Current>, R: Quantity<Dimensionless>, A: Quantity<Current>): Quantity<Current> =>
    I.add(spike.mul(R.mul(I).add(A).sub(I)));
  const V_th = neuron.V_th.value;
  return {
    I1: jump(neuron.I1.value, neuron.R1, neuron.A1),
    I2: jump(neuron.I2.value, neuron.R2, neuron.A2),
    V_th: V_th.add(spike.mul(maximum(neuron.V_th_reset, V_th).sub(V_th))),
  };
}

/** The internals after an exponential-Euler step of each, with V fixed. */
export function relax(neuron: Generalised, V: Quantity<Voltage>, from: Internals): Internals {
  const {a, b, k1, k2, V_rest, V_th_inf} = neuron;
  return {
    I1: expEuler((I) => k1.neg().mul(I), from.I1),
    I2: expEuler((I) => k2.neg().mul(I), from.I2),
    V_th: expEuler((V_th) => a.mul(V.sub(V_rest)).sub(b.mul(V_th.sub(V_th_inf))), from.V_th),
  };
}
