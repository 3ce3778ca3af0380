/** @file One point with a name: a dot, and a text above a rising curve, or below it where the left has no room. */
import * as Plot from "@observablehq/plot";
import type {Markish} from "@observablehq/plot";
import type {Frame} from "./figureSpec.js";
import {BACKGROUND, MARKED} from "./palette.js";

/** The point, in the units of the axes. */
export interface Marked {
  readonly x: number;
  readonly y: number;
  /** The text beside the dot. */
  readonly label: string;
  /** The point in words and numbers, for the description. */
  readonly text: string;
}

/** About the width of a letter, in px. */
const LETTER = 7;

/** Dot and text; nothing where the point is not in the frame. */
export function markedMark({x, y, label}: Marked, frame: Frame): Markish {
  const log = frame.x.type === "log";
  const across = share(x, frame.x.domain, log);
  const up = share(y, frame.y.domain, false);
  if (!(across >= 0 && across <= 1 && up >= 0 && up <= 1)) return null;
  const isLeft = across * frame.width > 20 + LETTER * label.length;
  const isAbove = isLeft || up < 0.2;
  return [
    Plot.dot([[x, y]], {r: 5, fill: MARKED, stroke: BACKGROUND, strokeWidth: 1.5, className: "spikeloop-marked"}),
    Plot.text([[x, y]], {
      text: [label],
      textAnchor: isLeft ? "end" : "start",
      dx: isLeft ? -8 : 8,
      dy: isAbove ? -12 : 13,
      fontWeight: 600,
      fill: "currentColor",
      stroke: BACKGROUND,
      strokeWidth: 4,
    }),
  ];
}

/** How far along the axis a number is, from 0 to 1. */
function share(value: number, [lo, hi]: readonly [number, number], log: boolean): number {
  const f = log ? Math.log : (n: number) => n;
  return (f(value) - f(lo)) / (f(hi) - f(lo));
}
