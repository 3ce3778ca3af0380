/**
 * @file Inputs as objects that combine: arithmetic, one after another, shifted, clipped, smoothed. They hold a rule, and
 * make their array when it is asked for. Port of the composable half of `braintools.input`.
 */
import {NDArray} from "../array/ndarray.js";
import {ParameterError} from "../core/errors.js";
import type {Shape} from "../core/shape.js";
import {clipped, maximum, minimum, reshape, where} from "../math/keepUnit.js";
import {ones} from "../math/create.js";
import {environ} from "../state/environ.js";
import type {Dimension, Matching, Over, Time, Times, UnknownDimension} from "../units/dimensionTypes.js";
import {optionsOf} from "../units/given.js";
import {asQuantity, kindOf} from "../units/quantity.js";
import type {Quantity} from "../units/quantity.js";
import {Arguments, blank, checkNow, made} from "./arguments.js";
import type {Amplitude} from "./arguments.js";
import {joined, lengthened, shifted, smoothed, tiled} from "./rows.js";

/** Options of `Input#array`. */
export interface ArrayOptions {
  /** Whether to make the array again, that of every part too, and so draw other random numbers. Default false. */
  readonly recompute?: boolean | undefined;
}

/** Options of `Input#clip`. */
export interface ClipOptions<D extends Dimension = Dimension> {
  /** The least value. Default none. */
  readonly min?: Amplitude<D> | undefined;
  /** The largest value. Default none. */
  readonly max?: Amplitude<D> | undefined;
}

/** What an input combines with: another input, or a value for every step. */
export type InputOperand<D extends Dimension = Dimension> = Input<D> | Amplitude<D>;

/** How two inputs combine: sum, difference, product, quotient, the larger or the smaller of the two. */
export type InputOperator = "+" | "-" | "*" | "/" | "max" | "min";

/**
 * An input as an object. `array` gives its values, one row a step; operations give other inputs and change nothing.
 * Port of `braintools.input.Input`.
 * @example
 * const ramp = new input.Ramp(nA(0), nA(1), ms(500));
 * const wave = new input.Sinusoidal(nA(0.2), Hz(10), ms(500));
 * const current = ramp.add(wave).clip({min: nA(0)});
 * environ.context({dt: ms(0.1)}, () => current.array()); // 5000 values in nA
 */
export class Input<D extends Dimension = Dimension> {
  readonly #make: (recompute: boolean) => Quantity<D>;
  #made: {readonly dt: Quantity<Time>; readonly array: Quantity<D>} | null = null;

  /**
   * @param duration how long it lasts; time
   * @param make makes its array for the `dt` of the environment, `[steps]` or `[steps, ...shape]`; it is told
   * whether parts of it shall be made again
   * @throws UnitMismatchError, ParameterError when the duration is no time, or negative
   */
  constructor(
    readonly duration: Quantity<Time>,
    make: (recompute: boolean) => Quantity<D>,
  ) {
    checkNow(() => new Arguments("Input").time("duration", duration, "notNegative"));
    this.#make = make;
  }

  /** The values, one row a step of the environment's `dt`. They are kept until `dt` is another. */
  array(options: ArrayOptions = {}): Quantity<D> {
    const {recompute = false} = optionsOf("array", options, "recompute");
    const dt = environ.getDt();
    if (this.#made === null || recompute || !sameScalar(this.#made.dt, dt)) {
      this.#made = {dt, array: this.#make(recompute)};
    }
    return this.#made.array;
  }

  /** The shape of the array. */
  get shape(): Shape {
    return this.array().shape;
  }

  /** The number of steps in its duration, rounded up. */
  get nSteps(): number {
    const given = new Arguments("Input");
    return given.up(given.time("duration", this.duration));
  }

  /** The sum with another input, or with a value on every step. The shorter of two inputs is followed by zeros. */
  add(other: InputOperand<Matching<D>>): Composite<D> {
    return new Composite(this, other, "+");
  }

  /** The difference. The shorter of two inputs is followed by zeros. */
  sub(other: InputOperand<Matching<D>>): Composite<D> {
    return new Composite(this, other, "-");
  }

  /** The product; its unit is the product of the units. */
  mul(other: number): Composite<D>;
  mul<E extends Dimension>(other: InputOperand<E>): Composite<Times<D, E>>;
  mul(other: InputOperand): Composite<Dimension> {
    return new Composite(this, other, "*");
  }

