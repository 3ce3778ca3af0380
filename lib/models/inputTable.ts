/** @file The inputs that projections register with a model, by key, and their sum. */
import {ParameterError, UnitMismatchError} from "../core/errors.js";
import {broadcastShapes} from "../core/shape.js";
import {asQuantity, describe, isBareZero, isQuantity, kindOf} from "../units/quantity.js";
import type {Quantity} from "../units/quantity.js";
import {describeUnit} from "../units/unit.js";

/**
 * An input: an array that is consumed by the next sum, or a function of the sum's arguments, called at every sum. A loop
 * sums once, while it is traced: an array that is registered before it is added at every step of it, as upstream.
 */
export type RegisteredInput =
  | Quantity
  // of a method, so that a function of a Quantity<Voltage> is one too: the model says what it is called with
  | {call(...args: readonly Quantity[]): Quantity}["call"];

/** Inputs in the order they were added. */
export class InputTable {
  readonly #inputs = new Map<string, RegisteredInput>();

  constructor(private readonly kind: string) {}

  /** @throws ParameterError when another input has this key, or it is no input. */
  add(key: string, input: RegisteredInput, label?: string): void {
    const full = labelled(key, label);
    // a caller without types may give anything
    if (typeof input !== "function" && !isAddend(input)) {
      throw new ParameterError(
        `add${this.kind}Input: "${full}" is no input, expected a quantity or a function of the state, got ${kindOf(input)}`,
      );
    }
    const present = this.#inputs.get(full);
    if (present !== undefined && present !== input) {
      throw new ParameterError(
        `add${this.kind}Input: the key is taken, expected a new one, got "${full}"`,
        "use another key, or a label",
      );
    }
    this.#inputs.set(full, input);
  }

  /** @throws ParameterError when there is no such input. */
  get(key: string, label?: string): RegisteredInput {
    const full = labelled(key, label);
    const input = this.#inputs.get(full);
    if (input === undefined) {
      const keys = [...this.#inputs.keys()].map((each) => `"${each}"`).join(", ");
      throw new ParameterError(`get${this.kind}Input: no such input, expected one of ${keys || "none"}, got "${full}"`);
    }
    return input;
  }

  /**
   * `init` plus each input in turn (only those with this label, when one is given). Functions are called with `args`
   * and stay; arrays are taken out.
   */
  sum<Q extends Quantity>(init: Q, args: readonly Quantity[], label?: string): Q {
    let total: Quantity = init;
    const consumed: string[] = [];
    for (const [key, input] of [...this.#inputs]) {
      if (label !== undefined && !key.startsWith(`${label} // `)) continue;
      if (typeof input !== "function") consumed.push(key);
      total = this.plus(total, key, typeof input === "function" ? input(...args) : input);
    }
    for (const key of consumed) this.#inputs.delete(key);
    return total as Q;
  }

  /** @throws ParameterError, UnitMismatchError, ShapeError naming the input */
  private plus(total: Quantity, key: string, input: unknown): Quantity {
    const who = `${this.kind.toLowerCase()} input "${key}"`;
    const expected = describeUnit(total.unit);
    if (!isAddend(input)) {
      throw new ParameterError(`${who}: gave no quantity, expected ${expected}, got ${kindOf(input)}`);
    }
    const q = asQuantity(input);
    if (!q.unit.sameDimension(total.unit) && !isBareZero(q) && !isBareZero(total)) {
      throw new UnitMismatchError(`${who}: the unit does not fit, expected ${expected}, got ${describe(q)}`);
    }
    broadcastShapes(total.shape, q.shape, who);
    return total.add(q as never);
  }
}

const isAddend = (x: unknown): x is Quantity | number => isQuantity(x) || typeof x === "number";

const labelled = (key: string, label: string | undefined): string => (label === undefined ? key : `${label} // ${key}`);
