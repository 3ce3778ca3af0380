/** @file The initialiser that draws nothing. */
import {broadcastTo} from "../array/structure.js";
import {ShapeError} from "../core/errors.js";
import {broadcastsTo, showShape} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {StateValue} from "../state/state.js";
import type {Dimension} from "../units/dimensionTypes.js";
import {quantityOf} from "../units/given.js";
import {Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import {Initialization} from "./initialization.js";

/** The same value everywhere, or an array that broadcasts to the shape. */
export class Constant<D extends Dimension = Dimension> extends Initialization<D> {
  readonly value: Quantity<D>;

  constructor(value: StateValue<D>) {
    super();
    this.value = quantityOf("Constant", "the value", value) as Quantity<D>;
  }

  get unit(): Unit<D> {
    return this.value.unit;
  }

  init(shape: Shape): Quantity<D> {
    if (!broadcastsTo(this.value.shape, shape, "Constant")) {
      throw new ShapeError(
        `Constant: the value is larger than the state, expected at most ${showShape(shape)}, got ${showShape(this.value.shape)}`,
      );
    }
    return new Quantity(broadcastTo(this.value.value, shape), this.value.unit);
  }

  toString(): string {
    return `Constant(value=${String(this.value)})`;
  }
}
