/** @file Periodic inputs: sine, square, triangle, sawtooth, chirp. Port of `braintools.input`. */
import {ParameterError} from "../core/errors.js";
import type {Dimension, Dimensionless, Frequency, Time} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import {Arguments, blank, made} from "./arguments.js";
import type {Amplitude, WindowOptions} from "./arguments.js";
import {randomOf} from "./numpyRandom.js";

/** Options of a waveform. */
export interface WaveformOptions extends WindowOptions {
  /** Whether `amplitude` is added while it is on, so that the wave is never below 0. Default false. */
  readonly bias?: boolean | undefined;
}

/** Options of `square`. */
export interface SquareOptions extends WaveformOptions {
  /** The part of a period in which it is up, from 0 to 1. Default 0.5. */
  readonly dutyCycle?: number | undefined;
}

/** Options of `chirp`. */
export interface ChirpOptions extends WaveformOptions {
  /** How the frequency goes from one to the other: linearly, or by equal factors in equal times. Default `"linear"`. */
  readonly method?: "linear" | "logarithmic" | undefined;
}

/** Options of `noisySinusoidal`. */
export interface NoisySinusoidalOptions extends WindowOptions {
  /** Whole number below 2^32; the numbers are NumPy's of that seed. Default a random one. */
  readonly seed?: number | undefined;
}

/** One wave of size 1 at `t`, a time since the wave began, in the unit of `dt`. */
type Wave = (t: number) => number;

/**
 * A sine, `amplitude * sin(2 pi frequency (t - t_start))`, 0 outside `t_start` to `t_end`, which are rounded down.
 *
 * Shape `[steps]`; in the unit of `amplitude`. Port of `braintools.input.sinusoidal`.
 * @param amplitude scalar
 * @param frequency frequency
 * @param duration of the whole input; time
 * @throws ParameterError when a time is negative, or the window is not inside the input.
 * @throws UnitMismatchError when a time or the frequency is none. @throws EnvironError without `dt`.
 */
export function sinusoidal<D extends Dimension = Dimensionless>(
  amplitude: Amplitude<D>,
  frequency: Quantity<Frequency>,
  duration: Quantity<Time>,
  options: WaveformOptions = {},
): Quantity<D> {
  const given = new Arguments("input.sinusoidal");
  const angular = 2 * Math.PI * given.frequency("frequency", frequency);
  return waveform(given, amplitude, duration, options, (size) => (t) => size * Math.sin(angular * t));
}

/**
 * A square wave: `amplitude` in the first part of each period, minus it in the rest; 0 outside `t_start` to `t_end`.
 *
 * Shape `[steps]`; in the unit of `amplitude`. Port of `braintools.input.square`.
 * @param amplitude scalar
 * @param frequency frequency
 * @param duration of the whole input; time
 * @throws ParameterError when `dutyCycle` is not from 0 to 1; and as `sinusoidal` does.
 */
export function square<D extends Dimension = Dimensionless>(
  amplitude: Amplitude<D>,
  frequency: Quantity<Frequency>,
  duration: Quantity<Time>,
  options: SquareOptions = {},
): Quantity<D> {
  const given = new Arguments("input.square");
  const {dutyCycle = 0.5, ...shape} = given.options(options, "t_start", "t_end", "bias", "dutyCycle");
  if (!(dutyCycle >= 0 && dutyCycle <= 1)) {
    throw new ParameterError(
      `input.square: dutyCycle is out of range, expected a number from 0 to 1, got ${String(dutyCycle)}`,
    );
  }
  const angular = 2 * Math.PI * given.frequency("frequency", frequency);
  const up = dutyCycle * 2 * Math.PI;
  return waveform(given, amplitude, duration, shape, (size) => (t) => {
    const phase = (angular * t) % (2 * Math.PI);
    return (phase < 0 ? phase + 2 * Math.PI : phase) < up ? size : -size;
  });
}

/**
 * A triangle wave that starts at 0 and rises first: `2 amplitude / pi * asin(sin(2 pi frequency (t - t_start)))`; 0
 * outside `t_start` to `t_end`.
 *
 * Shape `[steps]`; in the unit of `amplitude`. Port of `braintools.input.triangular`.
 * @param amplitude scalar
 * @param frequency frequency
 * @param duration of the whole input; time
 * @throws As `sinusoidal` does.
 */
export function triangular<D extends Dimension = Dimensionless>(
  amplitude: Amplitude<D>,
  frequency: Quantity<Frequency>,
  duration: Quantity<Time>,
  options: WaveformOptions = {},
): Quantity<D> {
  const given = new Arguments("input.triangular");
  const angular = 2 * Math.PI * given.frequency("frequency", frequency);
  return waveform(given, amplitude, duration, options, (size) => {
    const scale = (2 * size) / Math.PI;
    return (t) => scale * Math.asin(Math.sin(angular * t));
  });
}

/**
 * A sawtooth that rises from `-amplitude` to `amplitude` in each period; 0 outside `t_start` to `t_end`.
 *
 * Shape `[steps]`; in the unit of `amplitude`. Port of `braintools.input.sawtooth`.
 * @param amplitude scalar
 * @param frequency frequency
 * @param duration of the whole input; time
 * @throws As `sinusoidal` does.
 */
