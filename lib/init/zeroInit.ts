/** @file The initialiser of zeros. Port of `braintools.init.ZeroInit`. */
import {NDArray} from "../array/ndarray.js";
import {broadcastTo} from "../array/structure.js";
import type {Shape} from "../core/shape.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {plain, Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import {DIMENSIONLESS} from "../units/unit.js";
import {Initialization, unitText} from "./initialization.js";

/** Zeros of a unit. */
export class ZeroInit<D extends Dimension = Dimensionless> extends Initialization<D> {
  readonly unit: Unit<D>;

  /** @param unit the unit. Default none */
  constructor(unit: Unit<D> = DIMENSIONLESS as Unit<never>) {
    super();
    this.unit = plain(unit);
  }

  init(shape: Shape): Quantity<D> {
    return new Quantity(broadcastTo(NDArray.scalar(0), shape), this.unit);
  }

  toString(): string {
    return `ZeroInit(unit=${unitText(this.unit)})`;
  }
}
