/** @file Base of the neurons: a spike function, and what a spike does to the membrane potential. */
import {ParameterError, ShapeError} from "../../core/errors.js";
import {sameShape, showShape, sizeOf} from "../../core/shape.js";
import {expEuler} from "../../integrate/expEuler.js";
import {where} from "../../math/keepUnit.js";
import type {HiddenState} from "../../state/state.js";
import {ReluGrad} from "../../surrogate/reluGrad.js";
import {SpikeFunction} from "../../surrogate/surrogate.js";
import type {Dimension, Dimensionless, Over, Time, Voltage} from "../../units/dimensionTypes.js";
import type {Quantity} from "../../units/quantity.js";
import {Dynamics} from "../dynamics.js";
import type {Size} from "../dynamics.js";

/** What a spike does: `soft` subtracts the distance from threshold to reset, `hard` sets the reset potential. */
export type SpikeReset = "soft" | "hard";

/** Options every neuron has. */
export interface NeuronOptions {
  /** What a spike does to the potential, at the start of the next step. Default `"soft"`. */
  spk_reset?: SpikeReset;
  /** The spike function, a step with a surrogate derivative. Default `new ReluGrad()`. */
  spk_fun?: SpikeFunction;
}

/** A population of neurons. `update` advances it by one step and returns its spikes. */
export abstract class Neuron extends Dynamics {
  readonly spk_reset: SpikeReset;
  readonly spk_fun: SpikeFunction;

  /** The membrane potential at the end of the last step. */
  abstract readonly V: HiddenState;

  constructor(size: Size, options: NeuronOptions = {}) {
    super(size, options);
    // a caller without types may give anything
    const spk_reset = (this.option("spk_reset") ?? "soft") as SpikeReset;
    const spk_fun = (this.option("spk_fun") ?? new ReluGrad()) as SpikeFunction;
    if (!["soft", "hard"].includes(spk_reset)) {
      throw new ParameterError(
        `${this.constructor.name}: unknown spk_reset, expected "soft" or "hard", got "${spk_reset}"`,
      );
    }
    if (!(spk_fun instanceof SpikeFunction)) {
      throw new ParameterError(
        `${this.constructor.name}: spk_fun is not a spike function, expected one such as new ReluGrad(), got ${typeof spk_fun}`,
      );
    }
    this.spk_reset = spk_reset;
    this.spk_fun = spk_fun;
  }

  /** The spikes of the current state: 1 where the potential is at or above threshold, 0 elsewhere; float32. */
  abstract getSpike(): Quantity<Dimensionless>;

  /**
   * The potential a step starts from: that of the last one, reset where it ended in a spike. What is stored stays
   * above threshold until then, so that traces show the spike.
   * @param threshold what a soft reset measures from
   */
  protected resetPotential(
    V: Quantity<Voltage>,
    spike: Quantity<Dimensionless>,
    threshold: Quantity<Voltage>,
    V_reset: Quantity<Voltage>,
  ): Quantity<Voltage> {
    if (this.spk_reset === "soft") return V.sub(threshold.sub(V_reset).mul(spike) as Quantity<Voltage>);
    // upstream's V - (V - V_reset) spike loses V_reset from a peak of 1e9 mV, which exponential neurons reach
    return where(spike.gt(0), V_reset, V);
  }

  /**
   * The input of a step, checked: in the dimension of `like`, a scalar or of the shape of V; a bare 0 is none.
   * @throws ShapeError also where V was given another shape than the population's
   */
  protected input<D extends Dimension>(x: Quantity<D> | number, like: Quantity<D>): Quantity<D> {
    const {shape, size} = this.V.value;
    // one neuron may be given a scalar, and stays one
    if (!sameShape(shape.slice(-this.inSize.length), this.inSize) && !(size === 1 && sizeOf(this.inSize) === 1)) {
      throw new ShapeError(
        `${this.constructor.name}: V has the wrong shape, expected ${showShape(this.inSize)}, got ${showShape(shape)}`,
        "set it with initAllStates, or assign an array of the population's shape",
      );
    }
    return this.checkedInput(x, like, shape);
  }

  /**
   * The potential after a step along its drift from `V0`: exponential Euler, then the registered delta inputs.
   * @throws ShapeError when a registered input would enlarge the population
   */
  protected advance<X extends Dimension>(
    drift: (V: Quantity<X>) => Quantity<Over<X, Time>>,
    V0: Quantity<X>,
  ): Quantity<X> {
    return this.keepShape(this.sumDeltaInputs(expEuler(drift, V0)));
  }

  /** What becomes of a state, checked to have the shape of V still. @throws ShapeError */
  protected keepShape<X extends Dimension>(next: Quantity<X>): Quantity<X> {
    const {shape} = this.V.value;
    if (sameShape(next.shape, shape)) return next;
    throw new ShapeError(
      `${this.constructor.name}: a registered input has the wrong shape, expected a scalar or ${showShape(shape)}, got one that makes V ${showShape(next.shape)}`,
    );
  }
}
