/** @file Leaky integrate-and-fire neuron. Port of `brainpy.state.LIF`. */
import type {InitOptions} from "../../state/module.js";
import {HiddenState} from "../../state/state.js";
import type {Current, Dimensionless, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {checkReset} from "./belowThreshold.js";
import {leak} from "./leak.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";

/** Parameters of `LIF`: each a scalar, an array of the population's shape, or an initialiser. */
export interface LIFOptions extends NeuronOptions, OptionsOf<LIF> {}

/**
 * Leaky integrate-and-fire neurons:
 * $$\tau \frac{dV}{dt} = -V + V_{rest} + R I(t)$$
 * A neuron spikes in the step that ends with V at or above `V_th`. One step, in order: reset where the last step
 * spiked; exponential Euler with the current `I(t)` = the input plus the registered current inputs; add the registered
 * delta inputs. Source: Lapicque 1907; order of operations as `brainpy.state.LIF`.
 *
 * @example
 * const neuron = new LIF(1, {tau: ms(10), V_rest: mV(-65), V_th: mV(-50), V_reset: mV(-65)});
 * initAllStates(neuron);
 * environ.context({dt: ms(0.1)}, () => neuron.update(mA(20)));
 */
export class LIF extends Neuron {
  /** Membrane resistance. Default 1 ohm. */
  readonly R = this.parameter("R", ohm(1));
  /** Membrane time constant, above 0. Default 5 ms. */
  readonly tau = this.parameter("tau", ms(5), "positive");
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

  constructor(size: Size, options: LIFOptions = {}) {
    super(size, options);
    checkReset(this);
  }

  override initState(options: InitOptions = {}): void {
    this.V.value = this.V_initializer.init(this.stateShape(options));
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th.sub(this.V_reset)));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const I = this.input(x, mA(0));
    const V0 = this.resetPotential(this.V.value, this.getSpike(), this.V_th, this.V_reset);
    this.V.value = this.advance((V) => leak(this, V, this.sumCurrentInputs(I, [V])), V0);
    return this.getSpike();
  }
}
