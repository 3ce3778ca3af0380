/**
 * @file Physical dimensions as types: seven literal exponents, so that the compiler multiplies and compares them.
 * Nothing here exists at run time; the values are in `dimension.ts`.
 */

/** The exponents that the compiler knows. */
type Exponent = -6 | -5 | -4 | -3 | -2 | -1 | 0 | 1 | 2 | 3 | 4 | 5 | 6;

/**
 * The dimension of any quantity whatever: the exponents of metre, kilogram, second, ampere, kelvin, mole and candela.
 * Every dimension below is assignable to it.
 */
export interface Dimension {
  m: Exponent;
  kg: Exponent;
  s: Exponent;
  A: Exponent;
  K: Exponent;
  mol: Exponent;
  cd: Exponent;
}

/**
 * The dimension of what was parsed from a text, or of a half exponent: the compiler does not know it. Being assignable
 * to every dimension it fits every parameter at compile time; the run-time check remains.
 */
export interface UnknownDimension {
  m: never;
  kg: never;
  s: never;
  A: never;
  K: never;
  mol: never;
  cd: never;
}

interface Exponents<
  m extends Exponent,
  kg extends Exponent,
  s extends Exponent,
  A extends Exponent,
  K extends Exponent = 0,
  mol extends Exponent = 0,
  cd extends Exponent = 0,
> {
  m: m;
  kg: kg;
  s: s;
  A: A;
  K: K;
  mol: mol;
  cd: cd;
}

export interface Dimensionless extends Exponents<0, 0, 0, 0> {}
export interface Length extends Exponents<1, 0, 0, 0> {}
export interface Area extends Exponents<2, 0, 0, 0> {}
export interface Volume extends Exponents<3, 0, 0, 0> {}
export interface Mass extends Exponents<0, 1, 0, 0> {}
export interface Time extends Exponents<0, 0, 1, 0> {}
export interface Frequency extends Exponents<0, 0, -1, 0> {}
export interface Velocity extends Exponents<1, 0, -1, 0> {}
export interface Force extends Exponents<1, 1, -2, 0> {}
export interface Pressure extends Exponents<-1, 1, -2, 0> {}
export interface Energy extends Exponents<2, 1, -2, 0> {}
export interface EnergyPerTime extends Exponents<2, 1, -3, 0> {}
export interface Current extends Exponents<0, 0, 0, 1> {}
export interface Charge extends Exponents<0, 0, 1, 1> {}
export interface Voltage extends Exponents<2, 1, -3, -1> {}
export interface Resistance extends Exponents<2, 1, -3, -2> {}
export interface Conductance extends Exponents<-2, -1, 3, 2> {}
export interface Capacitance extends Exponents<-2, -1, 4, 2> {}
export interface CurrentDensity extends Exponents<-2, 0, 0, 1> {}
export interface ConductanceDensity extends Exponents<-4, -1, 3, 2> {}
export interface CapacitanceDensity extends Exponents<-4, -1, 4, 2> {}
export interface Temperature extends Exponents<0, 0, 0, 0, 1> {}
export interface Amount extends Exponents<0, 0, 0, 0, 0, 1> {}
export interface Concentration extends Exponents<-3, 0, 0, 0, 0, 1> {}
export interface Luminosity extends Exponents<0, 0, 0, 0, 0, 0, 1> {}

/** The dimensions with a name of their own, by that name. */
export interface NamedDimensions {
  Dimensionless: Dimensionless;
  Length: Length;
  Area: Area;
  Volume: Volume;
  Mass: Mass;
  Time: Time;
  Frequency: Frequency;
  Velocity: Velocity;
  Force: Force;
  Pressure: Pressure;
  Energy: Energy;
  EnergyPerTime: EnergyPerTime;
  Current: Current;
  Charge: Charge;
  Voltage: Voltage;
  Resistance: Resistance;
  Conductance: Conductance;
  Capacitance: Capacitance;
  CurrentDensity: CurrentDensity;
  ConductanceDensity: ConductanceDensity;
  CapacitanceDensity: CapacitanceDensity;
  Temperature: Temperature;
  Amount: Amount;
  Concentration: Concentration;
  Luminosity: Luminosity;
}

