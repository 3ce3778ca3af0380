/** @file How a unit is written: by the name of a standard unit where one fits, else as a product of the units in it. */
import type {Dim} from "./dimension.js";
import {PREFIXES, UNIT_ROWS} from "./unitRows.js";

/** A unit that is written as one symbol, such as `mV`. Its size in SI base units is `factor * 10^scale`. */
export interface Atom {
  readonly symbol: string;
  readonly dim: Dim;
  readonly scale: number;
  readonly factor: number;
}

/** An atom to a power. A unit is a list of them, sorted by `compareTerms`. */
export interface Term {
  readonly atom: Atom;
  readonly power: number;
}

/** The order in which terms are written: by symbol, whatever order they were multiplied in. */
export function compareTerms(a: Term, b: Term): number {
  const [x, y] = [a.atom.symbol.toLowerCase(), b.atom.symbol.toLowerCase()];
  if (x !== y) return x < y ? -1 : 1;
  return a.atom.symbol < b.atom.symbol ? -1 : 1;
}

/** The terms as text, numerator first: `mS * nA / cm^2`, `m / (kg * s^2)`, `1 / ms`; `1` for none. */
export function composeText(terms: readonly Term[]): string {
  const write = (sign: 1 | -1) =>
    terms
      .filter(({power}) => power * sign > 0)
      .map(({atom, power}) => (power === sign ? atom.symbol : `${atom.symbol}^${power * sign}`));
  const above = write(1);
  const below = write(-1);
  const numerator = above.length === 0 ? "1" : above.join(" * ");
  if (below.length === 0) return numerator;
  return `${numerator} / ${below.length === 1 ? below[0]! : `(${below.join(" * ")})`}`;
}

/**
 * The symbol under which a product of `terms` is shown: `mV` for `mA * ohm`, `kHz` for `1 / ms`; the terms themselves
 * where no standard unit has this dimension and size. A pure number of size 1 is shown as `1`, one of another size by
 * its terms (`mV / V`); so is what counts angles (`rad / s` is not a `Hz`).
 */
export function productText(terms: readonly Term[], dim: Dim, scale: number, factor: number): string {
  if (dim.isDimensionless) {
    const isOne = scale === 0 && factor === 1;
    return composeText(isOne ? terms.filter(({atom}) => atom.dim.isDimensionless) : terms);
  }
  const isOneAtom = terms.length === 1 && terms[0]!.power === 1;
  if (isOneAtom || factor !== 1 || terms.some(({atom}) => atom.dim.isDimensionless)) return composeText(terms);
  return standardSymbol(dim, scale) ?? composeText(terms);
}

/** The standard unit of this dimension and power of ten; only prefixes that step by a thousand make one. */
function standardSymbol(dim: Dim, scale: number): string | undefined {
  const row = UNIT_ROWS.find((row) => row.shown && row.dim === dim);
  if (row === undefined) return undefined;
  const prefix = thousandsPrefix(scale - (row.scale ?? 0));
  return prefix === undefined ? undefined : prefix + row.symbol;
}

function thousandsPrefix(power: number): string | undefined {
  if (power % 3 !== 0) return undefined;
  return Object.keys(PREFIXES).find((prefix) => PREFIXES[prefix] === power);
}
