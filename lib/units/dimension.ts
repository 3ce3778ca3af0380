/** @file Physical dimensions as values: seven exponents, interned, so that equal dimensions are the same object. */

/** The seven base units in the order in which a dimension lists them. */
const BASE = ["m", "kg", "s", "A", "K", "mol", "cd"] as const;

type Exponents = readonly [m: number, kg: number, s: number, A: number, K: number, mol: number, cd: number];

const interned = /* @__PURE__ */ new Map<string, Dim>();

/**
 * A physical dimension: the exponents of metre, kilogram, second, ampere, kelvin, mole and candela. They may be
 * fractions (the square root of a time has `s` to the 0.5). Made by `dim` alone, so `===` compares.
 */
export class Dim {
  readonly #products = new Map<Dim, Dim>();
  readonly #quotients = new Map<Dim, Dim>();

  /** Not for callers: `dim` is what keeps equal dimensions the same object. */
  constructor(
    readonly exponents: Exponents,
    private readonly text: string,
  ) {}

  get isDimensionless(): boolean {
    return this === NO_DIMENSION;
  }

  /** The field's word for this dimension ("voltage"); the exponents where it has none. */
  get label(): string {
    labels ??= makeLabels();
    return labels.get(this) ?? this.text;
  }

  mul(other: Dim): Dim {
    return cached(this.#products, other, () => dim(...combine(this.exponents, other.exponents, 1)));
  }

  div(other: Dim): Dim {
    return cached(this.#quotients, other, () => dim(...combine(this.exponents, other.exponents, -1)));
  }

  /** This dimension to a power, which may be a fraction. */
  pow(power: number): Dim {
    if (power === 1) return this;
    return dim(...combine(NO_DIMENSION.exponents, this.exponents, power));
  }

  /** The exponents as text, such as `m^-2 kg^-1 s^3 A^2`; `1` for no dimension. */
  toString(): string {
    return this.text;
  }
}

function cached(results: Map<Dim, Dim>, key: Dim, make: () => Dim): Dim {
  let result = results.get(key);
  if (result === undefined) results.set(key, (result = make()));
  return result;
}

function combine(a: Exponents, b: Exponents, factor: number): number[] {
  return a.map((exponent, i) => exponent + factor * b[i]!);
}

/** Thirds and the like do not add up exactly; a grain of 1 / 720720 keeps (x^(1/3))^3 the same object as x. */
const GRAIN = 720720;

/** An exponent without the rounding error of the sums that led to it. @internal */
export function tidyExponent(exponent: number): number {
  return Math.round(exponent * GRAIN) / GRAIN + 0;
}

/** The dimension with these exponents; those left out are 0. The same exponents give the same object. */
export function dim(...exponents: number[]): Dim {
  const all = BASE.map((_, i) => tidyExponent(exponents[i] ?? 0)) as unknown as Exponents;
  const text = textOf(all);
  let known = interned.get(text);
  if (known === undefined) interned.set(text, (known = new Dim(all, text)));
  return known;
}

function textOf(exponents: Exponents): string {
  const parts = BASE.flatMap((base, i) => {
    const exponent = exponents[i]!;
    return exponent === 0 ? [] : [exponent === 1 ? base : `${base}^${exponent}`];
  });
  return parts.length === 0 ? "1" : parts.join(" ");
}

export const NO_DIMENSION = /* @__PURE__ */ dim();
export const LENGTH = /* @__PURE__ */ dim(1);
export const MASS = /* @__PURE__ */ dim(0, 1);
export const TIME = /* @__PURE__ */ dim(0, 0, 1);
export const FREQUENCY = /* @__PURE__ */ dim(0, 0, -1);
export const FORCE = /* @__PURE__ */ dim(1, 1, -2);
export const PRESSURE = /* @__PURE__ */ dim(-1, 1, -2);
export const ENERGY = /* @__PURE__ */ dim(2, 1, -2);
export const ENERGY_PER_TIME = /* @__PURE__ */ dim(2, 1, -3);
export const CURRENT = /* @__PURE__ */ dim(0, 0, 0, 1);
export const CHARGE = /* @__PURE__ */ dim(0, 0, 1, 1);
export const VOLTAGE = /* @__PURE__ */ dim(2, 1, -3, -1);
export const RESISTANCE = /* @__PURE__ */ dim(2, 1, -3, -2);
export const CONDUCTANCE = /* @__PURE__ */ dim(-2, -1, 3, 2);
export const CAPACITANCE = /* @__PURE__ */ dim(-2, -1, 4, 2);
export const TEMPERATURE = /* @__PURE__ */ dim(0, 0, 0, 0, 1);
export const AMOUNT = /* @__PURE__ */ dim(0, 0, 0, 0, 0, 1);
export const CONCENTRATION = /* @__PURE__ */ dim(-3, 0, 0, 0, 0, 1);
export const LUMINOSITY = /* @__PURE__ */ dim(0, 0, 0, 0, 0, 0, 1);

let labels: ReadonlyMap<Dim, string> | null = null;

/** The words of the field. Only errors need them. */
function makeLabels(): ReadonlyMap<Dim, string> {
  return new Map([
    [NO_DIMENSION, "dimensionless"],
    [LENGTH, "length"],
    [LENGTH.pow(2), "area"],
    [LENGTH.pow(3), "volume"],
    [MASS, "mass"],
    [TIME, "time"],
    [FREQUENCY, "frequency"],
    [LENGTH.div(TIME), "velocity"],
    [FORCE, "force"],
    [PRESSURE, "pressure"],
    [ENERGY, "energy"],
    [ENERGY_PER_TIME, "power"],
    [CURRENT, "current"],
    [CHARGE, "charge"],
    [VOLTAGE, "voltage"],
    [VOLTAGE.div(TIME), "voltage per time"],
    [VOLTAGE.div(LENGTH), "electric field"],
    [RESISTANCE, "resistance"],
    [CONDUCTANCE, "conductance"],
    [CAPACITANCE, "capacitance"],
    [CURRENT.div(LENGTH.pow(2)), "current density"],
    [CONDUCTANCE.div(LENGTH.pow(2)), "conductance density"],
    [CAPACITANCE.div(LENGTH.pow(2)), "capacitance density"],
    [TEMPERATURE, "temperature"],
    [AMOUNT, "amount of substance"],
    [CONCENTRATION, "concentration"],
    [CONCENTRATION.div(TIME), "concentration per time"],
    [LUMINOSITY, "luminous intensity"],
  ]);
}
