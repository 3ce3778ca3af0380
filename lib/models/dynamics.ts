/** @file Base of the models that evolve in time: a population of some shape, and the inputs registered with it. */
import {ParameterError} from "../core/errors.js";
import {showShape} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import {Constant} from "../init/constant.js";
import type {Initializer} from "../init/initializer.js";
import {Module} from "../state/module.js";
import type {InitOptions} from "../state/module.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {asQuantity, isQuantity} from "../units/quantity.js";
import type {Quantity} from "../units/quantity.js";
import type {ParameterRange} from "../units/range.js";
import {InputTable} from "./inputTable.js";
import type {RegisteredInput} from "./inputTable.js";
import {checkInput, Given} from "./parameter.js";

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
  readonly #given: Given;

  /**
   * @param size the shape of the population, or the number of its members
   * @param options the model's parameters, by name
   * @throws ParameterError when `size` is not a shape.
   */
  constructor(size: Size, options: object = {}) {
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
    this.#given = new Given(this.constructor.name, shape, options);
  }

  /**
   * A parameter as it was given, or its default: a scalar or an array of the population's shape. Called where a
   * subclass declares the attribute of that name.
   * @throws UnitMismatchError, ShapeError, ParameterError when what was given does not fit
   */
  protected parameter(name: string, byDefault: number, range?: ParameterRange): Quantity<Dimensionless>;
  protected parameter<D extends Dimension>(name: string, byDefault: Quantity<D>, range?: ParameterRange): Quantity<D>;
  protected parameter(name: string, byDefault: Quantity | number, range: ParameterRange = "finite"): Quantity {
    return this.#given.parameter(name, asQuantity(byDefault), range);
  }

  /**
   * How a state starts, as it was given (a quantity is the same everywhere) or by default. Called as `parameter` is.
   */
  protected initializer(name: string, byDefault: null): Initializer<Dimensionless> | null;
  protected initializer(name: string, byDefault: number): Initializer<Dimensionless>;
  protected initializer<D extends Dimension>(name: string, byDefault: Quantity<D> | Initializer<D>): Initializer<D>;
  protected initializer(name: string, byDefault: Quantity | Initializer | number | null): Initializer | null {
    if (byDefault === null) return this.#given.option(name) == null ? null : this.initializer(name, 0);
    const like = typeof byDefault === "number" || isQuantity(byDefault) ? new Constant(byDefault) : byDefault;
    return this.#given.initializer(name, like);
  }

  /** A choice as it was given, by default false. @throws ParameterError when it is neither true nor false */
  protected flag(name: string): boolean {
    return this.#given.flag(name);
  }

  /** Any other option as it was given, undefined when it was not. */
  protected option(name: string): unknown {
    return this.#given.option(name);
  }

  /**
   * An input of a step, checked: in the dimension of `like`, a scalar or an array that fits `shape`; a bare 0 is none.
   */
  protected checkedInput<D extends Dimension>(x: Quantity<D> | number, like: Quantity<D>, shape: Shape): Quantity<D> {
    return checkInput(this.constructor.name, x, like, shape);
  }

  /**
   * The shape of the states: the population's, after the axis of a batch if there is one. States are made when every
   * attribute has taken its option, so what is left over is found here.
   * @throws ParameterError when an option was given that the model does not have
   */
  protected stateShape({batchSize}: InitOptions): Shape {
    this.#given.refuseUnknown();
    return batchSize === undefined ? this.inSize : [batchSize, ...this.inSize];
  }

  /**
   * Registers a current under a key, as upstream's `add_current_input`: an array is consumed by the next step (a
   * loop that it was registered before adds it at every step), a function of the state is called at every step.
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
