/** @file Uniformly distributed first values. Port of `braintools.init.Uniform`. */
import type {Shape} from "../core/shape.js";
import type {StateValue} from "../state/state.js";
import type {Dimension} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import {checkBounds} from "./checks.js";
import {Initialization} from "./initialization.js";
import {sourceOf, twoAlike} from "./initializer.js";

/** Values uniform in [`low`, `high`), upstream's numbers. Seeded as `Normal` is. */
export class Uniform<D extends Dimension = Dimension> extends Initialization<D> {
  readonly low: Quantity<D>;
  readonly high: Quantity<D>;

  /**
   * @param low the lower bound
   * @param high the upper bound, of the same dimension, above `low`
   * @param seed a whole number
   * @throws UnitMismatchError, ParameterError
   */
  constructor(
    low: StateValue<D>,
    high: StateValue<D>,
    readonly seed?: number,
  ) {
    super();
    [this.low, this.high] = twoAlike("Uniform", low, high);
    checkBounds("Uniform", this.low, this.high);
  }

  get unit(): Unit<D> {
    return this.low.unit;
  }

  init(shape: Shape): Quantity<D> {
    return sourceOf(this.seed).uniform(this.low, this.high, shape);
  }

  toString(): string {
    return `Uniform(low=${String(this.low)}, high=${String(this.high)})`;
  }
}
