/** @file Horizontal lines with a name and a value: threshold, reset and further levels of a voltage. */
import * as Plot from "@observablehq/plot";
import type {Markish} from "@observablehq/plot";
import type {Quantity, Unit, Voltage} from "../index.js";
import type {Frame} from "./figureSpec.js";
import {withUnit} from "./numberText.js";
import {GUIDE_STYLES, RESET, THRESHOLD} from "./palette.js";
import type {LineStyle} from "./palette.js";
import {needLevel} from "./given.js";
import {one} from "./read.js";

/** A horizontal line with a name, such as the voltage that V tends to. */
export interface Guide {
  /** The name in the legend; the value is added to it. */
  label: string;
  /** Voltage; scalar. */
  value: Quantity<Voltage>;
}

/** A guide as it is drawn. */
export interface GuideLine {
  /** In the unit of the axis. */
  readonly value: number;
  /** Name and value, as the legend and the description say them. */
  readonly text: string;
  readonly style: LineStyle;
}

/** The options of a figure that ask for guides. */
export interface GuideOptions {
  threshold?: Quantity<Voltage> | Guide;
  reset?: Quantity<Voltage> | Guide;
  levels?: readonly Guide[];
}

/** The guides that `options` ask for, threshold first. @throws UnitMismatchError, ShapeError naming the option. */
export function guidesOf(who: string, options: GuideOptions, unit: Unit<Voltage>): GuideLine[] {
  const {threshold, reset, levels = []} = options;
  const guide = (name: string, label: string, value: Quantity<Voltage>, style: LineStyle): GuideLine => {
    const number = one(who, name, value, unit);
    return {value: number, text: `${label} ${withUnit(number, unit)}`, style};
  };
  const named = (name: string, asked: Quantity<Voltage> | Guide | undefined, style: LineStyle): GuideLine[] => {
    if (asked === undefined) return [];
    return [isGuide(asked) ? guide(name, asked.label, asked.value, style) : guide(name, name, asked, style)];
  };
  return [
    ...named("threshold", threshold, THRESHOLD),
    ...named("reset", reset, RESET),
    ...levels.map((level, i) => {
      const name = `levels[${i}]`;
      needLevel(who, name, level);
      return guide(name, level.label, level.value, GUIDE_STYLES[i % GUIDE_STYLES.length]!);
    }),
  ];
}

/** The line of a guide across the frame; nothing where its value is not on the axis. */
export function guideMark({value, style}: GuideLine, {y: {domain}}: Frame): Markish {
  if (value < domain[0] || value > domain[1]) return null;
  return Plot.ruleY([value], {
    stroke: style.color,
    strokeWidth: 1.5,
    strokeDasharray: style.dash,
    className: "spikeloop-guide",
  });
}

const isGuide = (asked: Quantity<Voltage> | Guide): asked is Guide =>
  typeof asked === "object" && asked !== null && "label" in asked;
