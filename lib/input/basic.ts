/** @file Inputs in pieces: constant sections, steps, ramps. Port of `braintools.input`. */
import {ParameterError} from "../core/errors.js";
import {broadcastOffsets, broadcastShapes, sizeOf} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {Dimension, Dimensionless, Time} from "../units/dimensionTypes.js";
import {asQuantity, kindOf} from "../units/quantity.js";
import type {Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import {Arguments, blank, listOf, made, numbersIn, unitOf} from "./arguments.js";
import type {Amplitude, Several, WindowOptions} from "./arguments.js";

/** What `section` gives back. */
export interface SectionOptions {
  /** Whether to give the duration too, as `[current, duration]`. Default false. */
  readonly returnLength?: boolean | undefined;
}

/** A value and how long it lasts. */
export type Piece<D extends Dimension = Dimension> = readonly [value: Amplitude<D>, duration: Quantity<Time>];

/**
 * Constant pieces one after another. A piece takes its duration over `dt` in steps, rounded up.
 *
 * Shape `[steps, ...shape]`, where `shape` is what the values broadcast to; in the unit of the first value. Port of
 * `braintools.input.section`.
 * @param values one a piece: scalars, or arrays of a population's shape
 * @param durations one a piece; time
 * @throws ParameterError when there are more of one than of the other, or a duration is negative.
 * @throws UnitMismatchError when values differ in dimension, or a duration is no time. @throws EnvironError without `dt`.
 * @example
 * environ.set({dt: ms(0.1)});
 * const current = input.section(nA([0, 1, 0]), ms([100, 300, 100]));
 * current.shape; // [5000]
 */
export function section<D extends Dimension = Dimensionless>(
  values: Several<D>,
  durations: Several<Time>,
  options?: {readonly returnLength?: false | undefined},
): Quantity<D>;
export function section<D extends Dimension = Dimensionless>(
  values: Several<D>,
  durations: Several<Time>,
  options: {readonly returnLength: true},
): [current: Quantity<D>, duration: Quantity<Time>];
export function section<D extends Dimension = Dimensionless>(
  values: Several<D>,
  durations: Several<Time>,
  options: SectionOptions = {},
): Quantity<D> | [Quantity<D>, Quantity<Time>] {
  const given = new Arguments("input.section");
  const {returnLength = false} = given.options(options, "returnLength");
  const result = pieces(given, values, durations);
  return returnLength ? result : result[0];
}

/**
 * Constant pieces one after another, as `section`, and how long they last together: `[current, duration]`. Port of
 * `braintools.input.constant`.
 * @param list pairs of a value and a duration
 * @throws As `section` does.
 */
export function constant<D extends Dimension = Dimensionless>(
  list: readonly Piece<D>[],
): [current: Quantity<D>, duration: Quantity<Time>] {
  const given = new Arguments("input.constant");
  // a caller without types may give anything
  const wrong: unknown[] = Array.isArray(list) ? list.filter((piece) => !Array.isArray(piece)) : [list];
  if (wrong.length > 0) {
    throw new ParameterError(
      `input.constant: no list of pairs, expected [[value, duration], ...], got ${kindOf(wrong[0])}`,
    );
  }
  return pieces<D>(
    given,
    list.map(([value]) => value),
    list.map(([, duration]) => duration),
  );
}

function pieces<D extends Dimension>(
  given: Arguments,
  values: Several<D>,
  durations: Several<Time>,
): [Quantity<D>, Quantity<Time>] {
  const {who} = given;
  const sizes = listOf(who, "values", values);
  const times = given.times("durations", durations, "notNegative");
  sameCount(who, "values", sizes.length, "durations", times.length);
  const unit = unitOf(sizes) as Unit<D>;
  const shape = sizes.reduce<Shape>((all, q) => broadcastShapes(all, q.shape, who), []);
  const lengths = times.map((time) => given.up(time));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const data = blank(who, [total, ...shape]);
  const width = sizeOf(shape);
  let at = 0;
  sizes.forEach((q, i) => {
    const numbers = numbersIn(who, `values[${String(i)}]`, q, unit);
    const row = Float32Array.from(broadcastOffsets(q.shape, shape), (offset) => numbers[offset] ?? 0);
    for (const end = at + (lengths[i] ?? 0) * width; at < end; at += width) data.set(row, at);
  });
  const duration = times.reduce((sum, time) => sum + time, 0);
  return [made(data, [total, ...shape], unit), made(Float32Array.of(duration), [], given.timeUnit)];
}

/**
 * A staircase: each amplitude from its time on, 0 before the first. Times may come in any order; a step begins at its
 * time over `dt`, rounded down.
 *
 * Shape `[steps]`; in the unit of the first amplitude. Port of `braintools.input.step`.
 * @param amplitudes scalars, one a time
 * @param step_times when each begins; time
 * @param duration time; default, as upstream, the sum of `step_times`
 * @throws ParameterError when there are more of one than of the other, or a time is negative.
 * @throws UnitMismatchError when amplitudes differ in dimension, or a time is none. @throws EnvironError without `dt`.
 */
export function step<D extends Dimension = Dimensionless>(
  amplitudes: Several<D>,
  step_times: Several<Time>,
  duration?: Quantity<Time>,
): Quantity<D> {
  const given = new Arguments("input.step");
  const {who} = given;
  const sizes = listOf(who, "amplitudes", amplitudes);
  const times = given.times("step_times", step_times, "notNegative");
  sameCount(who, "amplitudes", sizes.length, "step_times", times.length);
  const total =
    duration === undefined
      ? times.reduce((sum, time) => sum + time, 0)
      : given.time("duration", duration, "notNegative");
  const {numbers, unit} = given.sizes<D, string>(indexed("amplitudes", sizes));
  const levels = Object.values(numbers);
  const data = blank(who, [given.up(total)]);
  // each level runs on to the end, and later ones write over it
  const order = [...times.keys()].sort((a, b) => (times[a] as number) - (times[b] as number));
  for (const i of order) data.fill(levels[i] as number, given.down(times[i] as number));
  return made(data, [data.length], unit);
}

/**
 * A straight line from `c_start` at `t_start` to `c_end` at `t_end`, both values included; 0 before and after. Both
 * times are rounded up to steps.
 *
 * Shape `[steps]`; in the unit of `c_start`. Port of `braintools.input.ramp`.
 * @param c_start scalar
 * @param c_end scalar of the same dimension
 * @param duration of the whole input; time
 * @throws ParameterError when a time is negative, or the window is not inside the input.
 * @throws UnitMismatchError when the values differ in dimension, or a time is none. @throws EnvironError without `dt`.
 */
export function ramp<D extends Dimension = Dimensionless>(
  c_start: Amplitude<D>,
  c_end: Amplitude<D>,
  duration: Quantity<Time>,
  options: WindowOptions = {},
): Quantity<D> {
  const given = new Arguments("input.ramp");
  given.options(options, "t_start", "t_end");
  const {numbers, unit} = given.sizes<D, "c_start" | "c_end">({c_start, c_end});
  const {length, start, end} = given.window(duration, options, "up");
  const data = blank(given.who, [length]);
  const gaps = end - start - 1;
  const rise = numbers.c_end - numbers.c_start;
  const slope = rise / gaps;
  for (let i = 0; i < gaps; i++) data[start + i] = i * slope + numbers.c_start;
  if (gaps >= 0) data[start + gaps] = gaps > 0 ? numbers.c_end : numbers.c_start;
  return made(data, [length], unit);
}

/** @throws ParameterError when two lists that go together differ in length, or are empty */
export function sameCount(who: string, name: string, count: number, other: string, otherCount: number): void {
  if (count === otherCount && count > 0) return;
  throw new ParameterError(
    `${who}: ${name} and ${other} do not match, expected as many of one as of the other and at least one, got ${String(count)} and ${String(otherCount)}`,
  );
}

/** A list by names that errors can show: `amplitudes[0]`. */
export function indexed<T>(name: string, list: readonly T[]): Record<string, T> {
  return Object.fromEntries(list.map((item, i) => [`${name}[${String(i)}]`, item]));
}

/** A single amplitude or time for all of `count`, or a list. */
export function spread<D extends Dimension>(given: Amplitude<D> | Several<D>, count: number): Several<D> {
  if (Array.isArray(given)) return given as readonly Amplitude<D>[];
  const q = asQuantity(given as Amplitude<D>);
  return q.shape.length === 0 ? new Array<Amplitude<D>>(count).fill(given as Amplitude<D>) : (q as Quantity<D>);
}
