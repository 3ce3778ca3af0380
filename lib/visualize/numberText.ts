/** @file Numbers as a reader says them: four digits, a real minus sign, the unit. */
import type {Unit} from "../index.js";

/** A number with four significant digits and no trailing zeros: `−50`, `65.79`, `1.2e−7`. */
export function numberText(x: number): string {
  return String(Number(x.toPrecision(4))).replace(/-/g, "\u2212");
}

/** A number and its unit: `−50 mV`; the number alone without one. */
export function withUnit(x: number, unit: Unit | null): string {
  return unit === null || unit.dim.isDimensionless ? numberText(x) : `${numberText(x)} ${unit.toString()}`;
}

/** A count of things: `1 spike`, `17 spikes`. */
export function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? "" : "s"}`;
}
