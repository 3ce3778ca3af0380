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
export {cos, exp, expm1, exprel, log, log1p, sin, tanh} from "./math/unitless.js";
export {all, any, logicalAnd, logicalNot, logicalOr} from "./math/logic.js";
export type {Condition} from "./math/logic.js";
export {environ} from "./state/environ.js";
export type {EnvironValues} from "./state/environ.js";
export {HiddenState, LongTermState, ParamState, ShortTermState, State} from "./state/state.js";
export type {StateValue} from "./state/state.js";
export {initAllStates, Module, resetAllStates} from "./state/module.js";
export type {InitOptions} from "./state/module.js";
export {Constant, Normal, Uniform} from "./state/initializers.js";
export type {Initializer} from "./state/initializers.js";
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
export {ReluGrad} from "./surrogate/reluGrad.js";
export {Dynamics} from "./models/dynamics.js";
export type {Size} from "./models/dynamics.js";
export type {RegisteredInput} from "./models/inputTable.js";
export {Neuron} from "./models/neurons/neuron.js";
export type {NeuronOptions, SpikeReset} from "./models/neurons/neuron.js";
export {LIF} from "./models/neurons/lif.js";
export type {LIFOptions} from "./models/neurons/lif.js";
export {LIFRef} from "./models/neurons/lifRef.js";
export type {LIFRefOptions} from "./models/neurons/lifRef.js";
