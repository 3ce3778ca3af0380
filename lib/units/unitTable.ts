/** @file The units by their symbols: the rows of the table times the metric prefixes, each made when first asked for. */
import {UnitParseError} from "../core/errors.js";
import type {NamedDimensions} from "./dimensionTypes.js";
import {type Unit, unitFromAtom} from "./unit.js";
import {PREFIXES, UNIT_ROWS, type UnitRow} from "./unitRows.js";

/** The units that get a constant of their own, by dimension; any other is `unitOf` or `parseUnit` away. */
const SYMBOLS = {
  Time: ["s", "ms", "us", "ns", "second", "msecond", "usecond", "minute", "hour"],
  Frequency: ["Hz", "kHz", "MHz", "hertz", "khertz"],
  Voltage: ["V", "mV", "uV", "nV", "kV", "volt", "mvolt"],
  Current: ["A", "mA", "uA", "nA", "pA", "amp", "ampere", "mamp", "uamp", "namp", "pamp"],
  Resistance: ["ohm", "mohm", "kohm", "Mohm", "Gohm"],
  Conductance: ["S", "mS", "uS", "nS", "pS", "siemens", "msiemens", "usiemens", "nsiemens", "psiemens"],
  Capacitance: ["F", "mF", "uF", "nF", "pF", "farad", "ufarad", "nfarad", "pfarad"],
  Charge: ["C", "mC", "uC", "nC", "pC", "coulomb"],
  Length: ["m", "cm", "mm", "um", "nm", "km", "metre", "meter", "cmetre", "mmetre", "umetre"],
  Area: ["m2", "cm2", "mm2", "um2"],
  Volume: ["m3", "cm3", "mm3", "um3"],
  Mass: ["g", "kg", "mg", "gram", "kgram"],
  Force: ["N", "newton"],
  Pressure: ["Pa", "kPa", "pascal"],
  Energy: ["J", "mJ", "kJ", "joule"],
  EnergyPerTime: ["W", "mW", "kW", "watt"],
  Temperature: ["K", "mK", "kelvin"],
  Amount: ["mol", "mmol", "umol", "nmol", "mole"],
  Concentration: ["M", "mM", "uM", "nM", "molar", "mmolar", "umolar", "nmolar"],
  Luminosity: ["cd", "candela"],
} as const satisfies {[N in keyof NamedDimensions]?: readonly string[]};

type Symbols = typeof SYMBOLS;
type SymbolName = Symbols[keyof Symbols][number];
type DimensionOf<S extends SymbolName> = {
  [N in keyof Symbols]: S extends Symbols[N][number] ? NamedDimensions[N] : never;
}[keyof Symbols];

/** The units with a constant of their own, each with its dimension as a type. */
export type UnitConstants = {readonly [S in SymbolName]: Unit<DimensionOf<S>>};

const found = /* @__PURE__ */ new Map<string, Unit>();

/** The unit of a symbol ("mV"), a long name ("mvolt") or a power of the metre ("cm2"); undefined for any other text. */
export function findUnit(symbol: string): Unit | undefined {
  const unit = found.get(symbol) ?? lookUp(symbol);
  // Any text may be asked for; only units are kept, so that texts do not fill the memory.
  if (unit !== undefined) found.set(symbol, unit);
  return unit;
}

/**
 * The unit of a symbol in the table.
 * @throws UnitParseError if the table has no such unit.
 */
export function unitOf<S extends string>(symbol: S): S extends SymbolName ? UnitConstants[S] : Unit {
  const unit = findUnit(symbol);
  if (unit === undefined) {
    throw new UnitParseError(`unit: no unit has the symbol "${symbol}", expected one such as "mV", got "${symbol}"`);
  }
  return unit as S extends SymbolName ? UnitConstants[S] : Unit;
}

/** The row of every name a prefix may stand before, the symbols included. */
const ROWS = /* @__PURE__ */ new Map<string, UnitRow>(
  /* @__PURE__ */ UNIT_ROWS.flatMap((row) => [row.symbol, ...row.names].map((name) => [name, row] as const)),
);

function lookUp(symbol: string): Unit | undefined {
  // A whole name wins over a prefix and a rest: "min", "cd", "Pa" and "mol" are themselves.
  const whole = ROWS.get(symbol);
  if (whole !== undefined) return makeUnit(whole, "");
  // A prefix is one letter, but for "da".
  for (let end = 1; end <= 2; end++) {
    const row = ROWS.get(symbol.slice(end));
    const prefix = symbol.slice(0, end);
    if (row !== undefined && row.prefixed !== false && Object.hasOwn(PREFIXES, prefix)) return makeUnit(row, prefix);
  }
  const power = /^([A-Za-z]{0,2}m)([23])$/.exec(symbol);
  return power === null ? undefined : lookUp(power[1]!)?.pow(Number(power[2]));
}

function makeUnit(row: UnitRow, prefix: string): Unit {
  return unitFromAtom({
    symbol: prefix + row.symbol,
    dim: row.dim,
    scale: (row.scale ?? 0) + PREFIXES[prefix]!,
    factor: row.factor ?? 1,
  });
}

function makeConstants(): UnitConstants {
  const symbols: readonly SymbolName[] = Object.values(SYMBOLS).flat();
  return Object.fromEntries(symbols.map((symbol) => [symbol, unitOf(symbol)])) as UnitConstants;
}

/** `UNITS.mV` and the others of the table above. */
export const UNITS: UnitConstants = /* @__PURE__ */ makeConstants();
