/** @file The times of the ways on a logarithmic axis: a ring for the first call, a dot for the best of the others. */
import * as Plot from "@observablehq/plot";
import {element} from "../element.js";
import {time} from "../sweep/values.js";
import {WAYS, type Measured, type Way} from "./measure.js";
import {WAY_NAMES} from "./values.js";

interface Row {
  readonly way: Way;
  readonly first: number;
  readonly best: number;
}

/** Two marks a way, over the time of a call in ms. */
export function timesFigure({times}: Measured, width: number, height: number): HTMLElement {
  const rows: Row[] = WAYS.map((way) => ({way, first: times[way].first, best: times[way].best}));
  const all = rows.flatMap(({first, best}) => [first, best]);
  const domain = [10 ** Math.floor(Math.log10(Math.min(...all))), 10 ** Math.ceil(Math.log10(Math.max(...all)))];
  const place = {y: "way", stroke: "var(--theme-foreground-focus)", strokeWidth: 2} as const;
  const svg = Plot.plot({
    document,
    width,
    height,
    marginTop: 22,
    marginRight: 20,
    marginBottom: 42,
    marginLeft: 20,
    style: {background: "none", fontFamily: "inherit", fontSize: "12px", overflow: "visible"},
    ariaLabel: "Time of a call, by the way the loop is driven",
    ariaDescription: `A logarithmic axis. ${rows.map(describe).join(" ")}`,
    x: {type: "log", domain, axis: null},
    y: {type: "point", domain: [...WAYS], axis: null, padding: 0.4},
    marks: [
      Plot.gridX({strokeOpacity: 0.15, ticks: decades(domain as [number, number])}),
      Plot.axisX({
        ticks: decades(domain as [number, number]),
        tickFormat: label,
        tickSize: 4,
        label: "time of a call",
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 36,
      }),
      Plot.frame({anchor: "bottom", strokeOpacity: 0.6}),
      Plot.ruleY(WAYS, {y: (way: Way) => way, strokeOpacity: 0.15}),
      Plot.ruleY(rows, {...place, x1: "best", x2: "first", strokeOpacity: 0.5}),
      Plot.dot(rows, {...place, x: "first", r: 5, fill: "var(--theme-background)"}),
      Plot.dot(rows, {...place, x: "best", r: 5, fill: "var(--theme-foreground-focus)"}),
      Plot.text(rows, {
        y: "way",
        text: ({way}: Row) => WAY_NAMES[way],
        frameAnchor: "left",
        textAnchor: "start",
        dy: -15,
        fill: "currentColor",
        stroke: "var(--theme-background)",
        strokeWidth: 4,
      }),
    ],
  });
  // a picture is read as one: ARIA forbids names for its parts, which Plot gives
  svg.setAttribute("role", "img");
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  return element("figure", {class: "state-times"}, legend(), svg);
}

function legend(): HTMLElement {
  const entry = (kind: string, text: string): HTMLElement =>
    element("span", {}, element("span", {class: `state-mark ${kind}`, "aria-hidden": "true"}), ` ${text}`);
  return element("div", {class: "state-legend"}, entry("ring", "first call"), entry("dot", "best of the later ones"));
}

/** The powers of ten between two of them. */
function decades([low, high]: readonly [number, number]): number[] {
  const [from, to] = [low, high].map((x) => Math.round(Math.log10(x))) as [number, number];
  return Array.from({length: to - from + 1}, (_, i) => 10 ** (from + i));
}

/** A power of ten in the unit that suits it. */
function label(milliseconds: number): string {
  const exponent = Math.round(Math.log10(milliseconds));
  const [size, unit] = exponent < 0 ? [3, "µs"] : exponent < 3 ? [0, "ms"] : [-3, "s"];
  return `${String(Math.round(10 ** (exponent + size)))} ${unit}`;
}

const describe = ({way, first, best}: Row): string =>
  `${WAY_NAMES[way]}: the first call ${time(first)}, the best of the others ${time(best)}.`;
