/** @file A unit: a dimension and a size, the symbol it is written by, and its algebra. */
import {UnitMismatchError} from "../core/errors.js";
import {INSPECT} from "../core/inspect.js";
import {type Dim, NO_DIMENSION, tidyExponent} from "./dimension.js";
import type {Dimension, Dimensionless, Inverse, Over, Power, Times} from "./dimensionTypes.js";
import {type Atom, compareTerms, composeText, productText, type Term} from "./display.js";

declare const dimension: unique symbol;

/**
 * A unit of dimension `D`. Its size in SI base units is `factor * 10^scale`.
 *
 * Units are interned by what they are made of and how they are written, and products are remembered, so that algebra
 * in a hot path is one look-up. All state is plain own fields, which are nowhere compared by object identity: an object
 * with `Unit.prototype` and a copy of the fields (`Object.assign(target, unit)`) is as good a unit.
 */
export class Unit<out D extends Dimension = Dimension> {
  /** Of the type alone: what makes a unit of time differ from a unit of voltage to the compiler. */
  declare readonly [dimension]: D;

  /** The dimension as a value. */
  readonly dim: Dim;
  /** The power of ten of the size; not an integer for a root such as `mV^0.5`. */
  readonly scale: number;
  /** What the size has beside the power of ten: 1 for SI units, 6 for `min` (whose scale is 1). */
  readonly factor: number;
  /** The text it is written by. */
  readonly symbol: string;
  /** The units it is a product of, sorted. @internal */
  readonly terms: readonly Term[];
  /** Equal for equal units written alike, and for copies of one. @internal */
  readonly id: number;
  /** Results by the other operand's id. @internal */
  readonly products: Map<number, Unit>;
  /** @internal */
  readonly quotients: Map<number, Unit>;

  /** Not for callers: `unitOf` and `parseUnit` give units. @internal */
  constructor(terms: readonly Term[], size: Size, symbol: string, id: number) {
    this.dim = size.dim;
    this.scale = size.scale;
    this.factor = size.factor;
    this.symbol = symbol;
    this.terms = terms;
    this.id = id;
    this.products = new Map();
    this.quotients = new Map();
  }

  /** The product, shown by a standard unit's symbol where one fits: `mA` times `ohm` is `mV`. */
  mul<E extends Dimension>(other: Unit<E>): Unit<Times<D, E>> {
    let result = this.products.get(other.id);
    if (result === undefined) this.products.set(other.id, (result = product(this, other, 1)));
    return result as Unit<Times<D, E>>;
  }

  /** The quotient, shown as `mul` shows: `mV` over `nA` is `Mohm`, 1 over `ms` is `kHz`. */
  div<E extends Dimension>(other: Unit<E>): Unit<Over<D, E>> {
    let result = this.quotients.get(other.id);
    if (result === undefined) this.quotients.set(other.id, (result = product(this, other, -1)));
    return result as Unit<Over<D, E>>;
  }

  /** One over this unit: `kHz` for `ms`. */
  inverse(): Unit<Inverse<D>> {
    return DIMENSIONLESS.div(this) as Unit<Dimension> as Unit<Inverse<D>>;
  }

  /** This unit to a power, which may be a fraction. A single unit stays visible: `ms.pow(-1)` is `1 / ms`, not `kHz`. */
  pow<N extends number>(power: N): Unit<Power<D, N>> {
    const terms = power === 0 ? [] : this.terms.map((term) => ({atom: term.atom, power: term.power * power}));
    return unitFromTerms(terms) as Unit<Power<D, N>>;
  }

  /** Whether both measure the same thing. */
  sameDimension(other: Unit): boolean {
    return this.dim === other.dim;
  }

  /** Whether a number means the same in both units: equal dimension and size, however they are written. */
  equals(other: Unit): boolean {
    return this.dim === other.dim && this.scale === other.scale && this.factor === other.factor;
  }

