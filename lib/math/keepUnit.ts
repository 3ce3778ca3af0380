/** @file Functions whose result has the unit of what they are given. */
import {elementwise} from "../array/elementwise.js";
import * as structure from "../array/structure.js";
import {sizeOf} from "../core/shape.js";
import type {ElementwiseName} from "../ir/opTable.js";
import type {Numbers} from "../units/create.js";
import {toQuantity} from "../units/create.js";
import {conditionOf} from "../units/given.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import type {Operand} from "../units/quantity.js";
import {align, asQuantity, Quantity} from "../units/quantity.js";
import {shapeList, toShape} from "./create.js";
import type {ShapeLike} from "./create.js";

/** An axis, several, or (left out) all of them; negative ones count from the last. */
export type Axis = number | readonly number[];

/** The same elements, row-major, under another shape; one length may be -1. @throws ShapeError when the count differs. */
export function reshape<D extends Dimension>(x: Quantity<D>, shape: ShapeLike): Quantity<D>;
export function reshape(x: Numbers, shape: ShapeLike): Quantity<Dimensionless>;
export function reshape(x: Quantity | Numbers, shape: ShapeLike): Quantity {
  const q = toQuantity(x);
  return new Quantity(structure.reshape(q.value, shapeList(shape, "reshape")), q.unit);
}

/** `x` stretched to `shape` as NumPy broadcasts. @throws ShapeError when it does not fit. */
export function broadcastTo<D extends Dimension>(x: Quantity<D>, shape: ShapeLike): Quantity<D>;
export function broadcastTo(x: Numbers, shape: ShapeLike): Quantity<Dimensionless>;
export function broadcastTo(x: Quantity | Numbers, shape: ShapeLike): Quantity {
  const q = toQuantity(x);
  return new Quantity(structure.broadcastTo(q.value, toShape(shape, "broadcastTo")), q.unit);
}

type Reduction = {
  <D extends Dimension>(x: Quantity<D>, axis?: Axis): Quantity<D>;
  (x: Numbers, axis?: Axis): Quantity<Dimensionless>;
};

const reduction = (name: "sum" | "min" | "max"): Reduction =>
  ((x: Quantity | Numbers, axis?: Axis): Quantity => {
    const q = toQuantity(x);
    return new Quantity(structure.reduce(name, q.value, axis), q.unit);
  }) as Reduction;

/** The sum over `axis`, or a scalar over all; float32, compensated for what rounding loses, in row-major order. What is true counts 1. @function */
export const sum: Reduction = reduction("sum");

/** The largest element over `axis`, or of all; NaN if any is. @function */
export const max: Reduction = reduction("max");

/** The smallest element over `axis`, or of all; NaN if any is. @function */
export const min: Reduction = reduction("min");

/** The mean over `axis`, or a scalar over all: the sum divided by the count. @function */
export const mean: Reduction = ((x: Quantity | Numbers, axis?: Axis): Quantity => {
  const q = toQuantity(x);
  const total = sum(q.dtype === "int32" ? new Quantity(elementwise("toFloat", q.value), q.unit) : q, axis);
  const count = q.size / Math.max(1, sizeOf(total.shape));
  return new Quantity(elementwise("div", total.value, count), total.unit);
}) as Reduction;

/**
 * `a` where `condition` is true, `b` elsewhere, in the unit of `a`. Both are computed.
 * @throws UnitMismatchError when the dimensions differ. @throws DTypeError when `condition` is not boolean.
 */
export function where<D extends Dimension>(
  condition: Quantity<Dimensionless>,
  a: Quantity<D>,
  b: Operand<D>,
): Quantity<D>;
export function where(condition: Quantity<Dimensionless>, a: number, b: number): Quantity<Dimensionless>;
export function where<D extends Dimension>(condition: Quantity<Dimensionless>, a: 0, b: Quantity<D>): Quantity<D>;
export function where(condition: Quantity<Dimensionless>, a: Quantity | number, b: Quantity | number): Quantity {
  const {left, right, unit} = align("where", a, b);
  return new Quantity(elementwise("select", conditionOf("where", condition), left, right), unit);
}

type Pairwise = <D extends Dimension>(a: Quantity<D>, b: Operand<D>) => Quantity<D>;

const pairwise =
  (who: string, name: ElementwiseName): Pairwise =>
  <D extends Dimension>(a: Quantity<D>, b: Operand<D>): Quantity<D> => {
    const {left, right, unit} = align(who, a, b);
    return new Quantity(elementwise(name, left, right), unit) as Quantity<D>;
  };

/** The larger of two elements, in the unit of the first; NaN if either is. @function */
export const maximum: Pairwise = pairwise("maximum", "max");

/** The smaller of two elements, in the unit of the first; NaN if either is. @function */
export const minimum: Pairwise = pairwise("minimum", "min");

/** Elements within bounds, in their own unit; a bound left out does not bind. */
export function clipped<D extends Dimension>(
  x: Quantity<D>,
  {min, max}: {readonly min?: Operand<D> | undefined; readonly max?: Operand<D> | undefined},
): Quantity<D> {
  const above = min === undefined ? x : maximum(x, min);
  return max === undefined ? above : minimum(above, max);
}

type Each = {
  <D extends Dimension>(x: Quantity<D>): Quantity<D>;
  (x: number): Quantity<Dimensionless>;
};

const each =
  (name: ElementwiseName): Each =>
  (x: Quantity | number): Quantity<never> => {
    const q = asQuantity(x);
    return new Quantity(elementwise(name, q.value), q.unit) as Quantity<never>;
  };

/** The absolute value. @function */
export const abs: Each = each("abs");
/** The number rounded down, in its unit. @function */
export const floor: Each = each("floor");
/** The number rounded up, in its unit. @function */
export const ceil: Each = each("ceil");
/** The number rounded to the nearest whole one, halves to even, in its unit. @function */
export const round: Each = each("round");
