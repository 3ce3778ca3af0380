/** @file A function traced and compiled at its first call, and run as one program from then on. */
import {type NDArray} from "../array/ndarray.js";
import {TraceError} from "../core/errors.js";
import {sameShape} from "../core/shape.js";
import {environ} from "../state/environ.js";
import {isQuantity, kindOf} from "../units/quantity.js";
import type {Quantity} from "../units/quantity.js";
import {optionsOf} from "../units/given.js";
import type {BackendOptions} from "./auto.js";
import {BACKEND_OPTIONS} from "./auto.js";
import type {Rollout} from "./rollout.js";
import {runRollout, traceRollout} from "./rollout.js";
import {openContext} from "./traceContext.js";
import type {Flat, Stacked} from "./tree.js";
import {flatten, flattenRecords} from "./tree.js";

/** How many forms of arguments one jitted function remembers. */
const CAPACITY = 16;

/** Stands for an entry that the environment does not have. */
const ABSENT = Symbol("absent");

/** A trace, and what must still hold for it to be reused. */
interface Remembered {
  readonly rollout: Rollout;
  readonly stateTypes: readonly (readonly [state: {peek(): Quantity | undefined}, like: Quantity])[];
  /** Holds the arguments of the call under way. */
  readonly slots: {args: readonly Quantity[]};
}

/**
 * A function of the same arguments that is traced once for each form, shape and unit of them, and then runs as one
 * compiled program. Numbers in the arguments become dimensionless quantities. States it reads and writes are inputs
 * and outputs, `dt` and the rest of the environment are read anew at each call; other quantities it uses are those of
 * the first call.
 *
 * @param f takes and returns quantities, or trees of them
 * @throws TraceError when `f` uses a traced value as a number. No state changes when anything throws.
 */
export function jit<A extends readonly unknown[], R>(
  f: (...args: A) => R,
  options: BackendOptions = {},
): (...args: A) => Stacked<R> {
  if (typeof f !== "function") {
    throw new TraceError(`jit: nothing to trace, expected a function, got ${kindOf(f)}`);
  }
  optionsOf("jit", options, ...BACKEND_OPTIONS);
  const remembered = new Map<string, Remembered>();
  return (...args) => {
    const start = performance.now();
    const flat = flatten(args, "jit");
    if (openContext() !== null) return inTrace(f as (...args: readonly unknown[]) => unknown, flat) as Stacked<R>;
    const signature = signatureOf(flat);
    let entry = remembered.get(signature);
    if (entry === undefined || !stillHolds(entry)) {
      entry = trace(f as (...args: readonly unknown[]) => unknown, flat);
      remembered.delete(signature);
      remembered.set(signature, entry);
      if (remembered.size > CAPACITY) remembered.delete(remembered.keys().next().value as string);
    }
    entry.slots.args = flat.leaves;
    try {
      return runRollout(entry.rollout, options, start) as Stacked<R>;
    } finally {
      entry.slots.args = [];
    }
  };
}

/** Inside a trace `f` is a part of it; its numbers become quantities as they do outside. */
function inTrace(f: (...args: readonly unknown[]) => unknown, flat: Flat): unknown {
  const given = flattenRecords(f(...(flat.rebuild(flat.leaves) as readonly unknown[])), "jit");
  return given.rebuild(given.leaves);
}

function signatureOf({form, leaves}: Flat): string {
  return form + leaves.map((q) => `|${q.dtype}[${q.shape.join()}]${q.unit.toString()}`).join("");
}

function trace(f: (...args: readonly unknown[]) => unknown, flat: Flat): Remembered {
  const slots: Remembered["slots"] = {args: []};
  const rollout = traceRollout("jit", (context) => {
    const traced = flat.leaves.map((leaf, i) => {
      const input = context.recorder.input(leaf.value, () => slots.args[i]?.value as NDArray);
      return context.traced(input, leaf);
    });
    return {value: f(...(flat.rebuild(traced) as readonly unknown[])), looked: []};
  });
  return {rollout, stateTypes: rollout.stateInputs, slots};
}

/** Whether states and environment still are of the kind that was traced. */
function stillHolds({rollout, stateTypes}: Remembered): boolean {
  return (
    stateTypes.every(([state, like]) => sameType(state.peek(), like)) &&
    rollout.environReads.every(({key, value}) => {
      const now = environ.get(key, ABSENT);
      return isQuantity(value)
        ? isQuantity(now) && sameType(now, value)
        : Object.is(now, value === undefined ? ABSENT : value);
    })
  );
}

function sameType(a: Quantity | undefined, b: Quantity): boolean {
  return a !== undefined && a.unit === b.unit && a.dtype === b.dtype && sameShape(a.shape, b.shape);
}
