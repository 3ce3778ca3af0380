/** @file The errors of the package: one class a mistake. Messages read `Thing: what is wrong, expected X, got Y`. */

/** What every error of the package extends: a message, and where it helps a second line that says how to fix it. */
export class SpikeloopError extends Error {
  constructor(message: string, hint?: string) {
    super(hint === undefined ? message : `${message}\nhint: ${hint}`);
    this.name = new.target.name;
  }
}

/** Two units that measure different things met; the message names both units and both dimensions. */
export class UnitMismatchError extends SpikeloopError {}

/** A text is not a unit, or not a number with a unit. */
export class UnitParseError extends SpikeloopError {}

/** An array has the wrong shape, or two shapes do not broadcast. */
export class ShapeError extends SpikeloopError {}

/** An operation got numbers where it needs booleans, or the reverse. */
export class DTypeError extends SpikeloopError {}

/** A traced value was used as if it were a number: branched on, read, or kept after its trace ended. */
export class TraceError extends SpikeloopError {}

/** Something a step needs (`dt`, `t`, ...) is not in the environment. */
export class EnvironError extends SpikeloopError {}

/** A state was read before it was initialised. */
export class StateError extends SpikeloopError {}

/** A parameter has a value the model cannot take: not finite, or a time constant that is not positive. */
export class ParameterError extends SpikeloopError {}

/** What a rollout would record does not fit in memory. */
export class RecordTooLargeError extends SpikeloopError {
  constructor(
    message: string,
    hint?: string,
    /** How many bytes it needs. */
    readonly bytes = NaN,
  ) {
    super(message, hint);
  }
}

/** A backend that was asked for is not there. */
export class BackendError extends SpikeloopError {}

/** A value that a rollout computed is not finite, where the caller asked for that to be checked. */
export class NotFiniteError extends SpikeloopError {}

/** A fault of the package itself. */
export class InternalError extends SpikeloopError {
  constructor(message: string) {
    super(`internal: ${message}`, "this is a fault of spikeloop; please report it with the program that caused it");
  }
}
