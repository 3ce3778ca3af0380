/**
 * @file The formulas of the tutorial, set when the site is built; the numbers in them are live values like any other, and
 * the symbols of parameters are controls.
 */
import {place} from "../page.js";
import type {ParameterStore} from "../parameterStore.js";
import {symbolControls} from "../symbols.js";
import type {NeuronValues} from "./parameters.js";

/** Formulas as HTML, by the name of their place. */
export type Formulas = Readonly<Record<"equation" | "numbers" | "interval", string>>;

/** Puts the set formulas where the page as served has them in plain letters. */
export function placeFormulas(root: ParentNode, formulas: Formulas): void {
  for (const [name, html] of Object.entries(formulas)) place(root, name).innerHTML = html;
}

/** The equation with numbers in words, for screen readers: it has no MathML, because its numbers change. */
export function labelNumbers(root: ParentNode, values: Readonly<Record<string, string>>): void {
  const {tau = "", restTerm = "", ohms = "", I = ""} = values;
  const formula = place(root, "numbers");
  formula.setAttribute("role", "math");
  formula.setAttribute("aria-label", `${tau} times dV/dt = −V ${restTerm} + ${ohms} times ${I}`);
}

/** Makes the symbols of the formulas controls; the page's own link says where the glossary is. Returns what ends it. */
export function followSymbols(root: HTMLElement, store: ParameterStore<NeuronValues>): () => void {
  return symbolControls(root, store, (place(root, "glossary") as HTMLAnchorElement).href);
}
