/** @file Exponential integrate-and-fire neuron. Port of `brainpy.state.ExpIF`. */
import type {InitOptions} from "../../state/module.js";
import {HiddenState} from "../../state/state.js";
import type {Current, Dimensionless, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {checkReset} from "./belowThreshold.js";
import {exponentialTerm} from "./initiation.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";

/** Parameters of `ExpIF`: each a scalar, an array of the population's shape, or an initialiser. */
export interface ExpIFOptions extends NeuronOptions, OptionsOf<ExpIF> {}

/**
 * Exponential integrate-and-fire neurons:
 * $$\tau \frac{dV}{dt} = -(V - V_{rest}) + \Delta_T e^{(V - V_T) / \Delta_T} + R I(t)$$
 * One step, in order: reset where the last step spiked; exponential Euler; add the registered delta inputs.
 *
 * The exponent is held at 20 or less, yet a step that begins near `V_th` may end at 1e9 mV or at infinity: the size of
 * a peak means nothing. After it a soft reset leaves V far above threshold, or makes it NaN: use `spk_reset: "hard"`.
 *
 * Source: Fourcaud-Trocme et al. 2003; order of operations as `brainpy.state.ExpIF`.
 *
 * @example
 * const neuron = initAllStates(new ExpIF(1, {spk_reset: "hard"}));
 * environ.context({dt: ms(0.1)}, () => neuron.update(mA(10)));
 */
export class ExpIF extends Neuron {
  /** Membrane resistance. Default 1 ohm. */
  readonly R = this.parameter("R", ohm(1));
  /** Membrane time constant, above 0. Default 10 ms. */
  readonly tau = this.parameter("tau", ms(10), "positive");
  /** Spike threshold. Default -30 mV. */
  readonly V_th = this.parameter("V_th", mV(-30));
  /** Potential after a spike, below `V_th`: the spike test divides by their difference. Default -68 mV. */
  readonly V_reset = this.parameter("V_reset", mV(-68));
  /** Resting potential. Default -65 mV. */
  readonly V_rest = this.parameter("V_rest", mV(-65));
  /** Potential at which the exponential term takes over. Default -59.9 mV. */
  readonly V_T = this.parameter("V_T", mV(-59.9));
  /** Sharpness of the spike initiation, above 0. Default 3.48 mV. */
  readonly delta_T = this.parameter("delta_T", mV(3.48), "positive");
  /** Potential at the start. Default -65 mV. */
  readonly V_initializer = this.initializer("V_initializer", mV(-65));
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();

  constructor(size: Size, options: ExpIFOptions = {}) {
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
    const drift = (V: Quantity<Voltage>) =>
      V.sub(this.V_rest)
        .neg()
        .add(exponentialTerm(this, V))
        .add(this.R.mul(this.sumCurrentInputs(I, [V])))
        .div(this.tau);
    this.V.value = this.advance(drift, V0);
    return this.getSpike();
  }
}
