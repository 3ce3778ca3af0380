/** @file The map: the rate of each neuron as a colour over its current and time constant, and a crosshair on one cell. */
import * as Plot from "@observablehq/plot";
import {element} from "../element.js";
import {rheobase} from "../firstNeuron/theory.js";
import {cellAt, highestColor, rateOf, type Cell} from "./cells.js";
import {colorLegend, paint} from "./colors.js";
import {CURRENTS, neuronOf, sideOf, TIME_CONSTANTS, type Span} from "./parameters.js";
import type {Sweep} from "./run.js";

/** The room around the frame in px: that of the traces below, so that they line up. */
const MARGIN = {top: 12, right: 14, bottom: 42, left: 60} as const;

export interface Heatmap {
  readonly figure: HTMLElement;
  /** Puts the crosshair on a cell. */
  mark(cell: Cell): void;
  /** The cell under a point of the window; null outside the frame. */
  at(clientX: number, clientY: number): Cell | null;
}

export function heatmap(sweep: Sweep, width: number, height: number): Heatmap {
  const {values, counts} = sweep;
  const side = sideOf(values);
  const frame = {width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom};
  const top = highestColor(values);
  const cross = element("span", {class: "map-cross", "aria-hidden": "true"});
  const plane = element("div", {class: "map-plane"}, picture(counts, side, top), cross);
  Object.assign(plane.style, {
    left: `${String(MARGIN.left)}px`,
    top: `${String(MARGIN.top)}px`,
    width: `${String(frame.width)}px`,
    height: `${String(frame.height)}px`,
  });
  const axes = axesOf(sweep, width, height);
  const figure = element(
    "figure",
    {class: "map"},
    element(
      "div",
      {class: "map-legend"},
      colorLegend(top, Math.min(260, width - 170)),
      element("span", {}, element("span", {class: "map-silent", "aria-hidden": "true"}), " no spike"),
    ),
    element("div", {class: "map-frame"}, plane, axes),
  );
  return {
    figure,
    mark({I, tau}) {
      cross.style.setProperty("--x", percent(I, limits(CURRENTS, side)));
      cross.style.setProperty("--y", percent(tau, limits(TIME_CONSTANTS, side).reverse()));
    },
    at(clientX, clientY) {
      const box = plane.getBoundingClientRect();
      const [x, y] = [(clientX - box.left) / box.width, (box.bottom - clientY) / box.height];
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) return null;
      return cellAt(x * side - 0.5, y * side - 0.5, side);
    },
  };
}

/** A pixel a cell; the style sheet stretches it without smoothing. */
function picture(counts: ArrayLike<number>, side: number, top: number): HTMLCanvasElement {
  const canvas = element("canvas", {width: side, height: side, "aria-hidden": "true"});
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  const image = context.createImageData(side, side);
  paint(counts, side, top / rateOf(1), new Uint32Array(image.data.buffer));
  context.putImageData(image, 0, 0);
  return canvas;
}

/** The limits of an axis: half a cell beyond the first and the last. */
function limits({from, to}: Span, side: number): [number, number] {
  const half = (to - from) / (side - 1) / 2;
  return [from - half, to + half];
}

/** Where a number is between two limits. */
const percent = (value: number, [from = 0, to = 1]: readonly number[]): string =>
  `${String((100 * (value - from)) / (to - from))}%`;

function axesOf(sweep: Sweep, width: number, height: number): Element {
  const side = sideOf(sweep.values);
  const x = limits(CURRENTS, side);
  const boundary = rheobase(neuronOf(sweep.values, TIME_CONSTANTS.from));
  const shown = boundary > x[0] && boundary < x[1] ? [boundary] : [];
  const onLeft = boundary > (x[0] + x[1]) / 2;
  const axis = {labelAnchor: "center", labelArrow: "none", tickSize: 4} as const;
  const halo = {stroke: "var(--theme-background)", strokeOpacity: 0.8};
  const svg = Plot.plot({
    width,
    height,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    style: {background: "none", fontFamily: "inherit", fontSize: "12px"},
    ariaLabel: "Firing rate over current and time constant",
    ariaDescription: description(sweep, boundary),
    x: {domain: x, axis: null},
    y: {domain: limits(TIME_CONSTANTS, side), axis: null},
    marks: [
      Plot.frame({strokeOpacity: 0.6}),
      Plot.axisX({...axis, label: "I (mA)", labelOffset: 36, ticks: Math.max(3, Math.floor(width / 90))}),
      Plot.axisY({...axis, label: "tau (ms)", labelOffset: 54, ticks: 6}),
      Plot.ruleX(shown, {...halo, strokeWidth: 4}),
      Plot.ruleX(shown, {stroke: "currentColor", strokeWidth: 1.5, strokeDasharray: "6 4"}),
      Plot.text(shown, {
        x: (I: number) => I,
        text: (I: number) => `rheobase ${String(Number(I.toPrecision(4)))} mA`,
        frameAnchor: "top",
        dx: onLeft ? -6 : 6,
        dy: 8,
        textAnchor: onLeft ? "end" : "start",
        fill: "currentColor",
        stroke: "var(--theme-background)",
        strokeWidth: 4,
      }),
    ],
  });
  // a picture is read as one: ARIA forbids names for its parts, which Plot gives
  svg.setAttribute("role", "img");
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  return svg;
}

function description({values, counts}: Sweep, boundary: number): string {
  const side = sideOf(values);
  let [silent, most] = [0, 0];
  for (const count of counts) {
    if (count === 0) silent++;
    most = Math.max(most, count);
  }
  const cells = `${String(side)} currents from ${String(CURRENTS.from)} to ${String(CURRENTS.to)} mA, ${String(side)} time constants from ${String(TIME_CONSTANTS.from)} to ${String(TIME_CONSTANTS.to)} ms`;
  return `${cells}. ${String(silent)} neurons are silent; the rheobase is ${String(Number(boundary.toPrecision(4)))} mA. The fastest fire at ${String(rateOf(most))} Hz. The rate grows with the current, and falls with the time constant.`;
}
