/** @file From an entry of the glossary to the parameter of a page: the words are the entry's, the numbers the page's. */
import type {NumberParameter} from "../parameters.js";
import {GLOSSARY, type GlossaryEntry, type GlossaryName} from "./entries.js";

/**
 * The parameter that an entry's control sets.
 * @param limits of the control, in the entry's unit
 * @param named whether the symbol is part of the control's name. Default true
 */
export function glossaryParameter(
  name: GlossaryName,
  [min, max, step]: readonly [min: number, max: number, step: number],
  initial: number,
  {named = true}: {named?: boolean} = {},
): NumberParameter {
  const entry: GlossaryEntry = GLOSSARY[name];
  const {label, unit, meaning} = entry;
  const symbol = named ? entry.symbol : "";
  const spoken = symbol === "" ? {spoken: entry.symbol || entry.name} : {};
  return {kind: "number", label, symbol, ...spoken, unit, min, max, step, initial, meaning};
}
