/** @file Functions on quantities: what each does to the unit, at once and traced alike. */
import {
  abs,
  all,
  any,
  arange,
  broadcastTo,
  ceil,
  DTypeError,
  exp,
  floor,
  forLoop,
  log,
  logicalAnd,
  logicalNot,
  logicalOr,
  max,
  maximum,
  mean,
  min,
  minimum,
  mA,
  ms,
  mV,
  nonzero,
  quantity,
  reshape,
  round,
  second,
  ShapeError,
  sqrt,
  square,
  sum,
  TraceError,
  unit,
  UnitMismatchError,
  volt,
  where,
} from "spikeloop";
import type {Quantity} from "spikeloop";
import {describe, expect, test} from "vitest";

/** Runs `f` at once, and in a loop of one step; both must give the same numbers, unit, shape and dtype. */
function both(f: (...args: Quantity[]) => Quantity, ...args: Quantity[]): Quantity {
  const now = f(...args);
  for (const backend of ["interpret", "wasm"] as const) {
    const rows = args.map((arg) => reshape(arg, [1, ...arg.shape]));
    const traced: Quantity = forLoop((xs) => f(...xs), rows, {backend});
    expect(traced.shape).toEqual([1, ...now.shape]);
    expect(traced.dtype).toBe(now.dtype);
    expect(traced.unit.toString()).toBe(now.unit.toString());
    expect([...numbers(traced)]).toEqual([...numbers(now)]);
  }
  return now;
}

const numbers = (q: Quantity): Float32Array => q.toDecimal(q.unit);

describe("functions that keep the unit", () => {
  test("sum, mean, min, max: over all, over axes, negative axes", () => {
    const x = mV([
      [1, 2, 3],
      [4, 5, 9],
    ]);
    expect(String(both((q) => sum(q), x))).toBe("24. mV");
    expect(both((q) => sum(q), x).shape).toEqual([]);
    expect(String(both((q) => sum(q, 0), x))).toBe("[ 5.  7. 12.] mV");
    expect(String(both((q) => sum(q, -1), x))).toBe("[ 6. 18.] mV");
    expect(String(both((q) => mean(q), x))).toBe("4. mV");
    expect(String(both((q) => mean(q, 1), x))).toBe("[2. 6.] mV");
    expect(String(both((q) => max(q, [0, 1]), x))).toBe("9. mV");
    expect(String(both((q) => min(q, 0), x))).toBe("[1. 2. 3.] mV");
    expect(() => sum(x, 2)).toThrow(ShapeError);
    expect(() => sum(x, 2)).toThrow("sum: no such axis, expected one of an array of shape (2, 3), got 2");
  });

  test("sum counts what is true", () => {
    expect(both((q) => sum(q.gt(mV(1) as never)), mV([1, 2, 3])).toDecimal(unit(""))).toEqual(Float32Array.of(2));
    expect(sum([1, 2, 3]).toNumber()).toBe(6);
    expect(sum(Float32Array.of(1, 2)).toNumber()).toBe(3);
  });

  test("reshape: keeps the order, infers -1, refuses another count", () => {
    expect(both((q) => reshape(q, [3, -1]), mA([1, 2, 3, 4, 5, 6])).shape).toEqual([3, 2]);
    expect(reshape([1, 2, 3, 4], [2, 2]).shape).toEqual([2, 2]);
    expect(reshape(Float32Array.of(1, 2), 2).shape).toEqual([2]);
    expect(() => reshape(mA([1, 2, 3]), [2, 2])).toThrow(ShapeError);
    expect(() => reshape(mA([1, 2, 3]), [2, 2])).toThrow(
      "reshape: the number of elements differs, expected 3 as in (3,), got (2, 2)",
    );
    expect(() => reshape(mA([1, 2, 3]), [2, -1])).toThrow(ShapeError);
  });

  test("where: the unit of the first choice, broadcast, both computed", () => {
    expect(String(both((q) => where(q.gt(mV(2) as never), q, volt(-1) as never), mV([1, 3])))).toBe(
      "[-1000.     3.] mV",
    );
    expect(both((q) => where(q.gt(mV(2) as never), 1, 0), mV([1, 3])).toDecimal(unit(""))).toEqual(
      Float32Array.of(0, 1),
    );
    expect(String(where(mV(1).gt(0), 0, mV(5)))).toBe("0. mV");
    expect(where(mV([[1], [3]]).gt(mV(2)), mV([1, 2]), mV(0)).shape).toEqual([2, 2]);
    expect(() => where(quantity(1), mV(1), mV(2))).toThrow(DTypeError);
    expect(() => where(mV(1).gt(0), mV(1), ms(2) as never)).toThrow(UnitMismatchError);
  });

  test("maximum, minimum: convert to the left unit, NaN wins", () => {
    expect(String(both((a, b) => maximum(a, b), mV([1, 3000]), volt([2, 2])))).toBe("[2000. 3000.] mV");
    expect(String(both((a) => minimum(a, 0), mV([-1, 1])))).toBe("[-1.  0.] mV");
    expect(Number.isNaN(maximum(mV(NaN), mV(1)).toNumber(mV))).toBe(true);
  });

  test("abs, floor, ceil, round: halves go to even", () => {
    const x = mV([-1.5, -0.5, 0.5, 1.5, 2.5]);
    expect([...numbers(both((q) => abs(q), x))]).toEqual([1.5, 0.5, 0.5, 1.5, 2.5]);
    expect([...numbers(both((q) => floor(q), x))]).toEqual([-2, -1, 0, 1, 2]);
    expect([...numbers(both((q) => ceil(q), x))]).toEqual([-1, -0, 1, 2, 3]);
    expect([...numbers(both((q) => round(q), x))]).toEqual([-2, -0, 0, 2, 2]);
  });

  test("broadcastTo: stretches", () => {
    expect([...numbers(both((q) => broadcastTo(q, [2, 3]), mV([1, 2, 3])))]).toEqual([1, 2, 3, 1, 2, 3]);
  });
});

