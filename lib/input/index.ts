/** @file Input currents, `input` of the package: functions that make an array, and classes that combine first. */
export type {Amplitude, Several, WindowOptions} from "./arguments.js";
export {constant, ramp, section, step} from "./basic.js";
export type {Piece, SectionOptions} from "./basic.js";
export {burst, doubleExponential, exponentialDecay, gaussianPulse, spike} from "./pulses.js";
export type {GaussianPulseOptions} from "./pulses.js";
export {chirp, noisySinusoidal, sawtooth, sinusoidal, square, triangular} from "./waveforms.js";
export type {ChirpOptions, NoisySinusoidalOptions, SquareOptions, WaveformOptions} from "./waveforms.js";
export {ouProcess, poisson, wienerProcess} from "./stochastic.js";
export type {PoissonOptions, RandomOptions, WienerProcessOptions} from "./stochastic.js";
export {
  Clipped,
  Composite,
  ConstantValue,
  Input,
  Repeated,
  Sequential,
  Smoothed,
  TimeShifted,
  Transformed,
} from "./input.js";
export type {ArrayOptions, ClipOptions, InputOperand, InputOperator} from "./input.js";
export {
  Burst,
  Constant,
  DoubleExponential,
  ExponentialDecay,
  GaussianPulse,
  Ramp,
  Section,
  Spike,
  Step,
} from "./pieceInputs.js";
export type {SpikeOptions} from "./pieceInputs.js";
// prettier-ignore
export {
  Chirp, NoisySinusoidal, OUProcess, Poisson, Sawtooth, Sinusoidal, Square, Triangular, WienerProcess,
} from "./waveInputs.js";
