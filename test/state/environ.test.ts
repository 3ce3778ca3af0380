/** @file environ: contexts nest, the innermost wins, and they end however their body ends. */
import {environ, EnvironError, forLoop, arange, ms, mV, UnitMismatchError} from "spikeloop";
import {afterEach, describe, expect, test} from "vitest";

afterEach(() => environ.reset());

describe("environ.context", () => {
  test("gives back what its body gives", () => {
    expect(environ.context({dt: ms(0.1)}, () => 7)).toBe(7);
  });

  test("nests, and the innermost wins", () => {
    environ.context({dt: ms(1), fit: true}, () => {
      environ.context({dt: ms(2)}, () => {
        expect(environ.getDt().toNumber(ms)).toBe(2);
        expect(environ.get("fit")).toBe(true);
      });
      expect(environ.getDt().toNumber(ms)).toBe(1);
    });
  });

  test("ends when its body throws, at any depth", () => {
    const fail = () =>
      environ.context({dt: ms(1)}, () =>
        environ.context({dt: ms(2)}, () => {
          throw new Error("step");
        }),
      );
    expect(fail).toThrow("step");
    expect(environ.all()).toEqual({});
  });

  test("ends when a traced step throws", () => {
    const fail = () =>
      forLoop(
        (t) =>
          environ.context({t}, () => {
            throw new Error("step");
          }),
        arange(ms(0), ms(1), ms(0.1)),
      );
    expect(fail).toThrow("step");
    expect(environ.all()).toEqual({});
  });

  test("refuses a dt that is no time", () => {
    expect(() => environ.context({dt: mV(1) as never}, () => 0)).toThrow(UnitMismatchError);
    expect(() => environ.context({dt: mV(1) as never}, () => 0)).toThrow(
      "environ: dt has the wrong unit, expected ms (time), got 1 mV (voltage)",
    );
    expect(() => environ.context({dt: 0.1 as never}, () => 0)).toThrow("got 0.1 (dimensionless)");
  });
});

describe("environ.set, get, all, reset", () => {
  test("set lies below every context; reset forgets it", () => {
    environ.set({dt: ms(0.5), seed: 3});
    expect(environ.getDt().toNumber(ms)).toBe(0.5);
    environ.context({dt: ms(1)}, () => expect(environ.getDt().toNumber(ms)).toBe(1));
    expect(environ.get("seed")).toBe(3);
    environ.reset();
    expect(environ.all()).toEqual({});
    environ.context({dt: ms(1)}, () => expect(() => environ.reset()).toThrow(EnvironError));
  });

  test("get of what is not set says how to set it", () => {
    expect(() => environ.getDt()).toThrow(EnvironError);
    expect(() => environ.getDt()).toThrow(
      'environ.get: "dt" is not set, expected it in a context or in the settings, got an empty environment\n' +
        "hint: write environ.context({dt: ms(0.1)}, () => ...) around the step, or environ.set({dt: ms(0.1)}) once",
    );
    expect(() => environ.context({dt: ms(1)}, () => environ.get("t"))).toThrow(/"t" is not set.*got only dt/);
    expect(environ.get("answer", 42)).toBe(42);
  });
});
