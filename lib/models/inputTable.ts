/** @file The inputs that projections register with a model, by key, and their sum. */
import {ParameterError} from "../core/errors.js";
import type {Quantity} from "../units/quantity.js";

/** An input: an array that is consumed by the next sum, or a function of the sum's arguments, called at every sum. */
export type RegisteredInput = Quantity | ((...args: readonly Quantity[]) => Quantity);

/** Inputs in the order they were added. */
export class InputTable {
  readonly #inputs = new Map<string, RegisteredInput>();

  constructor(private readonly kind: string) {}

  /** @throws ParameterError when another input has this key. */
  add(key: string, input: RegisteredInput, label?: string): void {
    const full = labelled(key, label);
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
      total = total.add((typeof input === "function" ? input(...args) : input) as never);
    }
    for (const key of consumed) this.#inputs.delete(key);
    return total as Q;
  }
}

const labelled = (key: string, label: string | undefined): string => (label === undefined ? key : `${label} // ${key}`);
