/** @file A parameter from whatever was given for it. Port of `braintools.init.param`. */
import {broadcastTo} from "../array/structure.js";
import {ParameterError, ShapeError} from "../core/errors.js";
import {broadcastsTo, showShape} from "../core/shape.js";
import type {ShapeLike} from "../math/create.js";
import {toShape} from "../math/create.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {optionsOf} from "../units/given.js";
import {asQuantity, isQuantity, kindOf, Quantity} from "../units/quantity.js";
import type {Initializer} from "./initializer.js";

/** Options of `param`. */
export interface ParamOptions {
  /** The length of an axis before those of `sizes`. Default none. */
  batchSize?: number;
  /** Whether nothing may be given. Default true. */
  allowNone?: boolean;
  /** Whether a scalar stays a scalar. Default true. */
  allowScalar?: boolean;
}

/**
 * What a parameter is, from what a user gives: an initialiser makes values of `sizes`; a scalar stays one; an array
 * stays as it is, and must broadcast to `sizes`; nothing stays nothing. With a batch, arrays are repeated along a first
 * axis, unless they have one.
 *
 * @throws ParameterError when nothing is given and something must be, or what is given is none of these
 * @throws ShapeError when an array does not broadcast to `sizes`
 */
export function param<D extends Dimension>(
  given: Initializer<D> | Quantity<D>,
  sizes: ShapeLike,
  options?: ParamOptions,
): Quantity<D>;
export function param(given: number, sizes: ShapeLike, options?: ParamOptions): Quantity<Dimensionless>;
export function param<D extends Dimension>(
  given: Initializer<D> | Quantity<D> | number | null | undefined,
  sizes: ShapeLike,
  options?: ParamOptions,
): Quantity<D> | undefined;
export function param(
  given: Initializer | Quantity | number | null | undefined,
  sizes: ShapeLike,
  options: ParamOptions = {},
): Quantity | undefined {
  const {
    batchSize,
    allowNone = true,
    allowScalar = true,
  } = optionsOf("param", options, "batchSize", "allowNone", "allowScalar");
  if (given === undefined || given === null) {
    if (allowNone) return undefined;
    throw new ParameterError("param: nothing is given, expected a quantity or an initialiser, got none");
  }
  const size = toShape(sizes, "param");
  const full = batchSize === undefined ? size : [...toShape(batchSize, "param"), ...size];
  if (typeof given === "number" || isQuantity(given)) {
    const q = asQuantity(given);
    if (q.shape.length === 0 && allowScalar) return q;
    if (!broadcastsTo(q.shape, full, "param")) {
      throw new ShapeError(
        `param: the value is larger than the parameter, expected at most ${showShape(full)}, got ${showShape(q.shape)}`,
      );
    }
    return batchSize === undefined ? q : new Quantity(broadcastTo(q.value, full), q.unit);
  }
  // a caller without types may give anything
  if (typeof (given as Partial<Initializer>).init === "function") return given.init(full);
  throw new ParameterError(`param: no parameter, expected a quantity or an initialiser, got ${kindOf(given)}`);
}
