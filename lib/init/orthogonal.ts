/** @file First values of weight matrices with orthonormal rows or columns: random ones, and the identity. */
import {ShapeError} from "../core/errors.js";
import {showShape, sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {StateValue} from "../state/state.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {quantityOf} from "../units/given.js";
import {Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import {inRange} from "../units/range.js";
import {arrayOf, numbersOf} from "./checks.js";
import {Initialization, unitText} from "./initialization.js";
import {sourceOf} from "./initializer.js";

/**
 * A random matrix with orthonormal columns, or rows where there are fewer of them (`braintools.init.Orthogonal`):
 * upstream's numbers but for rounding. All axes but the last are the rows. Seeded as `Normal` is; not inside a trace.
 * Source: Saxe, McClelland and Ganguli 2014.
 */
export class Orthogonal<D extends Dimension = Dimensionless> extends Initialization<D> {
  readonly scale: Quantity<D>;

  /**
   * @param scale what the matrix is multiplied with. Any dimension; scalar. Default 1
   * @param seed a whole number. Default: draws from `random`
   */
  constructor(
    scale: StateValue<D> = 1,
    readonly seed?: number,
  ) {
    super();
    this.scale = scalarScale("Orthogonal", scale);
  }

  get unit(): Unit<D> {
    return this.scale.unit;
  }

  /** @throws ShapeError when the shape has fewer than two axes */
  init(shape: Shape): Quantity<D> {
    const columns = shape.at(-1) ?? 0;
    if (shape.length < 2) throw tooFewAxes("Orthogonal", "at least two", shape);
    const rows = sizeOf(shape) / Math.max(1, columns);
    const draws = numbersOf("Orthogonal", sourceOf(this.seed).normal(0, 1, [rows, columns]), [rows, columns]);
    const wide = rows < columns;
    const [long, short] = wide ? [columns, rows] : [rows, columns];
    const at = (i: number, j: number): number => (wide ? j * columns + i : i * columns + j);
    const basis = orthonormal(
      Array.from({length: short}, (_, j) => Float64Array.from({length: long}, (_, i) => draws[at(i, j)] ?? 0)),
    );
    const [scale = 0] = numbersOf("Orthogonal", this.scale, []);
    basis.forEach((column, j) => column.forEach((x, i) => (draws[at(i, j)] = scale * Math.fround(x))));
    return new Quantity(arrayOf(draws, shape), this.unit);
  }

  toString(): string {
    return `Orthogonal(scale=${String(this.scale)})`;
  }
}

/**
 * The columns made orthonormal, each from those before it: the Q of a QR decomposition whose R has a positive diagonal.
 * By Gram and Schmidt, twice, which leaves float64's rounding errors only.
 */
function orthonormal(columns: readonly Float64Array[]): readonly Float64Array[] {
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
  columns.forEach((column, j) => {
    for (let pass = 0; pass < 2; pass++) {
      for (const before of columns.slice(0, j)) {
        const share = dot(before, column);
        before.forEach((x, i) => (column[i] = (column[i] ?? 0) - share * x));
      }
    }
    const length = Math.sqrt(dot(column, column));
    column.forEach((x, i) => (column[i] = x / length));
  });
  return columns;
}

/**
 * The identity matrix (`braintools.init.Identity`): ones where the last two indices are equal, for each index of the
 * axes before them; a shape of one axis is all ones.
 */
export class Identity<D extends Dimension = Dimensionless> extends Initialization<D> {
  readonly scale: Quantity<D>;

  /** @param scale what stands on the diagonal. Any dimension; scalar. Default 1 */
  constructor(scale: StateValue<D> = 1) {
    super();
    this.scale = scalarScale("Identity", scale);
  }

  get unit(): Unit<D> {
    return this.scale.unit;
  }

  /** @throws ShapeError when the shape has no axis */
  init(shape: Shape): Quantity<D> {
    if (shape.length === 0) throw tooFewAxes("Identity", "at least one", shape);
    const [scale = 0] = numbersOf("Identity", this.scale, []);
    const [rows, columns] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
    const isOn = (i: number): boolean => shape.length === 1 || Math.floor(i / columns) % rows === i % columns;
    const numbers = Float32Array.from({length: sizeOf(shape)}, (_, i) => (isOn(i) ? scale : 0));
    return new Quantity(arrayOf(numbers, shape), this.unit);
  }

  toString(): string {
    return `Identity(scale=${String(this.scale)}, unit=${unitText(this.unit)})`;
  }
}

function scalarScale<D extends Dimension>(who: string, scale: StateValue<D>): Quantity<D> {
  const q = inRange(who, "scale", quantityOf(who, "scale", scale) as Quantity<D>, "finite");
  if (q.shape.length === 0) return q;
  throw new ShapeError(`${who}: scale is no scalar, expected one number, got shape ${showShape(q.shape)}`);
}

const tooFewAxes = (who: string, expected: string, shape: Shape): ShapeError =>
  new ShapeError(`${who}: the shape has too few axes, expected ${expected}, got ${showShape(shape)}`);
