/**
 * @file One level of a trace: what each state is worth at this point, for the program, for a loop's body or for a
 * branch. Levels nest as the blocks of the program do.
 */
import type {NDArray} from "../array/ndarray.js";
import {Recorder, Traced} from "../array/recorder.js";
import type {Scope} from "../array/recorder.js";
import {concrete} from "../array/value.js";
import type {ArrayValue} from "../array/value.js";
import {InternalError} from "../core/errors.js";
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

  readState(state: State, current: Quantity): Quantity {
    return this.entry(state, current).current;
  }

  writeState(state: State, value: Quantity): void {
    const current = state.peek();
    if (current === undefined || (this.kind === "program" && !this.states.has(state))) {
      // it is new, or written before it was read: what it was before does not matter
      this.states.set(state, {initial: value, carry: null, current: value, written: true, born: true});
      return;
    }
    const entry = this.entry(state, current);
    entry.current = value;
    entry.written = true;
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

  private entry(state: State, current: Quantity): StateEntry {
    let entry = this.states.get(state);
    if (entry === undefined) {
      entry = {...this.enter(state, current), written: false, born: false};
      this.states.set(state, entry);
    }
    return entry;
  }

  /** The value a state brings into this level: an input of the program, a loop's carry, or the outer value as it is. */
  private enter(state: State, current: Quantity): {initial: Quantity; carry: Value | null; current: Quantity} {
    if (this.parent === null) {
      concrete(current.value, `state ${state.label}`);
      const input = this.traced(
        this.recorder.input(current.value, () => stateArray(state)),
        current,
      );
      return {initial: input, carry: null, current: input};
    }
    const initial = this.parent.readState(state, current);
    if (this.kind === "branch") return {initial, carry: null, current: initial};
    const carry = this.recorder.builder.value(initial.dtype, initial.shape);
    return {initial, carry, current: this.traced(carry, initial)};
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
