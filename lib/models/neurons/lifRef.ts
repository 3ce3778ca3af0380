/** @file Leaky integrate-and-fire neuron with a refractory period. Port of `brainpy.state.LIFRef`. */
import {where} from "../../math/keepUnit.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState, ShortTermState} from "../../state/state.js";
import type {Current, Dimensionless, Time, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {checkReset} from "./belowThreshold.js";
import {leak} from "./leak.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";
import {initRefractory, isRefractory, noteSpikes} from "./refractory.js";

/** Parameters of `LIFRef`: each a scalar, an array of the population's shape, or an initialiser. */
export interface LIFRefOptions extends NeuronOptions, OptionsOf<LIFRef> {}

/**
 * Leaky integrate-and-fire neurons that rest after a spike:
 * $$\tau \frac{dV}{dt} = -V + V_{rest} + R I(t)$$
 * and V stays where it is while less than `tau_ref` has passed since the last spike. A neuron spikes in the step that
 * ends with V at or above `V_th`. One step, in order: reset where the last step spiked; exponential Euler with the
 * current `I(t)` = the input plus the registered current inputs; add the registered delta inputs; keep the reset
 * potential instead where the neuron is refractory; note the time where V is at or above `V_th`. Needs the time `t` of
 * the step in the environment. Source: order of operations as `brainpy.state.LIFRef`.
 *
 * A neuron that starts at or above `V_th` spikes at every step until its resets have brought it below.
 *
 * @example
 * const neuron = new LIFRef(1, {tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)});
 * initAllStates(neuron);
 * environ.context({dt: ms(0.1), t: ms(0)}, () => neuron.update(mA(25)));
 */
export class LIFRef extends Neuron {
  /** Membrane resistance. Default 1 ohm. */
  readonly R = this.parameter("R", ohm(1));
  /** Membrane time constant, above 0. Default 5 ms. */
  readonly tau = this.parameter("tau", ms(5), "positive");
  /** Time after a spike in which V is held, at least 0. Default 5 ms. */
  readonly tau_ref = this.parameter("tau_ref", ms(5), "notNegative");
  /** Spike threshold. Default 1 mV. */
  readonly V_th = this.parameter("V_th", mV(1));
  /** Resting potential. Default 0 mV. */
  readonly V_rest = this.parameter("V_rest", mV(0));
  /** Potential after a spike, below `V_th`: the spike test divides by their difference. Default 0 mV. */
  readonly V_reset = this.parameter("V_reset", mV(0));
  /** Potential at the start. Default 0 mV. */
  readonly V_initializer = this.initializer("V_initializer", mV(0));
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();
  /** Time of the last step that ended at or above threshold. */
  readonly last_spike_time = new ShortTermState<Time>();

  constructor(size: Size, options: LIFRefOptions = {}) {
    super(size, options);
    checkReset(this);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    initRefractory(this, shape);
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th.sub(this.V_reset)));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const I = this.input(x, mA(0));
    const held = isRefractory(this);
    const V0 = this.resetPotential(this.V.value, this.getSpike(), this.V_th, this.V_reset);
    const V = this.advance((V) => leak(this, V, this.sumCurrentInputs(I, [V])), V0);
    this.V.value = where(held, V0, V);
    noteSpikes(this, this.V.value.ge(this.V_th), held);
    return this.getSpike();
  }
}
