/**
 * Spiking neurons with physical units, and a compiler for whole rollouts.
 * @module spikeloop
 */
export {
  BackendError,
  DTypeError,
  EnvironError,
  InternalError,
  NotFiniteError,
  ParameterError,
  RecordTooLargeError,
  ShapeError,
  SpikeloopError,
  StateError,
  TraceError,
  UnitMismatchError,
  UnitParseError,
} from "./core/errors.js";
export type {DType} from "./core/dtype.js";
export type {BackendName} from "./backends/backend.js";
export {openGpu} from "./backends/gpu/openGpu.js";
export type {Gpu} from "./backends/gpu/openGpu.js";
export type {GpuMode} from "./backends/gpu/modes.js";
export type {Shape} from "./core/shape.js";
// prettier-ignore
export type {
  Dimension, UnknownDimension, Dimensionless, Length, Area, Volume, Mass, Time, Frequency, Velocity, Force, Pressure,
  Energy, EnergyPerTime, Current, Charge, Voltage, Resistance, Conductance, Capacitance, CurrentDensity,
  ConductanceDensity, CapacitanceDensity, Temperature, Amount, Concentration, Luminosity, Times, Over, Inverse,
  Power, Matching,
} from "./units/dimensionTypes.js";
export type {Dim} from "./units/dimension.js";
export {Unit} from "./units/unit.js";
export {Quantity} from "./units/quantity.js";
export type {Operand} from "./units/quantity.js";
export type {ParameterRange} from "./units/range.js";
export {quantity, unit} from "./units/create.js";
export type {CallableUnit, Numbers} from "./units/create.js";
// prettier-ignore
export {
  s, ms, us, ns, second, msecond, minute, hour, Hz, kHz, MHz, hertz, V, mV, uV, volt, mvolt, A, mA, uA, nA, pA, amp,
  ohm, kohm, Mohm, Gohm, S, mS, uS, nS, pS, siemens, msiemens, F, mF, uF, nF, pF, farad, C, nC, pC, coulomb, m, cm,
  mm, um, nm, metre, cm2, um2, cm3, um3, g, kg, N, Pa, J, W, K, kelvin, mol, mole, M, mM, uM, nM, molar,
} from "./units/names.js";
export {arange, full, linspace, ones, zeros} from "./math/create.js";
export type {ShapeLike} from "./math/create.js";
export {
  abs,
  broadcastTo,
  ceil,
  floor,
  max,
  maximum,
  mean,
  min,
  minimum,
  reshape,
  round,
  sum,
  where,
} from "./math/keepUnit.js";
export type {Axis} from "./math/keepUnit.js";
export {sqrt, square} from "./math/changeUnit.js";
export {nonzero} from "./math/removeUnit.js";
export {take} from "./math/take.js";
export {cos, cosh, exp, expm1, exprel, log, log1p, sin, tanh} from "./math/unitless.js";
export {all, any, logicalAnd, logicalNot, logicalOr} from "./math/logic.js";
export type {Condition} from "./math/logic.js";
export {environ} from "./state/environ.js";
export type {EnvironValues} from "./state/environ.js";
export {HiddenState, LongTermState, ParamState, ShortTermState, State} from "./state/state.js";
export type {StateValue} from "./state/state.js";
export {initAllStates, Module, resetAllStates} from "./state/module.js";
export type {InitOptions} from "./state/module.js";
export {Constant} from "./init/constant.js";
export {Initialization} from "./init/initialization.js";
export type {ClipBounds} from "./init/initialization.js";
export type {Initializer} from "./init/initializer.js";
export {Normal} from "./init/normal.js";
export {Uniform} from "./init/uniform.js";
export {ZeroInit} from "./init/zeroInit.js";
export {Exponential, LogNormal, Weibull} from "./init/skewed.js";
export {Beta, Gamma} from "./init/gamma.js";
export type {BetaOptions} from "./init/gamma.js";
export {TruncatedNormal} from "./init/truncatedNormal.js";
export type {TruncatedNormalOptions} from "./init/truncatedNormal.js";
// prettier-ignore
export {
  KaimingNormal, KaimingUniform, LecunNormal, LecunUniform, VarianceScaling, XavierNormal, XavierUniform,
} from "./init/varianceScaling.js";
// prettier-ignore
export type {
  FanMode, FanOptions, KaimingOptions, ScalingDistribution, VarianceScalingOptions,
} from "./init/varianceScaling.js";
export {Identity, Orthogonal} from "./init/orthogonal.js";
export {Clipped, Conditional, Mixture, Scaled} from "./init/composite.js";
export type {MixtureOptions} from "./init/composite.js";
export {param} from "./init/param.js";
export type {ParamOptions} from "./init/param.js";
export {random, RandomState} from "./random/randomState.js";
export type {RandomKey} from "./random/key.js";
export * as input from "./input/index.js";
export {clearCompileCache, compileStats} from "./transform/compileCache.js";
export type {CompileStats} from "./transform/compileCache.js";
export type {BackendOptions} from "./transform/auto.js";
export {forLoopAsync, scanAsync} from "./transform/asyncLoop.js";
export type {AsyncLoopOptions} from "./transform/asyncLoop.js";
export {releaseWorkers} from "./run/workers/pool.js";
export {record} from "./transform/record.js";
export {Recorded} from "./transform/recording.js";
export {SpikeEvents} from "./transform/events.js";
export {forLoop, scan} from "./transform/forLoop.js";
export type {LoopOptions} from "./transform/forLoop.js";
export {inspect} from "./transform/inspect.js";
export type {CompileTimes, InspectedPass, Inspection, OperationCounts} from "./transform/inspect.js";
export {timeSplit} from "./transform/timeSplit.js";
export type {TimeSplit, TimeSplitOptions} from "./transform/timeSplit.js";
export {jit} from "./transform/jit.js";
export {cond} from "./transform/cond.js";
export {lastRun} from "./transform/rollout.js";
export type {RunReport} from "./transform/rollout.js";
export type {Slice, Stacked} from "./transform/tree.js";
export {expEuler} from "./integrate/expEuler.js";
export {SpikeFunction} from "./surrogate/surrogate.js";
export type {Distance} from "./surrogate/surrogate.js";
export {ReluGrad} from "./surrogate/reluGrad.js";
export {LeakyRelu, LogTailedRelu, PiecewiseLeakyRelu, PiecewiseQuadratic} from "./surrogate/piecewise.js";
export {PiecewiseExp, S2NN, Sigmoid, SlayerGrad} from "./surrogate/exponential.js";
export type {S2NNOptions} from "./surrogate/exponential.js";
export {ERF, GaussianGrad, MultiGaussianGrad} from "./surrogate/gaussian.js";
export type {MultiGaussianGradOptions} from "./surrogate/gaussian.js";
export {Arctan, InvSquareGrad, NonzeroSignLog, QPseudoSpike, SoftSign} from "./surrogate/rational.js";
export {SquarewaveFourierSeries} from "./surrogate/fourier.js";
export * as surrogate from "./surrogate/functions.js";
export {Dynamics} from "./models/dynamics.js";
export type {Size} from "./models/dynamics.js";
export type {OptionsOf} from "./models/options.js";
export type {RegisteredInput} from "./models/inputTable.js";
export {Neuron} from "./models/neurons/neuron.js";
export type {NeuronOptions, SpikeReset} from "./models/neurons/neuron.js";
export {IF} from "./models/neurons/if.js";
export type {IFOptions} from "./models/neurons/if.js";
export {LIF} from "./models/neurons/lif.js";
export type {LIFOptions} from "./models/neurons/lif.js";
export {LIFRef} from "./models/neurons/lifRef.js";
export type {LIFRefOptions} from "./models/neurons/lifRef.js";
export {ALIF} from "./models/neurons/alif.js";
export type {ALIFOptions} from "./models/neurons/alif.js";
export {ExpIF} from "./models/neurons/expIf.js";
export type {ExpIFOptions} from "./models/neurons/expIf.js";
export {ExpIFRef} from "./models/neurons/expIfRef.js";
export type {ExpIFRefOptions} from "./models/neurons/expIfRef.js";
export {AdExIF} from "./models/neurons/adExIf.js";
export type {AdExIFOptions} from "./models/neurons/adExIf.js";
export {AdExIFRef} from "./models/neurons/adExIfRef.js";
export type {AdExIFRefOptions} from "./models/neurons/adExIfRef.js";
export {QuaIF} from "./models/neurons/quaIf.js";
export type {QuaIFOptions} from "./models/neurons/quaIf.js";
export {AdQuaIF} from "./models/neurons/adQuaIf.js";
export type {AdQuaIFOptions} from "./models/neurons/adQuaIf.js";
export {AdQuaIFRef} from "./models/neurons/adQuaIfRef.js";
export type {AdQuaIFRefOptions} from "./models/neurons/adQuaIfRef.js";
export {Gif} from "./models/neurons/gif.js";
export type {GifOptions} from "./models/neurons/gif.js";
export {GifRef} from "./models/neurons/gifRef.js";
export type {GifRefOptions} from "./models/neurons/gifRef.js";
export {CubaLIF} from "./models/neurons/cubaLif.js";
export type {CubaLIFOptions} from "./models/neurons/cubaLif.js";
export {CobaLIF} from "./models/neurons/cobaLif.js";
export type {CobaLIFOptions} from "./models/neurons/cobaLif.js";
export {Izhikevich} from "./models/neurons/izhikevich.js";
export type {IzhikevichOptions} from "./models/neurons/izhikevich.js";
export {IzhikevichRef} from "./models/neurons/izhikevichRef.js";
export type {IzhikevichRefOptions} from "./models/neurons/izhikevichRef.js";
export {HH} from "./models/neurons/hh.js";
export type {HHOptions} from "./models/neurons/hh.js";
export {MorrisLecar} from "./models/neurons/morrisLecar.js";
export type {MorrisLecarOptions} from "./models/neurons/morrisLecar.js";
export {WangBuzsakiHH} from "./models/neurons/wangBuzsakiHh.js";
export type {WangBuzsakiHHOptions} from "./models/neurons/wangBuzsakiHh.js";
export {FitzHughNagumo} from "./models/neurons/fitzHughNagumo.js";
export type {FitzHughNagumoOptions} from "./models/neurons/fitzHughNagumo.js";
export {HindmarshRose} from "./models/neurons/hindmarshRose.js";
export type {HindmarshRoseOptions} from "./models/neurons/hindmarshRose.js";
