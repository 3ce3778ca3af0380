/** @file Spikes as short vertical strokes, all in one path: a raster of many thousands stays one element. */
import type {RenderFunction} from "@observablehq/plot";
import type {Frame} from "./figureSpec.js";

/** How far a row of ticks above the frame is from the next, and how tall a tick of it is; in px. */
export const STRIP_ROW = 11;
const STRIP_TICK = 8;
/** The least height of a tick in a raster of many neurons, in px. */
const SHORTEST = 1.5;

type Times = readonly number[] | Float32Array;
type Scale = (value: number) => number;
type PathOf = (x: Scale, y: Scale, marginTop: number) => string;

/** Where a number is written in a path: to a tenth of a px. */
const tenth = (x: number): number => Math.round(x * 10) / 10;

/** A mark of one path, whose `d` is written from the scales of the drawing. */
function strokes(color: string, width: number, path: PathOf): RenderFunction {
  return (_index, {x, y}, _values, {marginTop}, {document}) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", "path");
    element.setAttribute("class", "spikeloop-spikes");
    element.setAttribute("fill", "none");
    element.setAttribute("stroke", color);
    element.setAttribute("stroke-width", String(width));
    element.setAttribute("d", path(x as Scale, y as Scale, marginTop));
    return element;
  };
}

/** Ticks above the frame, in row `row` counted from the frame upwards; times outside the frame are left out. */
export function spikeTicks({x: {domain}}: Frame, times: Times, row: number, color: string): RenderFunction {
  return strokes(color, 1.25, (x, _y, marginTop) => {
    const bottom = marginTop - 4 - row * STRIP_ROW;
    let d = "";
    for (const t of times)
      if (t >= domain[0] && t <= domain[1]) d += `M${tenth(x(t))},${bottom - STRIP_TICK}V${bottom}`;
    return d;
  });
}

/** Ticks at (`times[i]`, `neurons[i]`); where several fall on one spot of the drawing, one. */
export function rasterTicks(
  {x: {domain}}: Frame,
  times: Times,
  neurons: readonly number[],
  color: string,
): RenderFunction {
  return strokes(color, 1, (x, y) => {
    const height = Math.max(SHORTEST, 0.8 * Math.abs(y(1) - y(0)));
    const drawn = new Set<number>();
    let d = "";
    for (let i = 0; i < times.length; i++) {
      const t = times[i]!;
      if (t < domain[0] || t > domain[1]) continue;
      const [left, middle] = [Math.round(2 * x(t)), Math.round(2 * y(neurons[i]!))];
      const spot = left * 65536 + middle;
      if (drawn.has(spot)) continue;
      drawn.add(spot);
      d += `M${left / 2},${tenth(middle / 2 - height / 2)}v${tenth(height)}`;
    }
    return d;
  });
}
