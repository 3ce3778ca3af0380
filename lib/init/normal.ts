/** @file Normally distributed first values. Port of `braintools.init.Normal`. */
import type {Shape} from "../core/shape.js";
import type {StateValue} from "../state/state.js";
import type {Dimension} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import {inRange} from "../units/range.js";
import type {Unit} from "../units/unit.js";
import {Initialization} from "./initialization.js";
import {sourceOf, twoAlike} from "./initializer.js";

/**
 * Normally distributed values, upstream's numbers. With a seed they are the same each time; without one they are the
 * next of `random`, so that `random.seed(0)` before `initAllStates` repeats a network.
 */
export class Normal<D extends Dimension = Dimension> extends Initialization<D> {
  readonly mean: Quantity<D>;
  readonly std: Quantity<D>;

  /**
   * @param mean the mean
   * @param std the standard deviation, of the same dimension, at least 0
   * @param seed a whole number
   * @throws UnitMismatchError, ParameterError
   */
  constructor(
    mean: StateValue<D>,
    std: StateValue<D>,
    readonly seed?: number,
  ) {
    super();
    [this.mean, this.std] = twoAlike("Normal", mean, std);
    inRange("Normal", "std", this.std, "notNegative");
  }

  get unit(): Unit<D> {
    return this.mean.unit;
  }

  init(shape: Shape): Quantity<D> {
    return sourceOf(this.seed).normal(this.mean, this.std, shape);
  }

  toString(): string {
    return `Normal(mean=${String(this.mean)}, std=${String(this.std)})`;
  }
}
