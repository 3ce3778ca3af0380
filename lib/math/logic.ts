/** @file Functions of conditions. */
import {elementwise} from "../array/elementwise.js";
import * as structure from "../array/structure.js";
import type {Dimensionless} from "../units/dimensionTypes.js";
import {conditionOf} from "../units/given.js";
import {asQuantity, Quantity} from "../units/quantity.js";
import {DIMENSIONLESS} from "../units/unit.js";
import type {Axis} from "./keepUnit.js";

/** What a comparison gives: booleans. */
export type Condition = Quantity<Dimensionless>;

/** Where both are true. @throws DTypeError when one is not boolean. */
export function logicalAnd(a: Condition, b: Condition): Condition {
  return new Quantity(elementwise("and", conditionOf("logicalAnd", a), conditionOf("logicalAnd", b)), DIMENSIONLESS);
}

/** Where at least one is true. @throws DTypeError when one is not boolean. */
export function logicalOr(a: Condition, b: Condition): Condition {
  return new Quantity(elementwise("or", conditionOf("logicalOr", a), conditionOf("logicalOr", b)), DIMENSIONLESS);
}

/** Where it is false. @throws DTypeError when it is not boolean. */
export function logicalNot(a: Condition): Condition {
  return new Quantity(elementwise("not", conditionOf("logicalNot", a)), DIMENSIONLESS);
}

/** Whether any element along `axis`, or at all, is true (a number: is not 0). */
export function any(x: Quantity, axis?: Axis): Condition {
  return new Quantity(structure.reduce("any", asQuantity(x).value, axis), DIMENSIONLESS);
}

/** Whether every element along `axis`, or all, is true (a number: is not 0). */
export function all(x: Quantity, axis?: Axis): Condition {
  return new Quantity(structure.reduce("all", asQuantity(x).value, axis), DIMENSIONLESS);
}
