/** @file Izhikevich's neuron. Port of `brainpy.state.Izhikevich`. */
import {expEuler} from "../../integrate/expEuler.js";
import {quantity} from "../../units/create.js";
import {where} from "../../math/keepUnit.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState} from "../../state/state.js";
import type {Dimensionless, Over, Time, Voltage} from "../../units/dimensionTypes.js";
import {ms, mV} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {perMs} from "./rates.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";

/** Parameters of `Izhikevich`: each a scalar, an array of the population's shape, or an initialiser. */
export interface IzhikevichOptions extends NeuronOptions, OptionsOf<Izhikevich> {}

/**
 * Izhikevich's neurons:
 * $$\frac{dV}{dt} = p_1 V^2 + p_2 V + p_3 - u + I(t), \qquad \frac{du}{dt} = a (b V - u)$$
 * where a spike sets $V \to c$ and $u \to u + d$; the input is a voltage per time. One step, in order: these jumps,
 * where the last step spiked; exponential Euler of V; add the registered delta inputs; exponential Euler of u with the
 * new V. The reset is always hard, whatever `spk_reset` says, as upstream. Source: Izhikevich 2003; order of operations
 * as `brainpy.state.Izhikevich`.
 *
 * @example
 * const neuron = initAllStates(new Izhikevich(1));
 * environ.context({dt: ms(0.1)}, () => neuron.update(quantity(10, "mV/ms")));
 */
export class Izhikevich extends Neuron {
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
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();
  /** Recovery variable. */
  readonly u = new HiddenState<Over<Voltage, Time>>();

  constructor(size: Size, options: IzhikevichOptions = {}) {
    super(size, {spk_reset: "hard", ...options});
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.u.value = this.u_initializer.init(shape);
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th));
  }

  /**
   * Advances every neuron by one step and gives its spikes, 0 or 1. @param x input, a voltage per time; default none
   */
  update(x: Quantity<Over<Voltage, Time>> | 0 = 0): Quantity<Dimensionless> {
    const I = this.input(x, mV(0).mul(perMs(1)));
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
    this.V.value = V;
    this.u.value = u;
    return this.getSpike();
  }
}
