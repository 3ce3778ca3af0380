/** @file Two quantities and a method: the rule that gave the result its unit, in words and as rows of exponents. */
import type {Quantity} from "spikeloop";
import type {ListingTried} from "../runListing.js";
import type {Operation, UnitsValues} from "./parameters.js";
import {BASE, dimensionWords, exponentsOf, hasWord, read, sizeOf, type Reading} from "./reading.js";
import {runShown} from "./run.js";
import {listing} from "./listings.js";

export interface Combined extends ListingTried {
  readonly operation: Operation;
  readonly a: Reading;
  readonly b: Reading;
  /** Missing where the method refuses, or a text is no quantity. */
  readonly result: Quantity | undefined;
}

/** Runs the listing of the two quantities. */
export function combine(values: UnitsValues): Combined {
  const shown = runShown(listing("combine", values));
  return {
    ...shown,
    operation: values.operation as Operation,
    a: read(values.a),
    b: read(values.b),
    result: shown.scope.result as Quantity | undefined,
  };
}

/** Which rule gave the result its unit, or why there is no result. */
export function ruleStory({operation, a, b, result, refused}: Combined): string {
  if ("refused" in a || "refused" in b) return "One of the two is no quantity, so there is nothing to do with it.";
  const [left, right] = [a.quantity, b.quantity];
  if (operation === "mul" || operation === "div") return productStory(operation, left, right, result as Quantity);
  return alignedStory(operation, left, right, result, refused);
}

function alignedStory(
  operation: Operation,
  left: Quantity,
  right: Quantity,
  result: Quantity | undefined,
  refused: string | undefined,
): string {
  const answer = operation === "add" || operation === "sub" ? "The result is in" : "The two are compared in";
  const [here, there] = [left, right].map(({unit}) => dimensionWords(unit.dim)) as [string, string];
  if (!left.unit.sameDimension(right.unit)) {
    if (refused !== undefined)
      return `The exponents differ: the left is ${withArticle(here)}, the right ${withArticle(there)}. There is no unit for both, so it is an error.`;
    if (isZero(left) || isZero(right)) {
      const kept = (isZero(right) ? left : right).unit;
      return `A bare 0 is 0 in every unit, so it fits any. ${answer} ${named(kept)}.`;
    }
    return `The exponents differ, ${here} and ${there}, so they are not equal. That is an answer, not an error.`;
  }
  if (left.unit.dim.isDimensionless && left.unit.equals(right.unit))
    return "Both are pure numbers: there is nothing to convert.";
  if (left.unit.equals(right.unit))
    return `Both are in ${named(left.unit)}: nothing is converted. ${answer} that unit.`;
  const same = `The exponents are the same, ${here}, but the units are not. The left unit wins: the right side is converted, ${String(right)} = ${String(right.in(left.unit))}.`;
  return result === undefined ? same : `${same} ${answer} ${named(left.unit)}.`;
}

function productStory(operation: "mul" | "div", left: Quantity, right: Quantity, result: Quantity): string {
  const [verb, made] = operation === "mul" ? ["added", "multiply"] : ["subtracted", "divide"];
  const [here, there, given] = [left, right, result].map((q) => dimensionWords(q.unit.dim)) as [string, string, string];
  const unit = operation === "mul" ? left.unit.mul(right.unit) : left.unit.div(right.unit);
  const together = `The exponents are ${verb}: ${here} and ${there} give ${given}.`;
  if (left.unit.dim.isDimensionless && right.unit.dim.isDimensionless)
    return `Both are pure numbers, and so is what they give.`;
  if (right.unit.dim.isDimensionless) return `The right is a pure number, so the unit stays ${named(left.unit)}.`;
  if (left.unit.dim.isDimensionless && operation === "mul")
    return `The left is a pure number, so the unit stays ${named(right.unit)}.`;
  if (unit.dim.isDimensionless) {
    const ratio = unit.factor === 1 && unit.scale === 0;
    const size = ratio ? "Their sizes cancel too." : `The size that is left, ${sizeOf(unit)}, goes into the number.`;
    return `The exponents are ${verb}, and all of them cancel: a pure number is left. ${size}`;
  }
  const sizes = `The units ${made}: ${sizeOf(left.unit)} and ${sizeOf(right.unit)} give ${sizeOf(unit)}`;
  const spelled = /[*/^]/.test(unit.symbol);
  return spelled
    ? `${together} ${sizes}. No unit with a name has this dimension and this size, so it is spelled out: ${unit.symbol}.`
    : `${together} ${sizes}, the size of ${unit.symbol}.`;
}

/** A row of the table of exponents. */
export interface ExponentRow {
  readonly text: string;
  readonly label: string;
  /** One for each column. */
  readonly exponents: readonly number[];
  readonly size: string;
}

/** The exponents of the two and of the result, in the columns of those base units that one of them has. */
export function exponentRows({a, b, result}: Combined): {columns: readonly string[]; rows: readonly ExponentRow[]} {
  const all = [a, b].flatMap((reading) => ("quantity" in reading ? [reading.quantity] : []));
  if (result !== undefined && result.dtype !== "bool") all.push(result);
  const used = BASE.map((_, i) => i).filter((i) => all.some(({unit}) => unit.dim.exponents[i] !== 0));
  return {
    columns: used.map((i) => BASE[i]?.symbol ?? ""),
    rows: all.map((q) => ({
      text: String(q),
      label: q.unit.dim.label,
      exponents: used.map((i) => q.unit.dim.exponents[i] as number),
      size: sizeOf(q.unit),
    })),
  };
}

/** The unit as a sentence names it. */
const named = (unit: Quantity["unit"]): string => (unit.dim.isDimensionless ? "no unit at all" : unit.symbol);

/** Whether it is a bare 0. */
const isZero = (q: Quantity): boolean => q.unit.dim.isDimensionless && Number(q) === 0;

function withArticle(words: string): string {
  if (words.startsWith("a pure")) return words;
  return `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`;
}

/** The dimension of a result in words and exponents. */
export function resultDimension(result: Quantity | undefined): string {
  if (result === undefined) return "no result";
  if (result.dtype === "bool") return "a truth value, no quantity";
  const {dim} = result.unit;
  if (dim.isDimensionless) return "dimensionless";
  const {symbols} = exponentsOf(dim);
  return hasWord(dim) ? `${dim.label}, ${symbols}` : symbols;
}
