/** @file Figures of several lines over an axis of currents, which the lab needs beside those of the package: a spec like theirs. */
import * as Plot from "@observablehq/plot";
import type {AxisSpec, FigureSpec} from "spikeloop/visualize";

export interface LineStyle {
  readonly color: string;
  readonly dash?: string;
}

/** Told apart by colour and by dashes. */
export const STYLES = {
  first: {color: "var(--spikeloop-line-1, var(--theme-foreground-focus, #3b78c9))"},
  second: {color: "var(--spikeloop-line-2, #c8581a)", dash: "7 2"},
  closed: {color: "currentColor", dash: "2 3"},
  ceiling: {color: "var(--spikeloop-rheobase, #a357b8)", dash: "10 3 2 3"},
  artefact: {color: "var(--spikeloop-threshold, #c43d22)", dash: "6 4"},
} as const satisfies Record<string, LineStyle>;

export interface Line {
  /** Its name in the legend; empty for a line that another one's name stands for. */
  readonly label: string;
  /** Its name in a table of the numbers. Default the label. */
  readonly column?: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly style: LineStyle;
}

/** A horizontal line. */
export interface Level {
  readonly label: string;
  readonly y: number;
  readonly style: LineStyle;
}

export interface LinesFigure {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly levels?: readonly Level[];
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly width: number;
  readonly height: number;
  readonly ariaLabel: string;
  readonly ariaDescription: string;
}

/** What `draw` and `panels` draw. Levels outside the axis are left out; a logarithmic axis has no place for 0. */
export function linesSpec({lines, levels = [], x, y, width, height, ...texts}: LinesFigure): FigureSpec {
  const isOn = (value: number, {domain, type}: AxisSpec): boolean =>
    Number.isFinite(value) && (type !== "log" || value > 0) && domain[0] < domain[1];
  const shownLevels = levels.filter((level) => level.y >= y.domain[0] && level.y <= y.domain[1]);
  return {
    ...texts,
    x,
    y,
    height,
    options: {width, height},
    data: {
      x: {name: "I", unit: x.unit, values: Float32Array.from(lines[0]?.x ?? [])},
      columns: lines.map(({label, column = label, y: values}) => ({
        name: column,
        unit: y.unit,
        values: Float32Array.from(values),
      })),
      spikes: null,
    },
    legend: [...lines, ...shownLevels]
      .filter(({label}) => label !== "")
      .map(({label, style}) => ({label, shape: "line", ...style})),
    marks: () => [
      ...shownLevels.map((level) =>
        Plot.ruleY([level.y], {stroke: level.style.color, strokeDasharray: dashOf(level.style), strokeWidth: 1.5}),
      ),
      ...lines.map((line) =>
        Plot.line(
          Array.from(line.x, (at, i) => [at, line.y[i] as number] as const),
          {
            x: ([at]: readonly [number, number]) => (isOn(at, x) ? at : NaN),
            y: ([, value]: readonly [number, number]) => (isOn(value, y) ? value : NaN),
            stroke: line.style.color,
            strokeDasharray: dashOf(line.style),
            strokeWidth: 1.5,
            clip: true,
            className: "spikeloop-line",
          },
        ),
      ),
    ],
  };
}

const dashOf = ({dash}: LineStyle): string | undefined => dash;
