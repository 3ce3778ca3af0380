/** @file Dimensions as types: what products are, what fits where, and what the compiler must refuse. */
import {describe, expectTypeOf, test} from "vitest";
import type {
  Capacitance,
  Charge,
  Conductance,
  Current,
  Dimension,
  Dimensionless,
  Energy,
  EnergyPerTime,
  Force,
  Frequency,
  Inverse,
  Length,
  Over,
  Power,
  Resistance,
  Time,
  Times,
  UnknownDimension,
  Voltage,
} from "../../lib/units/dimensionTypes.js";
import type {Unit} from "../../lib/units/unit.js";
import {UNITS, unitOf} from "../../lib/units/unitTable.js";

declare const brand: unique symbol;
interface Quantity<out D extends Dimension = Dimension> {
  readonly [brand]: D;
  readonly unit: Unit<D>;
  add(other: Quantity<D> | 0): Quantity<D>;
  add(this: Quantity<Dimensionless>, other: number): Quantity<Dimensionless>;
  mul<E extends Dimension>(other: Quantity<E>): Quantity<Times<D, E>>;
  div<E extends Dimension>(other: Quantity<E>): Quantity<Over<D, E>>;
}
declare const voltage: Quantity<Voltage>;
declare const current: Quantity<Current>;
declare const resistance: Quantity<Resistance>;
declare const time: Quantity<Time>;
declare const number: Quantity<Dimensionless>;
declare const parsed: Quantity<UnknownDimension>;
declare const any: Quantity;

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? ([A, B] extends [B, A] ? true : false) : false;
/** Equal in every exponent, whatever the types are called. */
type Same<A extends Dimension, B extends Dimension> = Equal<
  {[K in keyof Dimension]: A[K]},
  {[K in keyof Dimension]: B[K]}
>;
const holds = <T extends true>(): T | undefined => undefined;

describe("Times, Over, Inverse, Power", () => {
  test("Times: gives the dimension that physics gives", () => {
    holds<Same<Times<Resistance, Current>, Voltage>>();
    holds<Same<Times<Resistance, Capacitance>, Time>>();
    holds<Same<Times<Voltage, Charge>, Energy>>();
    holds<Same<Times<Force, Length>, Energy>>();
    holds<Same<Times<Dimensionless, Voltage>, Voltage>>();
    // @ts-expect-error a current is no voltage
    holds<Same<Times<Conductance, Voltage>, Voltage>>();
  });

  test("Over, Inverse: undo Times", () => {
    holds<Same<Over<Voltage, Current>, Resistance>>();
    holds<Same<Over<Energy, Time>, EnergyPerTime>>();
    holds<Same<Over<Time, Time>, Dimensionless>>();
    holds<Same<Inverse<Time>, Frequency>>();
    holds<Same<Inverse<Resistance>, Conductance>>();
    // @ts-expect-error the dimensions differ
    holds<Same<Inverse<Time>, Time>>();
  });

  test("Power: multiplies the exponents for -3..3, and is unknown for any other power", () => {
    holds<Same<Power<Time, -1>, Frequency>>();
    holds<Same<Power<Voltage, 0>, Dimensionless>>();
    holds<Same<Power<Voltage, 2>, Times<Voltage, Voltage>>>();
    holds<Same<Power<Time, -3>, Inverse<Times<Time, Times<Time, Time>>>>>();
    holds<Same<Power<Time, 0.5>, UnknownDimension>>();
    holds<Same<Power<Time, number>, UnknownDimension>>();
  });

  test("Times, Over: stay unknown with an unknown operand, and any with any", () => {
    holds<Same<Times<UnknownDimension, Voltage>, UnknownDimension>>();
    holds<Same<Times<Voltage, UnknownDimension>, UnknownDimension>>();
    holds<Same<Over<UnknownDimension, UnknownDimension>, UnknownDimension>>();
    expectTypeOf<Times<Dimension, Voltage>>().toExtend<Dimension>();
    // @ts-expect-error it may be a voltage times a voltage
    expectTypeOf<Times<Dimension, Voltage>>().toExtend<Voltage>();
  });

  test("Times: an exponent beyond 6 is unknown, the others are not", () => {
    type Cube = Times<Voltage, Times<Voltage, Voltage>>;
    expectTypeOf<Cube["s"]>().toEqualTypeOf<never>();
    expectTypeOf<Cube["kg"]>().toEqualTypeOf<3>();
  });
});

describe("a quantity of a dimension", () => {
  test("fits where its dimension is asked for, and nowhere else", () => {
    expectTypeOf(resistance.mul(current)).toExtend<Quantity<Voltage>>();
    expectTypeOf<Quantity<Voltage>>().toExtend<Quantity<Times<Resistance, Current>>>();
    expectTypeOf(voltage.div(resistance)).toExtend<Quantity<Current>>();
    expectTypeOf(voltage).toExtend<Quantity>();
    // @ts-expect-error a voltage is no time
    const wrong: Quantity<Time> = voltage;
    // @ts-expect-error any quantity need not be a time
    const perhaps: Quantity<Time> = any;
    expectTypeOf([wrong, perhaps]).toBeArray();
  });

  test("fits everywhere when it was parsed, through products too", () => {
    expectTypeOf(parsed).toExtend<Quantity<Voltage>>();
    expectTypeOf(parsed).toExtend<Quantity>();
    expectTypeOf(parsed.mul(current)).toExtend<Quantity<Time>>();
    expectTypeOf(voltage.add(parsed)).toEqualTypeOf<Quantity<Voltage>>();
  });

  test("add: refuses another dimension and a bare number, but for 0", () => {
    voltage.add(0);
    number.add(1);
    // @ts-expect-error the dimensions differ
    voltage.add(time);
    // @ts-expect-error the dimensions differ
    voltage.add(1);
  });

  test("is a Quantity inside a generic function", () => {
    const widen = <D extends Dimension>(x: Quantity<D>): Quantity => x;
    expectTypeOf(widen(voltage)).toEqualTypeOf<Quantity>();
  });
});

describe("units", () => {
  test("UNITS, unitOf: carry their dimension", () => {
    expectTypeOf(UNITS.mV).toEqualTypeOf<Unit<Voltage>>();
    expectTypeOf(UNITS.msecond).toEqualTypeOf<Unit<Time>>();
    expectTypeOf(unitOf("nS")).toEqualTypeOf<Unit<Conductance>>();
    expectTypeOf(unitOf<string>("fs")).toExtend<Unit>();
    expectTypeOf(UNITS.mA.mul(UNITS.ohm)).toExtend<Unit<Voltage>>();
    expectTypeOf(UNITS.ms.inverse()).toExtend<Unit<Frequency>>();
    // @ts-expect-error the dimensions differ
    const wrong: Unit<Time> = UNITS.mV;
    expectTypeOf(wrong).toBeObject();
  });
});
