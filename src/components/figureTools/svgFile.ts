/** @file A figure as one SVG that needs no page: computed styles written into it, legend and titles drawn as text. */
import type {FigureSubject} from "./subject.js";

const SVG = "http://www.w3.org/2000/svg";
/** Room around the figure in px. */
const ROOM = 8;
/** What decides how a shape or a text looks. All of them are inherited, but `opacity`. */
const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
  "paint-order",
] as const;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The SVG as it looks now on the page, in its colours and on its ground. */
export function svgOf(figure: Element, subject: FigureSubject, description: string): SVGSVGElement {
  const document = figure.ownerDocument;
  const bounds = figure.getBoundingClientRect();
  const at = ({left, top, width, height}: Box): Box => ({
    left: left - bounds.left + ROOM,
    top: top - bounds.top + ROOM,
    width,
    height,
  });
  const size = {width: Math.ceil(bounds.width) + 2 * ROOM, height: Math.ceil(bounds.height) + 2 * ROOM};
  const make = (tag: string, attributes: Readonly<Record<string, string | number>>, text = ""): Element => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    made.textContent = text;
    return made;
  };
  const outer = make("svg", {...size, viewBox: `0 0 ${String(size.width)} ${String(size.height)}`, role: "img"});
  const parameters = subject.parameters.map(([name, value]) => `${name} = ${value}`).join("; ");
  outer.append(
    make("title", {}, subject.title),
    make("desc", {}, [description, parameters].join("\n")),
    make("rect", {...size, fill: groundOf(figure)}),
  );
  for (const drawing of figure.querySelectorAll("svg")) {
    const {left, top, width, height} = at(drawing.getBoundingClientRect());
    const copy = standalone(drawing);
    for (const [name, value] of Object.entries({x: left, y: top, width, height})) copy.setAttribute(name, tenth(value));
    outer.append(copy);
  }
  for (const [text, place] of textsOf(figure)) {
    const style = getComputedStyle(text.parentElement ?? figure);
    const {left, top, height} = at(place);
    const attributes = {
      x: tenth(left),
      y: tenth(top + 0.76 * height),
      fill: style.color,
      "font-family": style.fontFamily,
      "font-size": style.fontSize,
      "font-weight": style.fontWeight,
    };
    outer.append(make("text", attributes, text.data.trim()));
  }
  return outer as SVGSVGElement;
}

/** The text of the file. */
export function svgText(svg: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** A copy of a drawing that looks the same without the page's rules; a pointer's marks are left out. */
function standalone(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, i) => {
    const styled = copies[i] as Element;
    inline(original, styled, original === drawing);
    for (const name of ["class", "style", "tabindex", "aria-hidden"]) styled.removeAttribute(name);
  });
  for (const part of copy.querySelectorAll('style, [data-part="readout"]')) part.remove();
  for (const name of ["role", "aria-label", "aria-description"]) copy.removeAttribute(name);
  return copy;
}

/** Writes what an element inherits from the page, or has other than its parent, as attributes. */
function inline(original: Element, copy: Element, isRoot: boolean): void {
  const computed = getComputedStyle(original);
  const above = isRoot || original.parentElement === null ? null : getComputedStyle(original.parentElement);
  for (const name of STYLES) {
    const value = computed.getPropertyValue(name);
    if (value === "") continue;
    if (above?.getPropertyValue(name) === value) copy.removeAttribute(name);
    else copy.setAttribute(name, value);
  }
  const opacity = computed.getPropertyValue("opacity");
  if (opacity !== "" && opacity !== "1") copy.setAttribute("opacity", opacity);
  // after what was taken away, nothing refers to the page's own colours
  for (const {name, value} of [...copy.attributes]) {
    if (value === "currentColor") copy.setAttribute(name, computed.color === "" ? "black" : computed.color);
  }
}

/** Title, legend and caption: each text with the place of its first line. */
function textsOf(figure: Element): [Text, Box][] {
  const found: [Text, Box][] = [];
  for (const part of figure.querySelectorAll(".spikeloop-title, .spikeloop-legend > span, figcaption")) {
    for (const node of part.childNodes) {
      if (node.nodeType !== 3) continue;
      const range = figure.ownerDocument.createRange();
      range.selectNode(node);
      const zero = {left: 0, top: 0, width: 0, height: 0};
      found.push([
        node as Text,
        typeof range.getBoundingClientRect === "function" ? range.getBoundingClientRect() : zero,
      ]);
    }
  }
  return found;
}

/** The colour behind an element. */
function groundOf(figure: Element): string {
  for (let over: Element | null = figure; over !== null; over = over.parentElement) {
    const ground = getComputedStyle(over).backgroundColor;
    if (ground !== "" && ground !== "transparent" && ground !== "rgba(0, 0, 0, 0)") return ground;
  }
  return "white";
}

const tenth = (x: number): string => String(Math.round(x * 10) / 10);
