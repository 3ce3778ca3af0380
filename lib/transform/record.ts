/**
 * @file Ways to record less than a row a step: what a step returns is wrapped, as in
 * `forLoop((t) => ({V: record.every(10, V), spikes: record.events(spikes)}), times)`.
 */
import {elementwise} from "../array/elementwise.js";
import type {ArrayValue} from "../array/value.js";
import {ParameterError} from "../core/errors.js";
import type {Dimension, Dimensionless} from "../units/dimensionTypes.js";
import {asQuantity, Quantity} from "../units/quantity.js";
import {EventStream, WORD} from "./events.js";
import type {SpikeEvents} from "./events.js";
import {filled, Recorded, stackBy} from "./recording.js";
import type {RecordPlan} from "./recording.js";

type Combine = (carried: readonly ArrayValue[], x: ArrayValue) => ArrayValue[];

/** A reduction over the steps: carried arrays that each step changes, all in the unit of `x`. */
function reduction(
  x: Quantity,
  initial: readonly number[],
  combine: Combine,
  result: RecordPlan["result"] = ([carried]) => carried,
): Recorded<never> {
  return new Recorded({
    init: initial.map((value) => filled(value, x.dtype, x.shape, x.unit)),
    next: (carried) =>
      combine(
        carried.map(({value}) => value),
        x.value,
      ).map((value) => new Quantity(value, x.unit)),
    result,
  });
}

/** What is true counts 1. */
function asNumbers(x: Quantity | number): Quantity {
  const q = asQuantity(x);
  return q.dtype === "bool" ? new Quantity(elementwise("toFloat", q.value), q.unit) : q;
}

const add: Combine = ([sum], x) => [elementwise("add", sum as ArrayValue, x)];

/** Compensated, as `sum` is: see the interpreter. */
const addExactly: Combine = ([sum, lost], x) => {
  const corrected = elementwise("sub", x, lost as ArrayValue);
  const next = elementwise("add", sum as ArrayValue, corrected);
  const excess = elementwise("sub", elementwise("sub", next, sum as ArrayValue), corrected);
  return [next, elementwise("select", elementwise("eq", excess, excess), excess, 0)];
};

function summed(x: Quantity, result?: RecordPlan["result"]): Recorded<never> {
  return x.dtype === "int32" ? reduction(x, [0], add, result) : reduction(x, [0, 0], addExactly, result);
}

function extreme(name: "min" | "max", x: Quantity): Recorded<never> {
  const sign = name === "min" ? 1 : -1;
  const initial = x.dtype === "int32" ? (sign > 0 ? 0x7fffffff : -0x80000000) : sign * Infinity;
  return reduction(x, [initial], ([best], value) => [elementwise(name, best as ArrayValue, value)]);
}

/**
 * How a loop records what its step returns, in place of a row a step. Each takes a quantity of the step and stands
 * where the quantity would; the loop gives what is said here. Nothing else is computed or kept.
 */
export const record = {
  /**
   * The rows of steps 0, `n`, 2 `n`, ...
   * @param n a whole number of at least 1; part of the program's structure
   * @throws ParameterError when `n` is another
   */
  every<D extends Dimension>(n: number, x: Quantity<D>): Recorded<Quantity<D>> {
    if (!(Number.isInteger(n) && n >= 1 && n < 2 ** 31)) {
      throw new ParameterError(
        `record.every: n is out of range, expected a whole number of at least 1, got ${String(n)}`,
      );
    }
    return new Recorded(stackBy(asQuantity(x), {every: n, offset: 0}));
  },

  /** The value in the last step; zeros when there was no step. */
  last<D extends Dimension>(x: Quantity<D>): Recorded<Quantity<D>> {
    return reduction(asQuantity(x), [0], (_, value) => [value]);
  },

  /** The sum over the steps, compensated for what rounding loses. What is true counts 1. */
  sum<D extends Dimension>(x: Quantity<D>): Recorded<Quantity<D>> {
    return summed(asNumbers(x));
  },

  /** The mean over the steps: the sum divided by their number; NaN when there was no step. */
  mean<D extends Dimension>(x: Quantity<D>): Recorded<Quantity<D>> {
    const q = asNumbers(x);
    const floats = q.dtype === "int32" ? new Quantity(elementwise("toFloat", q.value), q.unit) : q;
    return summed(floats, ([sum], _, steps) => {
      const {value, unit} = sum as Quantity;
      return new Quantity(elementwise("div", value, steps), unit);
    });
  },

  /** The least value; NaN once there was one, infinity when there was no step. */
  min<D extends Dimension>(x: Quantity<D>): Recorded<Quantity<D>> {
    return extreme("min", asNumbers(x));
  },

  /** The greatest value; NaN once there was one, minus infinity when there was no step. */
  max<D extends Dimension>(x: Quantity<D>): Recorded<Quantity<D>> {
    return extreme("max", asNumbers(x));
  },

  /** In how many steps `x` is true, or not 0; int32, exact. */
  count(x: Quantity): Recorded<Quantity<Dimensionless>> {
    const hits = new Quantity(elementwise("toInt", truth(x)), asQuantity(0).unit);
    return reduction(hits, [0], add);
  },

  /**
   * Where and when `x` is true, or not 0: a list of spikes in place of a dense record, at a bit a step and neuron
   * while it is made. For the outermost loop alone, as its length is not known before the run.
   */
  events(x: Quantity): Recorded<SpikeEvents> {
    const hits = elementwise("toInt", truth(x));
    const {shape} = hits;
    const words = (carried: Quantity | undefined): ArrayValue =>
      elementwise("bitOr", elementwise("shiftLeft", (carried as Quantity).value, 1), hits);
    return new Recorded({
      init: [filled(0, "int32", shape)],
      next: ([carried]) => [new Quantity(words(carried), (carried as Quantity).unit)],
      stack: ([carried]) => ({value: carried as Quantity, rule: {every: WORD, offset: WORD - 1}}),
      result: () => undefined,
      stream: () => new EventStream(shape),
    });
  },
};

/** Whether each element is true, or another number than 0. */
function truth(x: Quantity): ArrayValue {
  const {value, dtype} = asQuantity(x);
  return dtype === "bool" ? value : elementwise("ne", value, 0);
}
