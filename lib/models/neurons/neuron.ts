/** @file Base of the neurons: a spike function, and what a spike does to the membrane potential. */
import {ParameterError, ShapeError} from "../../core/errors.js";
import {sameShape, showShape} from "../../core/shape.js";
import type {Shape} from "../../core/shape.js";
import type {InitOptions} from "../../state/module.js";
import {ReluGrad} from "../../surrogate/reluGrad.js";
import {SpikeFunction} from "../../surrogate/surrogate.js";
import type {Dimensionless, Voltage} from "../../units/dimensionTypes.js";
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

  constructor(size: Size, {spk_reset = "soft", spk_fun = new ReluGrad()}: NeuronOptions) {
    super(size);
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
    const from = this.spk_reset === "soft" ? threshold : V;
    return V.sub(from.sub(V_reset).mul(spike) as Quantity<Voltage>);
  }

  /**
   * A potential, checked to have the shape of the one before: a registered input must not enlarge the population.
   * @throws ShapeError
   */
  protected keepShape(V: Quantity<Voltage>, last: Quantity<Voltage>): Quantity<Voltage> {
    if (sameShape(V.shape, last.shape)) return V;
    throw new ShapeError(
      `${this.constructor.name}: a registered input has the wrong shape, expected a scalar or ${showShape(last.shape)}, got one that makes V ${showShape(V.shape)}`,
    );
  }

  /** The shape of the states: the population's, after the axis of a batch if there is one. */
  protected stateShape({batchSize}: InitOptions): Shape {
    return batchSize === undefined ? this.inSize : [batchSize, ...this.inSize];
  }
}
