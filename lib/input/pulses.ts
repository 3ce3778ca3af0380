/** @file Inputs that come and go: rectangular pulses, Gaussians, exponentials, bursts. Port of `braintools.input`. */
import type {Dimension, Dimensionless, Frequency, Time} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import {Arguments, blank, listOf, made} from "./arguments.js";
import type {Amplitude, Several, WindowOptions} from "./arguments.js";
import {indexed, sameCount, spread} from "./basic.js";

/** Options of `gaussianPulse`. */
export interface GaussianPulseOptions {
  /** How many equal columns; with more than one the shape is `[steps, n]`. Default 1. */
  readonly n?: number | undefined;
}

/**
 * Rectangular pulses on 0. A pulse begins at its time over `dt` and ends at its time plus length over `dt`, both rounded
 * down; where pulses overlap the later in the list is seen.
 *
 * Shape `[steps]`; in the unit of the first size. Port of `braintools.input.spike`.
 * @param sp_times when each begins; time
 * @param sp_lens how long each lasts; time; one for all, or one each
 * @param sp_sizes how large each is; one for all, or one each
 * @param duration of the whole input; time
 * @throws ParameterError when the lists differ in length, or a time is negative.
 * @throws UnitMismatchError when sizes differ in dimension, or a time is none. @throws EnvironError without `dt`.
 */
export function spike<D extends Dimension = Dimensionless>(
  sp_times: Several<Time>,
  sp_lens: Quantity<Time> | Several<Time>,
  sp_sizes: Amplitude<D> | Several<D>,
  duration: Quantity<Time>,
): Quantity<D> {
  const given = new Arguments("input.spike");
  const {who} = given;
  const times = given.times("sp_times", sp_times, "notNegative");
  const lengths = given.times("sp_lens", spread(sp_lens, times.length), "notNegative");
  const sizes = listOf(who, "sp_sizes", spread(sp_sizes, times.length));
  sameCount(who, "sp_times", times.length, "sp_lens", lengths.length);
  sameCount(who, "sp_times", times.length, "sp_sizes", sizes.length);
  const {numbers, unit} = given.sizes<D, string>(indexed("sp_sizes", sizes));
  const heights = Object.values(numbers);
  const data = blank(who, [given.up(given.time("duration", duration, "notNegative"))]);
  times.forEach((time, i) => {
    data.fill(heights[i] as number, given.down(time), given.down(time + (lengths[i] as number)));
  });
  return made(data, [data.length], unit);
}

/**
 * A Gaussian in time, `amplitude * exp(-((t - center) / sigma)^2 / 2)`, not cut off.
 *
 * Shape `[steps]`, or `[steps, n]` for more than one column; in the unit of `amplitude`. Port of
 * `braintools.input.gaussian_pulse`.
 * @param amplitude its peak; scalar
 * @param center when it peaks; time
 * @param sigma its width, above 0; time
 * @param duration of the whole input; time
 * @throws ParameterError when a number is out of range. @throws UnitMismatchError when a time is none.
 * @throws EnvironError without `dt`.
 */
export function gaussianPulse<D extends Dimension = Dimensionless>(
  amplitude: Amplitude<D>,
  center: Quantity<Time>,
  sigma: Quantity<Time>,
  duration: Quantity<Time>,
  options: GaussianPulseOptions = {},
): Quantity<D> {
  const given = new Arguments("input.gaussianPulse");
  const {n = 1} = given.options(options, "n");
  const {numbers, unit} = given.sizes<D, "amplitude">({amplitude});
  const middle = given.time("center", center);
  const width = given.time("sigma", sigma, "positive");
  const length = given.up(given.time("duration", duration, "notNegative"));
  const columns = given.count("n", n);
  const shape = columns === 1 ? [length] : [length, columns];
  const data = blank(given.who, shape);
  for (let i = 0; i < length; i++) {
    const z = (i * given.dt - middle) / width;
    data.fill(numbers.amplitude * Math.exp(-0.5 * (z * z)), i * columns, (i + 1) * columns);
  }
  return made(data, shape, unit);
}

/**
 * An exponential decay from `t_start` on: `amplitude * exp(-(t - t_start) / tau)`, 0 before, and 0 from `t_end` on.
 *
 * Shape `[steps]`; in the unit of `amplitude`. Port of `braintools.input.exponential_decay`.
 * @param amplitude where it starts; scalar
 * @param tau time constant, above 0; time
 * @param duration of the whole input, at which the decay is cut; time
 * @throws ParameterError when a number is out of range. @throws UnitMismatchError when a time is none.
 * @throws EnvironError without `dt`.
 */
