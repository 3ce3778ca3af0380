/** @file A small drawing: a line in a frame of fixed limits, a few numbers beside it, redrawn by setting one attribute. */
import {decimate} from "spikeloop/visualize";
import {element} from "../element.js";

const SVG = "http://www.w3.org/2000/svg";
/** Units of the drawing; it stretches to its place. */
const [WIDTH, HEIGHT] = [300, 100];
/** Where the line begins, under the spikes' ticks. */
const TOP = 12;
/** The share of the height at which the least value is. */
const BOTTOM = HEIGHT - 4;

const PATHS = ["axis", "bar", "guide", "line", "ticks"] as const;
type PathName = (typeof PATHS)[number];

export interface SparkData {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** Places of ticks at the top edge. */
  readonly ticks?: readonly number[];
  /** A bar along the bottom, from and to: when the input is on. */
  readonly bar?: readonly [number, number];
  /** A dashed line at such an x. */
  readonly guide?: number;
  /** Values whose numbers stand beside the frame and below it. */
  readonly xTicks?: readonly number[];
  readonly yTicks?: readonly number[];
  /** What it shows, for a screen reader. */
  readonly label: string;
}

/** Makes a drawing in a place; what it gives draws data there. */
export function spark(into: HTMLElement): (data: SparkData) => void {
  const svg = document.createElementNS(SVG, "svg");
  // named from the beginning: a picture without a name is none to a screen reader
  setAll(svg, {
    "aria-label": "not drawn yet",
    viewBox: `0 0 ${String(WIDTH)} ${String(HEIGHT)}`,
    preserveAspectRatio: "none",
    role: "img",
  });
  const paths = Object.fromEntries(
    PATHS.map((name) => {
      const path = document.createElementNS(SVG, "path");
      setAll(path, {class: `spark-${name}`, fill: "none", "vector-effect": "non-scaling-stroke"});
      svg.append(path);
      return [name, path];
    }),
  ) as Record<PathName, SVGPathElement>;
  into.replaceChildren(svg);
  let shown = "";
  return (data) => {
    const drawn = pathsOf(data);
    for (const name of PATHS) paths[name].setAttribute("d", drawn[name]);
    svg.setAttribute("aria-label", data.label);
    const numbers = numbersOf(data);
    if (JSON.stringify(numbers) === shown) return;
    shown = JSON.stringify(numbers);
    into.replaceChildren(svg, ...numbers.map(placed));
  };
}

type Scales = Pick<SparkData, "xDomain" | "yDomain">;

const acrossOf =
  ({xDomain: [from, to]}: Scales) =>
  (value: number): number =>
    ((value - from) / (to - from)) * WIDTH;

/** A value outside the frame stays on its edge. */
const upOf =
  ({yDomain: [from, to]}: Scales) =>
  (value: number): number =>
    BOTTOM - ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (BOTTOM - TOP);

/** The paths of a drawing, as the texts of their `d`. */
export function pathsOf(data: SparkData): Record<PathName, string> {
  const {x, y, xDomain, ticks = [], bar, guide, yTicks} = data;
  const across = (value: number): string => acrossOf(data)(value).toFixed(1);
  const up = (value: number): string => upOf(data)(value).toFixed(1);
  let line = "";
  let pen = "M";
  for (const i of decimate(x, y, xDomain, WIDTH)) {
    const value = y[i] as number;
    if (Number.isFinite(value)) {
      line += `${pen}${across(x[i] as number)},${up(value)}`;
      pen = "L";
    } else pen = "M";
  }
  return {
    axis: yTicks === undefined ? "" : `M0,${String(TOP)}V${String(BOTTOM)}`,
    line,
    ticks: ticks.map((at) => `M${across(at)},1V8`).join(""),
    bar: bar === undefined ? "" : `M${across(bar[0])},${String(HEIGHT - 1)}H${across(bar[1])}`,
    guide: guide === undefined ? "" : `M${across(guide)},${String(TOP)}V${String(HEIGHT)}`,
  };
}

/** A number beside a drawing: along which side, and how far from its left or top in per cent. */
interface SparkNumber {
  readonly side: "x" | "y";
  readonly at: number;
  readonly text: string;
}

export function numbersOf(data: SparkData): SparkNumber[] {
  const text = (value: number): string => String(value).replace("-", "\u2212");
  const {xTicks = [], yTicks = []} = data;
  return [
    ...yTicks.map((value) => ({side: "y", at: (100 * upOf(data)(value)) / HEIGHT, text: text(value)}) as const),
    ...xTicks.map((value) => ({side: "x", at: (100 * acrossOf(data)(value)) / WIDTH, text: text(value)}) as const),
  ];
}

/** The label of the picture says it in words, so that the numbers are for the eye. */
function placed({side, at, text}: SparkNumber): HTMLElement {
  const style = `${side === "x" ? "left" : "top"}: ${String(at)}%`;
  return element("span", {class: `spark-number ${side}`, "aria-hidden": "true", style}, text);
}

function setAll(made: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
}