  /** The quotient; its unit is the quotient of the units. Where the divisor is 0 it counts as 1, as upstream. */
  div(other: number): Composite<D>;
  div<E extends Dimension>(other: InputOperand<E>): Composite<Over<D, E>>;
  div(other: InputOperand): Composite<Dimension> {
    return new Composite(this, other, "/");
  }

  /** The negative. */
  neg(): Transformed<D, D> {
    return this.apply((array) => array.neg());
  }

  /** This, and then another: upstream's `&`. */
  concat(other: Input<Matching<D>>): Sequential<D> {
    return new Sequential(this, other as Input as Input<D>);
  }

  /** The larger of this and another on each step: upstream's `|`. */
  overlay(other: Input<Matching<D>>): Composite<D> {
    return new Composite(this, other, "max");
  }

  /** This times a factor. */
  scale(factor: number): Composite<D> {
    return this.mul(factor);
  }

  /** This, later by a time (or earlier by a negative one): what leaves at one end is lost, and zeros come in. */
  shift(time: Quantity<Time>): TimeShifted<D> {
    return new TimeShifted(this, time);
  }

  /** This between bounds. */
  clip(bounds: ClipOptions<Matching<D>>): Clipped<D> {
    return new Clipped(this, bounds as ClipOptions as ClipOptions<D>);
  }

  /** This through a low-pass filter of the time constant `tau`. */
  smooth(tau: Quantity<Time>): Smoothed<D> {
    return new Smoothed(this, tau);
  }

  /** This, `times` times over. */
  repeat(times: number): Repeated<D> {
    return new Repeated(this, times);
  }

  /** What `change` makes of the array. */
  apply<E extends Dimension>(change: (array: Quantity<D>) => Quantity<E>): Transformed<D, E> {
    return new Transformed(this, change);
  }
}

/** An input that a function makes from what it is given; what that refuses is refused when the object is made. */
export abstract class MadeInput<D extends Dimension = Dimension> extends Input<D> {
  constructor(duration: Quantity<Time>, make: () => Quantity<D>) {
    checkNow(make);
    super(duration, make);
  }
}

/** Two inputs, or an input and a value for every step, combined step by step. Port of `braintools.input.Composite`. */
export class Composite<D extends Dimension = UnknownDimension> extends Input<D> {
  /**
   * @throws ParameterError when neither is an input, or there is no such operator; others when the array is made and
   * units or shapes do not match
   */
  constructor(left: InputOperand, right: InputOperand, operator: InputOperator) {
    if (!Object.hasOwn(OPERATIONS, operator)) {
      const known = Object.keys(OPERATIONS).join(" ");
      throw new ParameterError(
        `Composite: no such operator, expected one of ${known}, got ${JSON.stringify(operator)}`,
      );
    }
    const [a, b] = [operand(left), operand(right)];
    const durations = durationsOf(
      "Composite",
      [a, b].filter((x) => x instanceof Input),
    );
    super(
      durations.reduce((most, duration) => maximum(most, duration)),
      (recompute) => {
        const arrays = [a, b].map((x) => (x instanceof Input ? x.array({recompute}) : x));
        const [x, y] = alike(arrays as [Quantity, Quantity], a instanceof Input, b instanceof Input);
        return OPERATIONS[operator](x, y) as Quantity<D>;
      },
    );
  }
}

const OPERATIONS: Record<InputOperator, (a: Quantity, b: Quantity) => Quantity> = {
  "+": (a, b) => a.add(b as never),
  "-": (a, b) => a.sub(b as never),
  "*": (a, b) => a.mul(b),
  "/": (a, b) => a.div(where(b.ne(0), b, ones([], b.unit))),
  max: (a, b) => maximum(a, b),
  min: (a, b) => minimum(a, b),
};

/** One value for a time. Port of `braintools.input.ConstantValue`. */
export class ConstantValue<D extends Dimension = Dimension> extends MadeInput<D> {
  /** @param value scalar @param duration time */
  constructor(value: Amplitude<D>, duration: Quantity<Time>) {
    super(duration, () => {
      const given = new Arguments("ConstantValue");
      const {numbers, unit} = given.sizes<D, "value">({value});
      const data = blank(given.who, [given.up(given.time("duration", duration, "notNegative"))]);
      return made(data.fill(numbers.value), [data.length], unit);
    });
  }
}

