/** @file Hodgkin and Huxley's neuron. Port of `brainpy.state.HH`. */
import {exp, exprel} from "../../math/unitless.js";
import {Uniform} from "../../init/uniform.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState} from "../../state/state.js";
import {quantity} from "../../units/create.js";
import type {Current, Dimensionless, Voltage} from "../../units/dimensionTypes.js";
import {mS, mV, uA, uF} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";
import {gateStep, perMs, steadyState} from "./rates.js";
import type {Rates} from "./rates.js";
import {risingEdge} from "./risingEdge.js";

/** Parameters of `HH`: each a scalar, an array of the population's shape, or an initialiser. */
export interface HHOptions extends NeuronOptions, OptionsOf<HH> {}

/**
 * Hodgkin and Huxley's neurons:
 * $$C \frac{dV}{dt} = -g_{Na} m^3 h (V - E_{Na}) - g_K n^4 (V - E_K) - g_L (V - E_L) + I(t)$$
 * $$\frac{dx}{dt} = \alpha_x(V) (1 - x) - \beta_x(V) x, \qquad x = m, h, n$$
 * One step, in order: exponential Euler of V with the gates of the last step; add the registered delta inputs;
 * exponential Euler of m, h and n at the V of the last step. V is never reset; a neuron spikes in the step in which V
 * comes to `V_th` from below. The registered current inputs are evaluated once, at the last V. Source: Hodgkin and
 * Huxley 1952; order of operations as `brainpy.state.HH`.
 *
 * @example
 * const neuron = initAllStates(new HH(1, {V_initializer: mV(-65)}));
 * environ.context({dt: ms(0.01)}, () => neuron.update(uA(10)));
 */
export class HH extends Neuron {
  /** Reversal potential of sodium. Default 50 mV. */
  readonly ENa = this.parameter("ENa", mV(50));
  /** Reversal potential of potassium. Default -77 mV. */
  readonly EK = this.parameter("EK", mV(-77));
  /** Reversal potential of the leak. Default -54.387 mV. */
  readonly EL = this.parameter("EL", mV(-54.387));
  /** Greatest sodium conductance. Default 120 mS. */
  readonly gNa = this.parameter("gNa", mS(120));
  /** Greatest potassium conductance. Default 36 mS. */
  readonly gK = this.parameter("gK", mS(36));
  /** Leak conductance. Default 0.03 mS. */
  readonly gL = this.parameter("gL", mS(0.03));
  /** Membrane capacitance, above 0. Default 1 uF. */
  readonly C = this.parameter("C", uF(1), "positive");
  /** Potential that a spike crosses, above 0. Default 20 mV. */
  readonly V_th = this.parameter("V_th", mV(20), "positive");
  /** Potential at the start. Default uniform in -70 to -60 mV. */
  readonly V_initializer = this.initializer("V_initializer", new Uniform(mV(-70), mV(-60)));
  /** m at the start. Default its steady state at that potential. */
  readonly m_initializer = this.initializer("m_initializer", null);
  /** h at the start. Default its steady state at that potential. */
  readonly h_initializer = this.initializer("h_initializer", null);
  /** n at the start. Default its steady state at that potential. */
  readonly n_initializer = this.initializer("n_initializer", null);
  /** Membrane potential. */
  readonly V = new HiddenState<Voltage>();
  /** Activation of sodium. */
  readonly m = new HiddenState<Dimensionless>();
  /** Inactivation of sodium: the share not inactivated. */
  readonly h = new HiddenState<Dimensionless>();
  /** Activation of potassium. */
  readonly n = new HiddenState<Dimensionless>();

  constructor(size: Size, options: HHOptions = {}) {
    super(size, options);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    const V = this.V_initializer.init(shape);
    this.V.value = V;
    this.m.value = this.m_initializer?.init(shape) ?? steadyState(mRates(V));
    this.h.value = this.h_initializer?.init(shape) ?? steadyState(hRates(V));
    this.n.value = this.n_initializer?.init(shape) ?? steadyState(nRates(V));
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const {ENa, EK, EL, gL, C} = this;
    const V0 = this.V.value;
    const m = this.m.value;
    const h = this.h.value;
    const n = this.n.value;
    const g_Na = this.gNa.mul(m.pow(3)).mul(h);
    const g_K = this.gK.mul(n.pow(4));
    const I = this.sumCurrentInputs(this.input(x, uA(0)), [V0]);
    const drift = (V: Quantity<Voltage>) =>
      g_Na
        .mul(V.sub(ENa))
        .neg()
        .sub(g_K.mul(V.sub(EK)))
        .sub(gL.mul(V.sub(EL)))
        .add(I)
        .div(C);
    const V = this.advance(drift, V0);
    this.V.value = V;
    this.m.value = gateStep(mRates(V0), m);
    this.h.value = gateStep(hRates(V0), h);
    this.n.value = gateStep(nRates(V0), n);
    return risingEdge(this.getSpike(V), this.getSpike(V0));
  }
}

const mRates = (V: Quantity<Voltage>): Rates => ({
  alpha: perMs(quantity(1).div(exprel(V.add(mV(40)).neg().div(mV(10))))),
  beta: perMs(4).mul(exp(V.add(mV(65)).neg().div(mV(18)))),
});

const hRates = (V: Quantity<Voltage>): Rates => ({
  alpha: perMs(0.07).mul(exp(V.add(mV(65)).neg().div(mV(20)))),
  beta: perMs(1).div(exp(V.add(mV(35)).neg().div(mV(10))).add(1)),
});

const nRates = (V: Quantity<Voltage>): Rates => ({
  alpha: perMs(0.1).div(exprel(V.add(mV(55)).neg().div(mV(10)))),
  beta: perMs(0.125).mul(exp(V.add(mV(65)).neg().div(mV(80)))),
});
