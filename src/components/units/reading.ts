/** @file What a typed text is: a quantity with its dimension and its like in other units, or an error. */
import * as spikeloop from "spikeloop";
import {quantity, Unit, unit as unitOf, type Dim, type Quantity} from "spikeloop";

/** A quantity, or the error's own words. */
export type Reading = {readonly quantity: Quantity} | {readonly refused: string};

export function read(text: string): Reading {
  try {
    return {quantity: quantity(text)};
  } catch (error) {
    return {refused: String(error)};
  }
}

/** The seven base quantities, in the order of a dimension's exponents: the word, and the symbol of the SI unit. */
export const BASE = [
  {word: "length", symbol: "m"},
  {word: "mass", symbol: "kg"},
  {word: "time", symbol: "s"},
  {word: "current", symbol: "A"},
  {word: "temperature", symbol: "K"},
  {word: "amount", symbol: "mol"},
  {word: "light", symbol: "cd"},
] as const;

/** The exponents of a dimension that are not 0, as a product of symbols and as words. */
export function exponentsOf(dim: Dim): {readonly symbols: string; readonly words: string} {
  const some = BASE.map((base, i) => ({...base, power: dim.exponents[i] as number})).filter(({power}) => power !== 0);
  if (some.length === 0) return {symbols: "all are 0", words: "none: a pure number"};
  return {
    symbols: some.map(({symbol, power}) => symbol + raised(power)).join(" "),
    words: some.map(({word, power}) => word + raised(power)).join(", "),
  };
}

/** Whether a dimension has a word, `voltage`, and is not spelled in exponents. */
export const hasWord = (dim: Dim): boolean => !/[\d^]/.test(dim.label);

/** A dimension as a sentence names it: by its word, or by its exponents where it has none. */
export function dimensionWords(dim: Dim): string {
  if (dim.isDimensionless) return "a pure number";
  return hasWord(dim) ? dim.label : exponentsOf(dim).symbols;
}

/** The size of a unit in SI base units: `10⁻³` for mV, `6 × 10¹` for a minute. */
export function sizeOf({factor, scale}: Pick<Unit, "factor" | "scale">): string {
  const power = scale === 0 ? "" : `10${scale === 1 ? "¹" : raised(scale)}`;
  if (factor === 1) return power === "" ? "1" : power;
  return power === "" ? String(factor) : `${String(factor)} × ${power}`;
}

const RAISED: Readonly<Record<string, string>> = {
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, digit) => [String(digit), sign])),
  "-": "⁻",
};

/** An exponent as it is written; nothing for 1. */
function raised(power: number): string {
  if (power === 1) return "";
  if (!Number.isInteger(power)) return `^${String(power)}`;
  return [...String(power)].map((sign) => RAISED[sign]).join("");
}

/** The unit of a dimension that the SI counts in: `V` for a voltage. */
export function baseUnit(dim: Dim): Unit {
  const text = BASE.map(({symbol}, i) => `${symbol}^${String(dim.exponents[i])}`).filter(
    (_, i) => dim.exponents[i] !== 0,
  );
  return unitOf(text.join("*"));
}

/** The units that the package has by name, the largest first; of two names for one unit (ms, msecond) one. */
const NAMED: readonly Unit[] = [
  ...new Map(
    Object.values<unknown>(spikeloop)
      .filter((value): value is Unit => value instanceof Unit)
      .map((named) => [named.symbol, named] as const),
  ).values(),
];

export interface Conversion {
  readonly unit: string;
  /** As the package prints it. */
  readonly text: string;
  readonly size: string;
  /** Whether it is the unit that was typed. */
  readonly own: boolean;
}

/** A quantity in its own unit, in all others that have a name, and in the SI's where no other is of its size. */
export function conversions(q: Quantity): Conversion[] {
  const base = baseUnit(q.unit.dim);
  const named = NAMED.filter((unit) => unit.sameDimension(q.unit));
  const all = [q.unit, ...(named.some((unit) => unit.ratioTo(base) === 1) ? [] : [base]), ...named];
  const bySymbol = new Map(all.reverse().map((unit) => [unit.symbol, unit]));
  return [...bySymbol.values()]
    .sort((x, y) => sizeIn(y) - sizeIn(x))
    .map((unit) => ({
      unit: unit.symbol,
      text: String(q.in(unit)),
      size: sizeOf(unit),
      own: unit.symbol === q.unit.symbol,
    }));
}

const sizeIn = ({factor, scale}: Unit): number => Math.log10(factor) + scale;
