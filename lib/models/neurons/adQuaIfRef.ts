/** @file Adaptive quadratic integrate-and-fire neuron with a refractory period. Port of `brainpy.state.AdQuaIFRef`. */
import {quantity} from "../../units/create.js";
import {where} from "../../math/keepUnit.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState, ShortTermState} from "../../state/state.js";
import type {Current, Dimensionless, Time, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm, S} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {adapted} from "./adaptation.js";
import {checkReset} from "./belowThreshold.js";
import {quadraticTerm} from "./initiation.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";
import {initRefractory, isRefractory, noteSpikes} from "./refractory.js";

/** Parameters of `AdQuaIFRef`: each a scalar, an array of the population's shape, or an initialiser. */
export interface AdQuaIFRefOptions extends NeuronOptions, OptionsOf<AdQuaIFRef> {}

/**
 * Adaptive quadratic integrate-and-fire neurons, held for `tau_ref` after a spike:
 * $$\tau \frac{dV}{dt} = c (V - V_{rest}) (V - V_c) - R w + R I(t)$$
 * $$\tau_w \frac{dw}{dt} = a (V - V_{rest}) - w$$
 * One step, in order: where the last step spiked, reset V and add `b` to w; exponential Euler of V with that w; add the
 * registered delta inputs; exponential Euler of w with the new V; where the neuron is refractory, keep the reset V and
 * w instead; note the time where V is at or above `V_th`. Needs the time `t` of the step in the environment.
 *
 * Source: Izhikevich 2004; order of operations as `brainpy.state.AdQuaIFRef`.
 *
 * @example
 * const neuron = initAllStates(new AdQuaIFRef(1, {spk_reset: "hard"}));
 * environ.context({dt: ms(0.1), t: ms(0)}, () => neuron.update(mA(20)));
 */
export class AdQuaIFRef extends Neuron {
  /** Membrane resistance. Default 1 ohm. */
  readonly R = this.parameter("R", ohm(1));
  /** Membrane time constant, above 0. Default 10 ms. */
  readonly tau = this.parameter("tau", ms(10), "positive");
  /** Time constant of the adaptation, above 0. Default 10 ms. */
  readonly tau_w = this.parameter("tau_w", ms(10), "positive");
  /** Time after a spike in which the neuron is held, at least 0. Default 1.7 ms. */
  readonly tau_ref = this.parameter("tau_ref", ms(1.7), "notNegative");
  /** Spike threshold. Default -30 mV. */
  readonly V_th = this.parameter("V_th", mV(-30));
  /** Potential after a spike, below `V_th`: the spike test divides by their difference. Default -68 mV. */
  readonly V_reset = this.parameter("V_reset", mV(-68));
  /** Resting potential. Default -65 mV. */
  readonly V_rest = this.parameter("V_rest", mV(-65));
  /** Potential above which V runs away. Default -50 mV. */
  readonly V_c = this.parameter("V_c", mV(-50));
  /** Steepness of the parabola. Default 0.07 / mV. */
  readonly c = this.parameter("c", quantity(0.07, mV.pow(-1)));
  /** Adaptation below threshold. Default 1 S. */
  readonly a = this.parameter("a", S(1));
  /** What a spike adds to the adaptation. Default 0.1 mA. */
  readonly b = this.parameter("b", mA(0.1));
  /** Potential at the start. Default -65 mV. */
  readonly V_initializer = this.initializer("V_initializer", mV(-65));
  /** Adaptation at the start. Default 0 mA. */
  readonly w_initializer = this.initializer("w_initializer", mA(0));
  /** Whether `refractory` is kept. Default false. */
  readonly ref_var = this.flag("ref_var");
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();
  /** Adaptation current. */
  readonly w = new HiddenState<Current>();
  /** Time of the last step that ended at or above threshold. */
  readonly last_spike_time = new ShortTermState<Time>();
  /** Where the last step spiked or was held; only with `ref_var`. */
  readonly refractory = this.ref_var ? new HiddenState<Dimensionless>() : undefined;

  constructor(size: Size, options: AdQuaIFRefOptions = {}) {
    super(size, options);
    checkReset(this);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.w.value = this.w_initializer.init(shape);
    initRefractory(this, shape);
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th.sub(this.V_reset)));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const I = this.input(x, mA(0));
    const held = isRefractory(this);
    const spike = this.getSpike();
    const V0 = this.resetPotential(this.V.value, spike, this.V_th, this.V_reset);
    const w0 = this.w.value.add(this.b.mul(spike));
    const drift = (V: Quantity<Voltage>) =>
      quadraticTerm(this, V)
        .sub(this.R.mul(w0))
        .add(this.R.mul(this.sumCurrentInputs(I, [V])))
        .div(this.tau);
    const V = this.advance(drift, V0);
    this.V.value = where(held, V0, V);
    this.w.value = where(held, w0, adapted(this, w0, V));
    noteSpikes(this, this.V.value.ge(this.V_th), held);
    return this.getSpike();
  }
}
