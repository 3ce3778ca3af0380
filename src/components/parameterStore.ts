/** @file The one state of a page: the values of its parameters, and who follows them. */
import {allowed, initialValues, type Parameter, type ParametersOf} from "./parameters.js";

/** What a change is: a move that goes on (a drag), one that is done and may be undone, or one that stands by itself (a reset). */
export type Phase = "move" | "commit" | "jump";

type Listener<V> = (values: V, phase: Phase) => void;

export class ParameterStore<V extends object> {
  readonly #listeners = new Set<Listener<V>>();
  #values: V;

  constructor(readonly parameters: ParametersOf<V>) {
    this.#values = initialValues(parameters);
  }

  get values(): V {
    return this.#values;
  }

  /** The parameters that differ from their defaults. */
  get changed(): Partial<V> {
    const initial = initialValues(this.parameters);
    const entries = Object.entries(this.#values).filter(([name, value]) => value !== initial[name as keyof V]);
    return Object.fromEntries(entries) as Partial<V>;
  }

  /** Sets some values, each as its parameter allows; what it does not allow at all changes nothing. */
  set(changes: Readonly<Partial<Record<keyof V, unknown>>>, phase: Phase = "commit"): void {
    const next = {...this.#values};
    for (const [name, given] of Object.entries(changes)) {
      // an address may hold any name, `toString` too
      if (!Object.hasOwn(this.parameters, name)) continue;
      const value = allowed((this.parameters as Record<string, Parameter>)[name] as Parameter, given);
      if (value !== undefined) next[name as keyof V] = value as V[keyof V];
    }
    const same = Object.entries(next).every(([name, value]) => this.#values[name as keyof V] === value);
    if (same && phase === "move") return;
    this.#values = next;
    for (const listener of this.#listeners) listener(next, phase);
  }

  /** Puts every parameter where `changes` says, or to its default. */
  replace(changes: Readonly<Partial<Record<keyof V, unknown>>>, phase: Phase = "commit"): void {
    this.set({...initialValues(this.parameters), ...changes}, phase);
  }

  /** Calls `listener` now and after every change; returns what ends it. */
  follow(listener: Listener<V>): () => void {
    this.#listeners.add(listener);
    listener(this.#values, "move");
    return () => void this.#listeners.delete(listener);
  }
}
