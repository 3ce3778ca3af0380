/**
 * @file A quantity: numbers and the unit they are in. Units are checked and dropped here, so that arrays below and
 * programs further down are plain numbers. Mantissas stay in the unit they were written in; a conversion happens only
 * where two scales meet, and then the left operand's unit wins.
 */
import {concrete} from "../array/value.js";
import type {ArrayValue} from "../array/value.js";
import {elementwise} from "../array/elementwise.js";
import {NDArray} from "../array/ndarray.js";
import {Traced} from "../array/recorder.js";
import type {DType} from "../core/dtype.js";
import {ParameterError, ShapeError, TraceError, UnitMismatchError} from "../core/errors.js";
import {INSPECT} from "../core/inspect.js";
import {showShape, sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {ElementwiseName} from "../ir/opTable.js";
import type {Dimension, Dimensionless, Over, Power, Times, UnknownDimension} from "./dimensionTypes.js";
import {printArray} from "./printNumber.js";
import {describeUnit, DIMENSIONLESS, Unit} from "./unit.js";

declare const dimension: unique symbol;

/** What may be added to or compared with a quantity of dimension `D`: its like, or a bare 0, which fits any unit. */
export type Operand<D extends Dimension> = Quantity<D> | 0;

/**
 * Numbers with a unit, of dimension `D` to the compiler. Immutable. Inside `forLoop`, `scan`, `cond` and `jit` its
 * numbers are not there yet, and each operation is recorded instead of carried out.
 */
export class Quantity<out D extends Dimension = Dimension> {
  declare readonly [dimension]: D;

  /** Made by a unit (`mV(-60)`) or by `quantity`. */
  constructor(
    readonly value: ArrayValue,
    readonly unit: Unit<D>,
  ) {}

  /** The lengths of the axes; `[]` for a scalar. */
  get shape(): Shape {
    return this.value.shape;
  }

  /** The number of elements. */
  get size(): number {
    return sizeOf(this.value.shape);
  }

  /** What the elements are: `float32`, `int32` or `bool`. */
  get dtype(): DType {
    return this.value.dtype;
  }

  /** This plus `other`, in this unit. @throws UnitMismatchError when the dimensions differ. */
  add(other: Operand<D>): Quantity<D>;
  add(this: Quantity<Dimensionless>, other: number): Quantity<D>;
  add(this: Quantity<UnknownDimension>, other: Quantity): Quantity<D>;
  add(other: Quantity | number): Quantity {
    return keepUnit("add", this, other);
  }

  /** This minus `other`, in this unit. @throws UnitMismatchError when the dimensions differ. */
  sub(other: Operand<D>): Quantity<D>;
  sub(this: Quantity<Dimensionless>, other: number): Quantity<D>;
  sub(this: Quantity<UnknownDimension>, other: Quantity): Quantity<D>;
  sub(other: Quantity | number): Quantity {
    return keepUnit("sub", this, other);
  }

  /** The product; its unit is the product of the units (`mA` times `ohm` is `mV`). */
  mul(other: number): Quantity<D>;
  mul<E extends Dimension>(other: Quantity<E> | number): Quantity<Times<D, E>>;
  mul(other: Quantity | number): Quantity {
    const right = asQuantity(other);
    return scaled(elementwise("mul", this.value, right.value), this.unit.mul(right.unit));
  }

  /** The quotient; its unit is the quotient of the units (`mV` by `nA` is `Mohm`). */
  div(other: number): Quantity<D>;
  div<E extends Dimension>(other: Quantity<E> | number): Quantity<Over<D, E>>;
  div(other: Quantity | number): Quantity {
    const right = asQuantity(other);
    return scaled(elementwise("div", this.value, right.value), this.unit.div(right.unit));
  }

  neg(): Quantity<D> {
    return new Quantity(elementwise("neg", this.value), this.unit);
  }

  /**
   * This to the power `n`, a plain number. Small integers are products (`x.pow(2)` is `x.mul(x)`).
   * @throws ParameterError when `n` is not a finite number.
   */
  pow<N extends number>(n: N): Quantity<Power<D, N>> {
    if (!Number.isFinite(n)) {
      throw new ParameterError(`pow: the exponent is no plain number, expected a finite one, got ${kindOf(n)}`);
    }
    return scaled(power(this.value, n), this.unit.pow(n)) as Quantity<Power<D, N>>;
  }

  /** Where this is less than `other`; boolean. @throws UnitMismatchError when the dimensions differ. */
  lt(other: Operand<D>): Quantity<Dimensionless>;
  lt(this: Quantity<Dimensionless>, other: number): Quantity<Dimensionless>;
  lt(this: Quantity<UnknownDimension>, other: Quantity): Quantity<Dimensionless>;
  lt(other: Quantity | number): Quantity<Dimensionless> {
    return compare("lt", this, other);
  }

  /** Where this is at most `other`; boolean. @throws UnitMismatchError when the dimensions differ. */
  le(other: Operand<D>): Quantity<Dimensionless>;
  le(this: Quantity<Dimensionless>, other: number): Quantity<Dimensionless>;
  le(this: Quantity<UnknownDimension>, other: Quantity): Quantity<Dimensionless>;
  le(other: Quantity | number): Quantity<Dimensionless> {
    return compare("le", this, other);
  }

  /** Where this is greater than `other`; boolean. @throws UnitMismatchError when the dimensions differ. */
  gt(other: Operand<D>): Quantity<Dimensionless>;
  gt(this: Quantity<Dimensionless>, other: number): Quantity<Dimensionless>;
  gt(this: Quantity<UnknownDimension>, other: Quantity): Quantity<Dimensionless>;
  gt(other: Quantity | number): Quantity<Dimensionless> {
    return compare("gt", this, other);
  }

  /** Where this is at least `other`; boolean. @throws UnitMismatchError when the dimensions differ. */
  ge(other: Operand<D>): Quantity<Dimensionless>;
  ge(this: Quantity<Dimensionless>, other: number): Quantity<Dimensionless>;
  ge(this: Quantity<UnknownDimension>, other: Quantity): Quantity<Dimensionless>;
  ge(other: Quantity | number): Quantity<Dimensionless> {
    return compare("ge", this, other);
  }

  /** Where this equals `other`; boolean, and nowhere when the dimensions differ. */
  eq(other: Quantity | number): Quantity<Dimensionless> {
    return equality("eq", this, other);
  }

  /** Where this differs from `other`; boolean, and everywhere when the dimensions differ. */
  ne(other: Quantity | number): Quantity<Dimensionless> {
    return equality("ne", this, other);
  }

  /** The same quantity in another unit. @throws UnitMismatchError when the dimensions differ. */
  in(unit: Unit<D>): Quantity<D>;
  in<E extends Dimension>(this: Quantity<UnknownDimension>, unit: Unit<E>): Quantity<E>;
  in(unit: Unit): Quantity {
    return new Quantity(convert("in", this, unit), plain(unit));
  }

  /**
   * The numbers in `unit`, flat and row-major, as a copy (one element for a scalar). `unit` is left out for
   * dimensionless quantities only.
   * @throws UnitMismatchError when the dimensions differ. @throws TraceError inside a trace.
   */
  toDecimal(unit?: Unit<D>): Float32Array;
  toDecimal(this: Quantity<UnknownDimension>, unit: Unit): Float32Array;
  toDecimal(unit: Unit = DIMENSIONLESS): Float32Array {
    return numbersIn("toDecimal", this, unit);
  }

  /**
   * The one number this holds, in `unit`. `unit` is left out for dimensionless quantities only.
   * @throws ShapeError when there is not exactly one element. @throws UnitMismatchError when the dimensions differ.
   * @throws TraceError inside a trace.
   */
  toNumber(unit?: Unit<D>): number;
  toNumber(this: Quantity<UnknownDimension>, unit: Unit): number;
  toNumber(unit: Unit = DIMENSIONLESS): number {
    const numbers = numbersIn("toNumber", this, unit);
    if (numbers.length !== 1) {
      throw new ShapeError(
        `toNumber: there is not exactly one element, expected shape () or (1,), got ${showShape(this.shape)}`,
        "use toDecimal, or a reduction such as sum or mean",
      );
    }
    return numbers[0] as number;
  }

  /** As NumPy prints it, then the unit: `25. mA`, `[0. 0.] mV`, `5. mV / V`; `0.5` for a plain number. */
  toString(): string {
    const {value} = this;
    const text = value instanceof NDArray ? printArray(value.data, value.shape, value.dtype) : abstractText(value);
    return isPlainNumber(this.unit) ? text : `${text} ${this.unit.toString()}`;
  }

  /** @internal */
  [INSPECT](): string {
    return this.toString();
  }

  /** Refuses the use of a quantity as a plain number; as text it is `toString()`. */
  [Symbol.toPrimitive](hint: "string" | "number" | "default"): string | number {
    if (hint !== "number") return this.toString();
    if (this.value instanceof Traced) {
      throw new TraceError(
        `a traced value was used as a number, expected an operation that can be recorded, got ${abstractText(this.value)}`,
        "use its methods (x.gt(y), x.add(y)); to branch on it use where(condition, a, b) or cond(condition, ifTrue, ifFalse)",
      );
    }
    return (this as Quantity as Quantity<Dimensionless>).toNumber();
  }
}

/** Whether nothing need be written behind the number; `mV / V` and `deg` are dimensionless too, of another size. */
const isPlainNumber = (unit: Unit): boolean => unit.symbol === DIMENSIONLESS.symbol;

const abstractText = (value: ArrayValue): string => `~${value.dtype}[${value.shape.join(",")}]`;

/** Whether this is a quantity, of whatever dimension. */
export function isQuantity(x: unknown): x is Quantity {
  return x instanceof Quantity;
}

/** A bare number as a dimensionless quantity. Being data, not structure, another number compiles nothing. */
export function asQuantity(x: Quantity | number): Quantity {
  if (typeof x === "number") return new Quantity(NDArray.scalar(x), DIMENSIONLESS);
  if (isQuantity(x)) return x;
  // a caller without types may give anything
  throw new ParameterError(
    `not a quantity: expected a quantity or a number, got ${kindOf(x)}`,
    'write mV(-60), or quantity("-60 mV")',
  );
}

/** What something that is no quantity is, as errors name it. */
export function kindOf(x: unknown): string {
  if (x instanceof Unit) return `the unit ${x.toString()}`;
  if (typeof x === "string") return JSON.stringify(x);
  if (typeof x === "function") return x.name === "" ? "a function" : `the function ${x.name}`;
  if (typeof x !== "object" || x === null) return String(x);
  // what Object.create(null) makes has no constructor
  const {constructor} = x as {readonly constructor?: {readonly name: string}};
  return `an object (${constructor?.name ?? "Object"})`;
}

/** The unit behind a callable one, so that units are compared and cached by identity. */
export function plain<D extends Dimension>(unit: Unit<D>): Unit<D> {
  if (!(unit instanceof Unit)) {
    throw new ParameterError(`not a unit: expected a unit such as mV, got ${kindOf(unit)}`, 'write unit("mV")');
  }
  return (unit as Unit<D> & {readonly plain?: Unit<D>}).plain ?? unit;
}

/** A product's numbers in its unit; a dimensionless one takes its scale into the numbers (`Hz` times `ms` is 0.001). */
function scaled(value: ArrayValue, unit: Unit): Quantity {
  if (!unit.dim.isDimensionless || unit === DIMENSIONLESS) return new Quantity(value, unit);
  const ratio = unit.ratioTo(DIMENSIONLESS);
  return new Quantity(ratio === 1 ? value : elementwise("mul", value, ratio), DIMENSIONLESS);
}

function power(value: ArrayValue, n: number): ArrayValue {
  if (!Number.isInteger(n) || Math.abs(n) > 16) return elementwise("pow", value, n);
  let result: ArrayValue | null = null;
  let square = value;
  for (let bits = Math.abs(n); bits > 0; bits >>= 1) {
    if (bits & 1) result = result === null ? square : elementwise("mul", result, square);
    if (bits > 1) square = elementwise("mul", square, square);
  }
  result ??= elementwise("add", elementwise("mul", value, 0), 1);
  return n < 0 ? elementwise("div", 1, result) : result;
}

/** A quantity with its dimension, as errors name it: `10 mV (voltage)`, or `mV (voltage)` for an array. */
export function describe(q: Quantity): string {
  const number =
    q.value instanceof NDArray && q.size === 1 ? `${String(Number((q.value.data[0] ?? 0).toPrecision(7)))} ` : "";
  if (q.unit.dim.isDimensionless) {
    return `${number}${isPlainNumber(q.unit) ? "" : `${q.unit.toString()} `}(dimensionless)`;
  }
  return number + describeUnit(q.unit);
}

function convert(who: string, q: Quantity, unit: Unit): ArrayValue {
  const ratio = ratioTo(who, q, unit);
  return ratio === 1 ? q.value : elementwise("mul", q.value, ratio);
}

/** A quantity's numbers in `unit`, as a copy. Known numbers are known in a trace too. */
function numbersIn(who: string, q: Quantity, unit: Unit): Float32Array {
  const named = plain(unit).dim.isDimensionless ? `name the unit, as in ${who}(${q.unit.toString()})` : undefined;
  const ratio = Math.fround(ratioTo(who, q, unit, named));
  const numbers = Float32Array.from(concrete(q.value, who).data);
  return ratio === 1 ? numbers : numbers.map((x) => x * ratio);
}

function ratioTo(who: string, q: Quantity, to: Unit, hint?: string): number {
  const unit = plain(to);
  if (unit === q.unit) return 1;
  if (q.unit.sameDimension(unit)) return q.unit.ratioTo(unit);
  throw new UnitMismatchError(
    `${who}: the units do not match, expected ${describeUnit(unit)}, got ${describe(q)}`,
    hint,
  );
}

/** Two operands of a law that needs one unit, and that unit. */
export interface Aligned<D extends Dimension = Dimension> {
  readonly left: ArrayValue | number;
  readonly right: ArrayValue | number;
  readonly unit: Unit<D>;
}

/**
 * Brings two operands to one unit: the left one's, but that a bare 0 fits any unit.
 * @throws UnitMismatchError naming `who` when the dimensions differ.
 */
export function align(who: string, a: Quantity | number, b: Quantity | number): Aligned {
  const left = asQuantity(a);
  const right = asQuantity(b);
  if (left.unit === right.unit) return {left: left.value, right: right.value, unit: left.unit};
  if (!left.unit.sameDimension(right.unit)) {
    if (isBareZero(right)) return {left: left.value, right: zeroOf(right), unit: left.unit};
    if (isBareZero(left)) return {left: zeroOf(left), right: right.value, unit: right.unit};
  }
  return {left: left.value, right: convert(who, right, left.unit), unit: left.unit};
}

/** The zero rule: whether this is a dimensionless array of zeros whose numbers are known, which fits any unit. */
export function isBareZero(q: Quantity): boolean {
  return q.unit.dim.isDimensionless && q.value instanceof NDArray && q.value.data.every((x) => x === 0);
}

/** A bare 0 is always 0, so a scalar one is a literal. */
const zeroOf = ({value}: Quantity): ArrayValue | number => (value.shape.length === 0 ? 0 : value);

function keepUnit(name: "add" | "sub", a: Quantity, b: Quantity | number): Quantity {
  const {left, right, unit} = align(name, a, b);
  return new Quantity(elementwise(name, left, right), unit);
}

/** An ordering of two quantities of one dimension; boolean. */
export function compare(name: ElementwiseName, a: Quantity | number, b: Quantity | number): Quantity<Dimensionless> {
  const {left, right} = align(name, a, b);
  return new Quantity(elementwise(name, left, right), DIMENSIONLESS);
}

function equality(name: "eq" | "ne", a: Quantity, b: Quantity | number): Quantity<Dimensionless> {
  const right = asQuantity(b);
  if (a.unit.sameDimension(right.unit) || isBareZero(a) || isBareZero(right)) return compare(name, a, right);
  const differs = elementwise("xor", elementwise("ne", a.value, a.value), elementwise("eq", a.value, a.value));
  return new Quantity(name === "ne" ? differs : elementwise("not", differs), DIMENSIONLESS);
}
