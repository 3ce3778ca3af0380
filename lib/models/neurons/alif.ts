/** @file Leaky integrate-and-fire neuron with an adaptive threshold. Port of `brainpy.state.ALIF`. */
import {expEuler} from "../../integrate/expEuler.js";
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

/** Parameters of `ALIF`: each a scalar, an array of the population's shape, or an initialiser. */
export interface ALIFOptions extends NeuronOptions, OptionsOf<ALIF> {}

/**
 * Leaky integrate-and-fire neurons whose threshold rises with each spike and decays:
 * $$\tau \frac{dV}{dt} = -V + V_{rest} + R I(t), \qquad \tau_a \frac{da}{dt} = -a$$
 * A neuron spikes in the step that ends with V at or above `V_th + beta a`. One step, in order: where the last step
 * spiked, reset V (by `V_th`, without the adaptation) and add 1 to a; exponential Euler of V and of a; add the
 * registered delta inputs to V. Source: Bellec et al. 2018; order of operations as `brainpy.state.ALIF`.
 *
 * @example
 * const neuron = initAllStates(new ALIF(1, {tau_a: ms(50)}));
 * environ.context({dt: ms(0.1)}, () => neuron.update(mA(2)));
 */
export class ALIF extends Neuron {
  /** Membrane resistance. Default 1 ohm. */
  readonly R = this.parameter("R", ohm(1));
  /** Membrane time constant, above 0. Default 5 ms. */
  readonly tau = this.parameter("tau", ms(5), "positive");
  /** Time constant of the adaptation, above 0. Default 100 ms. */
  readonly tau_a = this.parameter("tau_a", ms(100), "positive");
  /** Spike threshold without adaptation. Default 1 mV. */
  readonly V_th = this.parameter("V_th", mV(1));
  /** Potential after a spike, below `V_th`: the spike test divides by their difference. Default 0 mV. */
  readonly V_reset = this.parameter("V_reset", mV(0));
  /** Resting potential. Default 0 mV. */
  readonly V_rest = this.parameter("V_rest", mV(0));
  /** What a unit of adaptation adds to the threshold. Default 0.1 mV. */
  readonly beta = this.parameter("beta", mV(0.1));
  /** Potential at the start. Default 0 mV. */
  readonly V_initializer = this.initializer("V_initializer", mV(0));
  /** Adaptation at the start. Default 0. */
  readonly a_initializer = this.initializer("a_initializer", 0);
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();
  /** Adaptation: the spikes of the past, decayed. */
  readonly a = new HiddenState<Dimensionless>();

  constructor(size: Size, options: ALIFOptions = {}) {
    super(size, options);
    checkReset(this);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.a.value = this.a_initializer.init(shape);
  }

  getSpike(V: Quantity<Voltage> = this.V.value, a: Quantity<Dimensionless> = this.a.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).sub(this.beta.mul(a)).div(this.V_th.sub(this.V_reset)));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const I = this.input(x, mA(0));
    const spike = this.getSpike();
    const V0 = this.resetPotential(this.V.value, spike, this.V_th, this.V_reset);
    const a0 = this.a.value.add(spike);
    this.V.value = this.advance((V) => leak(this, V, this.sumCurrentInputs(I, [V])), V0);
    this.a.value = expEuler((a) => a.neg().div(this.tau_a), a0);
    return this.getSpike();
  }
}