/** Inputs one after another, in the unit of the first. Port of `braintools.input.Sequential`. */
export class Sequential<D extends Dimension = Dimension> extends Input<D> {
  /** @throws ParameterError when there is none; ShapeError when the array is made and rows differ in shape */
  constructor(...inputs: readonly Input<D>[]) {
    super(
      durationsOf("Sequential", inputs).reduce((sum, duration) => sum.add(duration)),
      (recompute) => joined(inputs.map((part) => part.array({recompute}))),
    );
  }
}

/** An input that comes later, or earlier. Port of `braintools.input.TimeShifted`. */
export class TimeShifted<D extends Dimension = Dimension> extends Input<D> {
  /** @param time how much later, rounded down to steps; negative for earlier; time */
  constructor(input: Input<D>, time: Quantity<Time>) {
    const steps = (): number => {
      const given = new Arguments("TimeShifted");
      return given.down(given.time("time", time));
    };
    checkNow(steps);
    super(input.duration, (recompute) => shifted(input.array({recompute}), steps()));
  }
}

/** An input between bounds. Port of `braintools.input.Clipped`. */
export class Clipped<D extends Dimension = Dimension> extends Input<D> {
  constructor(input: Input<D>, bounds: ClipOptions<D>) {
    optionsOf("Clipped", bounds, "min", "max");
    super(input.duration, (recompute) =>
      clipped(input.array({recompute}), bounds as {min?: Quantity<D>; max?: Quantity<D>}),
    );
  }
}

/**
 * An input through a low-pass filter: it starts at the input's first value, and each step is
 * `a x + (1 - a) previous` with `a = dt / tau`. Port of `braintools.input.Smoothed`.
 */
export class Smoothed<D extends Dimension = Dimension> extends Input<D> {
  /** @param tau above 0; time */
  constructor(input: Input<D>, tau: Quantity<Time>) {
    const part = (): number => {
      const given = new Arguments("Smoothed");
      return given.dt / given.time("tau", tau, "positive");
    };
    checkNow(part);
    super(input.duration, (recompute) => smoothed(input.array({recompute}), part()));
  }
}

/** An input several times over. Port of `braintools.input.Repeated`. */
export class Repeated<D extends Dimension = Dimension> extends Input<D> {
  /** @param times whole number of at least 0 @throws ParameterError when it is none */
  constructor(input: Input<D>, times: number) {
    if (!Number.isInteger(times) || times < 0) {
      throw new ParameterError(
        `Repeated: times is no count, expected a whole number of at least 0, got ${String(times)}`,
      );
    }
    super(input.duration.mul(times), (recompute) => tiled(input.array({recompute}), times));
  }
}

/** An input after a function of its array. Port of `braintools.input.Transformed`. */
export class Transformed<D extends Dimension = Dimension, E extends Dimension = Dimension> extends Input<E> {
  constructor(input: Input<D>, change: (array: Quantity<D>) => Quantity<E>) {
    super(input.duration, (recompute) => change(input.array({recompute})));
  }
}

function operand(x: InputOperand): Input | Quantity {
  return x instanceof Input ? x : asQuantity(x);
}

/** The durations. @throws ParameterError when there is none */
function durationsOf(who: string, inputs: readonly Input[]): Quantity<Time>[] {
  // a caller without types may give anything
  const isInput = (x: unknown): boolean => x instanceof Input;
  if (inputs.length > 0 && inputs.every(isInput)) return inputs.map(({duration}) => duration);
  const wrong = inputs.find((x) => !isInput(x));
  throw new ParameterError(`${who}: there is no input, expected at least one and inputs only, got ${kindOf(wrong)}`);
}

/** Two operands with axes that match: inputs of as many steps, and a single column for every column. */
function alike([a, b]: [Quantity, Quantity], isInputA: boolean, isInputB: boolean): [Quantity, Quantity] {
  const length = Math.max(isInputA ? (a.shape[0] ?? 0) : 0, isInputB ? (b.shape[0] ?? 0) : 0);
  const rank = Math.max(a.shape.length - (isInputA ? 1 : 0), b.shape.length - (isInputB ? 1 : 0));
  const fit = (q: Quantity): Quantity => {
    const long = lengthened(q, length);
    return reshape(long, [...long.shape, ...new Array<number>(rank + 1 - long.shape.length).fill(1)]);
  };
  return [isInputA ? fit(a) : a, isInputB ? fit(b) : b];
}

function sameScalar(a: Quantity, b: Quantity): boolean {
  const [x, y] = [a.value, b.value];
  return a.unit === b.unit && x instanceof NDArray && y instanceof NDArray && x.data[0] === y.data[0];
}
