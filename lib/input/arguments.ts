/**
 * @file Reads what an input is given: every time in the unit of the step, every size in one unit, each as the number
 * its writer wrote. Unit, shape and range are checked here.
 */
import {NDArray} from "../array/ndarray.js";
import {ParameterError, ShapeError, TraceError, UnitMismatchError} from "../core/errors.js";
import {showShape, sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import {environ} from "../state/environ.js";
import type {Dimension, Frequency, Time} from "../units/dimensionTypes.js";
import {callOf, optionsOf, quantityOf} from "../units/given.js";
import {Hz, ms, s} from "../units/names.js";
import {asQuantity, describe, isBareZero, isQuantity, kindOf, plain, Quantity} from "../units/quantity.js";
import {checkRange} from "../units/range.js";
import type {ParameterRange} from "../units/range.js";
import {describeUnit, DIMENSIONLESS} from "../units/unit.js";
import type {Unit} from "../units/unit.js";

/** The size of an input: a quantity, or a bare number as a dimensionless one; a bare 0 fits any unit. */
export type Amplitude<D extends Dimension = Dimension> = Quantity<D> | number;

/** Several of them: a list of quantities, or one quantity whose first axis counts them (`nA([0, 1, 0])`). */
export type Several<D extends Dimension = Dimension> = readonly Amplitude<D>[] | Quantity<D>;

/** When an input is on. */
export interface WindowOptions {
  /** Where it begins; 0 before. Time; scalar. Default the start. */
  readonly t_start?: Quantity<Time> | 0 | undefined;
  /** Where it ends; 0 from there on. Time; scalar. Default the end. */
  readonly t_end?: Quantity<Time> | 0 | undefined;
}

/** The steps of an input: how many in all, and from which to which (the latter not included) it is on. */
export interface Steps {
  readonly length: number;
  readonly start: number;
  readonly end: number;
}

/** A number of steps within this of a whole number, relatively, is that number: 0.3 / 0.1 is 3. */
const WHOLE = 1e-6;

/** What one call is given, read against the `dt` of the environment. */
export class Arguments {
  /** `dt`, in its own unit, which is that of every time here. */
  readonly dt: number;
  readonly timeUnit: Unit<Time>;

  /** @throws EnvironError when `dt` is not set. @throws TraceError inside a trace. */
  constructor(readonly who: string) {
    const dt = environ.getDt();
    if (!(dt.value instanceof NDArray)) {
      throw new TraceError(
        `${who}: a trace is open, expected a call outside forLoop, scan, cond and jit, got one inside`,
        "make the input before the loop, and give it to the loop as its xs",
      );
    }
    this.dt = asWritten(dt.value.data[0] as number);
    this.timeUnit = plain(dt.unit);
  }

  /** A time, in the unit of `dt`. @throws UnitMismatchError, ShapeError, ParameterError */
  time(name: string, given: Quantity<Time> | number, range: ParameterRange = "finite"): number {
    return scalarIn(this.who, name, quantityOf(this.who, name, given, this.timeUnit), this.timeUnit, range);
  }

  /** Several times. */
  times(name: string, given: Several<Time>, range: ParameterRange = "finite"): number[] {
    return listOf(this.who, name, given).map((item, i) =>
      scalarIn(this.who, `${name}[${String(i)}]`, item, this.timeUnit, range),
    );
  }

  /** A frequency, in cycles a unit of time. */
  frequency(name: string, given: Quantity<Frequency> | number, range: ParameterRange = "finite"): number {
    const perSecond = this.rate(name, given, range);
    if (this.timeUnit.equals(ms)) return perSecond / 1000;
    return this.timeUnit.equals(s) ? perSecond : perSecond * this.timeUnit.ratioTo(s);
  }

  /** How many of something a step there are at this rate. */
  perStep(name: string, given: Quantity<Frequency> | number): number {
    const count = this.rate(name, given, "notNegative") * this.dt;
    if (this.timeUnit.equals(ms)) return count / 1000;
    return this.timeUnit.equals(s) ? count : count * this.timeUnit.ratioTo(s);
  }

  private rate(name: string, given: Quantity<Frequency> | number, range: ParameterRange): number {
    return scalarIn(this.who, name, quantityOf(this.who, name, given, plain(Hz)), plain(Hz), range);
  }

  /** Options, all of which are known. @throws ParameterError */
  options<O extends object>(options: O, ...known: (keyof O & string)[]): O {
    return optionsOf(this.who, options, ...known);
  }

  /** A plain number. @throws ParameterError */
  count(name: string, given: number, least = 1): number {
    if (Number.isInteger(given) && given >= least) return given;
    throw new ParameterError(
      `${this.who}: ${name} is no count, expected a whole number of at least ${String(least)}, got ${String(given)}`,
    );
  }

  /** Sizes of one dimension, by name, and the unit they come in: that of the first that is no bare 0. */
  sizes<D extends Dimension, K extends string>(
    given: Readonly<Record<K, Amplitude<D>>>,
  ): {numbers: Record<K, number>; unit: Unit<D>} {
    const names = Object.keys(given) as K[];
    const quantities = names.map((name) => quantityOf(this.who, name, given[name]));
    const unit = unitOf(quantities) as Unit<D>;
    const number = (name: K) => scalarIn(this.who, name, asQuantity(given[name]), unit, "finite");
    return {numbers: Object.fromEntries(names.map((name) => [name, number(name)])) as Record<K, number>, unit};
  }

  /** The number of steps that a time takes, a part of one counting as one. */
  up(time: number): number {
    return steps(time / this.dt, Math.ceil);
  }

  /** The number of whole steps in a time: the index of the step at that time. */
  down(time: number): number {
    return steps(time / this.dt, Math.floor);
  }

  /**
   * The steps of an input that is on from `t_start` to `t_end`; `round` turns these into steps.
   * @throws ParameterError when `t_end` is before `t_start` or after the end.
   */
  window(
    duration: Quantity<Time> | number,
    {t_start = 0, t_end = duration as Quantity<Time>}: WindowOptions,
    round: "up" | "down" = "down",
  ): Steps {
    const total = this.time("duration", duration, "notNegative");
    const from = this.time("t_start", t_start, "notNegative");
    const to = this.time("t_end", t_end, "notNegative");
    const length = this.up(total);
    const [start, end] = [this[round](from), this[round](to)];
    if (start <= end && end <= length) return {length, start, end};
    const unit = this.timeUnit.toString();
    throw new ParameterError(
      `${this.who}: the window is not inside the input, expected t_start <= t_end <= ${String(total)} ${unit}, got ${String(from)} and ${String(to)} ${unit}`,
    );
  }
}

/** A step so long that no input has any: with it arguments are checked and nothing is made. */
const NO_STEPS = /* @__PURE__ */ ms(1e30);

/** Runs `make` for the errors it throws, so that an object is refused when it is made, with or without a `dt`. */
export function checkNow(make: () => unknown): void {
  environ.context({dt: NO_STEPS}, make);
}

function steps(ratio: number, round: (x: number) => number): number {
  const whole = Math.round(ratio);
  return Math.abs(ratio - whole) <= WHOLE * Math.max(1, Math.abs(ratio)) ? whole : round(ratio);
}

/**
 * The number with the fewest digits that is `x` in float32: 0.1 for `fround(0.1)`. Upstream computes with the number
 * that was written, in double precision; ten thousand steps of `fround(0.1)` are a float32's precision further on.
 */
export function asWritten(x: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(x.toPrecision(digits));
    if (Math.fround(short) === x) return short;
  }
  return x;
}

