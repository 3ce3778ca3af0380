/** @file Checks what a model is given, when it is given: unit, shape and range, so that no error waits for the first step. */
import {NDArray} from "../array/ndarray.js";
import {ParameterError, ShapeError, UnitMismatchError} from "../core/errors.js";
import {broadcastShapes, sameShape, showShape} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import {Constant} from "../state/initializers.js";
import type {Initializer} from "../state/initializers.js";
import type {Dimension} from "../units/dimensionTypes.js";
import {describe, isBareZero, asQuantity, Quantity, kindOf} from "../units/quantity.js";
import {describeUnit} from "../units/unit.js";

/** The parameters of one model under construction: who it is, and the shape of its population. */
export class Parameters {
  constructor(
    private readonly who: string,
    private readonly size: Shape,
  ) {}

  /**
   * A parameter, or its default: a scalar or an array of the population's shape, of the default's dimension, finite.
   * @throws UnitMismatchError, ShapeError, ParameterError
   */
  take<D extends Dimension>(name: string, given: Quantity<D> | undefined, byDefault: Quantity<D>): Quantity<D> {
    if (given === undefined) return byDefault;
    const q = inDimension(this.who, name, given, byDefault);
    checkShape(this.who, name, q, this.size);
    this.check(name, q, "a finite number", Number.isFinite);
    return q;
  }

  /** A parameter that must be above 0, such as a time constant. */
  positive<D extends Dimension>(name: string, given: Quantity<D> | undefined, byDefault: Quantity<D>): Quantity<D> {
    const q = this.take(name, given, byDefault);
    this.check(name, q, "a positive number", (x) => x > 0);
    return q;
  }

  /** A parameter that must not be below 0, such as a refractory period. */
  notNegative<D extends Dimension>(name: string, given: Quantity<D> | undefined, byDefault: Quantity<D>): Quantity<D> {
    const q = this.take(name, given, byDefault);
    this.check(name, q, "a number of at least 0", (x) => x >= 0);
    return q;
  }

  /** An initialiser: one as it is, a quantity as a constant. */
  initializer<D extends Dimension>(
    name: string,
    given: Quantity<D> | Initializer<D> | undefined,
    byDefault: Quantity<D>,
  ): Initializer<D> {
    if (given !== undefined && !isConstant(given)) {
      this.checkInitializer(name, given, byDefault);
      return given;
    }
    return new Constant(this.take(name, given, byDefault));
  }

  private checkInitializer(name: string, given: Partial<Initializer>, like: Quantity): void {
    // a caller without types may give anything
    if (typeof given !== "object" || given === null || typeof given.init !== "function") {
      throw new ParameterError(
        `${this.who}: ${name} is no initialiser, expected a quantity or one such as new Normal(...), got ${kindOf(given)}`,
      );
    }
    const {unit} = given;
    if (unit === undefined || unit.sameDimension(like.unit)) return;
    throw new UnitMismatchError(
      `${this.who}: ${name} has the wrong unit, expected ${describeUnit(like.unit)}, got ${describeUnit(unit)}`,
    );
  }

  private check(name: string, q: Quantity, expected: string, holds: (x: number) => boolean): void {
    if (!(q.value instanceof NDArray)) return;
    const wrong = q.value.data.find((x: number) => !holds(x));
    if (wrong === undefined) return;
    throw new ParameterError(
      `${this.who}: ${name} is out of range, expected ${expected}, got ${String(wrong)} ${q.unit.toString()}`,
    );
  }
}

const isConstant = <D extends Dimension>(x: Quantity<D> | Initializer<D> | number): x is Quantity<D> =>
  x instanceof Quantity || typeof x === "number";

/** What was given, in the dimension of `like`; a bare 0 fits. @throws UnitMismatchError */
function inDimension<D extends Dimension>(
  who: string,
  what: string,
  given: Quantity<D> | number,
  like: Quantity<D>,
): Quantity<D> {
  const q = asQuantity(given) as Quantity<D>;
  if (q.unit.sameDimension(like.unit)) return q;
  if (isBareZero(q)) return new Quantity(q.value, like.unit);
  throw new UnitMismatchError(
    `${who}: ${what} has the wrong unit, expected ${describeUnit(like.unit)}, got ${describe(q)}`,
    q.unit.dim.isDimensionless ? `write ${like.unit.toString()}(...) around it` : undefined,
  );
}

/** @throws ShapeError when an array is neither a scalar nor of the population's shape */
function checkShape(who: string, what: string, q: Quantity, size: Shape): void {
  if (fits(q.shape, size)) return;
  throw new ShapeError(
    `${who}: ${what} has the wrong shape, expected a scalar or ${showShape(size)}, got ${showShape(q.shape)}`,
  );
}

/** Whether an array of this shape broadcasts to `size` without growing it. */
function fits(shape: Shape, size: Shape): boolean {
  try {
    return sameShape(broadcastShapes(shape, size, ""), size);
  } catch {
    return false;
  }
}

/**
 * A model's input: of the dimension of `like`, a scalar or broadcasting to the shape of its states; a bare 0 is none.
 * @throws UnitMismatchError, ShapeError
 */
export function checkInput<D extends Dimension>(
  who: string,
  x: Quantity<D> | 0,
  like: Quantity<D>,
  size: Shape,
): Quantity<D> {
  const q = inDimension(who, "the input", x, like);
  checkShape(who, "the input", q, size);
  return q;
}
