/** @file Exponential integrate-and-fire neuron with a refractory period. Port of `brainpy.state.ExpIFRef`. */
import {where} from "../../math/keepUnit.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState, ShortTermState} from "../../state/state.js";
import type {Current, Dimensionless, Time, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {checkReset} from "./belowThreshold.js";
import {exponentialTerm} from "./initiation.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";
import {initRefractory, isRefractory, noteSpikes} from "./refractory.js";

/** Parameters of `ExpIFRef`: each a scalar, an array of the population's shape, or an initialiser. */
export interface ExpIFRefOptions extends NeuronOptions, OptionsOf<ExpIFRef> {}

/**
 * Exponential integrate-and-fire neurons, held for `tau_ref` after a spike:
 * $$\tau \frac{dV}{dt} = -(V - V_{rest}) + \Delta_T e^{(V - V_T) / \Delta_T} + R I(t)$$
 * One step, in order: reset where the last step spiked; exponential Euler; add the registered delta inputs; keep the
 * reset potential instead where the neuron is refractory; note the time where V is at or above `V_th`. Needs the time
 * `t` of the step in the environment.
 *
 * The exponent is held at 20 or less, yet a step that begins near `V_th` may end at 1e9 mV or at infinity: the size of
 * a peak means nothing. After it a soft reset leaves V far above threshold, or makes it NaN: use `spk_reset: "hard"`.
 *
 * Source: Fourcaud-Trocme et al. 2003; order of operations as `brainpy.state.ExpIFRef`.
 *
 * @example
 * const neuron = initAllStates(new ExpIFRef(1, {spk_reset: "hard"}));
 * environ.context({dt: ms(0.1), t: ms(0)}, () => neuron.update(mA(10)));
 */
export class ExpIFRef extends Neuron {
  /** Membrane resistance. Default 1 ohm. */
  readonly R = this.parameter("R", ohm(1));
  /** Membrane time constant, above 0. Default 10 ms. */
  readonly tau = this.parameter("tau", ms(10), "positive");
  /** Time after a spike in which the neuron is held, at least 0. Default 1.7 ms. */
  readonly tau_ref = this.parameter("tau_ref", ms(1.7), "notNegative");
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
  /** Whether `refractory` is kept. Default false. */
  readonly ref_var = this.flag("ref_var");
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();
  /** Time of the last step that ended at or above threshold. */
  readonly last_spike_time = new ShortTermState<Time>();
  /** Where the last step spiked or was held; only with `ref_var`. */
  readonly refractory = this.ref_var ? new HiddenState<Dimensionless>() : undefined;

  constructor(size: Size, options: ExpIFRefOptions = {}) {
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
    const drift = (V: Quantity<Voltage>) =>
      V.sub(this.V_rest)
        .neg()
        .add(exponentialTerm(this, V))
        .add(this.R.mul(this.sumCurrentInputs(I, [V])))
        .div(this.tau);
    const V = this.advance(drift, V0);
    this.V.value = where(held, V0, V);
    noteSpikes(this, this.V.value.ge(this.V_th), held);
    return this.getSpike();
  }
}