/** Zeros, of one column or several. @throws ParameterError when there would be too many. */
export function blank(who: string, shape: Shape): Float32Array {
  const size = sizeOf(shape);
  if (size < 2 ** 31) return new Float32Array(size);
  throw new ParameterError(`${who}: too many numbers, expected fewer than 2^31, got shape ${showShape(shape)}`);
}

/** Numbers in a unit, under a shape. */
export function made<D extends Dimension>(data: Float32Array, shape: Shape, unit: Unit<D>): Quantity<D> {
  return new Quantity(new NDArray(data, shape, "float32"), plain(unit));
}

/** The quantities of a list, or along the first axis of one quantity. @throws ParameterError when it is neither. */
export function listOf<D extends Dimension>(who: string, name: string, given: Several<D>): Quantity<D>[] {
  if (!isQuantity(given)) {
    if (Array.isArray(given)) {
      return given.map((item, i) => quantityOf(who, `${name}[${String(i)}]`, item) as Quantity<D>);
    }
    // a caller without types may give anything
    throw new ParameterError(`${who}: ${name} is no list, expected an array of quantities, got ${kindOf(given)}`);
  }
  const [count, ...shape] = given.shape;
  if (count === undefined) {
    throw new ShapeError(`${who}: ${name} is no list, expected an array of quantities, got ${describe(given)}`);
  }
  const data = numbers(who, name, given);
  const size = sizeOf(shape);
  return Array.from({length: count}, (_, i) =>
    made(Float32Array.from(data.slice(i * size, (i + 1) * size)), shape, given.unit),
  );
}

/** The unit of the first that is no bare 0. */
export function unitOf(quantities: readonly Quantity[]): Unit {
  return quantities.find((q) => !isBareZero(q))?.unit ?? quantities[0]?.unit ?? DIMENSIONLESS;
}

/** The numbers of a quantity in `unit`, finite, in double precision. @throws UnitMismatchError, ParameterError */
export function numbersIn(
  who: string,
  name: string,
  q: Quantity,
  unit: Unit,
  range: ParameterRange = "finite",
): number[] {
  if (!q.unit.sameDimension(unit) && !isBareZero(q)) {
    throw new UnitMismatchError(
      `${who}: ${name} has the wrong unit, expected ${describeUnit(unit)}, got ${describe(q)}`,
      q.unit.dim.isDimensionless ? `write ${callOf(unit)} around it` : undefined,
    );
  }
  const ratio = q.unit.sameDimension(unit) ? q.unit.ratioTo(unit) : 1;
  return Array.from(numbers(who, name, q), (x) => {
    checkRange(who, name, asWritten(x), q.unit, range);
    return ratio === 1 ? asWritten(x) : asWritten(x) * ratio;
  });
}

/** One number. @throws ShapeError when there is not exactly one. */
export function scalarIn(who: string, name: string, q: Quantity, unit: Unit, range: ParameterRange): number {
  if (q.size !== 1) {
    throw new ShapeError(`${who}: ${name} is not a scalar, expected one number, got shape ${showShape(q.shape)}`);
  }
  return numbersIn(who, name, q, unit, range)[0] as number;
}

function numbers(
  who: string,
  name: string,
  q: Quantity,
): ArrayLike<number> & {slice(a: number, b: number): Iterable<number>} {
  if (q.value instanceof NDArray) return q.value.data;
  throw new TraceError(
    `${who}: ${name} is traced and has no numbers yet, expected a value outside forLoop, scan, cond and jit, got one inside`,
    "make the input before the loop, and give it to the loop as its xs",
  );
}