export function exponentialDecay<D extends Dimension = Dimensionless>(
  amplitude: Amplitude<D>,
  tau: Quantity<Time>,
  duration: Quantity<Time>,
  options: WindowOptions = {},
): Quantity<D> {
  const given = new Arguments("input.exponentialDecay");
  const {numbers, unit} = given.sizes<D, "amplitude">({amplitude});
  const constant = given.time("tau", tau, "positive");
  const data = after(given, duration, options, (t) => numbers.amplitude * Math.exp(-t / constant));
  return made(data, [data.length], unit);
}

/**
 * A difference of exponentials from `t_start` on, as of a synaptic current:
 * `amplitude * norm * (exp(-t / tau_decay) - exp(-t / tau_rise))`, where `norm` makes `amplitude` its peak. 0 before
 * `t_start`, and 0 from `t_end` on. Where `tau_decay` is not above `tau_rise`, `norm` is 1, as upstream.
 *
 * Shape `[steps]`; in the unit of `amplitude`. Port of `braintools.input.double_exponential`.
 * @param amplitude its peak; scalar
 * @param tau_rise time constant of the rise, above 0; time
 * @param tau_decay time constant of the decay, above 0; time
 * @param duration of the whole input, at which the pulse is cut; time
 * @throws ParameterError when a number is out of range. @throws UnitMismatchError when a time is none.
 * @throws EnvironError without `dt`.
 */
export function doubleExponential<D extends Dimension = Dimensionless>(
  amplitude: Amplitude<D>,
  tau_rise: Quantity<Time>,
  tau_decay: Quantity<Time>,
  duration: Quantity<Time>,
  options: WindowOptions = {},
): Quantity<D> {
  const given = new Arguments("input.doubleExponential");
  const {numbers, unit} = given.sizes<D, "amplitude">({amplitude});
  const rise = given.time("tau_rise", tau_rise, "positive");
  const decay = given.time("tau_decay", tau_decay, "positive");
  const shapeAt = (t: number): number => Math.exp(-t / decay) - Math.exp(-t / rise);
  const peak = ((rise * decay) / (decay - rise)) * Math.log(decay / rise);
  const scale = numbers.amplitude * (decay > rise ? 1 / shapeAt(peak) : 1);
  const data = after(given, duration, options, (t) => scale * shapeAt(t));
  return made(data, [data.length], unit);
}

/** The numbers of a pulse that begins at `t_start`; unlike a waveform it may outlast the input, which cuts it. */
function after(
  given: Arguments,
  duration: Quantity<Time>,
  options: WindowOptions,
  pulse: (t: number) => number,
): Float32Array {
  const {t_start = 0, t_end = duration} = given.options(options, "t_start", "t_end");
  const from = given.time("t_start", t_start, "notNegative");
  const lasts = given.time("t_end", t_end, "notNegative") - from;
  const data = blank(given.who, [given.up(given.time("duration", duration, "notNegative"))]);
  const start = given.down(from);
  const end = Math.min(start + given.up(lasts), data.length);
  for (let i = start; i < end; i++) data[i] = pulse((i - start) * given.dt);
  return data;
}

/**
 * Bursts of a sine: `n_bursts` of them, each of `burst_duration`, with `inter_burst_interval` of 0 after each. The phase
 * is 0 where a burst begins; one that outlasts the input is cut.
 *
 * Shape `[steps]`; in the unit of `burst_amp`. Port of `braintools.input.burst`.
 * @param burst_amp amplitude of the sine; scalar
 * @param burst_freq frequency of the sine; frequency
 * @param burst_duration time
 * @param inter_burst_interval from the end of one to the start of the next; time
 * @param n_bursts whole number
 * @param duration of the whole input; time
 * @throws ParameterError when a number is out of range. @throws UnitMismatchError when a time or a frequency is none.
 * @throws EnvironError without `dt`.
 */
export function burst<D extends Dimension = Dimensionless>(
  burst_amp: Amplitude<D>,
  burst_freq: Quantity<Frequency>,
  burst_duration: Quantity<Time>,
  inter_burst_interval: Quantity<Time>,
  n_bursts: number,
  duration: Quantity<Time>,
): Quantity<D> {
  const given = new Arguments("input.burst");
  const {numbers, unit} = given.sizes<D, "burst_amp">({burst_amp});
  const angular = 2 * Math.PI * given.frequency("burst_freq", burst_freq);
  const lasts = given.time("burst_duration", burst_duration, "notNegative");
  const period = lasts + given.time("inter_burst_interval", inter_burst_interval, "notNegative");
  const count = given.count("n_bursts", n_bursts, 0);
  const total = given.time("duration", duration, "notNegative");
  const data = blank(given.who, [given.up(total)]);
  const length = given.up(lasts);
  for (let b = 0; b < count && b * period < total; b++) {
    const start = given.down(b * period);
    const end = Math.min(start + length, data.length);
    for (let i = start; i < end; i++) data[i] = numbers.burst_amp * Math.sin(angular * ((i - start) * given.dt));
  }
  return made(data, [data.length], unit);
}
