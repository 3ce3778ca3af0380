/** @file The numbers behind a drawn figure, and where they stand in it: what a read-out, a table or a file is made of. */
import type {Unit} from "../index.js";

/** One list of numbers and what they are. */
export interface FigureColumn {
  /** As the axis and the legend say it, without the unit: `V`, `V neuron 3`, `f simulated`. */
  readonly name: string;
  /** The unit of the numbers; null for a count. */
  readonly unit: Unit | null;
  /** All of them, also where the line is drawn with fewer; what is not finite breaks the line. */
  readonly values: Float32Array;
  /** The index of the neuron it belongs to, where there are neurons. */
  readonly neuron?: number;
}

/** Who spiked when, ascending in time. */
export interface FigureSpikes {
  /** The place of each spike in the list of times. */
  readonly steps: readonly number[];
  /** The index of the neuron of each. */
  readonly neurons: readonly number[];
  /** How many neurons could have spiked. */
  readonly population: number;
}

/** The data of one drawing, in the units of its axes. */
export interface FigureData {
  /** Along the x axis, ascending: the times of the steps (`t`), or the currents of a sweep (`I`). */
  readonly x: FigureColumn;
  /** The lines, a number for each of `x`; empty for a raster. */
  readonly columns: readonly FigureColumn[];
  /** Null where the figure was given no spikes. */
  readonly spikes: FigureSpikes | null;
}

/** One drawing of a figure; `panels` has several. Positions are in px of the drawing as it was made. */
export interface FigurePart {
  readonly drawing: SVGSVGElement;
  readonly data: FigureData;
  /** The rectangle between the axes. */
  readonly frame: {readonly left: number; readonly right: number; readonly top: number; readonly bottom: number};
  /** Where a number stands along the x axis. */
  readonly xOf: (value: number) => number;
  /** Where a number stands along the y axis. */
  readonly yOf: (value: number) => number;
  /** The number that stands at a position along the x axis. */
  readonly valueAt: (x: number) => number;
}

const parts = new WeakMap<Element, FigurePart>();

/** Keeps what a drawing shows for as long as the drawing lives. */
export function keepPart(part: FigurePart): void {
  parts.set(part.drawing, part);
}

/**
 * What a figure shows: its drawings from the top down, each with its data and its scales. Empty for an element that
 * none of the functions here has drawn.
 * @example const [{data}] = figureParts(membraneTrace({times, V})); // data.columns[0].values
 */
export function figureParts(figure: Element): FigurePart[] {
  return [...figure.querySelectorAll("svg")].flatMap((svg) => parts.get(svg) ?? []);
}
