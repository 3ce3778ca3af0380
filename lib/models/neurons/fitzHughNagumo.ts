/** @file FitzHugh and Nagumo's neuron. Port of `brainpy.state.FitzHughNagumo`. */
import {expEuler} from "../../integrate/expEuler.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState} from "../../state/state.js";
import {quantity} from "../../units/create.js";
import type {Dimensionless} from "../../units/dimensionTypes.js";
import {ms} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";
import {risingEdge} from "./risingEdge.js";

/** Parameters of `FitzHughNagumo`: each a scalar, an array of the population's shape, or an initialiser. */
export interface FitzHughNagumoOptions extends NeuronOptions, OptionsOf<FitzHughNagumo> {}

/**
 * FitzHugh and Nagumo's neurons, a plane that shows excitability; V, w and the input are bare numbers:
 * $$\tau \frac{dV}{dt} = V - \frac{V^3}{3} - w + I(t), \qquad \tau_w \frac{dw}{dt} = V + a - b w$$
 * One step, in order: exponential Euler of V and of w, each with the other as the last step left it; add the registered
 * delta inputs to V. V is never reset; a neuron spikes in the step in which V comes to `V_th` from below. The
 * registered current inputs are evaluated once, at the last V. Source: FitzHugh 1961, Nagumo et al. 1962; order of
 * operations as `brainpy.state.FitzHughNagumo`.
 *
 * @example
 * const neuron = initAllStates(new FitzHughNagumo(1));
 * environ.context({dt: ms(0.1)}, () => neuron.update(0.5));
 */
export class FitzHughNagumo extends Neuron {
  /** Offset of the recovery. Default 0.7. */
  readonly a = this.parameter("a", 0.7);
  /** Decay of the recovery. Default 0.8. */
  readonly b = this.parameter("b", 0.8);
  /** Time constant of V, above 0. Default 1 ms. */
  readonly tau = this.parameter("tau", ms(1), "positive");
  /** Time constant of the recovery, above 0. Default 12.5 ms. */
  readonly tau_w = this.parameter("tau_w", ms(12.5), "positive");
  /** Value that a spike crosses, above 0. Default 1. */
  readonly V_th = this.parameter("V_th", 1, "positive");
  /** V at the start. Default -1.2. */
  readonly V_initializer = this.initializer("V_initializer", -1.2);
  /** w at the start. Default -0.62. */
  readonly w_initializer = this.initializer("w_initializer", -0.62);
  /** Membrane potential, as a bare number. */
  readonly V = new HiddenState<Dimensionless>();
  /** Recovery. */
  readonly w = new HiddenState<Dimensionless>();

  constructor(size: Size, options: FitzHughNagumoOptions = {}) {
    super(size, options);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.w.value = this.w_initializer.init(shape);
  }

  getSpike(V: Quantity<Dimensionless> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input; default none */
  update(x: Quantity<Dimensionless> | number = 0): Quantity<Dimensionless> {
    const {a, b, tau, tau_w} = this;
    const V0 = this.V.value;
    const w0 = this.w.value;
    const I = this.sumCurrentInputs(this.input(x, quantity(0)), [V0]);
    const V = this.advance((V) => V.sub(V.pow(3).div(3)).sub(w0).add(I).div(tau), V0);
    this.V.value = V;
    this.w.value = expEuler((w) => V0.add(a).sub(b.mul(w)).div(tau_w), w0);
    return risingEdge(this.getSpike(V), this.getSpike(V0));
  }
}