export function sawtooth<D extends Dimension = Dimensionless>(
  amplitude: Amplitude<D>,
  frequency: Quantity<Frequency>,
  duration: Quantity<Time>,
  options: WaveformOptions = {},
): Quantity<D> {
  const given = new Arguments("input.sawtooth");
  const cycles = given.frequency("frequency", frequency);
  return waveform(given, amplitude, duration, options, (size) => (t) => {
    const phase = cycles * t;
    return 2 * size * (phase - Math.floor(phase) - 0.5);
  });
}

/**
 * A sine whose frequency goes from `f_start` at `t_start` to `f_end` at `t_end`; 0 outside.
 *
 * Shape `[steps]`; in the unit of `amplitude`. Port of `braintools.input.chirp`.
 * @param amplitude scalar
 * @param f_start frequency; above 0 for a logarithmic chirp
 * @param f_end frequency; above 0 for a logarithmic chirp
 * @param duration of the whole input; time
 * @throws ParameterError when `method` is neither, or a logarithmic chirp has a frequency that is not above 0; and as
 * `sinusoidal` does.
 */
export function chirp<D extends Dimension = Dimensionless>(
  amplitude: Amplitude<D>,
  f_start: Quantity<Frequency>,
  f_end: Quantity<Frequency>,
  duration: Quantity<Time>,
  options: ChirpOptions = {},
): Quantity<D> {
  const given = new Arguments("input.chirp");
  const {method = "linear", ...shape} = given.options(options, "t_start", "t_end", "bias", "method");
  if (!["linear", "logarithmic"].includes(method)) {
    throw new ParameterError(
      `input.chirp: no such method, expected "linear" or "logarithmic", got ${JSON.stringify(method)}`,
    );
  }
  const range = method === "linear" ? "finite" : "positive";
  const f0 = given.frequency("f_start", f_start, range);
  const f1 = given.frequency("f_end", f_end, range);
  const {t_start = 0, t_end = duration} = shape;
  const sweep = given.time("t_end", t_end) - given.time("t_start", t_start);
  return waveform(given, amplitude, duration, shape, (size) => {
    const phase = method === "linear" || f0 === f1 ? linearPhase(f0, f1, sweep) : logarithmicPhase(f0, f1, sweep);
    return (t) => size * Math.sin(phase(t));
  });
}

const linearPhase =
  (f0: number, f1: number, sweep: number): Wave =>
  (t) =>
    2 * Math.PI * (f0 * t + (0.5 * (f1 - f0) * (t * t)) / sweep);

function logarithmicPhase(f0: number, f1: number, sweep: number): Wave {
  const k = (f1 / f0) ** (1 / sweep);
  return (t) => (2 * Math.PI * f0 * (k ** t - 1)) / Math.log(k);
}

/**
 * A sine with independent normal noise on each step: `amplitude * sin(...) + noise_amplitude * N(0, 1)`; 0 outside
 * `t_start` to `t_end`.
 *
 * Shape `[steps]`; in the unit of `amplitude`. Port of `braintools.input.noisy_sinusoidal`.
 * @param amplitude scalar
 * @param frequency frequency
 * @param noise_amplitude standard deviation of the noise; scalar of the same dimension
 * @param duration of the whole input; time
 * @throws UnitMismatchError when the amplitudes differ in dimension. @throws ParameterError when `seed` is none; and as
 * `sinusoidal` does.
 */
export function noisySinusoidal<D extends Dimension = Dimensionless>(
  amplitude: Amplitude<D>,
  frequency: Quantity<Frequency>,
  noise_amplitude: Amplitude<D>,
  duration: Quantity<Time>,
  options: NoisySinusoidalOptions = {},
): Quantity<D> {
  const given = new Arguments("input.noisySinusoidal");
  const {seed, ...window} = given.options(options, "t_start", "t_end", "seed");
  const {numbers, unit} = given.sizes<D, "amplitude" | "noise_amplitude">({amplitude, noise_amplitude});
  const angular = 2 * Math.PI * given.frequency("frequency", frequency);
  const random = randomOf(given.who, seed);
  const {length, start, end} = given.window(duration, window);
  const data = blank(given.who, [length]);
  for (let i = start; i < end; i++) {
    const sine = numbers.amplitude * Math.sin(angular * ((i - start) * given.dt));
    data[i] = sine + numbers.noise_amplitude * random.normal();
  }
  return made(data, [length], unit);
}

/** The input that follows a wave while it is on. */
function waveform<D extends Dimension>(
  given: Arguments,
  amplitude: Amplitude<D>,
  duration: Quantity<Time>,
  options: WaveformOptions,
  waveOf: (size: number) => Wave,
): Quantity<D> {
  const {bias = false, ...window} = given.options(options, "t_start", "t_end", "bias");
  const {numbers, unit} = given.sizes<D, "amplitude">({amplitude});
  const {length, start, end} = given.window(duration, window);
  const wave = waveOf(numbers.amplitude);
  const offset = bias ? numbers.amplitude : 0;
  const data = blank(given.who, [length]);
  for (let i = start; i < end; i++) data[i] = wave((i - start) * given.dt) + offset;
  return made(data, [length], unit);
}
