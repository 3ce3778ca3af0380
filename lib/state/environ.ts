/**
 * @file The environment of a step: what every model may need and no model owns, above all the time step `dt` and the
 * time `t`. Contexts nest, the innermost wins, and a context ends however its body ends.
 */
import {NDArray} from "../array/ndarray.js";
import {EnvironError, ParameterError, ShapeError, UnitMismatchError} from "../core/errors.js";
import {openTrace} from "../core/openTrace.js";
import {showShape} from "../core/shape.js";
import type {Time} from "../units/dimensionTypes.js";
import {functionOf} from "../units/given.js";
import {describe, isQuantity} from "../units/quantity.js";
import type {Quantity} from "../units/quantity.js";
import {ms} from "../units/names.js";

/** The entries that have a meaning for models; others may be added under any other name. */
export interface EnvironValues {
  /** The length of a step. Time. */
  dt: Quantity<Time>;
  /** The time of this step. Time. */
  t: Quantity<Time>;
  /** The index of this step. */
  i: Quantity | number;
  /** Whether the model is being trained. */
  fit: boolean;
  [key: string]: unknown;
}

type Frame = Partial<EnvironValues>;

const settings: Frame = {};
const contexts: Frame[] = [];

function lookUp(key: string): {value: unknown; depth: number} | null {
  for (let depth = contexts.length - 1; depth >= 0; depth--) {
    const frame = contexts[depth];
    if (frame !== undefined && Object.hasOwn(frame, key)) return {value: frame[key], depth};
  }
  return Object.hasOwn(settings, key) ? {value: settings[key], depth: -1} : null;
}

/** The entries that are set, checked. */
function checked(values: Frame): Frame {
  const frame: Frame = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  for (const key of ["dt", "t"] as const) {
    if (!(key in frame)) continue;
    const value: unknown = frame[key];
    if (!isQuantity(value) || !value.unit.sameDimension(ms)) {
      const got = isQuantity(value)
        ? describe(value)
        : typeof value === "number"
          ? `${String(value)} (dimensionless)`
          : typeof value;
      throw new UnitMismatchError(
        `environ: ${key} has the wrong unit, expected ms (time), got ${got}`,
        `write ${key}: ms(0.1)`,
      );
    }
    checkTime(key, value);
  }
  return frame;
}

/** @throws ShapeError when a time is no scalar. @throws ParameterError when `dt` is not positive and finite. */
function checkTime(key: string, time: Quantity): void {
  if (time.size !== 1) {
    throw new ShapeError(`environ: ${key} is not a scalar, expected one number, got shape ${showShape(time.shape)}`);
  }
  const number = time.value instanceof NDArray ? (time.value.data[0] ?? NaN) : 1;
  if (key !== "dt" || (number > 0 && Number.isFinite(number))) return;
  throw new ParameterError(
    `environ: dt is out of range, expected a positive number, got ${String(number)} ${time.unit.toString()}`,
  );
}

/** The environment. */
export const environ = {
  /**
   * Runs `body` with these entries set, and gives back what it gives. They are gone afterwards, also when it throws.
   * @throws UnitMismatchError, ShapeError, ParameterError when `dt` or `t` is not a time, a scalar, or `dt` not positive.
   */
  context<const T>(values: Partial<EnvironValues>, body: () => T): T {
    functionOf("environ.context", "the body", body);
    const depth = contexts.length;
    contexts.push(checked(values));
    try {
      return body();
    } finally {
      contexts.length = depth;
    }
  },

  /**
   * The value of an entry.
   * @throws EnvironError when it is not set and no `fallback` is given.
   */
  get,

  /** The length of a step. @throws EnvironError when it is not set. */
  getDt(): Quantity<Time> {
    return get("dt");
  },

  /** Sets entries for good, below every context. @throws UnitMismatchError when `dt` or `t` is not a time. */
  set(values: Partial<EnvironValues>): void {
    if (openTrace() !== null) {
      throw new EnvironError(
        "environ.set: a trace is open, expected a call outside forLoop, scan, cond and jit, got one inside",
        "use environ.context inside a step",
      );
    }
    Object.assign(settings, checked(values));
  },

  /** Everything that is set here and now. */
  all(): Partial<EnvironValues> {
    return Object.assign({}, settings, ...contexts) as Frame;
  },

  /** Forgets what `set` set. @throws EnvironError inside a context. */
  reset(): void {
    if (contexts.length > 0)
      throw new EnvironError(
        "environ.reset: a context is open, expected to be outside environ.context, got a call inside",
      );
    for (const key of Object.keys(settings)) Reflect.deleteProperty(settings, key);
  },
};

function get<K extends "dt" | "t" | "i" | "fit">(key: K, fallback?: EnvironValues[K]): EnvironValues[K];
function get(key: string, fallback?: unknown): unknown;
function get(key: string, fallback?: unknown): unknown {
  const found = lookUp(key);
  const trace = openTrace();
  if (found === null) {
    if (fallback !== undefined) {
      // that there was nothing is known to the trace, so that it is noticed when there is
      trace?.readEnviron(key, undefined);
      return fallback;
    }
    const example = key === "dt" || key === "t" ? "ms(0.1)" : "...";
    throw new EnvironError(
      `environ.get: "${key}" is not set, expected it in a context or in the settings, got ${showKeys()}`,
      `write environ.context({${key}: ${example}}, () => ...) around the step, or environ.set({${key}: ${example}}) once`,
    );
  }
  return trace === null || found.depth >= trace.environDepth ? found.value : trace.readEnviron(key, found.value);
}

function showKeys(): string {
  const keys = Object.keys(environ.all());
  return keys.length === 0 ? "an empty environment" : `only ${keys.join(", ")}`;
}

/** How many contexts are open; a trace remembers it, to tell what was set outside from what the step sets. */
export function environDepth(): number {
  return contexts.length;
}
