/** @file zeros, ones, full, arange, linspace: the values upstream makes, in the unit of the first argument. */
import {
  arange,
  full,
  linspace,
  mA,
  ms,
  mV,
  ones,
  ParameterError,
  second,
  ShapeError,
  UnitMismatchError,
  zeros,
} from "spikeloop";
import fc from "fast-check";
import {describe, expect, test} from "vitest";

describe("zeros, ones, full", () => {
  test("have their shape and unit", () => {
    expect(String(zeros(3, mV))).toBe("[0. 0. 0.] mV");
    expect(ones([2, 3]).shape).toEqual([2, 3]);
    expect([...ones([2, 2], mA).toDecimal(mA)]).toEqual([1, 1, 1, 1]);
    expect(String(full(2, mV(-65)))).toBe("[-65. -65.] mV");
    expect(String(full([], 3))).toBe("3.");
  });

  test("refuse what is no shape", () => {
    expect(() => zeros(-1)).toThrow(ShapeError);
    expect(() => zeros([2, 0.5])).toThrow("zeros: not a shape, expected whole numbers of at least 0, got (2, 0.5)");
    expect(() => full(2, mV([1, 2]))).toThrow(ShapeError);
  });
});

describe("arange", () => {
  test("arange(0 ms, 200 ms, 0.1 ms): element i is fl32(i fl32(0.1))", () => {
    const times = arange(ms(0), ms(200), ms(0.1)).toDecimal(ms);
    expect(times).toHaveLength(2000);
    times.forEach((t, i) => expect(t).toBe(Math.fround(i * Math.fround(0.1))));
  });

  test("has the number of steps that was meant, for every dt of three decimals", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 5000}), fc.integer({min: 1, max: 2000}), (thousandths, steps) => {
        const dt = thousandths / 1000;
        expect(arange(ms(0), ms(dt * steps), ms(dt)).shape).toEqual([steps]);
      }),
    );
  });

  test("takes the unit of the first argument; bare numbers are dimensionless", () => {
    expect(String(arange(ms(0), second(0.003), ms(1)))).toBe("[0. 1. 2.] ms");
    expect([...arange(4).toDecimal()]).toEqual([0, 1, 2, 3]);
    expect([...arange(1, 2.2, 0.5).toDecimal()]).toEqual([1, 1.5, 2]);
    expect([...arange(ms(3), ms(0), ms(-1)).toDecimal(ms)]).toEqual([3, 2, 1]);
    expect(arange(ms(0), ms(0), ms(0.1)).shape).toEqual([0]);
  });

  test("refuses steps that do not arrive, and other dimensions", () => {
    expect(() => arange(ms(0), ms(1), ms(0))).toThrow(ParameterError);
    expect(() => arange(ms(0), ms(1), ms(-1))).toThrow(/the step does not lead from start to stop/);
    expect(() => arange(ms(0), mV(1) as never, ms(1))).toThrow(UnitMismatchError);
  });
});

describe("linspace", () => {
  test("is rounded as upstream's", () => {
    // a stored run of upstream: u.math.linspace(0 mA, 20 mA, 10); newer compilers fuse, and move some by an ulp
    const upstream = [
      0, 2.222222328186035, 4.44444465637207, 6.6666669845581055, 8.88888931274414, 11.111111640930176,
      13.333333969116211, 15.55555534362793, 17.77777862548828, 20,
    ];
    expect([...linspace(mA(0), mA(20), 10).toDecimal(mA)]).toEqual(upstream);
    expect([...linspace(0, mA(20), 10).toDecimal(mA)]).toEqual(upstream);
  });

  test("includes both ends; one value is the start", () => {
    expect([...linspace(-1, 1, 5).toDecimal()]).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect([...linspace(ms(3), ms(4), 1).toDecimal(ms)]).toEqual([3]);
    expect(linspace(0, 1, 0).shape).toEqual([0]);
  });
});
