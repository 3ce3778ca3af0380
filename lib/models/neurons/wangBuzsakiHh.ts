/** @file Wang and Buzsaki's fast-spiking neuron. Port of `brainpy.state.WangBuzsakiHH`. */
import {exp, exprel} from "../../math/unitless.js";
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

/** Parameters of `WangBuzsakiHH`: each a scalar, an array of the population's shape, or an initialiser. */
export interface WangBuzsakiHHOptions extends NeuronOptions, OptionsOf<WangBuzsakiHH> {}

/**
 * Wang and Buzsaki's fast-spiking interneurons, whose sodium activation is instantaneous:
 * $$C \frac{dV}{dt} = -g_{Na} m_\infty^3 h (V - E_{Na}) - g_K n^4 (V - E_K) - g_L (V - E_L) + I(t)$$
 * $$\frac{dx}{dt} = \phi (\alpha_x(V) (1 - x) - \beta_x(V) x), \qquad x = h, n$$
 * One step, in order: exponential Euler of V with the gates of the last step; add the registered delta inputs;
 * exponential Euler of h and n at the V of the last step. V is never reset; a neuron spikes in the step in which V
 * comes to `V_th` from below. The registered current inputs are evaluated once, at the last V. Source: Wang and Buzsaki
 * 1996; order of operations as `brainpy.state.WangBuzsakiHH`.
 *
 * @example
 * const neuron = initAllStates(new WangBuzsakiHH(1));
 * environ.context({dt: ms(0.01)}, () => neuron.update(uA(1)));
 */
export class WangBuzsakiHH extends Neuron {
  /** Reversal potential of sodium. Default 55 mV. */
  readonly ENa = this.parameter("ENa", mV(55));
  /** Reversal potential of potassium. Default -90 mV. */
  readonly EK = this.parameter("EK", mV(-90));
  /** Reversal potential of the leak. Default -65 mV. */
  readonly EL = this.parameter("EL", mV(-65));
  /** Greatest sodium conductance. Default 35 mS. */
  readonly gNa = this.parameter("gNa", mS(35));
  /** Greatest potassium conductance. Default 9 mS. */
  readonly gK = this.parameter("gK", mS(9));
  /** Leak conductance. Default 0.1 mS. */
  readonly gL = this.parameter("gL", mS(0.1));
  /** Speed of the gates. Default 5. */
  readonly phi = this.parameter("phi", 5);
  /** Membrane capacitance, above 0. Default 1 uF. */
  readonly C = this.parameter("C", uF(1), "positive");
  /** Potential that a spike crosses, above 0. Default 20 mV. */
  readonly V_th = this.parameter("V_th", mV(20), "positive");
  /** Potential at the start. Default -65 mV. */
  readonly V_initializer = this.initializer("V_initializer", mV(-65));
  /** h at the start. Default 0.6. */
  readonly h_initializer = this.initializer("h_initializer", 0.6);
  /** n at the start. Default 0.32. */
  readonly n_initializer = this.initializer("n_initializer", 0.32);
  /** Membrane potential. */
  readonly V = new HiddenState<Voltage>();
  /** Inactivation of sodium: the share not inactivated. */
  readonly h = new HiddenState<Dimensionless>();
  /** Activation of potassium. */
  readonly n = new HiddenState<Dimensionless>();

  constructor(size: Size, options: WangBuzsakiHHOptions = {}) {
    super(size, options);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.h.value = this.h_initializer.init(shape);
    this.n.value = this.n_initializer.init(shape);
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const {ENa, EK, EL, gL, C, phi} = this;
    const V0 = this.V.value;
    const h = this.h.value;
    const n = this.n.value;
    const g_Na = this.gNa.mul(steadyState(mRates(V0)).pow(3)).mul(h);
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
    this.h.value = gateStep(hRates(V0), h, phi);
    this.n.value = gateStep(nRates(V0), n, phi);
    return risingEdge(this.getSpike(V), this.getSpike(V0));
  }
}

const mRates = (V: Quantity<Voltage>): Rates => ({
  alpha: perMs(quantity(1).div(exprel(V.add(mV(35)).mul(-0.1).div(mV(1))))),
  beta: perMs(4).mul(exp(V.add(mV(60)).neg().div(mV(18)))),
});

const hRates = (V: Quantity<Voltage>): Rates => ({
  alpha: perMs(0.07).mul(exp(V.add(mV(58)).neg().div(mV(20)))),
  beta: perMs(1).div(exp(V.add(mV(28)).mul(-0.1).div(mV(1))).add(1)),
});

const nRates = (V: Quantity<Voltage>): Rates => ({
  alpha: perMs(0.1).div(exprel(V.add(mV(34)).mul(-0.1).div(mV(1)))),
  beta: perMs(0.125).mul(exp(V.add(mV(44)).neg().div(mV(80)))),
});
