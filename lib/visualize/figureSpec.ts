/**
 * @file What a figure is before it is drawn: axes, marks, legend and the text that stands for it. A spec is drawn alone
 * by `draw`, or under others on one time axis by `panels`.
 */
import type {Markish} from "@observablehq/plot";
import type {Dimension, Quantity, Unit} from "../index.js";
import type {FigureData} from "./figureData.js";

/** A pair of limits, lower first: `[mV(-80), mV(0)]`. Scalars of one dimension. */
export type Range<D extends Dimension> = readonly [Quantity<D>, Quantity<D>];

/** What every figure takes beside its data. */
export interface FigureOptions {
  /** Width of the drawing in px. Default 640. In a narrower column it shrinks, text included: pass the column's width. */
  width?: number;
  /** Height of the drawing in px, axes included. Default: the figure's own. */
  height?: number;
  /** A line above the figure. Default none. */
  title?: string;
  /** A line below the figure. Default none. */
  caption?: string;
  /** Class names added to the `<figure>`. Default none. */
  className?: string;
  /** Whether to show a legend where there is more than one thing to tell apart. Default true. */
  legend?: boolean;
  /** The short name of the figure for a screen reader. Default: what is drawn against what. */
  ariaLabel?: string;
  /** The figure in words and numbers for a screen reader. Default: computed from the data. */
  ariaDescription?: string;
  /** The document that makes the elements. Default the global one; pass jsdom's on a server. */
  document?: Document;
}

/** One axis; its numbers are in `unit`. */
export interface AxisSpec {
  /** What is drawn along it, with the unit: `V (mV)`. */
  readonly label: string;
  /** The unit of the numbers; null for a count or an index. */
  readonly unit: Unit | null;
  /** The first and the last number shown. */
  readonly domain: readonly [number, number];
  /** Default linear. */
  readonly type?: "linear" | "log";
  /** Whether ticks stand on whole numbers only, as for the index of a neuron. Default false. */
  readonly whole?: boolean;
}

/** A sample of a line or a dot, and its name. */
export interface LegendEntry {
  readonly label: string;
  /** A CSS colour. */
  readonly color: string;
  readonly shape: "line" | "dot" | "tick";
  /** An SVG dash pattern; a solid line without one. */
  readonly dash?: string;
}

/** The space that marks are drawn into. */
export interface Frame {
  /** Width between the margins, in px. */
  readonly width: number;
  /** Height between the margins, in px. */
  readonly height: number;
  /** The x axis, which panels share. */
  readonly x: AxisSpec;
  readonly y: AxisSpec;
}

/** A figure before it is drawn. */
export interface FigureSpec {
  /** The kind of figure, as in its class name: `membrane-trace`. */
  readonly name: string;
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  /** The marks of the data, for a frame; axes and grid are the drawer's. */
  readonly marks: (frame: Frame) => Markish[];
  /** Height in px when drawn alone, axes included. */
  readonly height: number;
  /** Room above the frame, in px, for what is drawn at the top edge. Default 0. */
  readonly strip?: number;
  readonly legend: readonly LegendEntry[];
  readonly ariaLabel: string;
  readonly ariaDescription: string;
  /** The numbers behind the marks, for `figureParts`. Default none. */
  readonly data?: FigureData;
  /** The options the figure was asked for with. */
  readonly options: FigureOptions;
}
