/** @file Units and quantities from text. mathjs reads the grammar and knows the units that the table does not. */
import * as mathjs from "mathjs";
import {UnitParseError} from "../core/errors.js";
import {dim} from "./dimension.js";
import type {UnknownDimension} from "./dimensionTypes.js";
import type {Atom, Term} from "./display.js";
import {DIMENSIONLESS, type Unit, unitFromTerms} from "./unit.js";
import {findUnit, UNITS} from "./unitTable.js";
import {PREFIXES} from "./unitRows.js";

/** One factor of a unit that mathjs has read: `cm^-2` is the unit `m` with the prefix `c` and the power -2. */
export interface MathjsFactor {
  readonly unit: {name: string; value: number; offset: number; dimensions: readonly number[]};
  readonly prefix: {name: string; value: number};
  readonly power: number;
}

/** What this package uses of mathjs's `Unit` class. */
interface MathjsUnitClass {
  parse(text: string): {readonly units: readonly MathjsFactor[]};
  createUnitSingle(name: string, definition: {definition: string; prefixes: "short"}): unknown;
}

let unitClass: MathjsUnitClass | undefined;

/**
 * mathjs's `Unit` class, made on first use: over plain numbers alone, without its big numbers, fractions and complex
 * numbers, which are five sixths of its weight. It belongs to this package, so the molar defined here is nobody else's.
 */
function mathjsUnits(): MathjsUnitClass {
  if (unitClass === undefined) {
    // The typings leave out the factories of classes. A property access, not destructuring, lets a bundler drop the rest.
    unitClass = (mathjs as unknown as {createUnitClass(scope: object): MathjsUnitClass}).createUnitClass({
      config: {number: "number", predictable: false},
      addScalar: (a: number, b: number) => a + b,
      subtractScalar: (a: number, b: number) => a - b,
      multiplyScalar: (a: number, b: number) => a * b,
      divideScalar: (a: number, b: number) => a / b,
      pow: (a: number, b: number) => a ** b,
      abs: Math.abs,
      fix: Math.trunc,
      round: Math.round,
      equal: (a: number, b: number) => a === b,
      isNumeric: (x: unknown) => typeof x === "number",
      format: String,
      number: Number,
      Complex: class {},
      BigNumber: class {},
      Fraction: class {},
    });
    unitClass.createUnitSingle("M", {definition: "1000 mol/m^3", prefixes: "short"});
  }
  return unitClass;
}

