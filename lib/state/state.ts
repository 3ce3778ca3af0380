/**
 * @file State: the values a model carries from step to step, held explicitly so that a transform can find them. The
 * kinds are labels that select states; they do not change how a state works.
 */
import {Traced} from "../array/recorder.js";
import {StateError, UnitMismatchError} from "../core/errors.js";
import {INSPECT} from "../core/inspect.js";
import {openTrace} from "../core/openTrace.js";
import type {Dimension} from "../units/dimensionTypes.js";
import {asQuantity, describe, isBareZero, Quantity} from "../units/quantity.js";
import {describeUnit} from "../units/unit.js";

/** What a state takes: a quantity, or a bare number as a dimensionless one. */
export type StateValue<D extends Dimension> = Quantity<D> | number;

/**
 * A value that changes from step to step. It keeps the unit it was made with: another value of the same dimension is
 * converted on the way in.
 */
export class State<D extends Dimension = Dimension> {
  #value: Quantity<D> | undefined;
  /** What errors call it; a module sets it to the name of its attribute. */
  label: string;

  /** Without a value the state exists, but reading it is an error until it is initialised. */
  constructor(value?: StateValue<D>, label = "") {
    this.label = label;
    if (value === undefined) return;
    const first = asQuantity(value) as Quantity<D>;
    const trace = openTrace();
    if (trace === null) this.#value = first;
    else trace.createState(this, first);
  }

  /** The value: at once, or as it stands at this point of a trace. @throws StateError before it is initialised. */
  get value(): Quantity<D> {
    const value = this.#now();
    if (value !== undefined) return value;
    throw new StateError(
      `${this.describe()}: read before it is initialised, expected a value, got none`,
      "call initAllStates(module) first",
    );
  }

  /** @throws UnitMismatchError when the new value has another dimension. */
  set value(given: StateValue<D>) {
    const next = asQuantity(given) as Quantity<D>;
    const current = this.#value ?? this.#now();
    const value = current === undefined ? next : this.inOwnUnit(next, current);
    const trace = openTrace();
    if (trace === null) this.#value = value;
    else trace.writeState(this, value, this.#value);
  }

  #now(): Quantity<D> | undefined {
    const trace = openTrace();
    return trace === null ? this.#value : (trace.readState(this, this.#value) as Quantity<D> | undefined);
  }

  /** The value outside any trace, or undefined before it is initialised. */
  peek(): Quantity<D> | undefined {
    return this.#value;
  }

  /**
   * Makes `value` the value outside any trace.
   * @throws StateError when it is traced. @throws UnitMismatchError when it has another dimension.
   */
  restore(value: StateValue<D>): void {
    const given = asQuantity(value) as Quantity<D>;
    const next = this.#value === undefined ? given : this.inOwnUnit(given, this.#value);
    if (next.value instanceof Traced) {
      throw new StateError(
        `${this.describe()}: restored to a traced value, expected one that has numbers, got one of a step`,
        "inside a step, assign to value",
      );
    }
    this.#value = next;
  }

  /** `HiddenState(value=Quantity(~float32[1], "mV"))`, on indented lines. */
  toString(): string {
    return `${this.constructor.name}(\n  value=${abstractQuantity(this.#value)}\n)`;
  }

  /** @internal */
  [INSPECT](): string {
    return this.toString();
  }

  private inOwnUnit(next: Quantity<D>, current: Quantity<D>): Quantity<D> {
    if (next.unit === current.unit) return next;
    if (next.unit.sameDimension(current.unit)) return next.in(current.unit);
    if (isBareZero(next)) return new Quantity(next.value, current.unit);
    throw new UnitMismatchError(
      `${this.describe()}: the new value has the wrong unit, expected ${describeUnit(current.unit)}, got ${describe(next)}`,
    );
  }

  private describe(): string {
    return this.label === "" ? this.constructor.name : `${this.constructor.name} ${this.label}`;
  }
}

/** State that a run changes and a reset restores. */
export class ShortTermState<D extends Dimension = Dimension> extends State<D> {}

/** State that outlives resets, such as a running mean. */
export class LongTermState<D extends Dimension = Dimension> extends State<D> {}

/** The dynamical variables of a model, such as a membrane potential. */
export class HiddenState<D extends Dimension = Dimension> extends ShortTermState<D> {}

/** What training changes. */
export class ParamState<D extends Dimension = Dimension> extends LongTermState<D> {}

/** A quantity by its type: `Quantity(~float32[1], "mV")`, as upstream's module trees show values. */
export function abstractQuantity(q: Quantity | undefined): string {
  if (q === undefined) return "None";
  const text = `~${q.dtype}[${q.shape.join(",")}]`;
  return q.unit.dim.isDimensionless ? text : `Quantity(${text}, "${q.unit.toString()}")`;
}
