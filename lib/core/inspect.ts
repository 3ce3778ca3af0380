/** @file The method by which Node's `console.log` shows an object: as its text, not as the fields it is made of. */

export const INSPECT: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;