/** The factors of a unit text as mathjs reads them. @internal */
export function mathjsFactors(text: string): readonly MathjsFactor[] {
  return mathjsUnits().parse(text).units;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;
const MEMORY = 256;
const remembered = /* @__PURE__ */ new Map<string, Unit>();

/**
 * The unit that a text spells: `mV`, `mV/ms`, `1/(ms*mV)`, `mS/cm^2`, `ms^-1`; `""` and `"1"` are dimensionless. Long
 * names (`mvolt`), the signs µ and Ω and raised powers (`cm⁻²`) are read too. A product is shown by a standard unit's
 * symbol where one fits (`mA*ohm` is `mV`), while a single unit to a power stays as written (`1/ms` is `1 / ms`, not
 * `kHz`).
 * @throws UnitParseError if the text is not a unit, or one with an offset such as `degC`.
 */
export function parseUnit(text: string): Unit<UnknownDimension> {
  let unit = findUnit(text) ?? remembered.get(text);
  if (unit === undefined) {
    unit = readUnit(text);
    if (remembered.size >= MEMORY) remembered.clear();
    remembered.set(text, unit);
  }
  return unit as Unit<UnknownDimension>;
}

/**
 * The number and the unit that a text spells: `25 mA`, `-60mV`, `1e-3 V`, `5 1/ms`; a number alone is dimensionless.
 * The number is the one written, whatever the unit's size.
 * @throws UnitParseError if the text has no number in front, or no unit after it.
 */
export function parseQuantityText(text: string): {value: number; unit: Unit<UnknownDimension>} {
  const plain = normalise(text);
  const number = NUMBER.exec(plain)?.[0];
  if (number === undefined) {
    throw new UnitParseError(
      `quantity: cannot read "${text}", expected a number and a unit such as "25 mA", got "${text}"`,
      findUnit(plain) && `"${plain}" is a unit; use unit("${plain}"), or write the number in front of it`,
    );
  }
  const rest = plain.slice(number.length).trim();
  if (/^,\d/.test(rest)) {
    throw new UnitParseError(
      `quantity: cannot read "${text}", expected a number and a unit such as "25 mA", got a comma in the number`,
      "a point stands before decimals, as in 3.65, and nothing between thousands",
    );
  }
  // "5/ms" divides the number, "5*mV" multiplies it.
  const unit = rest.startsWith("/") ? `1${rest}` : rest.replace(/^\*/, "");
  return {value: Number(number), unit: parseUnit(unit)};
}

/** The signs of a raised power, and what they are on the line. */
const RAISED = "⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "+-0123456789";

/** The text in the signs that mathjs reads. */
function normalise(text: string): string {
  return text
    .trim()
    .replace(/[µμ]/g, "u")
    .replace(/[ΩΩ]/g, "ohm")
    .replace(/−/g, "-")
    .replace(/[·×⋅]/g, "*")
    .replace(/\*\*/g, "^")
    .replace(
      /[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
      (power) => `^${Array.from(power, (sign) => LOWERED[RAISED.indexOf(sign)]).join("")}`,
    )
    .replace(/\^\s*\(\s*([+-]?[\d.]+)\s*\)/g, "^$1");
}

function readUnit(text: string): Unit {
  const plain = normalise(text);
  if (plain === "" || plain === "1") return DIMENSIONLESS;
  const whole = findUnit(plain);
  if (whole !== undefined) return whole;
  // mathjs would fold a number into the value and change what the unit is; the only one that means nothing is 1.
  const number = NUMBER.exec(plain)?.[0];
  const body = plain.replace(NUMBER, "").replace(/\^\s*[+-]?[\d.]+/g, "");
  if ((number !== undefined && Number(number) !== 1) || /(?<![A-Za-z])[\d.]/.test(body)) {
    throw unreadable(text, "a unit has no number in it; the number belongs in front of the unit, in a quantity");
  }
  const short = plain.replace(/[A-Za-z]+/g, (name) => singleSymbol(name) ?? name);
  let factors: readonly MathjsFactor[];
  try {
    factors = mathjsFactors(short);
  } catch (error) {
    throw unreadable(text, hintFor(plain, error));
  }
  return unitFromTerms(factors.flatMap((factor) => termsOf(factor, text)));
}

/** The symbol that a name of the table is printed by ("ms" for "msecond"); undefined for other names. */
function singleSymbol(name: string): string | undefined {
  const unit = findUnit(name);
  return unit?.terms.length === 1 && unit.terms[0]!.power === 1 ? unit.symbol : undefined;
}

function termsOf(factor: MathjsFactor, text: string): readonly Term[] {
  const {unit, prefix, power} = factor;
  if (unit.offset !== 0) {
    throw unreadable(text, `"${unit.name}" does not start at zero, so it is no unit to multiply by; use K`);
  }
  const listed = findUnit(shortPrefix(prefix) + unit.name);
  if (listed !== undefined) return listed.terms.map((term) => ({atom: term.atom, power: term.power * power}));
  return [{atom: atomOf(factor, text), power}];
}

/** The prefix in its short form: mathjs reads "millivolt" as well, of which the table has "mvolt". */
function shortPrefix(prefix: MathjsFactor["prefix"]): string {
  if (prefix.name === "" || prefix.name in PREFIXES) return prefix.name;
  const power = Math.round(Math.log10(prefix.value));
  return Object.keys(PREFIXES).find((short) => PREFIXES[short] === power) ?? prefix.name;
}

/** The atom of a unit by mathjs's facts; the size is split into a power of ten and a factor in [1, 10). @internal */
export function atomOf({unit, prefix}: MathjsFactor, text: string): Atom {
  // mathjs's order: mass, length, time, current, temperature, luminous intensity, amount, angle, bit.
  const [kg = 0, m = 0, s = 0, A = 0, K = 0, cd = 0, mol = 0, , bit] = unit.dimensions;
  if (bit) throw unreadable(text, "bits and bytes have no dimension here");
  const [scale, factor] = splitSize(unit.value);
  return {
    symbol: prefix.name + unit.name,
    dim: dim(m, kg, s, A, K, mol, cd),
    scale: scale + Math.round(Math.log10(prefix.value)),
    factor,
  };
}

function splitSize(size: number): [scale: number, factor: number] {
  const [digits, exponent] = size.toExponential().split("e");
  return [Number(exponent), Number(digits)];
}

function unreadable(text: string, hint: string | undefined): UnitParseError {
  return new UnitParseError(
    `unit: cannot read "${text}", expected a unit such as "mV" or "mV/ms", got "${text}"`,
    hint,
  );
}

/** What is wrong in `text`: an unknown name, with the unit it may stand for; else what mathjs says. */
function hintFor(text: string, error: unknown): string | undefined {
  const unknown = error instanceof Error ? /^Unit "(.+)" not found/.exec(error.message)?.[1] : undefined;
  if (unknown === undefined) return error instanceof Error && text !== "" ? error.message : undefined;
  const meant = Object.keys(UNITS).find((symbol) => symbol.toLowerCase() === unknown.toLowerCase());
  return `"${unknown}" is not a unit${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
}
