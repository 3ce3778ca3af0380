/** @file Sections, steps, ramps and pulses as objects that combine. Port of the classes of `braintools.input`. */
import type {Dimension, Dimensionless, Frequency, Time} from "../units/dimensionTypes.js";
import {optionsOf} from "../units/given.js";
import {ms} from "../units/names.js";
import {asQuantity} from "../units/quantity.js";
import type {Quantity} from "../units/quantity.js";
import {checkNow, listOf} from "./arguments.js";
import type {Amplitude, Several, WindowOptions} from "./arguments.js";
import {constant, ramp, section, step} from "./basic.js";
import type {Piece} from "./basic.js";
import {Input, MadeInput} from "./input.js";
import {burst, doubleExponential, exponentialDecay, gaussianPulse, spike} from "./pulses.js";

/** `section` as an object. */
export class Section<D extends Dimension = Dimensionless> extends Input<D> {
  /** @param values as of `section` @param durations as of `section` @throws As `section` does. */
  constructor(values: Several<D>, durations: Several<Time>) {
    const make = (): Quantity<D> => section(values, durations);
    checkNow(make);
    super(total(durations), make);
  }
}

/** `constant` as an object. */
export class Constant<D extends Dimension = Dimensionless> extends Input<D> {
  /** @param list pairs of a value and a duration @throws As `constant` does. */
  constructor(list: readonly Piece<D>[]) {
    const make = (): Quantity<D> => constant(list)[0];
    checkNow(make);
    super(total(list.map(([, duration]) => duration)), make);
  }
}

/** `step` as an object. */
export class Step<D extends Dimension = Dimensionless> extends Input<D> {
  /**
   * @param amplitudes as of `step` @param step_times as of `step` @param duration time; default the sum of `step_times`
   * @throws As `step` does.
   */
  constructor(amplitudes: Several<D>, step_times: Several<Time>, duration?: Quantity<Time>) {
    const make = (): Quantity<D> => step(amplitudes, step_times, duration);
    checkNow(make);
    super(duration ?? total(step_times), make);
  }
}

/** `ramp` as an object. */
export class Ramp<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param c_start as of `ramp` @param c_end as of `ramp` @param duration time @param options when it is on
   * @throws As `ramp` does.
   */
  constructor(c_start: Amplitude<D>, c_end: Amplitude<D>, duration: Quantity<Time>, options: WindowOptions = {}) {
    super(duration, () => ramp(c_start, c_end, duration, options));
  }
}

/** Options of `Spike`. */
export interface SpikeOptions<D extends Dimension = Dimension> {
  /** How long each pulse lasts. Time; one for all, or one each. Default 1 ms. */
  readonly sp_lens?: Quantity<Time> | Several<Time> | undefined;
  /** How large each pulse is; one for all, or one each. Default 1, without a unit. */
  readonly sp_sizes?: Amplitude<D> | Several<D> | undefined;
}

/** `spike` as an object. */
export class Spike<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /** @param sp_times as of `spike` @param duration time @param options lengths and sizes @throws As `spike` does. */
  constructor(sp_times: Several<Time>, duration: Quantity<Time>, options: SpikeOptions<D> = {}) {
    const {sp_lens = ms(1), sp_sizes = 1} = optionsOf("Spike", options, "sp_lens", "sp_sizes");
    super(duration, () => spike(sp_times, sp_lens, sp_sizes, duration));
  }
}

/** `gaussianPulse` as an object. */
export class GaussianPulse<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param amplitude as of `gaussianPulse` @param center time @param sigma time, above 0 @param duration time
   * @throws As `gaussianPulse` does.
   */
  constructor(amplitude: Amplitude<D>, center: Quantity<Time>, sigma: Quantity<Time>, duration: Quantity<Time>) {
    super(duration, () => gaussianPulse(amplitude, center, sigma, duration));
  }
}

/** `exponentialDecay` as an object. */
export class ExponentialDecay<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param amplitude as of `exponentialDecay` @param tau time, above 0 @param duration time @param options when it is on
   * @throws As `exponentialDecay` does.
   */
  constructor(amplitude: Amplitude<D>, tau: Quantity<Time>, duration: Quantity<Time>, options: WindowOptions = {}) {
    super(duration, () => exponentialDecay(amplitude, tau, duration, options));
  }
}

/** `doubleExponential` as an object. */
export class DoubleExponential<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param amplitude as of `doubleExponential` @param tau_rise time, above 0 @param tau_decay time, above 0
   * @param duration time @param options when it is on
   * @throws As `doubleExponential` does.
   */
  constructor(
    amplitude: Amplitude<D>,
    tau_rise: Quantity<Time>,
    tau_decay: Quantity<Time>,
    duration: Quantity<Time>,
    options: WindowOptions = {},
  ) {
    super(duration, () => doubleExponential(amplitude, tau_rise, tau_decay, duration, options));
  }
}

/** `burst` as an object; as upstream, the number of bursts comes first here. */
export class Burst<D extends Dimension = Dimensionless> extends MadeInput<D> {
  /**
   * @param n_bursts whole number @param burst_amp as of `burst` @param burst_freq frequency @param burst_duration time
   * @param inter_burst_interval time @param duration time
   * @throws As `burst` does.
   */
  constructor(
    n_bursts: number,
    burst_amp: Amplitude<D>,
    burst_freq: Quantity<Frequency>,
    burst_duration: Quantity<Time>,
    inter_burst_interval: Quantity<Time>,
    duration: Quantity<Time>,
  ) {
    super(duration, () => burst(burst_amp, burst_freq, burst_duration, inter_burst_interval, n_bursts, duration));
  }
}

/** The sum of times, in the unit of the first. */
function total(times: Several<Time>): Quantity<Time> {
  return listOf("Input", "durations", times).reduce((sum, time) => asQuantity(sum).add(time) as Quantity<Time>);
}
