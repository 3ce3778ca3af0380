/** @file Leaky integrate-and-fire neuron with a synaptic conductance. Port of `brainpy.state.CobaLIF`. */
import {expEuler} from "../../integrate/expEuler.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState} from "../../state/state.js";
import type {Conductance, Current, Dimensionless, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm, S} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {checkReset} from "./belowThreshold.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";

/** Parameters of `CobaLIF`: each a scalar, an array of the population's shape, or an initialiser. */
export interface CobaLIFOptions extends NeuronOptions, OptionsOf<CobaLIF> {}

/**
 * Leaky integrate-and-fire neurons with a synaptic conductance of their own, which decays and which delta inputs raise:
 * $$\tau \frac{dV}{dt} = -(V - V_{rest}) + R (g (E - V) + I(t)), \qquad \tau_{syn} \frac{dg}{dt} = -g$$
 * One step, in order: reset V where the last step spiked; exponential Euler of g; add the registered delta inputs to g
 * (not to V); exponential Euler of V with the new g. Source: order of operations as `brainpy.state.CobaLIF`.
 *
 * @example
 * const neuron = initAllStates(new CobaLIF(1));
 * neuron.addDeltaInput("synapse", S(0.5));
 * environ.context({dt: ms(0.1)}, () => neuron.update());
 */
export class CobaLIF extends Neuron {
  /** Membrane resistance. Default 1 ohm. */
  readonly R = this.parameter("R", ohm(1));
  /** Membrane time constant, above 0. Default 5 ms. */
  readonly tau = this.parameter("tau", ms(5), "positive");
  /** Time constant of the synaptic conductance, above 0. Default 5 ms. */
  readonly tau_syn = this.parameter("tau_syn", ms(5), "positive");
  /** Reversal potential of the synapse. Default 0 mV. */
  readonly E = this.parameter("E", mV(0));
  /** Spike threshold. Default 1 mV. */
  readonly V_th = this.parameter("V_th", mV(1));
  /** Resting potential. Default 0 mV. */
  readonly V_rest = this.parameter("V_rest", mV(0));
  /** Potential after a spike, below `V_th`: the spike test divides by their difference. Default 0 mV. */
  readonly V_reset = this.parameter("V_reset", mV(0));
  /** Potential at the start. Default 0 mV. */
  readonly V_initializer = this.initializer("V_initializer", mV(0));
  /** Synaptic conductance at the start. Default 0 S. */
  readonly g_initializer = this.initializer("g_initializer", S(0));
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();
  /** Synaptic conductance. */
  readonly g = new HiddenState<Conductance>();

  constructor(size: Size, options: CobaLIFOptions = {}) {
    super(size, options);
    checkReset(this);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.g.value = this.g_initializer.init(shape);
  }

  getSpike(V: Quantity<Voltage> = this.V.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(this.V_th).div(this.V_th.sub(this.V_reset)));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const I = this.input(x, mA(0));
    const V0 = this.resetPotential(this.V.value, this.getSpike(), this.V_th, this.V_reset);
    const g = this.keepShape(this.sumDeltaInputs(expEuler((g) => g.neg().div(this.tau_syn), this.g.value)));
    const drift = (V: Quantity<Voltage>) =>
      V.sub(this.V_rest)
        .neg()
        .add(this.R.mul(g.mul(this.E.sub(V)).add(this.sumCurrentInputs(I, [V]))))
        .div(this.tau);
    this.V.value = this.keepShape(expEuler(drift, V0));
    this.g.value = g;
    return this.getSpike();
  }
}
