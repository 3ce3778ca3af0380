/** @file What initialisers are given, checked when it is given; and its numbers, when they are asked for. */
import {NDArray} from "../array/ndarray.js";
import {broadcastTo} from "../array/structure.js";
import {concrete} from "../array/value.js";
import {ParameterError, ShapeError, UnitMismatchError} from "../core/errors.js";
import {broadcastShapes, broadcastsTo, showShape} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import {quantityOf} from "../units/given.js";
import {describe} from "../units/quantity.js";
import type {Quantity} from "../units/quantity.js";
import {inRange} from "../units/range.js";
import type {ParameterRange} from "../units/range.js";

/** A number without a unit, in range. @throws UnitMismatchError, ParameterError */
export function plainNumber(
  who: string,
  name: string,
  x: Quantity<Dimensionless> | number,
  range: ParameterRange,
): Quantity<Dimensionless> {
  const q = quantityOf(who, name, x);
  if (!q.unit.dim.isDimensionless) {
    throw new UnitMismatchError(`${who}: ${name} has a unit, expected a dimensionless number, got ${describe(q)}`);
  }
  return inRange(who, name, q, range) as Quantity<Dimensionless>;
}

/** Bounds of one unit. @throws ParameterError when `low` is not below `high` somewhere */
export function checkBounds(who: string, low: Quantity, high: Quantity): void {
  if (!(low.value instanceof NDArray && high.value instanceof NDArray)) return;
  const shape = broadcastShapes(low.shape, high.shape, who);
  const [from, to] = [numbersOf(who, low, shape), numbersOf(who, high, shape)];
  const at = from.findIndex((x, i) => !(x < (to[i] ?? NaN)));
  if (at < 0) return;
  throw new ParameterError(
    `${who}: low is not below high, expected low < high, got ${String(from[at])} and ${String(to[at])}`,
  );
}

/**
 * A parameter's numbers, one an element of `shape`, row-major.
 * @throws ShapeError when it is larger. @throws TraceError inside a trace
 */
export function numbersOf(who: string, q: Quantity, shape: Shape): Float32Array {
  if (!broadcastsTo(q.shape, shape, who)) {
    throw new ShapeError(
      `${who}: a parameter is larger than the state, expected at most ${showShape(shape)}, got ${showShape(q.shape)}`,
    );
  }
  return Float32Array.from(concrete(broadcastTo(q.value, shape), who).data);
}

/** Numbers as an array of float32. */
export function arrayOf(numbers: ArrayLike<number>, shape: Shape): NDArray {
  return new NDArray(Float32Array.from(numbers), shape, "float32");
}
