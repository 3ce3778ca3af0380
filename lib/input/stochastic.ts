/** @file Random inputs: white noise, Ornstein and Uhlenbeck's process, Poisson spikes. Port of `braintools.input`. */
import type {Dimension, Dimensionless, Frequency, Time} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import type {Unit} from "../units/unit.js";
import {Arguments, blank, made} from "./arguments.js";
import type {Amplitude, WindowOptions} from "./arguments.js";
import {randomOf} from "./numpyRandom.js";

/** Options of a random input. */
export interface RandomOptions extends WindowOptions {
  /** How many independent columns; with more than one the shape is `[steps, n]`. Default 1. */
  readonly n?: number | undefined;
  /** Whole number below 2^32; the numbers are NumPy's of that seed. Default a random one. */
  readonly seed?: number | undefined;
}

/** Options of `wienerProcess`. */
export interface WienerProcessOptions<D extends Dimension = Dimension> extends RandomOptions {
  /** How strong it is: the standard deviation where `dt` is 1 in its unit. Scalar. Default 1, without a unit. */
  readonly sigma?: Amplitude<D> | undefined;
}

/** Options of `poisson`. */
export interface PoissonOptions<D extends Dimension = Dimension> extends RandomOptions {
  /** The value of a step with a spike. Scalar. Default 1, without a unit. */
  readonly amplitude?: Amplitude<D> | undefined;
}

const RANDOM = ["t_start", "t_end", "n", "seed"] as const;

/**
 * The increments of a Wiener process (not its path): independent normal numbers of standard deviation
 * `sigma * sqrt(dt)`, where `dt` counts as its number in its own unit. 0 outside `t_start` to `t_end`.
 *
 * Shape `[steps]`, or `[steps, n]` for more than one column; in the unit of `sigma`. Port of
 * `braintools.input.wiener_process`.
 * @param duration time
 * @throws ParameterError when a number is out of range, or the window is not inside the input.
 * @throws UnitMismatchError when a time is none. @throws EnvironError without `dt`.
 */
export function wienerProcess<D extends Dimension = Dimensionless>(
  duration: Quantity<Time>,
  options: WienerProcessOptions<D> = {},
): Quantity<D> {
  const given = new Arguments("input.wienerProcess");
  const {sigma = 1} = given.options(options, ...RANDOM, "sigma");
  const {numbers, unit} = given.sizes<D, "sigma">({sigma});
  const root = Math.sqrt(given.dt);
  const random = randomOf(given.who, options.seed);
  return columns(given, duration, options, unit, () => () => random.normal() * numbers.sigma * root);
}

/**
 * The process of Ornstein and Uhlenbeck: noise of mean `mean` and standard deviation `sigma` that forgets with the time
 * constant `tau`. It starts at the mean, and each step is exact for any `dt`:
 * `x = mean + (x - mean) a + sigma sqrt(1 - a^2) N(0, 1)` with `a = exp(-dt / tau)`, given after the step. 0 outside
 * `t_start` to `t_end`.
 *
 * Shape `[steps]`, or `[steps, n]` for more than one column; in the unit of `mean`. Port of
 * `braintools.input.ou_process`.
 * @param mean scalar
 * @param sigma standard deviation once it has forgotten its start; scalar of the same dimension
 * @param tau above 0; time
 * @param duration time
 * @throws ParameterError when a number is out of range, or the window is not inside the input.
 * @throws UnitMismatchError when `mean` and `sigma` differ in dimension, or a time is none. @throws EnvironError without
 * `dt`.
 * @example
 * environ.set({dt: ms(0.1)});
 * const noise = input.ouProcess(nA(0.5), nA(0.1), ms(10), ms(200), {n: 100, seed: 1});
 * noise.shape; // [2000, 100]
 */
export function ouProcess<D extends Dimension = Dimensionless>(
  mean: Amplitude<D>,
  sigma: Amplitude<D>,
  tau: Quantity<Time>,
  duration: Quantity<Time>,
  options: RandomOptions = {},
): Quantity<D> {
  const given = new Arguments("input.ouProcess");
  given.options(options, ...RANDOM);
  const {numbers, unit} = given.sizes<D, "mean" | "sigma">({mean, sigma});
  const decay = Math.exp(-given.dt / given.time("tau", tau, "positive"));
  const spread = numbers.sigma * Math.sqrt(1 - decay * decay);
  const random = randomOf(given.who, options.seed);
  return columns(given, duration, options, unit, () => {
    let x = numbers.mean;
    return () => (x = numbers.mean + (x - numbers.mean) * decay + spread * random.normal());
  });
}

/**
 * Poisson spikes: on each step `amplitude` with the probability `rate * dt`, else 0; 0 outside `t_start` to `t_end`.
 *
 * Shape `[steps]`, or `[steps, n]` for more than one column; in the unit of `amplitude`. Port of
 * `braintools.input.poisson`.
 * @param rate at least 0; frequency
 * @param duration time
 * @throws ParameterError when a number is out of range, or the window is not inside the input.
 * @throws UnitMismatchError when a time or the rate is none. @throws EnvironError without `dt`.
 */
export function poisson<D extends Dimension = Dimensionless>(
  rate: Quantity<Frequency>,
  duration: Quantity<Time>,
  options: PoissonOptions<D> = {},
): Quantity<D> {
  const given = new Arguments("input.poisson");
  const {amplitude = 1} = given.options(options, ...RANDOM, "amplitude");
  const {numbers, unit} = given.sizes<D, "amplitude">({amplitude});
  const probability = given.perStep("rate", rate);
  const random = randomOf(given.who, options.seed);
  return columns(given, duration, options, unit, () => () => (random.random() < probability ? numbers.amplitude : 0));
}

/** The numbers that the columns draw in turn, step by step, while the input is on. */
function columns<D extends Dimension>(
  given: Arguments,
  duration: Quantity<Time>,
  {n = 1, ...window}: RandomOptions,
  unit: Unit<D>,
  column: () => () => number,
): Quantity<D> {
  const draws = Array.from({length: given.count("n", n)}, column);
  const {length, start, end} = given.window(duration, window);
  const shape = n === 1 ? [length] : [length, n];
  const data = blank(given.who, shape);
  let at = start * n;
  for (let i = start; i < end; i++) for (const draw of draws) data[at++] = draw();
  return made(data, shape, unit);
}
