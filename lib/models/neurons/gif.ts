/** @file Generalised integrate-and-fire neuron. Port of `brainpy.state.Gif`. */
import {quantity} from "../../units/create.js";
import type {InitOptions} from "../../state/module.js";
import {HiddenState} from "../../state/state.js";
import type {Current, Dimensionless, Voltage} from "../../units/dimensionTypes.js";
import {mA, ms, mV, ohm} from "../../units/names.js";
import type {Quantity} from "../../units/quantity.js";
import type {Size} from "../dynamics.js";
import type {OptionsOf} from "../options.js";
import {afterSpike, relax} from "./gifParts.js";
import {perMs} from "./rates.js";
import {Neuron} from "./neuron.js";
import type {NeuronOptions} from "./neuron.js";

/** Parameters of `Gif`: each a scalar, an array of the population's shape, or an initialiser. */
export interface GifOptions extends NeuronOptions, OptionsOf<Gif> {}

/**
 * Generalised integrate-and-fire neurons, with two internal currents and a threshold that moves:
 * $$\tau \frac{dV}{dt} = -(V - V_{rest}) + R (I_1 + I_2 + I(t)), \qquad \frac{dI_j}{dt} = -k_j I_j$$
 * $$\frac{dV_{th}}{dt} = a (V - V_{rest}) - b (V_{th} - V_{th,\infty})$$
 * where a spike sets $I_j \to R_j I_j + A_j$ and $V_{th} \to \max(V_{th,reset}, V_{th})$. One step, in order: these
 * jumps and the reset of V, where the last step spiked; exponential Euler of I1, I2 and V_th with the reset V;
 * exponential Euler of V with the new I1 and I2; add the registered delta inputs. Source: Mihalas and Niebur 2009;
 * order of operations as `brainpy.state.Gif`.
 *
 * @example
 * const neuron = initAllStates(new Gif(1));
 * environ.context({dt: ms(0.1)}, () => neuron.update(mA(1.5)));
 */
export class Gif extends Neuron {
  /** Membrane resistance. Default 20 ohm. */
  readonly R = this.parameter("R", ohm(20));
  /** Membrane time constant, above 0. Default 20 ms. */
  readonly tau = this.parameter("tau", ms(20), "positive");
  /** Resting potential. Default -70 mV. */
  readonly V_rest = this.parameter("V_rest", mV(-70));
  /** Potential after a spike, below the threshold: the spike test divides by their difference. Default -70 mV. */
  readonly V_reset = this.parameter("V_reset", mV(-70));
  /** Threshold that `V_th` relaxes to. Default -50 mV. */
  readonly V_th_inf = this.parameter("V_th_inf", mV(-50));
  /** Least threshold after a spike. Default -60 mV. */
  readonly V_th_reset = this.parameter("V_th_reset", mV(-60));
  /** Threshold at the start. Default -50 mV. */
  readonly V_th_initializer = this.initializer("V_th_initializer", mV(-50));
  /** Coupling of the threshold to V. Default 0 / ms. */
  readonly a = this.parameter("a", quantity(0, perMs));
  /** Rate at which the threshold relaxes. Default 0.01 / ms. */
  readonly b = this.parameter("b", quantity(0.01, perMs));
  /** Decay rate of I1. Default 0.2 / ms. */
  readonly k1 = this.parameter("k1", quantity(0.2, perMs));
  /** Decay rate of I2. Default 0.02 / ms. */
  readonly k2 = this.parameter("k2", quantity(0.02, perMs));
  /** What a spike leaves of I1. Default 0. */
  readonly R1 = this.parameter("R1", 0);
  /** What a spike leaves of I2. Default 1. */
  readonly R2 = this.parameter("R2", 1);
  /** What a spike adds to I1. Default 0 mA. */
  readonly A1 = this.parameter("A1", mA(0));
  /** What a spike adds to I2. Default 0 mA. */
  readonly A2 = this.parameter("A2", mA(0));
  /** Potential at the start. Default -70 mV. */
  readonly V_initializer = this.initializer("V_initializer", mV(-70));
  /** I1 at the start. Default 0 mA. */
  readonly I1_initializer = this.initializer("I1_initializer", mA(0));
  /** I2 at the start. Default 0 mA. */
  readonly I2_initializer = this.initializer("I2_initializer", mA(0));
  /** Membrane potential at the end of the last step, not yet reset. */
  readonly V = new HiddenState<Voltage>();
  /** First internal current. */
  readonly I1 = new HiddenState<Current>();
  /** Second internal current. */
  readonly I2 = new HiddenState<Current>();
  /** Spike threshold. */
  readonly V_th = new HiddenState<Voltage>();

  constructor(size: Size, options: GifOptions = {}) {
    super(size, options);
  }

  override initState(options: InitOptions = {}): void {
    const shape = this.stateShape(options);
    this.V.value = this.V_initializer.init(shape);
    this.I1.value = this.I1_initializer.init(shape);
    this.I2.value = this.I2_initializer.init(shape);
    this.V_th.value = this.V_th_initializer.init(shape);
  }

  getSpike(V: Quantity<Voltage> = this.V.value, V_th: Quantity<Voltage> = this.V_th.value): Quantity<Dimensionless> {
    return this.spk_fun.spike(V.sub(V_th).div(V_th.sub(this.V_reset)));
  }

  /** Advances every neuron by one step and gives its spikes, 0 or 1. @param x input current; default none */
  update(x: Quantity<Current> | 0 = 0): Quantity<Dimensionless> {
    const I = this.input(x, mA(0));
    const spike = this.getSpike();
    const V0 = this.resetPotential(this.V.value, spike, this.V_th.value, this.V_reset);
    const jumped = afterSpike(this, spike);
    const relaxed = relax(this, V0, jumped);
    const drift = (V: Quantity<Voltage>) =>
      V.sub(this.V_rest)
        .neg()
        .add(this.R.mul(relaxed.I1.add(relaxed.I2).add(this.sumCurrentInputs(I, [V]))))
        .div(this.tau);
    this.V.value = this.advance(drift, V0);
    this.I1.value = relaxed.I1;
    this.I2.value = relaxed.I2;
    this.V_th.value = relaxed.V_th;
    return this.getSpike();
  }
}
