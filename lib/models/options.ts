/** @file The type of a model's options, read off its attributes, so that each parameter is declared once. */
import type {Initializer} from "../init/initializer.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";

/**
 * The options of a model: each of its parameters and initialisers, under the attribute's own name and with its comment.
 * A parameter may also be given as an initialiser, which draws it for the whole population, an initialiser as a
 * constant, and what has no unit as a bare number.
 */
export type OptionsOf<Model> = {
  -readonly [K in keyof Model as Model[K] extends Quantity | Initializer | boolean | null ? K : never]?: Given<
    Model[K]
  >;
};

type Given<T> =
  NonNullable<T> extends Quantity<infer D> | Initializer<infer D> ? Value<D> | Initializer<D> | Extract<T, null> : T;

type Value<D extends Dimension> = [D] extends [Dimensionless] ? Quantity<D> | number : Quantity<D>;
