/** @file Leaky integrate-and-fire neuron with an absolute refractory period. Port of `brainpy.state.LIFRef`. */
import {where} from "../../math/keepUnit.js";
import {environ} from "../../state/environ.js";
import {Constant} from "../../state/initializers.js";
import type {Initializer} from "../../state/initializers.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState, ShortTermState} from "../../state/state.js";
import type {Current, Dimensionless, Resistance, Time, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import {checkInput, Parameters} from "../parameter.js";
import {leakyStep} from "./leaky.js";
import type {LIFOptions} from "./lif.js";
import {Neuron} from "./neuron.js";

/** Parameters of `LIFRef`: each a scalar or an array of the population's shape. */
export interface LIFRefOptions extends LIFOptions {
  /** Time after a spike in which V is held, at least 0. Time; scalar or `inSize`. Default 5 ms. */
  tau_ref?: Quantity<Time>;
}

/**
 * Leaky integrate-and-fire neurons that rest after a spike:
 * $$\tau \frac{dV}{dt} = -V + V_{rest} + R I(t)$$
 * and V stays where it is while less than `tau_ref` has passed since the last spike. A neuron spikes in the step that
 * ends with V at or above `V_th`. One step, in order: reset where the last step spiked; exponential Euler with the
 * current `I(t)` = the input plus the registered current inputs; add the registered delta inputs; keep the reset
 * potential instead where the neuron is refractory; note the time where V is at or above `V_th`. Needs the time `t` of
 * the step in the environment. Source: order of operations as `brainpy.state.LIFRef`.
 *
 * A neuron whose `V_reset` is at or above `V_th`, or that starts there, spikes again at once: it re-arms at every step.
 *
 * @example
 * const neuron = new LIFRef(1, {tau: ms(20), V_rest: mV(-60), V_th: mV(-50), V_reset: mV(-60)});
 * initAllStates(neuron);
 * environ.context({dt: ms(0.1), t: ms(0)}, () => neuron.update(mA(25)));
 */
export class LIFRef extends Neuron {
  readonly R: Quantity<Resistance>;
  readonly tau: Quantity<Time>;
  readonly tau_ref: Quantity<Time>;
  readonly V_th: Quantity<Voltage>;
  readonly V_rest: Quantity<Voltage>;
  readonly V_reset: Quantity<Voltage>;
  readonly V_initializer: Initializer<Voltage>;
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();
  /** Time of the last step that ended at or above threshold. */
  readonly last_spike_time = new ShortTermState<Time>();

  /**
   * @param size the shape of the population, or the number of neurons
   * @throws UnitMismatchError, ShapeError, ParameterError when a parameter does not fit
   */
  constructor(size: Size, options: LIFRefOptions = {}) {
    super(size, options);
    const parameters = new Parameters(this.constructor.name, this.inSize);
    this.R = parameters.take("R", options.R, ohm(1));
    this.tau = parameters.positive("tau", options.tau, ms(5));
    this.tau_ref = parameters.notNegative("tau_ref", options.tau_ref, ms(5));
    this.V_th = parameters.take("V_th", options.V_th, mV(1));
    this.V_rest = parameters.take("V_rest", options.V_rest, mV(0));
    this.V_reset = parameters.take("V_reset", options.V_reset, mV(0));
    this.V_initializer = parameters.initializer("V_initializer", options.V_initializer, mV(0));
  }

  override initState(options: InitOptions = {}): void {
    this.V.value = this.V_initializer.init(this.stateShape(options));
    this.last_spike_time.value = new Constant(ms(-1e7)).init(this.stateShape(options));
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th.sub(this.V_reset)));
  }

  /**
   * Advances every neuron by one step.
   * @param x input current; scalar or the population's shape; default none
   * @returns the spikes of this step: 0 or 1, float32, of the population's shape
   * @throws EnvironError when `t` or `dt` is not set
   */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const t = environ.get("t");
    const last = this.V.value;
    const input = checkInput(this.constructor.name, x, mA(0), last.shape);
    const V0 = this.resetPotential(last, this.getSpike(last), this.V_th, this.V_reset);
    const candidate = this.keepShape(this.sumDeltaInputs(leakyStep(this, V0, input)), last);
    const refractory = t.sub(this.last_spike_time.value).lt(this.tau_ref);
    const V = where(refractory, V0, candidate);
    const lastSpike = where(V.ge(this.V_th), t, this.last_spike_time.value);
    this.V.value = V;
    this.last_spike_time.value = lastSpike;
    return this.getSpike();
  }
}
