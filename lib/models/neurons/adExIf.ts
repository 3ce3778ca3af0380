/** @file Adaptive exponential integrate-and-fire neuron. Port of `brainpy.state.AdExIF`. */
import type {InitOptions} from "../../state/module.js";
import {HiddenState} from "../../state/state.js";
import type {Current, Dimensionless, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm, S} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {adapted} from "./adaptation.js";
import {checkReset} from "./belowThreshold.js";
import {exponentialTerm} from "./initiation.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";

/** Parameters of `AdExIF`: each a scalar, an array of the population's shape, or an initialiser. */
export interface AdExIFOptions extends NeuronOptions, OptionsOf<AdExIF> {}

/**
 * Adaptive exponential integrate-and-fire neurons:
 * $$\tau \frac{dV}{dt} = -(V - V_{rest}) + \Delta_T e^{(V - V_T) / \Delta_T} - R w + R I(t)$$
 * $$\tau_w \frac{dw}{dt} = a (V - V_{rest}) - w$$
 * One step, in order: where the last step spiked, reset V and add `b` to w; exponential Euler of V with that w; add the
 * registered delta inputs; exponential Euler of w with the new V.
 *
 * Use `spk_reset: "hard"`, and a `V_th` a few `delta_T` above `V_T` at most, as by default. The exponent is held at 20
 * or less, yet from a higher threshold a step may end at 1e9 mV or at infinity. Such a peak means nothing, but it
 * enters w, which silences the neuron or makes it NaN for good.
 *
 * Source: Brette and Gerstner 2005; order of operations as `brainpy.state.AdExIF`.
 *
 * @example
 * const neuron = initAllStates(new AdExIF(1, {spk_reset: "hard"}));
 * environ.context({dt: ms(0.1)}, () => neuron.update(mA(20)));
 */
export class AdExIF extends Neuron {
  /** Membrane resistance. Default 1 ohm. */
  readonly R = this.parameter("R", ohm(1));
  /** Membrane time constant, above 0. Default 10 ms. */
  readonly tau = this.parameter("tau", ms(10), "positive");
  /** Time constant of the adaptation, above 0. Default 30 ms. */
  readonly tau_w = this.parameter("tau_w", ms(30), "positive");
  /** Spike threshold. Default -55 mV. */
  readonly V_th = this.parameter("V_th", mV(-55));
  /** Potential after a spike, below `V_th`: the spike test divides by their difference. Default -68 mV. */
  readonly V_reset = this.parameter("V_reset", mV(-68));
  /** Resting potential. Default -65 mV. */
  readonly V_rest = this.parameter("V_rest", mV(-65));
  /** Potential at which the exponential term takes over. Default -59.9 mV. */
  readonly V_T = this.parameter("V_T", mV(-59.9));
  /** Sharpness of the spike initiation, above 0. Default 3.48 mV. */
  readonly delta_T = this.parameter("delta_T", mV(3.48), "positive");
  /** Adaptation below threshold. Default 1 S. */
  readonly a = this.parameter("a", S(1));
  /** What a spike adds to the adaptation. Default 1 mA. */
  readonly b = this.parameter("b", mA(1));
  /** Potential at the start. Default -65 mV. */
  readonly V_initializer = this.initializer("V_initializer", mV(-65));
  /** Adaptation at the start. Default 0 mA. */
  readonly w_initializer = this.initializer("w_initializer", mA(0));
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();
  /** Adaptation current. */
  readonly w = new HiddenState<Current>();

  constructor(size: Size, options: AdExIFOptions = {}) {
    super(size, options);
    checkReset(this);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.w.value = this.w_initializer.init(shape);
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th.sub(this.V_reset)));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const I = this.input(x, mA(0));
    const spike = this.getSpike();
    const V0 = this.resetPotential(this.V.value, spike, this.V_th, this.V_reset);
    const w0 = this.w.value.add(this.b.mul(spike));
    const drift = (V: Quantity<Voltage>) =>
      V.sub(this.V_rest)
        .neg()
        .add(exponentialTerm(this, V))
        .sub(this.R.mul(w0))
        .add(this.R.mul(this.sumCurrentInputs(I, [V])))
        .div(this.tau);
    const V = this.advance(drift, V0);
    this.V.value = V;
    this.w.value = adapted(this, w0, V);
    return this.getSpike();
  }
}
