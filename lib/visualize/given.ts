/** @file What callers without types may give a figure, and the errors that say what was expected. */
import {ParameterError, Quantity, Unit} from "../index.js";
import type {FigureOptions} from "./figureSpec.js";

/** The options of every figure. */
const COMMON: readonly (keyof FigureOptions)[] = [
  "width",
  "height",
  "title",
  "caption",
  "className",
  "legend",
  "ariaLabel",
  "ariaDescription",
  "document",
];

/** The options of `who` as they were given. @throws ParameterError when they are no object, or one has another name */
export function optionsOf<O extends FigureOptions>(who: string, options: O, ...own: (keyof O & string)[]): O {
  const known: readonly string[] = [...own, ...COMMON];
  if (!isRecord(options)) {
    throw new ParameterError(
      `${who}: the options are no object, expected {${known.join(", ")}}, got ${kindOf(options)}`,
    );
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return options;
  throw new ParameterError(`${who}: unknown option, expected one of ${known.join(", ")}, got ${unknown}`);
}

/** @throws ParameterError unless `given` is a quantity. `expected` is its unit in words */
export function needQuantity(who: string, name: string, given: unknown, expected: string): void {
  if (given instanceof Quantity) return;
  const hint = typeof given === "object" && given !== null && "toDense" in given ? "write toDense()" : undefined;
  throw new ParameterError(`${who}: ${name} is no quantity, expected ${expected}, got ${kindOf(given)}`, hint);
}

/** @throws ParameterError unless `given` is a unit */
export function needUnit(who: string, name: string, given: unknown): void {
  if (given instanceof Unit) return;
  throw new ParameterError(`${who}: the unit of ${name} is no unit, expected one such as mV, got ${kindOf(given)}`);
}

/** @throws ParameterError unless `given` may be a guide */
export function needLevel(who: string, name: string, given: unknown): void {
  if (isRecord(given)) return;
  throw new ParameterError(`${who}: ${name} is no level, expected {label, value}, got ${kindOf(given)}`);
}

const isRecord = (x: unknown): boolean =>
  typeof x === "object" && x !== null && !Array.isArray(x) && !(x instanceof Quantity);

function kindOf(x: unknown): string {
  if (x instanceof Quantity || typeof x === "number") return String(x);
  if (x instanceof Unit) return `the unit ${x.toString()}`;
  if (typeof x === "string") return JSON.stringify(x);
  if (Array.isArray(x)) return "an array";
  return typeof x === "object" && x !== null ? "an object" : typeof x === "function" ? "a function" : String(x);
}
