/** @file A figure and the tools beside it: they stay in its place while the figure is drawn again and again. */
import {figureParts, type FigurePart} from "spikeloop/visualize";
import {element} from "../element.js";
import {csvOf} from "./csv.js";
import {shortTable, tableElement} from "./dataTable.js";
import {pngOf, save} from "./download.js";
import {readout} from "./readout.js";
import {fileName, subjectOf, type FigureSubject} from "./subject.js";
import {svgOf, svgText} from "./svgFile.js";
import {toolbar} from "./toolbar.js";

/** Px of a picture for each px on the page. */
const PNG_SCALE = 2;

type Show = (figure: HTMLElement, subject: FigureSubject) => void;
const made = new WeakMap<Element, Show>();
let count = 0;

/** Puts a figure into its place, with tools where `withTools` asked for them. */
export function fillPlace(into: HTMLElement, figure: HTMLElement): void {
  const subject = subjectOf(figure);
  if (subject === undefined) {
    into.replaceChildren(figure);
    return;
  }
  const show = made.get(into) ?? tools(into);
  made.set(into, show);
  show(figure, subject);
}

/** What is in the place now. */
interface Shown {
  readonly figure: HTMLElement;
  readonly subject: FigureSubject;
  readonly parts: readonly FigurePart[];
  readonly name: string;
  readonly description: string;
}

function tools(into: HTMLElement): Show {
  let shown: Shown | undefined;
  const now = (act: (shown: Shown) => void) => (): void => {
    if (shown !== undefined) act(shown);
  };
  const stage = element("div", {class: "figure-stage"});
  const {cursor, output, follow} = readout(stage);
  const table = element("div", {class: "figure-table", hidden: true, tabindex: 0, role: "region"});
  const fillTable = now(({parts, name}) => {
    if (!table.hidden) table.replaceChildren(tableElement(shortTable(parts.map(({data}) => data)), name));
  });
  const {row, buttons} = toolbar([
    {text: "CSV", name: "CSV file of the data", act: now(saveCsv)},
    {text: "SVG", name: "SVG picture", act: now(saveSvg)},
    {text: "PNG", name: "PNG picture", act: now(savePng)},
    {
      text: "Table",
      name: "Table of the numbers",
      act: () => {
        table.hidden = !table.hidden;
        opener?.setAttribute("aria-expanded", String(!table.hidden));
        fillTable();
      },
    },
  ]);
  const opener = buttons[3];
  const words = element("p", {class: "visually-hidden", id: `figure-words-${String(++count)}`});
  table.id = `figure-table-${String(count)}`;
  opener?.setAttribute("aria-expanded", "false");
  opener?.setAttribute("aria-controls", table.id);
  cursor.setAttribute("aria-describedby", words.id);
  into.dataset.tools = "";
  into.replaceChildren(stage, words, element("div", {class: "figure-bar"}, output, row), table);
  return (figure, subject) => {
    const parts = figureParts(figure);
    const textOf = (attribute: string) => parts.map(({drawing}) => drawing.getAttribute(attribute) ?? "");
    const name = textOf("aria-label").join(" and ");
    const description = textOf("aria-description").join(". ");
    shown = {figure, subject, parts, name, description};
    // the cursor stays where it is: taking it out would take the keyboard's focus away
    stage.querySelector("figure")?.remove();
    stage.prepend(figure);
    if (!cursor.isConnected) stage.append(cursor);
    cursor.setAttribute("aria-label", `Read-out of ${name}`);
    row.setAttribute("aria-label", `Files and numbers of ${name}`);
    table.setAttribute("aria-label", `Numbers of ${name}`);
    words.textContent = `${description}. ${keysText(parts)}`;
    follow(parts);
    fillTable();
  };
}

/** What the keys do, in words. */
function keysText(parts: readonly FigurePart[]): string {
  const spikes = parts.some(({data}) => (data.spikes?.steps.length ?? 0) > 0);
  return `Left and Right move the read-out by one step, with Shift by ten${spikes ? ", Page Down and Page Up from spike to spike" : ""}, Home and End to the ends.`;
}

function saveCsv({parts, subject}: Shown): void {
  const text = csvOf(
    parts.map(({data}) => data),
    subject,
    location.href,
  );
  save(fileName(subject, "csv"), new Blob([text], {type: "text/csv"}));
}

function saveSvg({figure, subject, description}: Shown): void {
  const text = svgText(svgOf(figure, subject, description));
  save(fileName(subject, "svg"), new Blob([text], {type: "image/svg+xml"}));
}

function savePng({figure, subject, description}: Shown): void {
  const svg = svgOf(figure, subject, description);
  const [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
  void pngOf(svgText(svg), width, height, PNG_SCALE).then((picture) => save(fileName(subject, "png"), picture));
}
