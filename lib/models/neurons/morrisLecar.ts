/** @file Morris and Lecar's neuron. Port of `brainpy.state.MorrisLecar`. */
import {expEuler} from "../../integrate/expEuler.js";
import {cosh, tanh} from "../../math/unitless.js";
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
import {perMs} from "./rates.js";
import {risingEdge} from "./risingEdge.js";

/** Parameters of `MorrisLecar`: each a scalar, an array of the population's shape, or an initialiser. */
export interface MorrisLecarOptions extends NeuronOptions, OptionsOf<MorrisLecar> {}

/**
 * Morris and Lecar's neurons, the barnacle's muscle fibre: calcium at its steady state, potassium with a gate W:
 * $$C \frac{dV}{dt} = -g_{Ca} M_\infty(V) (V - V_{Ca}) - g_K W (V - V_K) - g_{leak} (V - V_{leak}) + I(t)$$
 * $$\frac{dW}{dt} = \frac{W_\infty(V) - W}{\tau_W(V)}, \qquad
 *   M_\infty = \tfrac12 \left(1 + \tanh \tfrac{V - V_1}{V_2}\right), \quad
 *   W_\infty = \tfrac12 \left(1 + \tanh \tfrac{V - V_3}{V_4}\right), \quad
 *   \tau_W = \frac{1}{\phi \cosh \tfrac{V - V_3}{2 V_4}}$$
 * One step, in order: exponential Euler of V with the conductances at the last V and W; add the registered delta
 * inputs; exponential Euler of W at the last V. V is never reset; a neuron spikes in the step in which V comes to
 * `V_th` from below. The registered current inputs are evaluated once, at the last V. Source: Morris and Lecar 1981;
 * order of operations as `brainpy.state.MorrisLecar`.
 *
 * @example
 * const neuron = initAllStates(new MorrisLecar(1, {V_initializer: mV(-60)}));
 * environ.context({dt: ms(0.1)}, () => neuron.update(uA(100)));
 */
export class MorrisLecar extends Neuron {
  /** Reversal potential of calcium. Default 130 mV. */
  readonly V_Ca = this.parameter("V_Ca", mV(130));
  /** Greatest calcium conductance. Default 4.4 mS. */
  readonly g_Ca = this.parameter("g_Ca", mS(4.4));
  /** Reversal potential of potassium. Default -84 mV. */
  readonly V_K = this.parameter("V_K", mV(-84));
  /** Greatest potassium conductance. Default 8 mS. */
  readonly g_K = this.parameter("g_K", mS(8));
  /** Reversal potential of the leak. Default -60 mV. */
  readonly V_leak = this.parameter("V_leak", mV(-60));
  /** Leak conductance. Default 2 mS. */
  readonly g_leak = this.parameter("g_leak", mS(2));
  /** Membrane capacitance, above 0. Default 20 uF. */
  readonly C = this.parameter("C", uF(20), "positive");
  /** Potential at which half of the calcium channels are open. Default -1.2 mV. */
  readonly V1 = this.parameter("V1", mV(-1.2));
  /** Spread of the opening of calcium channels. Default 18 mV. */
  readonly V2 = this.parameter("V2", mV(18));
  /** Potential at which half of the potassium channels are open. Default 2 mV. */
  readonly V3 = this.parameter("V3", mV(2));
  /** Spread of the opening of potassium channels. Default 30 mV. */
  readonly V4 = this.parameter("V4", mV(30));
  /** Least rate of the potassium gate. Default 0.04 / ms. */
  readonly phi = this.parameter("phi", perMs(0.04));
  /** Potential that a spike crosses, above 0. Default 10 mV. */
  readonly V_th = this.parameter("V_th", mV(10), "positive");
  /** Potential at the start. Default uniform in -70 to -60 mV. */
  readonly V_initializer = this.initializer("V_initializer", new Uniform(mV(-70), mV(-60)));
  /** W at the start. Default 0.02. */
  readonly W_initializer = this.initializer("W_initializer", 0.02);
  /** Membrane potential. */
  readonly V = new HiddenState<Voltage>();
  /** Share of open potassium channels. */
  readonly W = new HiddenState<Dimensionless>();

  constructor(size: Size, options: MorrisLecarOptions = {}) {
    super(size, options);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.W.value = this.W_initializer.init(shape);
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const {V_Ca, V_K, V_leak, g_leak, C, V1, V2, V3, V4} = this;
    const V0 = this.V.value;
    const W0 = this.W.value;
    const M_inf = halfOpen(V0.sub(V1).div(V2));
    const W_inf = halfOpen(V0.sub(V3).div(V4));
    const tau_W = quantity(1).div(this.phi.mul(cosh(V0.sub(V3).div(V4.mul(2)))));
    const g_Ca = this.g_Ca.mul(M_inf);
    const g_K = this.g_K.mul(W0);
    const I = this.sumCurrentInputs(this.input(x, uA(0)), [V0]);
    const drift = (V: Quantity<Voltage>) =>
      g_Ca
        .mul(V.sub(V_Ca))
        .neg()
        .sub(g_K.mul(V.sub(V_K)))
        .sub(g_leak.mul(V.sub(V_leak)))
        .add(I)
        .div(C);
    const V = this.advance(drift, V0);
    this.V.value = V;
    this.W.value = expEuler((W) => W_inf.sub(W).div(tau_W), W0);
    return risingEdge(this.getSpike(V), this.getSpike(V0));
  }
}

/** The share of open channels at a distance from half opening, in spreads. */
const halfOpen = (x: Quantity<Dimensionless>): Quantity<Dimensionless> => tanh(x).add(1).mul(0.5);
