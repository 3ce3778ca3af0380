/** @file How quantities are made: from numbers and a unit, or from text. */
import {elementwise} from "../array/elementwise.js";
import {NDArray} from "../array/ndarray.js";
import {ParameterError, ShapeError, UnitMismatchError, UnitParseError} from "../core/errors.js";
import {showShape} from "../core/shape.js";
import type {Dimension, Dimensionless, UnknownDimension} from "./dimensionTypes.js";
import {parseQuantityText, parseUnit} from "./parse.js";
import {asQuantity, describe, kindOf, plain, Quantity} from "./quantity.js";
import {DIMENSIONLESS} from "./unit.js";
import type {Unit} from "./unit.js";

/** Numbers nested to any depth; the depth is the number of axes. */
export type Numbers = number | ArrayLike<number> | readonly Numbers[];

/** A unit that makes quantities when it is called: `mV(-60)`, `mV([1, 2])`. */
export interface CallableUnit<D extends Dimension = Dimension> extends Unit<D> {
  (x: Numbers | Quantity<Dimensionless>): Quantity<D>;
}

/** Makes a unit callable. */
export function callable<D extends Dimension>(of: Unit<D>): CallableUnit<D> {
  const make = (x: Numbers | Quantity<Dimensionless>): Quantity<D> => quantity(x, of);
  Object.setPrototypeOf(make, Object.getPrototypeOf(of) as object);
  return Object.assign(make, of, {plain: of});
}

/**
 * The unit that a text names, such as `"mV"`, `"mV/ms"` or `"1/(ms*mV)"`; `""` is dimensionless. The compiler does not
 * know its dimension, so it fits everywhere and is checked when the code runs.
 * @throws UnitParseError when the text is not a unit.
 */
export function unit(text: string): CallableUnit<UnknownDimension> {
  if (typeof text !== "string") {
    throw new UnitParseError(`unit: not a text, expected one such as "mV" or "mV/ms", got ${kindOf(text)}`);
  }
  return callable(parseUnit(text));
}

/**
 * A quantity from text (`"25 mA"`), or from numbers and a unit. Numbers are a number, an array of numbers (nested for
 * more axes), a typed array or a dimensionless quantity; they become float32. Without a unit it is dimensionless.
 * @throws UnitParseError when a text cannot be read. @throws ShapeError when nested arrays are ragged.
 */
export function quantity(text: string): Quantity<UnknownDimension>;
export function quantity(x: Numbers | Quantity<Dimensionless>): Quantity<Dimensionless>;
export function quantity(x: Numbers | Quantity<Dimensionless>, unit: string): Quantity<UnknownDimension>;
export function quantity<D extends Dimension>(x: Numbers | Quantity<Dimensionless>, unit: Unit<D>): Quantity<D>;
export function quantity(x: string | Numbers | Quantity<Dimensionless>, of?: Unit | string): Quantity {
  if (typeof x === "string") {
    if (of !== undefined) {
      throw new ParameterError(
        `quantity: a text brings its own unit, expected no second argument, got ${kindOf(of)}`,
        `write quantity(${JSON.stringify(x)}).in(...)`,
      );
    }
    const {value, unit} = parseQuantityText(x);
    return new Quantity(NDArray.scalar(value), unit);
  }
  const target = of === undefined ? (DIMENSIONLESS as Unit) : typeof of === "string" ? parseUnit(of) : plain(of);
  if (!(x instanceof Quantity)) return new Quantity(asArray(x), target);
  if (x.unit.dim.isDimensionless) {
    const {value} = x.in(DIMENSIONLESS);
    return new Quantity(value.dtype === "float32" ? value : elementwise("toFloat", value), target);
  }
  throw new UnitMismatchError(
    `quantity: the numbers have a unit already, expected a dimensionless quantity, got ${describe(x)}`,
    `write x.in(${target.toString()}) to convert it`,
  );
}

/** Numbers, nested or not, as a float32 array. */
export function asArray(x: Numbers): NDArray {
  if (typeof x === "number") return NDArray.scalar(x);
  if (ArrayBuffer.isView(x)) return vector(x as ArrayLike<number>);
  // a caller without types may give anything
  if (!Array.isArray(x)) throw notNumbers(x);
  if (x.every((item) => typeof item === "number")) return vector(x);
  const rows = Array.from(x as readonly Numbers[], asArray);
  const shape = rows[0]?.shape ?? [];
  const data = new Float32Array(rows.length * (rows[0]?.data.length ?? 0));
  rows.forEach((row, i) => {
    if (showShape(row.shape) !== showShape(shape)) {
      throw new ShapeError(
        `quantity: the nested arrays are ragged, expected rows of shape ${showShape(shape)}, got ${showShape(row.shape)}`,
      );
    }
    data.set(row.data, i * row.data.length);
  });
  return new NDArray(data, [rows.length, ...shape], "float32");
}

function vector(x: ArrayLike<number>): NDArray {
  return new NDArray(Float32Array.from(x), [x.length], "float32");
}

function notNumbers(x: unknown): ParameterError {
  return new ParameterError(
    `quantity: not numbers, expected a number, an array of numbers or a dimensionless quantity, got ${kindOf(x)}`,
  );
}

/** What the array functions take where they need no unit: a quantity, or numbers. */
export function toQuantity<D extends Dimension>(x: Quantity<D> | Numbers): Quantity<D> {
  if (x instanceof Quantity) return x;
  return (typeof x === "number" ? asQuantity(x) : new Quantity(asArray(x), DIMENSIONLESS)) as unknown as Quantity<D>;
}
