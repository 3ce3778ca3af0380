/** @file A small drawing that says its shape only: a line in a frame of fixed limits, redrawn by setting one attribute. */
import {decimate} from "spikeloop/visualize";

const SVG = "http://www.w3.org/2000/svg";
/** Units of the drawing; it stretches to its place. */
const [WIDTH, HEIGHT] = [300, 100];
/** Where the line begins, under the spikes' ticks. */
const TOP = 12;

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
    (["bar", "guide", "line", "ticks"] as const).map((name) => {
      const path = document.createElementNS(SVG, "path");
      setAll(path, {class: `spark-${name}`, fill: "none", "vector-effect": "non-scaling-stroke"});
      svg.append(path);
      return [name, path];
    }),
  ) as Record<"bar" | "guide" | "line" | "ticks", SVGPathElement>;
  into.replaceChildren(svg);
  return (data) => {
    for (const [name, path] of Object.entries(pathsOf(data))) paths[name as "line"].setAttribute("d", path);
    svg.setAttribute("aria-label", data.label);
  };
}

/** The paths of a drawing, as the texts of their \`d\`. */
export function pathsOf({x, y, xDomain, yDomain, ticks = [], bar, guide}: SparkData): Record<string, string> {
  const across = (value: number): string => (((value - xDomain[0]) / (xDomain[1] - xDomain[0])) * WIDTH).toFixed(1);
  const up = (value: number): string => {
    const share = (Math.min(yDomain[1], Math.max(yDomain[0], value)) - yDomain[0]) / (yDomain[1] - yDomain[0]);
    return (HEIGHT - 4 - share * (HEIGHT - 4 - TOP)).toFixed(1);
  };
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
    line,
    ticks: ticks.map((at) => `M${across(at)},1V8`).join(""),
    bar: bar === undefined ? "" : `M${across(bar[0])},${String(HEIGHT - 1)}H${across(bar[1])}`,
    guide: guide === undefined ? "" : `M${across(guide)},${String(TOP)}V${String(HEIGHT)}`,
  };
}

function setAll(made: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
}
