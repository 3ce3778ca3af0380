/** @file Waveforms and random inputs as objects that combine. Port of the classes of `braintools.input`. */
import type {Dimension, Dimensionless, Frequency, Time} from "../units/dimensionTypes.js";
import type {Quantity} from "../units/quantity.js";
import type {Amplitude} from "./arguments.js";
import {MadeInput} from "./input.js";
import {ouProcess, poisson, wienerProcess} from "./stochastic.js";
import type {PoissonOptions, RandomOptions, WienerProcessOptions} from "./stochastic.js";
import {chirp, noisySinusoidal, sawtooth, sinusoidal, square, triangular} from "./waveforms.js";
import type {ChirpOptions, NoisySinusoidalOptions, SquareOptions, WaveformOptions} from "./waveforms.js";

/** `sinusoidal` as an object. */
export class Sinusoidal<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param amplitude as of `sinusoidal` @param frequency frequency @param duration time @param options as of `sinusoidal`
   * @throws As `sinusoidal` does.
   */
  constructor(
    amplitude: Amplitude<D>,
    frequency: Quantity<Frequency>,
    duration: Quantity<Time>,
    options: WaveformOptions = {},
  ) {
    super(duration, () => sinusoidal(amplitude, frequency, duration, options));
  }
}

/** `square` as an object. */
export class Square<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param amplitude as of `square` @param frequency frequency @param duration time @param options as of `square`
   * @throws As `square` does.
   */
  constructor(
    amplitude: Amplitude<D>,
    frequency: Quantity<Frequency>,
    duration: Quantity<Time>,
    options: SquareOptions = {},
  ) {
    super(duration, () => square(amplitude, frequency, duration, options));
  }
}

/** `triangular` as an object. */
export class Triangular<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param amplitude as of `triangular` @param frequency frequency @param duration time @param options as of `triangular`
   * @throws As `triangular` does.
   */
  constructor(
    amplitude: Amplitude<D>,
    frequency: Quantity<Frequency>,
    duration: Quantity<Time>,
    options: WaveformOptions = {},
  ) {
    super(duration, () => triangular(amplitude, frequency, duration, options));
  }
}

/** `sawtooth` as an object. */
export class Sawtooth<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param amplitude as of `sawtooth` @param frequency frequency @param duration time @param options as of `sawtooth`
   * @throws As `sawtooth` does.
   */
  constructor(
    amplitude: Amplitude<D>,
    frequency: Quantity<Frequency>,
    duration: Quantity<Time>,
    options: WaveformOptions = {},
  ) {
    super(duration, () => sawtooth(amplitude, frequency, duration, options));
  }
}

/** `chirp` as an object. */
export class Chirp<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param amplitude as of `chirp` @param f_start frequency @param f_end frequency @param duration time
   * @param options as of `chirp`
   * @throws As `chirp` does.
   */
  constructor(
    amplitude: Amplitude<D>,
    f_start: Quantity<Frequency>,
    f_end: Quantity<Frequency>,
    duration: Quantity<Time>,
    options: ChirpOptions = {},
  ) {
    super(duration, () => chirp(amplitude, f_start, f_end, duration, options));
  }
}

/** `noisySinusoidal` as an object. */
export class NoisySinusoidal<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param amplitude as of `noisySinusoidal` @param frequency frequency @param noise_amplitude of the same dimension
   * @param duration time @param options as of `noisySinusoidal`
   * @throws As `noisySinusoidal` does.
   */
  constructor(
    amplitude: Amplitude<D>,
    frequency: Quantity<Frequency>,
    noise_amplitude: Amplitude<D>,
    duration: Quantity<Time>,
    options: NoisySinusoidalOptions = {},
  ) {
    super(duration, () => noisySinusoidal(amplitude, frequency, noise_amplitude, duration, options));
  }
}

/** `wienerProcess` as an object. */
export class WienerProcess<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /** @param duration time @param options as of `wienerProcess` @throws As `wienerProcess` does. */
  constructor(duration: Quantity<Time>, options: WienerProcessOptions<D> = {}) {
    super(duration, () => wienerProcess(duration, options));
  }
}

/** `ouProcess` as an object. */
export class OUProcess<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param mean as of `ouProcess` @param sigma of the same dimension @param tau time, above 0 @param duration time
   * @param options as of `ouProcess`
   * @throws As `ouProcess` does.
   */
  constructor(
    mean: Amplitude<D>,
    sigma: Amplitude<D>,
    tau: Quantity<Time>,
    duration: Quantity<Time>,
    options: RandomOptions = {},
  ) {
    super(duration, () => ouProcess(mean, sigma, tau, duration, options));
  }
}

/** `poisson` as an object. */
export class Poisson<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /** @param rate frequency @param duration time @param options as of `poisson` @throws As `poisson` does. */
  constructor(rate: Quantity<Frequency>, duration: Quantity<Time>, options: PoissonOptions<D> = {}) {
    super(duration, () => poisson(rate, duration, options));
  }
}
