/** @file Base of the models that evolve in time: a population of some shape, and the inputs registered with it. */
import {ParameterError} from "../core/errors.js";
import {showShape} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import {Module} from "../state/module.js";
import type {Quantity} from "../units/quantity.js";
import {InputTable} from "./inputTable.js";
import type {RegisteredInput} from "./inputTable.js";

/** The shape of a population, or the number of its members. */
export type Size = number | readonly number[];

/**
 * A population that evolves in time. Other parts register inputs with it: *current inputs* enter the drift of its
 * equation, *delta inputs* are added to its state after the step.
 */
export abstract class Dynamics extends Module {
  /** The shape of the population. */
  readonly inSize: Shape;
  /** The shape of what it gives. */
  readonly outSize: Shape;
  readonly #currents = new InputTable("Current");
  readonly #deltas = new InputTable("Delta");

  /** @throws ParameterError when `size` is not a shape. */
  constructor(size: Size) {
    super();
    // a caller without types may give anything
    const shape = typeof size === "number" ? [size] : Array.isArray(size) ? [...(size as readonly number[])] : [];
    if (shape.length === 0 || !shape.every((length) => Number.isInteger(length) && length > 0)) {
      throw new ParameterError(
        `${this.constructor.name}: not a population size, expected positive whole numbers, got ${showShape(shape)}`,
      );
    }
    this.inSize = shape;
    this.outSize = shape;
  }

  /**
   * Registers a current under a key, as upstream's `add_current_input`: an array is consumed by the next step, a
   * function of the state is called at every step.
   * @throws ParameterError when another input has this key.
   */
  addCurrentInput(key: string, input: RegisteredInput, label?: string): void {
    this.#currents.add(key, input, label);
  }

  /** The current registered under a key. @throws ParameterError when there is none. */
  getCurrentInput(key: string, label?: string): RegisteredInput {
    return this.#currents.get(key, label);
  }

  /** `init` plus every registered current (those with `label`, when given), in the order they were added. */
  sumCurrentInputs<Q extends Quantity>(init: Q, args: readonly Quantity[] = [], label?: string): Q {
    return this.#currents.sum(init, args, label);
  }

  /** Registers what is added to the state after the next step, such as the jump a spike causes. */
  addDeltaInput(key: string, input: RegisteredInput, label?: string): void {
    this.#deltas.add(key, input, label);
  }

  /** The delta registered under a key. @throws ParameterError when there is none. */
  getDeltaInput(key: string, label?: string): RegisteredInput {
    return this.#deltas.get(key, label);
  }

  /** `init` plus every registered delta (those with `label`, when given), in the order they were added. */
  sumDeltaInputs<Q extends Quantity>(init: Q, args: readonly Quantity[] = [], label?: string): Q {
    return this.#deltas.sum(init, args, label);
  }
}