// The addition table of exponents. Looking sums up, rather than computing them with conditional types, is what lets the
// compiler see that a product's dimension varies with its operands': a `Quantity<Voltage>` is a `Quantity`. A sum outside
// -6..6 is `never`, and so is one with `never`.
// prettier-ignore
interface Sums {
  [-6]: {[-6]: never, [-5]: never, [-4]: never, [-3]: never, [-2]: never, [-1]: never, 0: -6, 1: -5, 2: -4, 3: -3, 4: -2, 5: -1, 6: 0};
  [-5]: {[-6]: never, [-5]: never, [-4]: never, [-3]: never, [-2]: never, [-1]: -6, 0: -5, 1: -4, 2: -3, 3: -2, 4: -1, 5: 0, 6: 1};
  [-4]: {[-6]: never, [-5]: never, [-4]: never, [-3]: never, [-2]: -6, [-1]: -5, 0: -4, 1: -3, 2: -2, 3: -1, 4: 0, 5: 1, 6: 2};
  [-3]: {[-6]: never, [-5]: never, [-4]: never, [-3]: -6, [-2]: -5, [-1]: -4, 0: -3, 1: -2, 2: -1, 3: 0, 4: 1, 5: 2, 6: 3};
  [-2]: {[-6]: never, [-5]: never, [-4]: -6, [-3]: -5, [-2]: -4, [-1]: -3, 0: -2, 1: -1, 2: 0, 3: 1, 4: 2, 5: 3, 6: 4};
  [-1]: {[-6]: never, [-5]: -6, [-4]: -5, [-3]: -4, [-2]: -3, [-1]: -2, 0: -1, 1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5};
  0: {[-6]: -6, [-5]: -5, [-4]: -4, [-3]: -3, [-2]: -2, [-1]: -1, 0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6};
  1: {[-6]: -5, [-5]: -4, [-4]: -3, [-3]: -2, [-2]: -1, [-1]: 0, 0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: never};
  2: {[-6]: -4, [-5]: -3, [-4]: -2, [-3]: -1, [-2]: 0, [-1]: 1, 0: 2, 1: 3, 2: 4, 3: 5, 4: 6, 5: never, 6: never};
  3: {[-6]: -3, [-5]: -2, [-4]: -1, [-3]: 0, [-2]: 1, [-1]: 2, 0: 3, 1: 4, 2: 5, 3: 6, 4: never, 5: never, 6: never};
  4: {[-6]: -2, [-5]: -1, [-4]: 0, [-3]: 1, [-2]: 2, [-1]: 3, 0: 4, 1: 5, 2: 6, 3: never, 4: never, 5: never, 6: never};
  5: {[-6]: -1, [-5]: 0, [-4]: 1, [-3]: 2, [-2]: 3, [-1]: 4, 0: 5, 1: 6, 2: never, 3: never, 4: never, 5: never, 6: never};
  6: {[-6]: 0, [-5]: 1, [-4]: 2, [-3]: 3, [-2]: 4, [-1]: 5, 0: 6, 1: never, 2: never, 3: never, 4: never, 5: never, 6: never};
}
// prettier-ignore
interface Negatives {[-6]: 6; [-5]: 5; [-4]: 4; [-3]: 3; [-2]: 2; [-1]: 1; 0: 0; 1: -1; 2: -2; 3: -3; 4: -4; 5: -5; 6: -6}

type Plus<M extends Exponent, N extends Exponent> = Sums[M][N];
type Minus<M extends Exponent, N extends Exponent> = Sums[M][Negatives[N]];

/** The dimension of a product: unknown where an operand's is; an exponent that leaves -6..6 is unknown by itself. */
export type Times<P extends Dimension, Q extends Dimension> = Exponents<
  Plus<P["m"], Q["m"]>,
  Plus<P["kg"], Q["kg"]>,
  Plus<P["s"], Q["s"]>,
  Plus<P["A"], Q["A"]>,
  Plus<P["K"], Q["K"]>,
  Plus<P["mol"], Q["mol"]>,
  Plus<P["cd"], Q["cd"]>
>;

/** The dimension of a quotient, under the rules of `Times`. */
export type Over<P extends Dimension, Q extends Dimension> = Exponents<
  Minus<P["m"], Q["m"]>,
  Minus<P["kg"], Q["kg"]>,
  Minus<P["s"], Q["s"]>,
  Minus<P["A"], Q["A"]>,
  Minus<P["K"], Q["K"]>,
  Minus<P["mol"], Q["mol"]>,
  Minus<P["cd"], Q["cd"]>
>;

/** The dimension of one over a quantity. */
export type Inverse<P extends Dimension> = Over<Dimensionless, P>;

/** The dimension of `P` to the power `N`, an integer in -3..3; any other power gives the unknown dimension. */
export type Power<P extends Dimension, N extends number> = number extends N
  ? UnknownDimension
  : N extends 0
    ? Dimensionless
    : N extends 1
      ? P
      : N extends 2
        ? Times<P, P>
        : N extends 3
          ? Times<P, Times<P, P>>
          : N extends -1
            ? Inverse<P>
            : N extends -2
              ? Inverse<Times<P, P>>
              : N extends -3
                ? Inverse<Times<P, Times<P, P>>>
                : UnknownDimension;

/**
 * The dimension that an operand of `+` or of a comparison must have beside one of `D`: `D` itself, and any at all
 * beside the unknown dimension, which the run-time check then settles.
 */
export type Matching<D extends Dimension> = [D["m"]] extends [never] ? Dimension : D;
