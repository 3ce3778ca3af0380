/**
 * @file One level of a trace: what each state is worth at this point, for the program, for a loop's body or for a
 * branch. Levels nest as the blocks of the program do.
 */
import type {NDArray} from "../array/ndarray.js";
import {Recorder, Traced} from "../array/recorder.js";
import type {Scope} from "../array/recorder.js";
import type {ArrayValue} from "../array/value.js";
import {InternalError, StateError} from "../core/errors.js";
import {openTrace} from "../core/openTrace.js";
import type {TraceHooks} from "../core/openTrace.js";
import {environ, environDepth} from "../state/environ.js";
import type {State} from "../state/state.js";
import {isQuantity, Quantity} from "../units/quantity.js";
import type {Value} from "../ir/types.js";

/** A state at one level: its value when the level began, and now. `born`: made at this level, so it had none. */
export interface StateEntry {
  readonly initial: Quantity;
  /** In a loop: the parameter of its body that brings the value in. */
  readonly carry: Value | null;
  current: Quantity;
  written: boolean;
  readonly born: boolean;
}

/** Where values from outside a level come from. */
export type LevelKind = "program" | "loop" | "branch";

/** What a jitted function read of the environment, to notice when that is no longer so. */
export interface EnvironRead {
  readonly key: string;
  readonly value: unknown;
}

export class TraceContext implements TraceHooks {
  readonly states = new Map<State, StateEntry>();
  readonly environReads: EnvironRead[] = [];
  readonly environDepth: number;
  readonly #scope: Scope;
  readonly #environ = new Map<string, unknown>();

  private constructor(
    readonly recorder: Recorder,
    private readonly kind: LevelKind,
    private readonly parent: TraceContext | null,
  ) {
    this.environDepth = parent?.environDepth ?? environDepth();
    this.#scope = recorder.scope;
  }

  /** The level of a whole program. */
  static program(): TraceContext {
    return new TraceContext(new Recorder(), "program", null);
  }

  /** A level for the block that is open now, inside this one. */
  inner(kind: "loop" | "branch"): TraceContext {
    return new TraceContext(this.recorder, kind, this);
  }

  /** A value of this level's block as a quantity in the unit of `like`. */
  traced(value: Value, like: Quantity): Quantity {
    return new Quantity(new Traced(value, this.#scope), like.unit);
  }

  readState(state: State, outside: Quantity | undefined): Quantity | undefined {
    return this.entry(state, outside)?.current;
  }

  createState(state: State, value: Quantity): void {
    this.states.set(state, {initial: value, carry: null, current: value, written: true, born: true});
  }

  writeState(state: State, value: Quantity, outside: Quantity | undefined): void {
    // at the level of the program, what a state was before its first write does not matter
    const entry = this.kind === "program" ? this.states.get(state) : this.entry(state, outside);
    if (entry !== undefined) {
      entry.current = value;
      entry.written = true;
    } else if (this.kind === "program") {
      this.createState(state, value);
    } else {
      throw new StateError(
        `${state.label || state.constructor.name}: first set inside a loop or a branch, expected a value before it, got none`,
        "call initAllStates(module) before the loop",
      );
    }
  }

  readEnviron(key: string, value: unknown): unknown {
    if (this.parent !== null) return this.parent.readEnviron(key, value);
    if (this.#environ.has(key)) return this.#environ.get(key);
    this.environReads.push({key, value});
    const seen =
      isQuantity(value) && !(value.value instanceof Traced)
        ? this.traced(
            this.recorder.input(value.value, () => environArray(key, value)),
            value,
          )
        : value;
    this.#environ.set(key, seen);
    return seen;
  }

  /** The states this level wrote that outlive it. */
  written(): [State, StateEntry][] {
    return [...this.states].filter(([, entry]) => entry.written && !(entry.born && this.kind !== "program"));
  }

  /** What is known of a state here; undefined when it has no value here nor outside. */
  private entry(state: State, outside: Quantity | undefined): StateEntry | undefined {
    let entry = this.states.get(state);
    if (entry === undefined) {
      const value = this.parent === null ? outside : this.parent.readState(state, outside);
      if (value === undefined) return undefined;
      entry = this.enter(state, value);
      this.states.set(state, entry);
    }
    return entry;
  }

  /** The value a state brings into this level: an input of the program, a loop's carry, or the outer value as it is. */
  private enter(state: State, value: Quantity): StateEntry {
    const entry = (initial: Quantity, carry: Value | null, current: Quantity): StateEntry => ({
      initial,
      carry,
      current,
      written: false,
      born: false,
    });
    switch (this.kind) {
      case "program": {
        const input = this.traced(
          this.recorder.input(value.value, () => stateArray(state)),
          value,
        );
        return entry(input, null, input);
      }
      case "branch":
        return entry(value, null, value);
      case "loop": {
        const carry = this.recorder.builder.value(value.dtype, value.shape);
        return entry(value, carry, this.traced(carry, value));
      }
    }
  }
}

/** The open trace as a context, or null. */
export function openContext(): TraceContext | null {
  return openTrace() as TraceContext | null;
}

/** The value that stands for a quantity's numbers in the program being recorded. */
export function valueIn(context: TraceContext, {value}: {readonly value: ArrayValue}): Value {
  return context.recorder.valueOf(value);
}

function stateArray(state: State): NDArray {
  const value = state.peek();
  if (value === undefined) throw new InternalError("a state of a program lost its value");
  return value.value as NDArray;
}

function environArray(key: string, traced: Quantity): NDArray {
  return (environ.get(key) as Quantity).in(traced.unit).value as NDArray;
}
