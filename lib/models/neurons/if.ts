/** @file Integrate-and-fire neuron that decays to 0. Port of `brainpy.state.IF`. */
import type {InitOptions} from "../../state/module.js";
import {HiddenState} from "../../state/state.js";
import type {Current, Dimensionless, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";

/** Parameters of `IF`: each a scalar, an array of the population's shape, or an initialiser. */
export interface IFOptions extends NeuronOptions, OptionsOf<IF> {}

/**
 * Integrate-and-fire neurons whose potential decays to 0 (despite the name, they leak):
 * $$\tau \frac{dV}{dt} = -V + R I(t)$$
 * One step, in order: subtract `V_th` where the last step spiked (soft), or set V to 0 (hard); exponential Euler; add
 * the registered delta inputs. Source: order of operations as `brainpy.state.IF`.
 *
 * @example
 * const neuron = initAllStates(new IF(1, {tau: ms(20), V_th: mV(10)}));
 * environ.context({dt: ms(0.1)}, () => neuron.update(mA(25)));
 */
export class IF extends Neuron {
  /** Membrane resistance. Default 1 ohm. */
  readonly R = this.parameter("R", ohm(1));
  /** Membrane time constant, above 0. Default 5 ms. */
  readonly tau = this.parameter("tau", ms(5), "positive");
  /** Spike threshold, above 0. Default 1 mV. */
  readonly V_th = this.parameter("V_th", mV(1), "positive");
  /** Potential at the start. Default 0 mV. */
  readonly V_initializer = this.initializer("V_initializer", mV(0));
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();

  constructor(size: Size, options: IFOptions = {}) {
    super(size, options);
  }

  override initState(options: InitOptions = {}): void {
    this.V.value = this.V_initializer.init(this.stateShape(options));
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const I = this.input(x, mA(0));
    const V0 = this.resetPotential(this.V.value, this.getSpike(), this.V_th, mV(0));
    const drift = (V: Quantity<Voltage>) =>
      V.neg()
        .add(this.R.mul(this.sumCurrentInputs(I, [V])))
        .div(this.tau);
    this.V.value = this.advance(drift, V0);
    return this.getSpike();
  }
}
