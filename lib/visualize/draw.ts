/** @file From a spec to an element: quiet axes and grid around the marks, and a figure with title, legend and caption. */
import * as Plot from "@observablehq/plot";
import {keepPart} from "./figureData.js";
import type {AxisSpec, FigureOptions, FigureSpec} from "./figureSpec.js";
import {legendElement} from "./legend.js";
import {numberText} from "./numberText.js";
import {ticksOf} from "./ticks.js";

/** Room around the frame in px. The same for every figure, so that figures under one another line up. */
export const MARGIN = {top: 12, right: 14, bottom: 42, left: 60} as const;
/** The room below the frame of a figure whose time axis is written further down. */
const BOTTOM_BARE = 8;
const DEFAULT_WIDTH = 640;
const FONT_SIZE = "12px";

/** Rules of no specificity, so that any rule of the page wins; colours and fonts are the page's. */
const STYLE = `
:where(.spikeloop-figure) {margin: 0 0 1rem; max-width: 100%;}
:where(.spikeloop-title) {font-weight: 600; margin: 0 0 0.25rem;}
:where(.spikeloop-legend) {display: flex; flex-wrap: wrap; gap: 0 1.25em; font-size: 13px; line-height: 1.6;}
:where(.spikeloop-legend > span) {display: inline-flex; align-items: center; gap: 0.5em; white-space: nowrap;}
:where(.spikeloop-figure figcaption) {font-size: 13px; margin: 0.25rem 0 0;}
`;

/** Draws one figure: a `<figure>` with the title, the legend, the SVG and the caption. */
export function draw(spec: FigureSpec): HTMLElement {
  const figure = figureShell(spec.options, spec.name);
  figure.append(...panelParts(spec, {width: spec.options.width, x: spec.x, withTimeAxis: true}));
  return withCaption(figure, spec.options);
}

/** How a panel is drawn: its width, the x axis it shares, and whether that axis is written below it. */
export interface PanelLayout {
  readonly width: number | undefined;
  readonly x: AxisSpec;
  readonly withTimeAxis: boolean;
}

/** The title, the legend and the SVG of a spec, in the order they stand. */
export function panelParts(spec: FigureSpec, layout: PanelLayout): Element[] {
  const {options, legend} = spec;
  const document = documentOf(options);
  const parts = titleParts(options);
  if (legend.length > 0 && options.legend !== false) parts.push(legendElement(document, legend));
  parts.push(svgOf(spec, layout, document));
  return parts;
}

/** A `<figure>` with the rules it needs and nothing drawn yet. */
export function figureShell(options: FigureOptions, name: string): HTMLElement {
  const document = documentOf(options);
  const figure = document.createElement("figure");
  const names = ["spikeloop-figure", `spikeloop-${name}`, options.className];
  figure.setAttribute("class", names.filter((part) => part !== undefined).join(" "));
  figure.append(textElement(document, "style", null, STYLE));
  return figure;
}

/** The title, where there is one. */
export function titleParts(options: FigureOptions): Element[] {
  return options.title === undefined ? [] : [textElement(documentOf(options), "div", "spikeloop-title", options.title)];
}

/** Adds the caption, where there is one. */
export function withCaption(figure: HTMLElement, options: FigureOptions): HTMLElement {
  if (options.caption !== undefined) {
    figure.append(textElement(documentOf(options), "figcaption", null, options.caption));
  }
  return figure;
}

function svgOf(spec: FigureSpec, {width = DEFAULT_WIDTH, x, withTimeAxis}: PanelLayout, document: Document): Element {
  const {y, options} = spec;
  const marginTop = MARGIN.top + (spec.strip ?? 0);
  const marginBottom = withTimeAxis ? MARGIN.bottom : BOTTOM_BARE;
  const height = (options.height ?? spec.height) - MARGIN.bottom + marginBottom;
  const frame = {width: width - MARGIN.left - MARGIN.right, height: height - marginTop - marginBottom, x, y};
  const svg = Plot.plot({
    document,
    width,
    height,
    marginTop,
    marginRight: MARGIN.right,
    marginBottom,
    marginLeft: MARGIN.left,
    style: {background: "none", fontFamily: "inherit", fontSize: FONT_SIZE},
    ariaLabel: options.ariaLabel ?? spec.ariaLabel,
    ariaDescription: options.ariaDescription ?? spec.ariaDescription,
    x: {type: x.type ?? "linear", domain: [...x.domain], axis: null, label: null},
    y: {type: y.type ?? "linear", domain: [...y.domain], axis: null, label: null},
    marks: [
      Plot.gridX(xTicks(x, frame.width), {strokeOpacity: 0.08}),
      Plot.gridY(yTicks(y, frame.height), {strokeOpacity: 0.08}),
      Plot.frame({anchor: "bottom", strokeOpacity: 0.6}),
      Plot.frame({anchor: "left", strokeOpacity: 0.6}),
      withTimeAxis ? Plot.axisX(xTicks(x, frame.width), {...AXIS, label: x.label, labelOffset: 36}) : null,
      Plot.axisY(yTicks(y, frame.height), {...AXIS, label: y.label, labelOffset: 54}),
      ...spec.marks(frame),
    ],
  });
  // a picture is read as one: ARIA forbids names for its parts, which Plot gives; they stay as hooks for style sheets
  svg.setAttribute("role", "img");
  for (const part of svg.querySelectorAll("[aria-label]")) {
    part.setAttribute("data-part", part.getAttribute("aria-label") ?? "");
    part.removeAttribute("aria-label");
  }
  const frameEdges = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: marginTop,
    bottom: height - marginBottom,
  };
  if (spec.data !== undefined) keepPart({...scalesOf(svg), data: spec.data, frame: frameEdges});
  return svg;
}

/** A drawing and its scales, as plain functions. */
function scalesOf(svg: (SVGSVGElement | HTMLElement) & Plot.Plot) {
  const [x, y] = [svg.scale("x"), svg.scale("y")];
  const number = (value: unknown): number => Number(value);
  return {
    drawing: svg as SVGSVGElement,
    xOf: (value: number) => number(x?.apply(value)),
    yOf: (value: number) => number(y?.apply(value)),
    valueAt: (at: number) => number(x?.invert?.(at)),
  };
}

const AXIS = {labelAnchor: "center", labelArrow: "none", tickSize: 4, text: numberText} as const;

function xTicks(axis: AxisSpec, width: number): number[] {
  return ticksOf(axis, Math.max(2, Math.floor(width / 60)));
}

function yTicks(axis: AxisSpec, height: number): number[] {
  return ticksOf(axis, Math.max(2, Math.floor(height / (axis.whole ? 16 : 28))));
}

function textElement(document: Document, tag: string, className: string | null, text: string): HTMLElement {
  const element = document.createElement(tag);
  if (className !== null) element.setAttribute("class", className);
  element.textContent = text;
  return element;
}

/** The caller's document, or the page's. */
function documentOf(options: FigureOptions): Document {
  return options.document ?? globalThis.document;
}
