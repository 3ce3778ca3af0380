/** @file The formulas of the tutorial, set when the site is built; the numbers in them are live values like any other. */
import {place} from "../page.js";

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
