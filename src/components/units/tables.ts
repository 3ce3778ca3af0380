/** @file The tables of the page about units whose rows depend on what is typed. A test holds the page as served to them. */
import {element} from "../element.js";
import {withUnit} from "../parameters.js";
import {exponentRows, type Combined} from "./arithmetic.js";
import {conversions, read} from "./reading.js";

/** A cell whose text follows what is typed. */
function live(name: string, text: string): HTMLElement {
  return element("span", {class: "story", "data-value": name}, text);
}

/** A typed quantity in each unit of its dimension. */
export function conversionTable(text: string): HTMLElement {
  const reading = read(text);
  const rows = "refused" in reading ? [] : conversions(reading.quantity);
  return table(
    ["unit", "size in SI", "the quantity"],
    rows.map(({unit, size, text: printed, own}) => ({
      own,
      cells: [unit, live("conversionSize", size), live("conversion", printed)],
    })),
  );
}

/** The exponents of two typed quantities and of what they give. */
export function exponentTable(combined: Combined): HTMLElement {
  const {columns, rows} = exponentRows(combined);
  return table(
    ["", ...columns, "size in SI", "dimension"],
    rows.map(({text, exponents, size, label}, i) => ({
      own: i === 2,
      cells: [
        live("exponentText", text),
        ...exponents.map((exponent) => live("exponent", withUnit(exponent, ""))),
        live("exponentSize", size),
        label,
      ],
    })),
  );
}

interface Row {
  readonly own: boolean;
  readonly cells: readonly (HTMLElement | string)[];
}

function table(head: readonly string[], rows: readonly Row[]): HTMLElement {
  const heads = head.map((text) => (text === "" ? element("td", {}) : element("th", {scope: "col"}, text)));
  return element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...heads)),
    element(
      "tbody",
      {},
      ...rows.map(({own, cells}) =>
        element(
          "tr",
          {"aria-current": own ? "true" : undefined},
          ...cells.map((cell, i) => (i === 0 ? element("th", {scope: "row"}, cell) : element("td", {}, cell))),
        ),
      ),
    ),
  );
}