  /**
   * The number that turns a value in this unit into one in `target`, exactly 1 where they are equal.
   * @throws UnitMismatchError if `target` measures something else.
   */
  ratioTo(target: Unit): number {
    if (this.dim !== target.dim) {
      throw new UnitMismatchError(
        `Unit.ratioTo: units do not match, expected ${describeUnit(target)}, got ${describeUnit(this)}`,
      );
    }
    if (this.equals(target)) return 1;
    // The difference of the scales first: two sizes apart may overflow where their ratio does not.
    return (this.factor / target.factor) * powerOfTen(this.scale - target.scale);
  }

  toString(): string {
    return this.symbol;
  }

  /** @internal */
  [INSPECT](): string {
    return this.toString();
  }
}

/** A unit with its dimension, as error messages write it: `mV (voltage)`; `a dimensionless number`. */
export function describeUnit(unit: Unit): string {
  return unit.dim.isDimensionless ? "a dimensionless number" : `${unit.symbol} (${unit.dim.label})`;
}

/** 10 to an integer power, correctly rounded (which `10 ** power` is not everywhere); to any other, as `**` gives it. */
function powerOfTen(power: number): number {
  return Number.isInteger(power) ? Number(`1e${power}`) : 10 ** power;
}

type Size = Pick<Atom, "dim" | "scale" | "factor">;

const known = /* @__PURE__ */ new Map<string, Unit>();
let lastId = 0;

/**
 * The unit that is written as this one symbol. Atoms of one symbol must be equal; the unit table and the parser see to
 * that. @internal
 */
export function unitFromAtom(atom: Atom): Unit {
  return intern([{atom, power: 1}], atom, atom.symbol, atom.symbol);
}

/** The unit that a text or a power spells out: a single term stays as written, a product may get a name. @internal */
export function unitFromTerms(terms: readonly Term[]): Unit {
  const merged = mergeTerms(terms);
  return compose(merged, merged.length !== 1);
}

function product(a: Unit, b: Unit, sign: 1 | -1): Unit {
  if (b.terms.length === 0) return original(a);
  if (a.terms.length === 0 && sign === 1) return original(b);
  return compose(mergeTerms([...a.terms, ...b.terms.map(({atom, power}) => ({atom, power: power * sign}))]), true);
}

/** The interned unit of which `unit` is a copy, or which it is. */
function original(unit: Unit): Unit {
  return known.get(keyOf(unit.symbol, composeText(unit.terms))) ?? unit;
}

function compose(terms: readonly Term[], mayBeNamed: boolean): Unit {
  const size = sizeOf(terms);
  const composed = composeText(terms);
  return intern(terms, size, mayBeNamed ? productText(terms, size.dim, size.scale, size.factor) : composed, composed);
}

function intern(terms: readonly Term[], size: Size, symbol: string, composed: string): Unit {
  const key = keyOf(symbol, composed);
  let unit = known.get(key);
  if (unit === undefined) known.set(key, (unit = new Unit(terms, size, symbol, ++lastId)));
  return unit;
}

/** Two units of the same terms may be written differently (`1 / ms`, `kHz`), and then they are two. */
function keyOf(symbol: string, composed: string): string {
  return `${symbol}|${composed}`;
}

function mergeTerms(terms: readonly Term[]): readonly Term[] {
  const merged = new Map<string, Term>();
  for (const {atom, power} of terms) {
    const sum = tidyExponent((merged.get(atom.symbol)?.power ?? 0) + power);
    if (sum === 0) merged.delete(atom.symbol);
    else merged.set(atom.symbol, {atom, power: sum});
  }
  return [...merged.values()].sort(compareTerms);
}

function sizeOf(terms: readonly Term[]): Size {
  let [dim, scale, factor] = [NO_DIMENSION, 0, 1];
  for (const {atom, power} of terms) {
    dim = dim.mul(atom.dim.pow(power));
    scale += atom.scale * power;
    factor *= atom.factor ** power;
  }
  return {dim, scale: scale + 0, factor};
}

/** The unit of a pure number. It prints `1`. */
export const DIMENSIONLESS: Unit<Dimensionless> = /* @__PURE__ */ unitFromTerms([]) as Unit<Dimensionless>;
