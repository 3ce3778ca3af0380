/** @file What initialisers have in common: the arithmetic that makes new ones of them. */
import {NDArray} from "../array/ndarray.js";
import {ShapeError} from "../core/errors.js";
import {sameShape, showShape} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import {clipped} from "../math/keepUnit.js";
import type {Dimension, Dimensionless, Over, Times} from "../units/dimensionTypes.js";
import {optionsOf} from "../units/given.js";
import type {Operand} from "../units/quantity.js";
import {asQuantity, Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import type {Initializer} from "./initializer.js";

/** The bounds of `clip`; a bound left out does not bind. */
export interface ClipBounds<D extends Dimension = Dimension> {
  /** The least value. Default none. */
  min?: Operand<D>;
  /** The largest value. Default none. */
  max?: Operand<D>;
}

/**
 * An initialiser that can be calculated with: `new Normal(mV(-60), mV(2)).add(new Uniform(mV(0), mV(1)))` makes the sum
 * of what both make. Units follow as those of quantities do, and are checked when the expression is written.
 */
export abstract class Initialization<D extends Dimension = Dimension> implements Initializer<D> {
  abstract get unit(): Unit<D>;
  abstract init(shape: Shape): Quantity<D>;
  abstract toString(): string;

  /** The sum. @throws UnitMismatchError when the dimensions differ */
  add(other: Initializer<D> | Operand<D>): Initialization<D>;
  add(this: Initialization<Dimensionless>, other: number): Initialization<D>;
  add(other: Initializer | Quantity | number): Initialization {
    return new Combined("+", this, other, (a, b) => a.add(b as never));
  }

  /** The difference. @throws UnitMismatchError when the dimensions differ */
  sub(other: Initializer<D> | Operand<D>): Initialization<D>;
  sub(this: Initialization<Dimensionless>, other: number): Initialization<D>;
  sub(other: Initializer | Quantity | number): Initialization {
    return new Combined("-", this, other, (a, b) => a.sub(b as never));
  }

  /** The product; its unit is the product of the units. */
  mul(other: number): Initialization<D>;
  mul<E extends Dimension>(other: Initializer<E> | Quantity<E>): Initialization<Times<D, E>>;
  mul(other: Initializer | Quantity | number): Initialization {
    return new Combined("*", this, other, (a, b) => a.mul(b));
  }

  /** The quotient; its unit is the quotient of the units. */
  div(other: number): Initialization<D>;
  div<E extends Dimension>(other: Initializer<E> | Quantity<E>): Initialization<Over<D, E>>;
  div(other: Initializer | Quantity | number): Initialization {
    return new Combined("/", this, other, (a, b) => a.div(b));
  }

  /** The values, none below `min` and none above `max`. @throws UnitMismatchError when a bound has another dimension */
  clip(bounds: ClipBounds<D>): Initialization<D> {
    const {min, max} = optionsOf("clip", bounds, "min", "max");
    const text = `${String(this)}.clip(${boundText(min)}, ${boundText(max)})`;
    return new Applied(this, (values) => clipped(values, {min, max}), text);
  }

  /** What a function makes of the values, element by element. */
  apply<E extends Dimension>(f: (values: Quantity<D>) => Quantity<E>): Initialization<E> {
    return new Applied(this, f, `${String(this)}.apply(${f.name === "" ? "function" : f.name})`);
  }
}

/** A bound as upstream prints it. */
export const boundText = (bound: Quantity | number | undefined): string =>
  bound === undefined ? "None" : String(asQuantity(bound));

/** A unit as upstream prints it. */
export const unitText = (unit: Unit): string => (unit.dim.isDimensionless ? "1" : unit.toString());

/** One value in the unit of what an initialiser makes: what units are found out with. */
export const probe = <D extends Dimension>(of: Initializer<D>): Quantity<D> => new Quantity(NDArray.scalar(1), of.unit);

const isInitializer = (x: Initializer | Quantity): x is Initializer => "init" in x;

/** Two initialisers, or one and a quantity, by an operation on quantities. */
class Combined extends Initialization {
  readonly unit: Unit;
  readonly #right: Initializer | Quantity;

  constructor(
    private readonly sign: string,
    private readonly left: Initializer,
    right: Initializer | Quantity | number,
    private readonly combine: (a: Quantity, b: Quantity) => Quantity,
  ) {
    super();
    this.#right = typeof right === "object" && isInitializer(right) ? right : asQuantity(right);
    this.unit = combine(probe(left), isInitializer(this.#right) ? probe(this.#right) : this.#right).unit;
  }

  init(shape: Shape): Quantity {
    const left = this.left.init(shape);
    const values = this.combine(left, isInitializer(this.#right) ? this.#right.init(shape) : this.#right);
    return sized(this.toString(), values, shape);
  }

  toString(): string {
    return `(${String(this.left)} ${this.sign} ${String(this.#right)})`;
  }
}

/** An initialiser followed by a function. */
class Applied<D extends Dimension, E extends Dimension> extends Initialization<E> {
  readonly unit: Unit<E>;

  constructor(
    private readonly base: Initializer<D>,
    private readonly f: (values: Quantity<D>) => Quantity<E>,
    private readonly text: string,
  ) {
    super();
    this.unit = f(probe(base)).unit;
  }

  init(shape: Shape): Quantity<E> {
    return sized(this.text, this.f(this.base.init(shape)), shape);
  }

  toString(): string {
    return this.text;
  }
}

/** The values, which must be of `shape`. @throws ShapeError */
function sized<D extends Dimension>(who: string, values: Quantity<D>, shape: Shape): Quantity<D> {
  if (sameShape(values.shape, shape)) return values;
  throw new ShapeError(
    `${who}: not of the state's shape, expected ${showShape(shape)}, got ${showShape(values.shape)}`,
  );
}
