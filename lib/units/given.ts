/** @file What callers without types may give, and the errors that say what was expected. */
import type {ArrayValue} from "../array/value.js";
import {DTypeError, ParameterError} from "../core/errors.js";
import {asQuantity, isQuantity, kindOf} from "./quantity.js";
import type {Quantity} from "./quantity.js";
import {describeUnit} from "./unit.js";
import type {Unit} from "./unit.js";

/** A quantity, or a number as one. @param unit one that it should have @throws ParameterError when it is neither */
export function quantityOf(who: string, what: string, given: unknown, unit?: Unit): Quantity {
  if (isQuantity(given) || typeof given === "number") return asQuantity(given);
  const expected = unit === undefined ? "a quantity or a number" : describeUnit(unit);
  throw new ParameterError(
    `${who}: ${what} is no quantity, expected ${expected}, got ${kindOf(given)}`,
    howToWrite(given, unit),
  );
}

function howToWrite(given: unknown, unit: Unit | undefined): string | undefined {
  if (typeof given === "string") return `write quantity(${JSON.stringify(given)})`;
  if (typeof given === "object" && given !== null && "nSteps" in given) {
    return "call its array() before the loop, and give the step a row of that";
  }
  return unit === undefined || unit.dim.isDimensionless ? undefined : `write ${callOf(unit)}`;
}

/** How a quantity of this unit is written; a unit such as mV / ms has no constant of its own. */
export function callOf(unit: Unit): string {
  const symbol = unit.toString();
  return /^\w+$/.test(symbol) ? `${symbol}(...)` : `quantity(..., "${symbol}")`;
}

/** The values of a condition. @throws DTypeError when it is not boolean */
export function conditionOf(who: string, given: unknown): ArrayValue {
  if (isQuantity(given) && given.dtype === "bool") return given.value;
  const got = isQuantity(given) ? given.dtype : kindOf(given);
  throw new DTypeError(
    `${who}: a condition is not boolean, expected the result of a comparison, got ${got}`,
    "write x.ne(0), or another comparison",
  );
}

/** A function as it was given. @throws ParameterError when it is none */
export function functionOf<F>(who: string, what: string, given: F): F {
  if (typeof given === "function") return given;
  throw new ParameterError(`${who}: ${what} is no function, expected a function, got ${kindOf(given)}`);
}

/** Options as they were given. @throws ParameterError when they are no object, or one has a name that is not `known` */
export function optionsOf<O extends object>(who: string, options: O, ...known: (keyof O & string)[]): O {
  const given: unknown = options;
  if (typeof given !== "object" || given === null || Array.isArray(given) || isQuantity(given)) {
    throw new ParameterError(`${who}: the options are no object, expected {${known.join(", ")}}, got ${kindOf(given)}`);
  }
  refuseUnknown(who, options, known);
  return options;
}

/** @throws ParameterError when an option has a name that is not `known`: it is misspelt */
export function refuseUnknown(who: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new ParameterError(`${who}: unknown option, expected one of ${known.join(", ")}, got ${unknown}`);
}
