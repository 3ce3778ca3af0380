/**
 * @file What an operation costs beside an addition: roughly, as models of cost need it. They are what processors and
 * graphics cards publish for vectors (throughput), not measured on this machine.
 */
import type {FunctionName, PrimitiveName, ElementwiseName} from "../../ir/opTable.js";
import {isFunction} from "../../ir/opTable.js";

/** All others count 1. */
const PRIMITIVES: Readonly<Partial<Record<PrimitiveName, number>>> = {
  div: 10,
  sqrt: 12,
  // both NaNs and zeros of either sign need looking at
  min: 3,
  max: 3,
  floor: 2,
  ceil: 2,
  trunc: 2,
  round: 2,
  toInt: 3,
};

/** A function that a device computes itself; elsewhere it is a program over primitive operations. */
const FUNCTIONS: Readonly<Record<FunctionName, number>> = {
  exp: 12,
  expm1: 25,
  exprel: 35,
  log: 15,
  log1p: 25,
  tanh: 25,
  sin: 20,
  cos: 20,
  pow: 40,
};

/** A compensated sum takes four operations an element. */
export const SUM = 4;

/** The weight of an operation. */
export function weightOf(name: ElementwiseName): number {
  return isFunction(name) ? FUNCTIONS[name] : (PRIMITIVES[name] ?? 1);
}
