/** @file Which operations give the same bits in either order (all NaNs being equal). */
import type {ElementwiseName} from "../opTable.js";

export const COMMUTATIVE: ReadonlySet<ElementwiseName> = new Set<ElementwiseName>([
  "add",
  "mul",
  "min",
  "max",
  "eq",
  "ne",
  "and",
  "or",
  "xor",
  "bitAnd",
  "bitOr",
  "bitXor",
]);