describe("functions that change the unit", () => {
  test("square, sqrt", () => {
    expect(String(both((q) => square(q), mV([2, 3])))).toBe("[4. 9.] mV^2");
    expect(String(sqrt(square(mV(3))).in(mV))).toBe("3. mV");
    expect(sqrt(ms(4)).unit.toString()).toBe("ms^0.5");
  });
});

describe("functions of dimensionless numbers", () => {
  test("exp, log: take numbers and quotients", () => {
    expect(exp(0).toNumber()).toBe(1);
    expect(both((t) => exp(t.div(ms(2)) as never), ms([2, 4])).toDecimal(unit(""))).toBeAllclose(
      [Math.E, Math.E ** 2],
      {rtol: 2e-7},
    );
    expect(log(exp(1)).toNumber()).toBeCloseTo(1, 6);
    expect(exp(second(1).div(ms(500)) as never).toNumber()).toBeCloseTo(Math.exp(2), 5);
  });

  test("refuse a unit", () => {
    expect(() => exp(mV(1) as never)).toThrow(UnitMismatchError);
    expect(() => exp(mV(1) as never)).toThrow(
      "exp: the number has a unit, expected a dimensionless one, got 1 mV (voltage)",
    );
  });
});

describe("functions of conditions", () => {
  test("logicalAnd, logicalOr, logicalNot, any, all", () => {
    const x = quantity([1, 2, 3]);
    const gt1 = (q: Quantity) => (q as typeof x).gt(1);
    const lt3 = (q: Quantity) => (q as typeof x).lt(3);
    expect([...numbers(both((q) => logicalAnd(gt1(q), lt3(q)), x))]).toEqual([0, 1, 0]);
    expect([...numbers(both((q) => logicalOr(logicalNot(gt1(q)), logicalNot(lt3(q))), x))]).toEqual([1, 0, 1]);
    expect(both((q) => any(gt1(q)), x).toDecimal(unit(""))).toEqual(Float32Array.of(1));
    expect(both((q) => all(gt1(q)), x).toDecimal(unit(""))).toEqual(Float32Array.of(0));
    expect(any(quantity([0, 5])).toNumber()).toBe(1);
    expect(() => logicalAnd(x, x)).toThrow(DTypeError);
  });
});

describe("nonzero", () => {
  test("gives an array of indices an axis, as NumPy", () => {
    const [rows, columns] = nonzero(
      quantity([
        [0, 1],
        [2, 0],
        [0, 3],
      ]),
    );
    expect([...numbers(rows as Quantity)]).toEqual([0, 1, 2]);
    expect([...numbers(columns as Quantity)]).toEqual([1, 0, 1]);
    expect(rows?.dtype).toBe("int32");
    expect(String(nonzero([0, 0])[0])).toBe("[]");
  });

  test("cannot be traced, and says so", () => {
    expect(() => forLoop((t) => nonzero(t.gt(ms(0))), arange(ms(0), ms(1), ms(0.5)))).toThrow(TraceError);
  });
});
