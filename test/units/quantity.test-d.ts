/** @file What the compiler knows of dimensions: what is wrong does not compile, and what is right has the right type. */
import {
  LIF,
  LIFRef,
  Mohm,
  arange,
  environ,
  forLoop,
  linspace,
  mA,
  mS,
  mV,
  maximum,
  ms,
  nA,
  ohm,
  quantity,
  scan,
  sum,
  unit,
  where,
  zeros,
} from "spikeloop";
import type {Conductance, Current, Dimensionless, Frequency, Quantity, Resistance, Time, Voltage} from "spikeloop";
import {expectTypeOf, test} from "vitest";

test("products and quotients have their dimension", () => {
  expectTypeOf(ohm(1).mul(mA(25))).toExtend<Quantity<Voltage>>();
  expectTypeOf<Quantity<Voltage>>().toExtend<ReturnType<typeof product>>();
  expectTypeOf(mV(1).div(nA(1))).toExtend<Quantity<Resistance>>();
  expectTypeOf(mS(1).mul(mV(1))).toExtend<Quantity<Current>>();
  expectTypeOf(mV(1).div(mV(1))).toExtend<Quantity<Dimensionless>>();
  expectTypeOf(quantity(1).div(ms(1))).toExtend<Quantity<Frequency>>();
  expectTypeOf(mV(1).mul(2)).toEqualTypeOf<Quantity<Voltage>>();
  expectTypeOf(mV(1).pow(2).div(mV(1))).toExtend<Quantity<Voltage>>();
  // @ts-expect-error a voltage is no current
  expectTypeOf(ohm(1).mul(mA(25))).toExtend<Quantity<Current>>();
});
declare function product(): ReturnType<ReturnType<typeof ohm>["mul"]> & Quantity<Voltage>;

test("sums and comparisons need one dimension", () => {
  expectTypeOf(mV(1).add(mV(2))).toEqualTypeOf<Quantity<Voltage>>();
  expectTypeOf(mV(1).add(0)).toEqualTypeOf<Quantity<Voltage>>();
  expectTypeOf(mV(1).lt(mV(2))).toEqualTypeOf<Quantity<Dimensionless>>();
  expectTypeOf(quantity(1).add(2)).toEqualTypeOf<Quantity<Dimensionless>>();
  // @ts-expect-error voltage plus time
  mV(1).add(ms(1));
  // @ts-expect-error voltage against time
  mV(1).lt(ms(1));
  // @ts-expect-error a bare number but 0 has no unit
  mV(1).add(1);
  // @ts-expect-error not a voltage
  mV(1).toDecimal(ms);
  // @ts-expect-error not a voltage
  mV(1).in(mA);
  // @ts-expect-error units differ
  maximum(mV(1), ms(1));
  // @ts-expect-error units differ
  where(mV(1).gt(0), mV(1), ms(1));
});

test("models take their dimensions", () => {
  new LIFRef(1, {tau: ms(20), V_th: mV(-50), R: Mohm(1), V_initializer: mV(0)});
  // @ts-expect-error tau is a time
  new LIFRef(1, {tau: mV(10)});
  // @ts-expect-error V_th is a voltage
  new LIF(1, {V_th: ms(10)});
  // @ts-expect-error LIF has no refractory period
  new LIF(1, {tau_ref: ms(5)});
  // @ts-expect-error one of two words
  new LIF(1, {spk_reset: "medium"});
  const neuron = new LIFRef(1);
  expectTypeOf(neuron.V.value).toEqualTypeOf<Quantity<Voltage>>();
  expectTypeOf(neuron.last_spike_time.value).toEqualTypeOf<Quantity<Time>>();
  expectTypeOf(neuron.update(mA(1))).toEqualTypeOf<Quantity<Dimensionless>>();
  // @ts-expect-error the input is a current
  neuron.update(mV(1));
  // @ts-expect-error voltage plus time
  neuron.V.value.add(ms(1));
});

test("what was read from text fits, and is checked when it runs", () => {
  new LIFRef(1, {tau: quantity("20 ms"), V_th: quantity(-50, "mV"), R: unit("Mohm")(1)});
  expectTypeOf(quantity("20 ms")).toExtend<Quantity<Time>>();
  expectTypeOf(quantity("20 ms")).toExtend<Quantity<Conductance>>();
  expectTypeOf(quantity("20 ms").add(ms(1)).toNumber(ms)).toEqualTypeOf<number>();
  expectTypeOf(quantity("20 ms").in(ms)).toEqualTypeOf<Quantity<Time>>();
  expectTypeOf(quantity("20 ms").lt(ms(1))).toEqualTypeOf<Quantity<Dimensionless>>();
});

test("environ is typed", () => {
  expectTypeOf(environ.getDt()).toEqualTypeOf<Quantity<Time>>();
  expectTypeOf(environ.get("t")).toEqualTypeOf<Quantity<Time>>();
  // @ts-expect-error dt is a time
  environ.context({dt: mV(1)}, () => 0);
  expectTypeOf(environ.context({dt: ms(1)}, () => mV(1))).toEqualTypeOf<Quantity<Voltage>>();
  expectTypeOf(environ.context({dt: ms(1)}, () => [mV(1), ms(1)])).toEqualTypeOf<
    readonly [Quantity<Voltage>, Quantity<Time>]
  >();
});

test("loops give back the form of the step", () => {
  const times = arange(ms(0), ms(1), ms(0.1));
  const currents = linspace(mA(0), mA(1), 10);
  expectTypeOf(forLoop((t) => t, times)).toEqualTypeOf<Quantity<Time>>();
  const [v, s] = forLoop(([t, I]) => [I.mul(ohm(1)), t.gt(0)] as const, [times, currents]);
  expectTypeOf(v).toExtend<Quantity<Voltage>>();
  expectTypeOf(s).toEqualTypeOf<Quantity<Dimensionless>>();
  const record = forLoop(({t}) => ({t, one: 1}), {t: times});
  expectTypeOf(record.t).toEqualTypeOf<Quantity<Time>>();
  expectTypeOf(record.one).toEqualTypeOf<Quantity<Dimensionless>>();
  expectTypeOf(forLoop(() => undefined, times)).toEqualTypeOf<undefined>();
  const [last, all] = scan((carry, I) => [carry.add(I), carry] as const, mA(0), currents);
  expectTypeOf(last).toEqualTypeOf<Quantity<Current>>();
  expectTypeOf(all).toEqualTypeOf<Quantity<Current>>();
  expectTypeOf(sum(all)).toEqualTypeOf<Quantity<Current>>();
  expectTypeOf(zeros(3, mV)).toEqualTypeOf<Quantity<Voltage>>();
});
