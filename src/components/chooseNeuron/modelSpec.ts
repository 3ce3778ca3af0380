/** @file What the page says and asks of a neuron model, as data: its constants, controls, input and traces. */
import type {NumberParameter} from "../parameters.js";

/** The unit that a model counts its input in. */
export type InputUnit = "mA" | "uA" | "mV/ms" | "S" | "";

/** A state that the figures show beside V. */
export interface ShownState {
  /** As in code, `w`. */
  readonly name: string;
  readonly unit: string;
  readonly meaning: string;
}

/** A constant with a control. */
export interface Tuned extends NumberParameter {
  /** As in code, `tau_w`. */
  readonly name: string;
}

/** A model, or a model and the same with a refractory period: a card of the page. */
export interface ModelSpec {
  /** The class without a refractory period: the name of the card. */
  readonly name: string;
  /** The class with one, where there is one. */
  readonly ref?: string;
  /** What it is, in half a sentence. */
  readonly is: string;
  readonly input: {
    readonly unit: InputUnit;
    /** Whether it comes through the neuron's own synapse. */ readonly synaptic?: true;
  };
  /** The least constant input that keeps it firing, with the constants below: the drive of 1. In the input's unit. */
  readonly rheobase: number;
  /** Time step in ms. */
  readonly dt: number;
  /** The unit of V; empty for a bare number. */
  readonly unit: "mV" | "";
  /** What the axis of V shows. */
  readonly range: readonly [low: number, high: number];
  readonly state?: ShownState;
  /** Constants as code that no control sets. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly tuned: readonly Tuned[];
  /** The refractory period of `ref`. */
  readonly tau_ref?: Tuned;
}

/** A constant with a control. @param limits least, greatest, and step of the slider */
export function tuned(
  name: string,
  label: string,
  unit: string,
  [min, max, step]: readonly [number, number, number],
  initial: number,
): Tuned {
  const symbol = name.replace("delta", "Δ");
  return {name, kind: "number", label, symbol, unit, min, max, step, initial, meaning: label};
}

/** The refractory period of a model. */
export const refractory = (initial: number): Tuned =>
  tuned("tau_ref", "Refractory period", "ms", [0, 20, 0.1], initial);

const CALLABLE = new Set(["ms", "mV", "mA", "uA", "S", "mS", "uF", "ohm"]);

/** A number with its unit as code: `mV(-65)`. */
export function code(value: number, unit: string): string {
  if (unit === "") return String(value);
  return CALLABLE.has(unit) ? `${unit}(${String(value)})` : `quantity(${String(value)}, "${unit}")`;
}
