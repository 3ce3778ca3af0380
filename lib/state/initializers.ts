/** @file Initialisers: how a state or a weight gets its first value. Random ones are seeded, and repeat. */
import {NDArray} from "../array/ndarray.js";
import {elementwise} from "../array/elementwise.js";
import {broadcastTo} from "../array/structure.js";
import type {ArrayValue} from "../array/value.js";
import {ParameterError, ShapeError} from "../core/errors.js";
import {broadcastShapes, sameShape, showShape, sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {Dimension} from "../units/dimensionTypes.js";
import {align, asQuantity, Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import type {StateValue} from "./state.js";

/** Makes a first value of a given shape. */
export interface Initializer<D extends Dimension = Dimension> {
  /** A unit of what it makes. */
  readonly unit: Unit<D>;
  /** A value of `shape`. */
  init(shape: Shape): Quantity<D>;
  toString(): string;
}

/** The same value everywhere, or an array that broadcasts to the shape. */
export class Constant<D extends Dimension = Dimension> implements Initializer<D> {
  readonly value: Quantity<D>;

  constructor(value: StateValue<D>) {
    this.value = asQuantity(value) as Quantity<D>;
  }

  get unit(): Unit<D> {
    return this.value.unit;
  }

  init(shape: Shape): Quantity<D> {
    if (!sameShape(broadcastShapes(this.value.shape, shape, "Constant"), shape)) {
      throw new ShapeError(
        `Constant: the value is larger than the state, expected at most ${showShape(shape)}, got ${showShape(this.value.shape)}`,
      );
    }
    return new Quantity(broadcastTo(this.value.value, shape), this.value.unit);
  }

  toString(): string {
    return `Constant(value=${String(this.value)})`;
  }
}

/**
 * Normally distributed values. A seed gives the same values each time; without one they differ from call to call.
 * The generator is this package's own (PCG32), so the draws are not upstream's.
 */
export class Normal<D extends Dimension = Dimension> implements Initializer<D> {
  readonly mean: Quantity<D>;
  readonly std: Quantity<D>;

  /** @param mean the mean @param std the standard deviation, of the same dimension @param seed a whole number */
  constructor(
    mean: StateValue<D>,
    std: StateValue<D>,
    readonly seed?: number,
  ) {
    [this.mean, this.std] = twoAlike("Normal", mean, std);
  }

  get unit(): Unit<D> {
    return this.mean.unit;
  }

  init(shape: Shape): Quantity<D> {
    const random = generator("Normal", this.seed);
    return affine(this.mean, this.std, shape, () => {
      // Box and Muller; 1 - u lies in (0, 1], where the logarithm is finite
      const radius = Math.sqrt(-2 * Math.log(1 - random()));
      return radius * Math.cos(2 * Math.PI * random());
    });
  }

  toString(): string {
    return `Normal(mean=${String(this.mean)}, std=${String(this.std)})`;
  }
}

/** Values uniform between `low` and `high`. Seeded as `Normal` is. */
export class Uniform<D extends Dimension = Dimension> implements Initializer<D> {
  readonly low: Quantity<D>;
  readonly high: Quantity<D>;

  /** @param low the lower bound @param high the upper bound, of the same dimension @param seed a whole number */
  constructor(
    low: StateValue<D>,
    high: StateValue<D>,
    readonly seed?: number,
  ) {
    [this.low, this.high] = twoAlike("Uniform", low, high);
  }

  get unit(): Unit<D> {
    return this.low.unit;
  }

  init(shape: Shape): Quantity<D> {
    const span = (this.high as Quantity).sub(this.low as never) as Quantity<D>;
    return affine(this.low, span, shape, generator("Uniform", this.seed));
  }

  toString(): string {
    return `Uniform(low=${String(this.low)}, high=${String(this.high)})`;
  }
}

/** Two quantities in the unit of the first; a bare 0 fits. @throws UnitMismatchError naming `who` */
function twoAlike<D extends Dimension>(who: string, a: StateValue<D>, b: StateValue<D>): [Quantity<D>, Quantity<D>] {
  const {left, right, unit} = align(who, a, b);
  const quantity = (value: ArrayValue | number): Quantity<D> =>
    new Quantity(typeof value === "number" ? NDArray.scalar(value) : value, unit) as Quantity<D>;
  return [quantity(left), quantity(right)];
}

/** `offset + scale * draw()` for each element of `shape`, in the unit of `offset`. */
function affine<D extends Dimension>(
  offset: Quantity<D>,
  scale: Quantity<D>,
  shape: Shape,
  draw: () => number,
): Quantity<D> {
  const draws = new NDArray(Float32Array.from({length: sizeOf(shape)}, draw), shape, "float32");
  const spread = elementwise("mul", draws, scale.in(offset.unit).value);
  return new Quantity(elementwise("add", spread, offset.value), offset.unit);
}

/** Uniform numbers in [0, 1): PCG32 (O'Neill 2014, XSH-RR) in 64-bit integers, 32 bits a draw. */
function generator(who: string, seed: number | undefined): () => number {
  if (seed !== undefined && !Number.isInteger(seed)) {
    throw new ParameterError(`${who}: not a seed, expected a whole number, got ${String(seed)}`);
  }
  const mask = (1n << 64n) - 1n;
  const step = (state: bigint): bigint => (state * 6364136223846793005n + 1442695040888963407n) & mask;
  let state = step((BigInt(seed ?? Math.floor(Math.random() * 2 ** 48)) + 1442695040888963407n) & mask);
  return () => {
    const old = state;
    state = step(old);
    const xorshifted = Number((((old >> 18n) ^ old) >> 27n) & 0xffffffffn);
    const rotation = Number(old >> 59n);
    return (((xorshifted >>> rotation) | (xorshifted << (-rotation & 31))) >>> 0) / 2 ** 32;
  };
}
