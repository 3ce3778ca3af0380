/** @file Quantities: units are kept, combined and checked; numbers stay in the unit they were written in. */
import {
  exp,
  forLoop,
  Hz,
  kHz,
  mA,
  mS,
  ms,
  mV,
  Mohm,
  nA,
  nS,
  ohm,
  quantity,
  reshape,
  second,
  ShapeError,
  sin,
  UnitMismatchError,
  UnitParseError,
  unit,
  volt,
  zeros,
} from "spikeloop";
import {describe, expect, test} from "vitest";

describe("making quantities", () => {
  test("mV(-60): is a scalar in mV", () => {
    expect(mV(-60).shape).toEqual([]);
    expect(mV(-60).toNumber(mV)).toBe(-60);
    expect(String(mV(-60))).toBe("-60. mV");
  });

  test("mV([...]) and mV(typed array): are arrays", () => {
    expect(mV([1, 2, 3]).shape).toEqual([3]);
    expect(mV(Float32Array.of(1.5, 2)).toDecimal(mV)).toEqual(Float32Array.of(1.5, 2));
    expect(
      mV([
        [1, 2, 3],
        [4, 5, 6],
      ]).shape,
    ).toEqual([2, 3]);
  });

  test("mV(ragged): is refused", () => {
    expect(() => mV([[1, 2], [3]])).toThrow(ShapeError);
    expect(() => mV([[1, 2], [3]])).toThrow(/ragged, expected rows of shape \(2,\), got \(1,\)/);
  });

  test.each([
    ["25 mA", 25, "mA"],
    ["-60mV", -60, "mV"],
    ["0.02 s", 0.02, "s"],
  ])("quantity(%j): is read as written", (text, value, symbol) => {
    const q = quantity(text);
    expect(q.toNumber(q.unit)).toBe(Math.fround(value));
    expect(q.unit.toString()).toBe(symbol);
  });

  test("quantity(x, unit): takes numbers, arrays, typed arrays and dimensionless quantities", () => {
    expect(quantity(25, "mA").toNumber(mA)).toBe(25);
    expect(quantity([1, 2], "1/(ms*mV)").unit.toString()).toBe("1 / (ms * mV)");
    expect(quantity(reshape(Float32Array.of(1, 2, 3, 4, 5, 6), [3, 2]), "mA").shape).toEqual([3, 2]);
    expect(quantity(3, "").toNumber()).toBe(3);
  });

  test("quantity(with a unit, unit): is refused, as it would rescale", () => {
    expect(() => quantity(mV(1) as never, "mA")).toThrow(UnitMismatchError);
  });

  test("unit(text): makes quantities", () => {
    expect(String(unit("mV/ms")(2))).toBe("2. mV / ms");
    expect(() => unit("mVV")).toThrow(UnitParseError);
    expect(() => unit("mVV")).toThrow(/got "mVV"/);
  });
});

describe("arithmetic", () => {
  test("add, sub: the left unit wins", () => {
    expect(String(ms(100).add(second(0.5)))).toBe("600. ms");
    expect(mS(0.6).add(nS(50)).toDecimal(mS)).toBeAllclose([0.60005], {rtol: 1e-7});
    expect(String(volt(1).sub(mV(500)))).toBe("0.5 V");
  });

  test("mul, div: units combine and are named", () => {
    expect(String(mA(25).mul(ohm(1)))).toBe("25. mV");
    expect(String(mV(-65).div(nA(2)))).toBe("-32.5 Mohm");
    expect(String(ohm(1).mul(mA(25)))).toBe("25. mV");
    expect(quantity(1).div(ms(2)).toNumber(kHz)).toBe(0.5);
    expect(String(mV(6).div(2))).toBe("3. mV");
    expect(String(mV(6).mul(2))).toBe("12. mV");
  });

  test("mul to a dimensionless result: takes the scale into the number", () => {
    const product = Hz(20).mul(ms(1));
    expect(product.toNumber()).toBe(Math.fround(20 * Math.fround(0.001)));
    expect(String(mV(3).div(mV(2)))).toBe("1.5");
  });

  test("pow: is a product for small integers", () => {
    expect(String(mV(3).pow(2))).toBe("9. mV^2");
    expect(mV(2).pow(-1).toNumber(unit("1/mV"))).toBe(0.5);
    expect(mV(4).pow(0.5).toNumber(unit("mV^0.5"))).toBe(2);
  });

  test("arrays broadcast as NumPy's", () => {
    const sum = mV([[1], [2]]).add(mV([10, 20, 30]));
    expect(sum.shape).toEqual([2, 3]);
    expect([...sum.toDecimal(mV)]).toEqual([11, 21, 31, 12, 22, 32]);
    expect(() => mV([1, 2]).add(mV([1, 2, 3]))).toThrow(ShapeError);
    expect(() => mV([1, 2]).add(mV([1, 2, 3]))).toThrow(/got \(2,\) and \(3,\)/);
  });

  test("arithmetic is float32 after every operation", () => {
    expect(mV(0.1).add(mV(0.2)).toNumber(mV)).toBe(Math.fround(Math.fround(0.1) + Math.fround(0.2)));
  });
});

