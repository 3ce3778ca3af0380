/**
 * @file Checks what a model is given, when it is given: unit, shape and range, so that no error waits for the first
 * step.
 */
import {NDArray} from "../array/ndarray.js";
import {ParameterError, ShapeError, UnitMismatchError} from "../core/errors.js";
import {broadcastsTo, showShape} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import {Constant} from "../init/constant.js";
import type {Initializer} from "../init/initializer.js";
import type {Dimension} from "../units/dimensionTypes.js";
import {callOf, quantityOf, refuseUnknown} from "../units/given.js";
import {describe, isBareZero, Quantity, kindOf} from "../units/quantity.js";
import {inRange} from "../units/range.js";
import type {ParameterRange} from "../units/range.js";
import {describeUnit} from "../units/unit.js";

/** The options of one model under construction, with who it is and the shape of its population. */
export class Given {
  /** The options that have been asked for, given or not. */
  readonly #known = new Set<string>();

  constructor(
    private readonly who: string,
    private readonly size: Shape,
    private readonly options: object,
  ) {}

  /**
   * A parameter, or its default: a scalar or an array of the population's shape, of the default's dimension, in range.
   * An initialiser makes its values here, for the whole population.
   * @throws UnitMismatchError, ShapeError, ParameterError
   */
  parameter<D extends Dimension>(name: string, byDefault: Quantity<D>, range: ParameterRange): Quantity<D> {
    const given = this.option(name) as Quantity<D> | Initializer<D> | undefined;
    if (given === undefined) return byDefault;
    if (!isInitializer(given)) return this.checked(name, given, byDefault, range);
    this.checkInitializer(name, given, byDefault);
    return this.checked(name, given.init(this.size), byDefault, range);
  }

  /** An initialiser: one as it is, a quantity as a constant; or the default. */
  initializer<D extends Dimension>(name: string, byDefault: Initializer<D>): Initializer<D> {
    const given = this.option(name) as Quantity<D> | Initializer<D> | undefined;
    if (given === undefined) return byDefault;
    const like = new Quantity(NDArray.scalar(0), byDefault.unit);
    if (isConstant(given)) return new Constant(this.checked(name, given, like, "finite"));
    this.checkInitializer(name, given, like);
    return given;
  }

  /** A choice, or false. @throws ParameterError */
  flag(name: string): boolean {
    const given = this.option(name) ?? false;
    if (typeof given === "boolean") return given;
    throw new ParameterError(`${this.who}: ${name} is no choice, expected true or false, got ${kindOf(given)}`);
  }

  /** An option by name, as it was given. */
  option(name: string): unknown {
    this.#known.add(name);
    return (this.options as Record<string, unknown>)[name];
  }

  /** @throws ParameterError when an option was given that no attribute has asked for: its name is misspelt */
  refuseUnknown(): void {
    refuseUnknown(this.who, this.options, [...this.#known]);
  }

  private checked<D extends Dimension>(
    name: string,
    given: Quantity<D>,
    like: Quantity<D>,
    range: ParameterRange,
  ): Quantity<D> {
    const q = inDimension(this.who, name, given, like);
    checkShape(this.who, name, q, this.size);
    return inRange(this.who, name, q, range);
  }

  private checkInitializer(name: string, given: Partial<Initializer>, like: Quantity): void {
    // a caller without types may give anything
    if (!isInitializer(given)) {
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
}

const isInitializer = (x: unknown): x is Initializer =>
  typeof x === "object" && x !== null && typeof (x as Partial<Initializer>).init === "function";

const isConstant = <D extends Dimension>(x: Quantity<D> | Initializer<D> | number): x is Quantity<D> =>
  x instanceof Quantity || typeof x === "number";

/** What was given, in the dimension of `like`; a bare 0 fits. @throws ParameterError, UnitMismatchError */
function inDimension<D extends Dimension>(
  who: string,
  what: string,
  given: Quantity<D> | number,
  like: Quantity<D>,
): Quantity<D> {
  const q = quantityOf(who, what, given, like.unit) as Quantity<D>;
  if (q.unit.sameDimension(like.unit)) return q;
  if (isBareZero(q)) return new Quantity(q.value, like.unit);
  throw new UnitMismatchError(
    `${who}: ${what} has the wrong unit, expected ${describeUnit(like.unit)}, got ${describe(q)}`,
    q.unit.dim.isDimensionless ? `write ${callOf(like.unit)} around it` : undefined,
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
    return broadcastsTo(shape, size, "");
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
  x: Quantity<D> | number,
  like: Quantity<D>,
  size: Shape,
): Quantity<D> {
  const q = inDimension(who, "the input", x, like);
  checkShape(who, "the input", q, size);
  return q;
}
