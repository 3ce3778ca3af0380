/** @file Hindmarsh and Rose's bursting neuron. Port of `brainpy.state.HindmarshRose`. */
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

/** Parameters of `HindmarshRose`: each a scalar, an array of the population's shape, or an initialiser. */
export interface HindmarshRoseOptions extends NeuronOptions, OptionsOf<HindmarshRose> {}

/**
 * Hindmarsh and Rose's neurons, which burst; V, y, z and the input are bare numbers:
 * $$\tau \frac{dV}{dt} = y - a V^3 + b V^2 - z + I(t), \quad \tau \frac{dy}{dt} = c - d V^2 - y, \quad
 *   \tau \frac{dz}{dt} = r (s (V - V_r) - z)$$
 * One step, in order: exponential Euler of V, y and z, each with the others as the last step left them; add the
 * registered delta inputs to V. V is never reset; a neuron spikes in the step in which V comes to `V_th` from below.
 * The registered current inputs are evaluated once, at the last V. Source: Hindmarsh and Rose 1984; order of operations
 * as `brainpy.state.HindmarshRose`.
 *
 * @example
 * const neuron = initAllStates(new HindmarshRose(1));
 * environ.context({dt: ms(0.05)}, () => neuron.update(3));
 */
export class HindmarshRose extends Neuron {
  /** Coefficient of V cubed. Default 1. */
  readonly a = this.parameter("a", 1);
  /** Coefficient of V squared. Default 3. */
  readonly b = this.parameter("b", 3);
  /** Constant term of the fast recovery. Default 1. */
  readonly c = this.parameter("c", 1);
  /** Coefficient of V squared in the fast recovery. Default 5. */
  readonly d = this.parameter("d", 5);
  /** Rate of the slow adaptation. Default 0.006. */
  readonly r = this.parameter("r", 0.006);
  /** Strength of the slow adaptation. Default 4. */
  readonly s = this.parameter("s", 4);
  /** Value of V at which the slow adaptation rests. Default -1.6. */
  readonly V_r = this.parameter("V_r", -1.6);
  /** Time constant, above 0. Default 1 ms. */
  readonly tau = this.parameter("tau", ms(1), "positive");
  /** Value that a spike crosses, above 0. Default 1. */
  readonly V_th = this.parameter("V_th", 1, "positive");
  /** V at the start. Default -1.6. */
  readonly V_initializer = this.initializer("V_initializer", -1.6);
  /** y at the start. Default -10. */
  readonly y_initializer = this.initializer("y_initializer", -10);
  /** z at the start. Default 0. */
  readonly z_initializer = this.initializer("z_initializer", 0);
  /** Membrane potential, as a bare number. */
  readonly V = new HiddenState<Dimensionless>();
  /** Fast recovery. */
  readonly y = new HiddenState<Dimensionless>();
  /** Slow adaptation. */
  readonly z = new HiddenState<Dimensionless>();

  constructor(size: Size, options: HindmarshRoseOptions = {}) {
    super(size, options);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.y.value = this.y_initializer.init(shape);
    this.z.value = this.z_initializer.init(shape);
  }

  getSpike(V: Quantity<Dimensionless> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input; default none */
  update(x: Quantity<Dimensionless> | number = 0): Quantity<Dimensionless> {
    const {a, b, c, d, r, s, V_r, tau} = this;
    const V0 = this.V.value;
    const y0 = this.y.value;
    const z0 = this.z.value;
    const I = this.sumCurrentInputs(this.input(x, quantity(0)), [V0]);
    const drift = (V: Quantity<Dimensionless>) =>
      y0
        .sub(a.mul(V.pow(3)))
        .add(b.mul(V.pow(2)))
        .sub(z0)
        .add(I)
        .div(tau);
    const V = this.advance(drift, V0);
    this.V.value = V;
    this.y.value = expEuler(
      (y) =>
        c
          .sub(d.mul(V0.pow(2)))
          .sub(y)
          .div(tau),
      y0,
    );
    this.z.value = expEuler((z) => r.mul(s.mul(V0.sub(V_r)).sub(z)).div(tau), z0);
    return risingEdge(this.getSpike(V), this.getSpike(V0));
  }
}
