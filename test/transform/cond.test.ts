/** @file cond: one branch runs; both are recorded in a trace, and must agree. */
import {
  cond,
  DTypeError,
  forLoop,
  jit,
  mA,
  ms,
  mV,
  quantity,
  ShapeError,
  State,
  sum,
  UnitMismatchError,
  volt,
  zeros,
} from "spikeloop";
import type {Dimensionless, Quantity} from "spikeloop";
import {describe, expect, test} from "vitest";

const BACKENDS = ["interpret", "wasm"] as const;

describe("cond", () => {
  test("outside a trace runs one branch only", () => {
    const ran: string[] = [];
    const result = cond(
      mV(1).gt(mV(0)),
      () => {
        ran.push("then");
        return mV(1);
      },
      () => {
        ran.push("else");
        return mV(2);
      },
    );
    expect(String(result)).toBe("1. mV");
    expect(ran).toEqual(["then"]);
    expect(
      cond(
        false,
        () => 1,
        () => 2,
      ),
    ).toBe(2);
  });

  test.each(BACKENDS)("in a loop on %s chooses at every step", (backend) => {
    const ys = forLoop(
      (t) =>
        cond(
          t.gt(ms(2)),
          () => ({v: t.mul(10)}),
          () => ({v: t}),
        ).v,
      ms([1, 2, 3, 4]),
      {backend},
    );
    expect([...ys.toDecimal(ms)]).toEqual([1, 2, 30, 40]);
  });

  test.each(BACKENDS)("states written in a branch keep their values on %s", (backend) => {
    const a = new State(zeros(3));
    const b = new State(quantity([1]));
    forLoop(
      (t) =>
        cond(
          t.gt(ms(1)),
          () => {
            a.value = a.value.add(b.value);
          },
          () => {
            b.value = b.value.mul(5);
          },
        ),
      ms([1, 2, 3]),
      {backend},
    );
    expect([...a.value.toDecimal()]).toEqual([10, 10, 10]);
    expect([...b.value.toDecimal()]).toEqual([5]);
  });

  test("the second branch comes in the unit of the first", () => {
    const f = jit((x: Quantity<Dimensionless>) =>
      cond(
        x.gt(0),
        () => mV(1),
        () => volt(1),
      ),
    );
    expect(String(f(quantity(1)))).toBe("1. mV");
    expect(String(f(quantity(-1)))).toBe("1000. mV");
  });

  test("nested branches and reductions inside", () => {
    const f = jit((x: Quantity<Dimensionless>) =>
      cond(
        sum(x).gt(0),
        () =>
          cond(
            sum(x).gt(10),
            () => x.mul(100),
            () => x.mul(10),
          ),
        () => x,
      ),
    );
    expect([...f(quantity([5, 6])).toDecimal()]).toEqual([500, 600]);
    expect([...f(quantity([1, 2])).toDecimal()]).toEqual([10, 20]);
    expect([...f(quantity([-1, 0])).toDecimal()]).toEqual([-1, 0]);
  });

  test("refuses what is no condition, and branches that differ", () => {
    expect(() =>
      cond(
        quantity(1),
        () => 1,
        () => 2,
      ),
    ).toThrow(DTypeError);
    expect(() =>
      cond(
        quantity([1, 2]).gt(0),
        () => 1,
        () => 2,
      ),
    ).toThrow(ShapeError);
    const differ = (a: () => unknown, b: () => unknown) => () =>
      jit((x: Quantity<Dimensionless>) => cond(x.gt(0), a, b))(quantity(1));
    expect(
      differ(
        () => mV(1),
        () => mA(1),
      ),
    ).toThrow(UnitMismatchError);
    expect(
      differ(
        () => mV(1),
        () => mV([1, 2]),
      ),
    ).toThrow(/the result differs between the branches, expected float32\(\), got float32\(2,\)/);
    expect(
      differ(
        () => [mV(1)],
        () => mV(1),
      ),
    ).toThrow(/the branches differ in form/);
  });
});
