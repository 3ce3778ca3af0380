/** @file Initialisers: how a state or a weight gets its first value. */
import {NDArray} from "../array/ndarray.js";
import type {ArrayValue} from "../array/value.js";
import type {Shape} from "../core/shape.js";
import {random, RandomState} from "../random/randomState.js";
import type {StateValue} from "../state/state.js";
import type {Dimension} from "../units/dimensionTypes.js";
import {quantityOf} from "../units/given.js";
import {align, Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";

/** Makes a first value of a given shape. */
export interface Initializer<D extends Dimension = Dimension> {
  /** A unit of what it makes. */
  readonly unit: Unit<D>;
  /** A value of `shape`. */
  init(shape: Shape): Quantity<D>;
  toString(): string;
}

/** Where a random initialiser draws: a source of its own where it has a seed, else the one that all share. */
export function sourceOf(seed: number | undefined): RandomState {
  return seed === undefined ? random : new RandomState(seed);
}

/** Two quantities in the unit of the first; a bare 0 fits. @throws UnitMismatchError naming `who` */
export function twoAlike<D extends Dimension>(
  who: string,
  a: StateValue<D>,
  b: StateValue<D>,
): [Quantity<D>, Quantity<D>] {
  const [first, second] = [a, b].map((x) => quantityOf(who, "a parameter", x)) as [Quantity, Quantity];
  const {left, right, unit} = align(who, first, second);
  const quantity = (value: ArrayValue | number): Quantity<D> =>
    new Quantity(typeof value === "number" ? NDArray.scalar(value) : value, unit) as Quantity<D>;
  return [quantity(left), quantity(right)];
}
