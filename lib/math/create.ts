/** @file Arrays made from a rule: zeros, ones, full, arange, linspace. They are float32. */
import {NDArray} from "../array/ndarray.js";
import {concrete} from "../array/value.js";
import {ParameterError, ShapeError} from "../core/errors.js";
import {sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {align, asQuantity, kindOf, plain, Quantity} from "../units/quantity.js";
import {DIMENSIONLESS} from "../units/unit.js";
import type {Unit} from "../units/unit.js";

/** A shape, or the length of a single axis. */
export type ShapeLike = number | Shape;

/** A shape or a length as a list. @throws ShapeError when it is neither */
export function shapeList(shape: ShapeLike, who: string): Shape {
  if (typeof shape === "number") return [shape];
  // a caller without types may give anything
  if (Array.isArray(shape)) return shape as Shape;
  throw new ShapeError(`${who}: not a shape, expected a list of whole numbers such as [2, 3], got ${kindOf(shape)}`);
}

/** A shape as a list. @throws ShapeError when a length is negative or not whole. */
export function toShape(shape: ShapeLike, who: string): Shape {
  const list = shapeList(shape, who);
  if (list.every((length) => Number.isInteger(length) && length >= 0)) return list;
  throw new ShapeError(`${who}: not a shape, expected whole numbers of at least 0, got (${list.join(", ")})`);
}

/** Zeros of a shape, in `unit` (dimensionless when left out). */
export function zeros(shape: ShapeLike): Quantity<Dimensionless>;
export function zeros<D extends Dimension>(shape: ShapeLike, unit: Unit<D>): Quantity<D>;
export function zeros(shape: ShapeLike, unit: Unit = DIMENSIONLESS): Quantity {
  return filled(toShape(shape, "zeros"), 0, unit);
}

/** Ones of a shape, in `unit` (dimensionless when left out). */
export function ones(shape: ShapeLike): Quantity<Dimensionless>;
export function ones<D extends Dimension>(shape: ShapeLike, unit: Unit<D>): Quantity<D>;
export function ones(shape: ShapeLike, unit: Unit = DIMENSIONLESS): Quantity {
  return filled(toShape(shape, "ones"), 1, unit);
}

/** An array of a shape with every element the scalar `value`. */
export function full<D extends Dimension>(shape: ShapeLike, value: Quantity<D>): Quantity<D>;
export function full(shape: ShapeLike, value: number): Quantity<Dimensionless>;
export function full(shape: ShapeLike, value: Quantity | number): Quantity {
  const q = asQuantity(value);
  return filled(toShape(shape, "full"), scalar("full", q), q.unit);
}

function filled(shape: Shape, value: number, unit: Unit): Quantity {
  return new Quantity(new NDArray(new Float32Array(sizeOf(shape)).fill(value), shape, "float32"), plain(unit));
}

function scalar(who: string, q: Quantity): number {
  const {data} = concrete(q.value, who);
  if (data.length === 1) return data[0] as number;
  throw new ShapeError(`${who}: not a scalar, expected one element, got ${String(data.length)}`);
}

/**
 * Evenly spaced values from `start` up to but not including `stop`, in the unit of `start`: element i is
 * fl32(start + fl32(i fl32(step))), as upstream computes the times of a rollout. `arange(stop)` starts at 0 with step 1.
 * @throws UnitMismatchError when the dimensions differ. @throws ParameterError when `step` is 0 or leads away from `stop`.
 */
export function arange(stop: number): Quantity<Dimensionless>;
export function arange(start: number, stop: number, step?: number): Quantity<Dimensionless>;
export function arange<D extends Dimension>(start: Quantity<D>, stop: Quantity<D>, step: Quantity<D>): Quantity<D>;
export function arange(first: Quantity | number, second?: Quantity | number, step: Quantity | number = 1): Quantity {
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const {unit} = align("arange", start, stop);
  const from = scalarIn("arange", start, unit);
  const to = scalarIn("arange", stop, unit);
  const by = scalarIn("arange", step, unit);
  const count = (to - from) / by;
  if (!Number.isFinite(count) || count < 0) {
    throw new ParameterError(
      `arange: the step does not lead from start to stop, expected a finite number of steps, got from ${String(from)} to ${String(to)} by ${String(by)} ${unit.toString()}`,
    );
  }
  // float32(step) is not step: a count within float32's precision of a whole number is that number
  const whole = Math.round(count);
  const length = Math.abs(count - whole) <= 1e-6 * Math.max(1, whole) ? whole : Math.ceil(count);
  const data = new Float32Array(length);
  const {fround} = Math;
  for (let i = 0; i < length; i++) data[i] = from + fround(i * by);
  return new Quantity(new NDArray(data, [length], "float32"), unit);
}

/**
 * `count` evenly spaced values from `start` to `stop`, both included, in the unit of `start`. Rounded as upstream does:
 * with p = fl32(i/(count-1)), fl32(fl32(start (1-p)) + fl32(stop p)), and the last exactly `stop`.
 * @throws UnitMismatchError when the dimensions differ.
 */
export function linspace(start: number, stop: number, count: number): Quantity<Dimensionless>;
export function linspace<D extends Dimension>(start: Quantity<D> | 0, stop: Quantity<D>, count: number): Quantity<D>;
export function linspace(start: Quantity | number, stop: Quantity | number, count: number): Quantity {
  const {unit} = align("linspace", start, stop);
  const from = scalarIn("linspace", start, unit);
  const to = scalarIn("linspace", stop, unit);
  const [length = 0] = toShape(count, "linspace");
  const {fround} = Math;
  const data = Float32Array.from({length}, (_, i) => {
    if (i === length - 1 && length > 1) return to;
    const part = fround(i / Math.max(1, length - 1));
    return fround(from * fround(1 - part)) + fround(to * part);
  });
  return new Quantity(new NDArray(data, [length], "float32"), unit);
}

/** A scalar's number in `unit`; a bare 0 fits. */
function scalarIn(who: string, q: Quantity | number, unit: Unit): number {
  const {right} = align(who, new Quantity(NDArray.scalar(0), unit), q);
  return typeof right === "number" ? right : scalar(who, new Quantity(right, unit));
}
