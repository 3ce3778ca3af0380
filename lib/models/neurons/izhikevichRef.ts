/** @file Izhikevich's neuron with a refractory period. Port of `brainpy.state.IzhikevichRef`. */
import {expEuler} from "../../integrate/expEuler.js";
import {quantity} from "../../units/create.js";
import {where} from "../../math/keepUnit.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState, ShortTermState} from "../../state/state.js";
import type {Dimensionless, Over, Time, Voltage} from "../../units/dimensionTypes.js";
import {ms, mV} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {perMs} from "./rates.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";
import {initRefractory, isRefractory, noteSpikes} from "./refractory.js";

/** Parameters of `IzhikevichRef`: each a scalar, an array of the population's shape, or an initialiser. */
export interface IzhikevichRefOptions extends NeuronOptions, OptionsOf<IzhikevichRef> {}

/**
 * Izhikevich's neurons, held for `tau_ref` after a spike:
 * $$\frac{dV}{dt} = p_1 V^2 + p_2 V + p_3 - u + I(t), \qquad \frac{du}{dt} = a (b V - u)$$
 * where a spike sets $V \to c$ and $u \to u + d$; the input is a voltage per time. One step, in order: these jumps,
 * where the last step spiked; exponential Euler of V; add the registered delta inputs; exponential Euler of u with the
 * new V; where the neuron is refractory, keep V and u as after the jumps; note the time where V is at or above `V_th`.
 * Needs the time `t` of the step in the environment. The reset is always hard, whatever `spk_reset` says, as upstream.
 * Source: Izhikevich 2003; order of operations as `brainpy.state.IzhikevichRef`.
 *
 * @example
 * const neuron = initAllStates(new IzhikevichRef(1));
 * environ.context({dt: ms(0.1), t: ms(0)}, () => neuron.update(quantity(10, "mV/ms")));
 */
export class IzhikevichRef extends Neuron {
  /** Rate of the recovery. Default 0.02 / ms. */
  readonly a = this.parameter("a", quantity(0.02, perMs));
  /** Sensitivity of the recovery to V. Default 0.2 / ms. */
  readonly b = this.parameter("b", quantity(0.2, perMs));
  /** Potential after a spike. Default -65 mV. */
  readonly c = this.parameter("c", mV(-65));
  /** What a spike adds to the recovery. Default 8 mV / ms. */
  readonly d = this.parameter("d", mV(8).mul(perMs(1)));
  /** Peak at which a spike is reset, above 0. Default 30 mV. */
  readonly V_th = this.parameter("V_th", mV(30), "positive");
  /** Time after a spike in which the neuron is held, at least 0. Default 0 ms. */
  readonly tau_ref = this.parameter("tau_ref", ms(0), "notNegative");
  /** Coefficient of V squared. Default 0.04 / (ms mV). */
  readonly p1 = this.parameter("p1", quantity(0.04, mV.mul(ms).pow(-1)));
  /** Coefficient of V. Default 5 / ms. */
  readonly p2 = this.parameter("p2", quantity(5, perMs));
  /** Constant term. Default 140 mV / ms. */
  readonly p3 = this.parameter("p3", mV(140).mul(perMs(1)));
  /** Potential at the start. Default -65 mV. */
  readonly V_initializer = this.initializer("V_initializer", mV(-65));
  /** Recovery at the start. Default 0 mV / ms. */
  readonly u_initializer = this.initializer("u_initializer", mV(0).mul(perMs(1)));
  /** Whether `refractory` is kept. Default false. */
  readonly ref_var = this.flag("ref_var");
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();
  /** Recovery variable. */
  readonly u = new HiddenState<Over<Voltage, Time>>();
  /** Time of the last step that ended at or above threshold. */
  readonly last_spike_time = new ShortTermState<Time>();
  /** Where the last step spiked or was held; only with `ref_var`. */
  readonly refractory = this.ref_var ? new HiddenState<Dimensionless>() : undefined;

  constructor(size: Size, options: IzhikevichRefOptions = {}) {
    super(size, {spk_reset: "hard", ...options});
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.u.value = this.u_initializer.init(shape);
    initRefractory(this, shape);
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th));
  }

  /**
   * Advances every neuron by one step and gives its spikes, 0 or 1. @param x input, a voltage per time; default none
   */
  update(x: Quantity<Over<Voltage, Time>> | 0 = 0): Quantity<Dimensionless> {
    const I = this.input(x, mV(0).mul(perMs(1)));
    const held = isRefractory(this);
    const spike = this.getSpike();
    const V0 = where(spike.gt(0), this.c, this.V.value);
    const u0 = this.u.value.add(this.d.mul(spike));
    const drift = (V: Quantity<Voltage>) =>
      this.p1
        .mul(V)
        .mul(V)
        .add(this.p2.mul(V))
        .add(this.p3)
        .sub(u0)
        .add(this.sumCurrentInputs(I, [V]));
    const V = this.advance(drift, V0);
    const u = expEuler((u: typeof u0) => this.a.mul(this.b.mul(V).sub(u)), u0);
    this.V.value = where(held, V0, V);
    this.u.value = where(held, u0, u);
    noteSpikes(this, this.V.value.ge(this.V_th), held);
    return this.getSpike();
  }
}
