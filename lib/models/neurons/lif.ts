/** @file Leaky integrate-and-fire neuron. Port of `brainpy.state.LIF`. */
import type {Initializer} from "../../state/initializers.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState} from "../../state/state.js";
import type {Current, Dimensionless, Resistance, Time, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import {checkInput, Parameters} from "../parameter.js";
import {leakyStep} from "./leaky.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";

/** Parameters of `LIF`: each a scalar or an array of the population's shape. */
export interface LIFOptions extends NeuronOptions {
  /** Membrane resistance. Resistance; scalar or `inSize`. Default 1 ohm. */
  R?: Quantity<Resistance>;
  /** Membrane time constant, above 0. Time; scalar or `inSize`. Default 5 ms. */
  tau?: Quantity<Time>;
  /** Spike threshold. Voltage; scalar or `inSize`. Default 1 mV. */
  V_th?: Quantity<Voltage>;
  /** Potential after a spike. Voltage; scalar or `inSize`. Default 0 mV. */
  V_reset?: Quantity<Voltage>;
  /** Resting potential. Voltage; scalar or `inSize`. Default 0 mV. */
  V_rest?: Quantity<Voltage>;
  /** Potential at the start, constant or by an initialiser. Voltage; scalar or `inSize`. Default 0 mV. */
  V_initializer?: Quantity<Voltage> | Initializer<Voltage>;
}

/**
 * Leaky integrate-and-fire neurons:
 * $$\tau \frac{dV}{dt} = -V + V_{rest} + R I(t)$$
 * A neuron spikes in the step that ends with V at or above `V_th`. One step, in order: reset where the last step
 * spiked; exponential Euler with the current `I(t)` = the input plus the registered current inputs; add the registered
 * delta inputs. Source: Lapicque 1907; order of operations as `brainpy.state.LIF`.
 *
 * @example
 * const neuron = new LIF(1, {tau: ms(10), V_rest: mV(-65), V_th: mV(-50), V_reset: mV(-65)});
 * initAllStates(neuron);
 * environ.context({dt: ms(0.1)}, () => neuron.update(mA(20)));
 */
export class LIF extends Neuron {
  readonly R: Quantity<Resistance>;
  readonly tau: Quantity<Time>;
  readonly V_th: Quantity<Voltage>;
  readonly V_rest: Quantity<Voltage>;
  readonly V_reset: Quantity<Voltage>;
  readonly V_initializer: Initializer<Voltage>;
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();

  /**
   * @param size the shape of the population, or the number of neurons
   * @throws UnitMismatchError, ShapeError, ParameterError when a parameter does not fit
   */
  constructor(size: Size, options: LIFOptions = {}) {
    super(size, options);
    const parameters = new Parameters(this.constructor.name, this.inSize);
    this.R = parameters.take("R", options.R, ohm(1));
    this.tau = parameters.positive("tau", options.tau, ms(5));
    this.V_th = parameters.take("V_th", options.V_th, mV(1));
    this.V_rest = parameters.take("V_rest", options.V_rest, mV(0));
    this.V_reset = parameters.take("V_reset", options.V_reset, mV(0));
    this.V_initializer = parameters.initializer("V_initializer", options.V_initializer, mV(0));
  }

  override initState(options: InitOptions = {}): void {
    this.V.value = this.V_initializer.init(this.stateShape(options));
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th.sub(this.V_reset)));
  }

  /**
   * Advances every neuron by one step.
   * @param x input current; scalar or the population's shape; default none
   * @returns the spikes of this step: 0 or 1, float32, of the population's shape
   */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const last = this.V.value;
    const input = checkInput(this.constructor.name, x, mA(0), last.shape);
    const V0 = this.resetPotential(last, this.getSpike(last), this.V_th, this.V_reset);
    this.V.value = this.keepShape(this.sumDeltaInputs(leakyStep(this, V0, input)), last);
    return this.getSpike();
  }
}
