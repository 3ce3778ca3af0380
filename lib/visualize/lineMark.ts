/** @file A line through many points, drawn with as few of them as show the same picture. */
import * as Plot from "@observablehq/plot";
import type {Markish} from "@observablehq/plot";
import {decimate} from "./decimate.js";
import type {Frame} from "./figureSpec.js";
import type {LineStyle} from "./palette.js";

/** A line, cut at the frame; it breaks where a value is not finite. @param curve `step-after` holds each value. */
export function lineMark(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  style: LineStyle,
  frame: Frame,
  curve: "linear" | "step-after" = "linear",
): Markish {
  return Plot.line(decimate(x, y, frame.x.domain, frame.width), {
    // A logarithmic axis has no place for 0 and below.
    x: (i: number) => (frame.x.type === "log" && !(x[i]! > 0) ? NaN : x[i]),
    y: (i: number) => (Number.isFinite(y[i]) ? y[i] : NaN),
    curve,
    stroke: style.color,
    strokeDasharray: style.dash,
    strokeWidth: 1.5,
    strokeLinejoin: "round",
    clip: true,
    className: "spikeloop-line",
  });
}
