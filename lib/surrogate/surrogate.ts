/**
 * @file Spike functions: a Heaviside step forward, with a smooth stand-in for its derivative that training follows.
 */
import {elementwise} from "../array/elementwise.js";
import {ParameterError, UnitMismatchError} from "../core/errors.js";
import {floatText} from "../core/floatText.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import {quantityOf} from "../units/given.js";
import {describe, kindOf, Quantity} from "../units/quantity.js";
import {RANGES} from "../units/range.js";
import {DIMENSIONLESS} from "../units/unit.js";

/** What a spike function takes: the distance to the threshold, without a unit. */
export type Distance = Quantity<Dimensionless> | number;

/**
 * A spike function: a step that says who spikes, and a stand-in for its derivative.
 *
 * `x` is the scaled distance to the threshold, $(V - V_{th}) / (V_{th} - V_{reset})$: a number, or a quantity without a
 * unit. The step's own derivative is 0 where there is one, so a gradient taken through it would say that no parameter
 * matters. `derivative` is what a training rule puts in its place; a run of a model never uses it.
 *
 * Parameters are data: another number compiles nothing.
 *
 * To write your own, extend this class and define `slope`.
 */
export abstract class SpikeFunction {
  readonly #parameters: Parameters;

  /**
   * @param parameters what is checked and printed, in the order of printing. Default none
   * @internal
   */
  constructor(parameters: Parameters = {}) {
    this.#parameters = parameters;
    for (const [name, {value, expected, holds}] of Object.entries(parameters)) {
      if (typeof value === "number" && Number.isFinite(value) && holds(value)) continue;
      throw new ParameterError(
        `${this.constructor.name}: ${name} is out of range, expected ${expected}, got ${kindOf(value)}`,
      );
    }
  }

  /**
   * 1 where `x >= 0`, 0 elsewhere (for NaN too); float32, of the shape of `x`.
   * @throws UnitMismatchError when `x` has a unit
   */
  spike(x: Distance): Quantity<Dimensionless> {
    // the 0 is a literal of the program, where `x.ge(0)` would make it an input
    return new Quantity(elementwise("toFloat", elementwise("ge", this.#distance(x).value, 0)), DIMENSIONLESS);
  }

  /**
   * What stands in for the derivative of the step at `x`, element by element; float32, of the shape of `x`.
   * @throws UnitMismatchError when `x` has a unit
   */
  derivative(x: Distance): Quantity<Dimensionless> {
    return this.slope(this.#distance(x));
  }

  /** The derivative's formula; `x` has no unit. */
  protected abstract slope(x: Quantity<Dimensionless>): Quantity<Dimensionless>;

  /** As upstream prints it: `ReluGrad(alpha=0.3, width=1.0)`. */
  toString(): string {
    const shown = Object.entries(this.#parameters).map(([name, {value, isWhole}]) => {
      return `${name}=${isWhole === true ? String(value) : floatText(value)}`;
    });
    return `${this.constructor.name}(${shown.join(", ")})`;
  }

  #distance(x: Distance): Quantity<Dimensionless> {
    const q = quantityOf(this.constructor.name, "x", x);
    if (q.unit.dim.isDimensionless) return (q as Quantity<Dimensionless>).in(DIMENSIONLESS);
    throw new UnitMismatchError(
      `${this.constructor.name}: x has a unit, expected the scaled distance to the threshold, got ${describe(q)}`,
      "scale it: V.sub(V_th).div(V_th.sub(V_reset))",
    );
  }
}

/** The parameters of a spike function by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** A parameter's value and what it must be. */
export interface Parameter {
  readonly value: number;
  readonly expected: string;
  readonly holds: (x: number) => boolean;
  /** Printed without a point. */
  readonly isWhole?: boolean;
}

/** A parameter that must be above 0, such as a sharpness or a width. */
export const positive = (value: number): Parameter => ({value, ...RANGES.positive});

/** A parameter that must not be below 0, such as a height. */
export const notNegative = (value: number): Parameter => ({value, ...RANGES.notNegative});

/** A parameter that may be any finite number, such as a slope. */
export const finite = (value: number): Parameter => ({value, ...RANGES.finite});

/** A count, from 1. */
export const count = (value: number): Parameter => ({
  value,
  expected: "a whole number from 1",
  holds: (x) => Number.isInteger(x) && x >= 1,
  isWhole: true,
});