describe("conversion", () => {
  test("in, toDecimal, toNumber: convert", () => {
    expect(mV(-65).toNumber(volt)).toBe(Math.fround(-65 * Math.fround(0.001)));
    expect(String(second(1.5).in(ms))).toBe("1500. ms");
    expect(Mohm(2).toNumber(ohm)).toBe(2e6);
  });

  test("toDecimal: is a copy", () => {
    const q = mV([1, 2]);
    q.toDecimal(mV)[0] = 9;
    expect([...q.toDecimal(mV)]).toEqual([1, 2]);
  });

  test("toDecimal(): is for dimensionless quantities only", () => {
    expect([...quantity([1, 2]).toDecimal()]).toEqual([1, 2]);
    expect(() => (mV(1) as never as ReturnType<typeof quantity>).toDecimal(undefined as never)).toThrow(
      UnitMismatchError,
    );
    expect(() => mV(1).toDecimal()).toThrow(
      /expected a dimensionless number, got 1 mV \(voltage\)\nhint: name the unit, as in toDecimal\(mV\)/,
    );
  });

  test("toNumber: needs exactly one element", () => {
    expect(mV([7]).toNumber(mV)).toBe(7);
    expect(() => mV([1, 2]).toNumber(mV)).toThrow(ShapeError);
  });
});

describe("comparison", () => {
  test("lt, le, gt, ge: convert to the left unit and give booleans", () => {
    const less = mV([1, 2000]).lt(volt(1));
    expect(less.dtype).toBe("bool");
    expect([...less.toDecimal()]).toEqual([1, 0]);
    expect(mV(1).ge(mV(1)).toNumber()).toBe(1);
    expect(mV(1).le(volt(1)).toNumber()).toBe(1);
    expect(mV(1).gt(volt(1)).toNumber()).toBe(0);
  });

  test("eq, ne: are nowhere and everywhere true for different dimensions", () => {
    expect([...mV([1, 2]).eq(mV(2)).toDecimal()]).toEqual([0, 1]);
    expect([...mV([1, 2]).eq(ms(1)).toDecimal()]).toEqual([0, 0]);
    expect([...mV([1, NaN]).ne(ms(1)).toDecimal()]).toEqual([1, 1]);
  });
});

describe("the zero rule", () => {
  test("a bare 0 fits any unit, on either side", () => {
    expect(String(mV(5).add(0))).toBe("5. mV");
    expect(mV(-5).lt(0).toNumber()).toBe(1);
    expect(String(quantity(0).add(mV(5) as never))).toBe("5. mV");
    expect(String(quantity([0, 0]).sub(mV(5) as never))).toBe("[-5. -5.] mV");
  });

  test("another bare number does not", () => {
    expect(() => mV(5).add(1 as never)).toThrow(UnitMismatchError);
    expect(() => mV(5).add(1 as never)).toThrow(/expected mV \(voltage\), got 1 \(dimensionless\)/);
  });
});

describe("errors", () => {
  test("add of another dimension: names both units and both dimensions", () => {
    expect(() => mV(-65).add(ms(10) as never)).toThrow(UnitMismatchError);
    expect(() => mV(-65).add(ms(10) as never)).toThrow(
      "add: the units do not match, expected mV (voltage), got 10 ms (time)",
    );
    expect(() => mV(1).lt(ms([1, 2]) as never)).toThrow(
      "lt: the units do not match, expected mV (voltage), got ms (time)",
    );
    expect(() => mV(1).in(ms as never)).toThrow("in: the units do not match, expected ms (time), got 1 mV (voltage)");
  });

  test("a quantity with a unit is no plain number", () => {
    expect(() => Number(mV(1))).toThrow(UnitMismatchError);
    expect(Number(quantity(2))).toBe(2);
    expect(mV(1)[Symbol.toPrimitive]("default")).toBe("1. mV");
  });
});

describe("printing", () => {
  test("arrays print as NumPy's", () => {
    expect(String(mV([0, 0, 0]))).toBe("[0. 0. 0.] mV");
    expect(String(mV([1.5, 2]))).toBe("[1.5 2. ] mV");
    expect(String(quantity([1, 2]).gt(1))).toBe("[False  True]");
    expect(String(mS(0.6).unit.dim)).toBe("m^-2 kg^-1 s^3 A^2");
  });
});

describe("pure numbers of another size", () => {
  const ratio = quantity("5 mV/V");

  test("are printed with their unit, and are what they are worth to functions and units", () => {
    expect([String(ratio), String(quantity("90 deg")), String(quantity(5))]).toEqual(["5. mV / V", "90. deg", "5."]);
    expect(exp(ratio).toNumber()).toBe(exp(quantity(0.005)).toNumber());
    expect(sin(quantity("90 deg")).toNumber()).toBeCloseTo(1, 6);
    expect(mV(ratio).toNumber(mV)).toBeCloseTo(0.005, 8);
    expect(() => mV(1).add(ratio)).toThrow("got 5 mV / V (dimensionless)");
  });

  test("the same in a step", () => {
    const one = zeros(1);
    expect(forLoop(() => exp(ratio), one).toDecimal()[0]).toBe(exp(quantity(0.005)).toNumber());
  });
});
