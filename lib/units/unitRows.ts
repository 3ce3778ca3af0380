/** @file The facts of the SI as data: the metric prefixes and one row for each unit that takes them. */
import {
  AMOUNT,
  CAPACITANCE,
  CHARGE,
  CONCENTRATION,
  CONDUCTANCE,
  CURRENT,
  type Dim,
  NO_DIMENSION,
  ENERGY,
  ENERGY_PER_TIME,
  FORCE,
  FREQUENCY,
  LENGTH,
  LUMINOSITY,
  MASS,
  PRESSURE,
  RESISTANCE,
  TEMPERATURE,
  TIME,
  VOLTAGE,
} from "./dimension.js";

/** The metric prefixes and the power of ten of each. */
export const PREFIXES: Readonly<Record<string, number>> = {
  Y: 24,
  Z: 21,
  E: 18,
  P: 15,
  T: 12,
  G: 9,
  M: 6,
  k: 3,
  h: 2,
  da: 1,
  "": 0,
  d: -1,
  c: -2,
  m: -3,
  u: -6,
  n: -9,
  p: -12,
  f: -15,
  a: -18,
  z: -21,
  y: -24,
};

/** One unit of the table. Its size in SI base units is `factor * 10^scale`. */
export interface UnitRow {
  /** The symbol that is printed. */
  symbol: string;
  /** The long names, which take the same prefixes ("mvolt"). */
  names: readonly string[];
  dim: Dim;
  /** The power of ten in SI base units: -3 for the gram. */
  scale?: number;
  /** What is left beside the power of ten: 6 for the minute, whose scale is 1. */
  factor?: number;
  /** Whether prefixes apply. Default true. */
  prefixed?: boolean;
  /** Whether a product of this dimension is shown under this symbol (`mA * ohm` as `mV`). Default false. */
  shown?: boolean;
}

export const UNIT_ROWS: readonly UnitRow[] = [
  {symbol: "s", names: ["second"], dim: TIME, shown: true},
  {symbol: "min", names: ["minute"], dim: TIME, scale: 1, factor: 6, prefixed: false},
  {symbol: "h", names: ["hour"], dim: TIME, scale: 3, factor: 3.6, prefixed: false},
  {symbol: "V", names: ["volt"], dim: VOLTAGE, shown: true},
  {symbol: "A", names: ["amp", "ampere"], dim: CURRENT, shown: true},
  {symbol: "ohm", names: [], dim: RESISTANCE, shown: true},
  {symbol: "S", names: ["siemens"], dim: CONDUCTANCE, shown: true},
  {symbol: "F", names: ["farad"], dim: CAPACITANCE, shown: true},
  {symbol: "C", names: ["coulomb"], dim: CHARGE, shown: true},
  {symbol: "Hz", names: ["hertz"], dim: FREQUENCY, shown: true},
  {symbol: "m", names: ["metre", "meter"], dim: LENGTH, shown: true},
  {symbol: "g", names: ["gram"], dim: MASS, scale: -3, shown: true},
  {symbol: "N", names: ["newton"], dim: FORCE, shown: true},
  {symbol: "Pa", names: ["pascal"], dim: PRESSURE, shown: true},
  {symbol: "J", names: ["joule"], dim: ENERGY, shown: true},
  {symbol: "W", names: ["watt"], dim: ENERGY_PER_TIME, shown: true},
  {symbol: "K", names: ["kelvin"], dim: TEMPERATURE, shown: true},
  {symbol: "mol", names: ["mole"], dim: AMOUNT, shown: true},
  {symbol: "M", names: ["molar"], dim: CONCENTRATION, scale: 3},
  {symbol: "cd", names: ["candela"], dim: LUMINOSITY, shown: true},
  {symbol: "rad", names: ["radian"], dim: NO_DIMENSION, prefixed: false},
];
