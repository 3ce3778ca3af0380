/** @file The legend: a row of samples and names above a figure, in HTML so that it wraps in a narrow column. */
import type {LegendEntry} from "./figureSpec.js";

const SVG = "http://www.w3.org/2000/svg";

/** The legend of `entries`; its samples show the colour and the dashes of what they name. */
export function legendElement(document: Document, entries: readonly LegendEntry[]): HTMLElement {
  const legend = document.createElement("div");
  legend.setAttribute("class", "spikeloop-legend");
  for (const entry of entries) {
    const item = document.createElement("span");
    item.append(sampleOf(document, entry), entry.label);
    legend.append(item);
  }
  return legend;
}

function sampleOf(document: Document, {shape, color, dash}: LegendEntry): SVGSVGElement {
  const sample = document.createElementNS(SVG, "svg");
  const width = shape === "line" ? 28 : 10;
  setAll(sample, {width, height: 10, viewBox: `0 0 ${width} 10`, "aria-hidden": "true", fill: "none"});
  const mark = document.createElementNS(SVG, shape === "dot" ? "circle" : "path");
  if (shape === "dot") setAll(mark, {cx: 5, cy: 5, r: 4, fill: color});
  else
    setAll(mark, {
      d: shape === "line" ? "M0,5H28" : "M5,1V9",
      stroke: color,
      "stroke-width": shape === "line" ? 2 : 1.5,
    });
  if (dash !== undefined) mark.setAttribute("stroke-dasharray", dash);
  sample.append(mark);
  return sample;
}

function setAll(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
