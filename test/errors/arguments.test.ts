/** @file Loops, arrays and states given what they do not take: an error of its class that says what was expected. */
import {
  all,
  any,
  arange,
  broadcastTo,
  cond,
  DTypeError,
  environ,
  EnvironError,
  forLoop,
  forLoopAsync,
  initAllStates,
  jit,
  logicalAnd,
  logicalNot,
  ms,
  mV,
  ParameterError,
  quantity,
  reshape,
  resetAllStates,
  scan,
  ShapeError,
  SpikeEvents,
  sqrt,
  square,
  State,
  StateError,
  sum,
  take,
  timeSplit,
  unit,
  UnitMismatchError,
  UnitParseError,
  where,
  zeros,
} from "spikeloop";
import {describe, expect, test} from "vitest";

/** A value of whatever type the caller wants, as JavaScript would pass it. */
const anything = (x: unknown) => x as never;
const times = arange(ms(0), ms(3), ms(1));
const same = <T>(x: T): T => x;
type Case = [name: string, act: () => unknown, kind: new (...args: never[]) => Error, message: string];

const check = (_: string, act: () => unknown, kind: Case[2], message: string): void => {
  expect(act).toThrow(kind);
  expect(act).toThrow(message);
};

describe("unknown options", () => {
  const names = "expected one of backend, gpuMode, checkFinite, got backnd";
  const options = anything({backnd: "wasm"});
  test.each<Case>([
    ["forLoop", () => forLoop(same, times, options), ParameterError, `forLoop: unknown option, ${names}`],
    ["scan", () => scan((c) => [c, c], ms(0), times, options), ParameterError, `scan: unknown option, ${names}`],
    ["jit", () => jit(same, options), ParameterError, "jit: unknown option, expected one of backend, gpuMode"],
    ["timeSplit", () => timeSplit(same, times, options), ParameterError, "timeSplit: unknown option, expected one of"],
    ["none", () => forLoop(same, times, anything(null)), ParameterError, "forLoop: the options are no object"],
  ])("%s", check);

  test.each<[string, unknown, string]>([
    ["a wrong name", {worker: 2}, "sliceTime, workers, got worker"],
    ["no signal", {signal: {}}, "forLoopAsync: signal is no AbortSignal"],
    ["no function", {onProgress: 5}, "forLoopAsync: onProgress is no function, expected a function, got 5"],
  ])("forLoopAsync rejects %s", async (_, given, message) => {
    await expect(forLoopAsync(same, times, anything(given))).rejects.toThrow(message);
    await expect(forLoopAsync(same, times, anything(given))).rejects.toBeInstanceOf(ParameterError);
  });
});

describe("no function", () => {
  test.each<Case>([
    ["a step", () => forLoop(anything(5), times), ParameterError, "forLoop: the step is no function"],
    [
      "a branch",
      () => cond(true, anything(mV(1)), () => mV(1)),
      ParameterError,
      "cond: the branch for true is no function",
    ],
    [
      "no second branch",
      () => forLoop((t) => cond(t.gt(ms(1)), () => t, anything(undefined)), times),
      ParameterError,
      "cond: the branch for false is no function",
    ],
    [
      "no body",
      () => environ.context({dt: ms(1)}, anything(undefined)),
      ParameterError,
      "environ.context: the body is no function, expected a function, got undefined",
    ],
  ])("%s", check);

  test("a step that is none rejects an asynchronous loop", async () => {
    await expect(forLoopAsync(anything(5), times)).rejects.toThrow("forLoopAsync: the step is no function");
  });
});

describe("arrays", () => {
  const x = mV([1, 2]);
  test.each<Case>([
    ["where", () => where(anything(true), x, x), DTypeError, "where: a condition is not boolean"],
    ["where, a number", () => where(quantity(1), x, x), DTypeError, "where: a condition is not boolean"],
    ["logicalAnd", () => logicalAnd(x.gt(0), anything(true)), DTypeError, "logicalAnd: a condition is not boolean"],
    ["logicalNot", () => logicalNot(anything(undefined)), DTypeError, "logicalNot: a condition is not boolean"],
    [
      "cond",
      () =>
        cond(
          anything(1),
          () => mV(1),
          () => mV(1),
        ),
      DTypeError,
      "cond: the condition is not boolean",
    ],
    ["any", () => any(anything("x")), ParameterError, 'got "x"'],
    ["all", () => all(anything(undefined)), ParameterError, "got undefined"],
    ["pow", () => x.pow(anything(quantity(2))), ParameterError, "pow: the exponent is no plain number"],
    ["pow, NaN", () => x.pow(NaN), ParameterError, "pow: the exponent is no plain number"],
    ["an axis", () => sum(x, anything({axis: 0})), ShapeError, "sum: not an axis"],
    ["a shape", () => zeros(anything(undefined)), ShapeError, "zeros: not a shape"],
    ["a new shape", () => reshape(x, anything("2")), ShapeError, "reshape: not a shape"],
    ["one index", () => take(x, anything(1)), DTypeError, "take: indices are no list"],
    ["a unit", () => unit(anything(5)), UnitParseError, "unit: not a text"],
    ["too few axes", () => broadcastTo(mV([[1, 2]]), [2]), ShapeError, "broadcastTo: the shape does not stretch"],
    ["another length", () => broadcastTo(mV([1, 2, 3]), [3, 2]), ShapeError, "the shapes do not broadcast"],
    ["a negative length", () => broadcastTo(mV(1), [-1]), ShapeError, "broadcastTo: not a shape"],
  ])("%s", check);

  test("what does not stretch is refused in a step too", () => {
    expect(() => forLoop(() => broadcastTo(x, [1]), times)).toThrow(ShapeError);
  });

  test("an object without a prototype is named", () => {
    expect(() => quantity(anything(Object.create(null)))).toThrow("got an object (Object)");
  });

  test("square and sqrt take bare numbers, as exp does", () => {
    expect([square(3).toNumber(), sqrt(9).toNumber(unit(""))]).toEqual([9, 3]);
  });

  test("the times of events must be those of the steps", () => {
    const events = new SpikeEvents(Int32Array.of(1), Int32Array.of(0), 3, [1]);
    expect(String(events.times(times))).toBe("[1.] ms");
    for (const wrong of [arange(ms(0), ms(9), ms(1)), ms([0, 1]), ms(0)]) {
      expect(() => events.times(wrong)).toThrow("expected shape (3,)");
    }
  });
});

describe("states", () => {
  test("restore keeps the unit, and refuses another and what is traced", () => {
    const state = new State(mV(1), "V");
    expect(() => state.restore(anything(ms(1)))).toThrow(UnitMismatchError);
    expect(() => forLoop(() => state.restore(state.value.add(mV(1))), times)).toThrow(StateError);
    expect(String(state.value)).toBe("1. mV");
    state.restore(quantity("0.002 V"));
    expect(String(state.value)).toBe("2. mV");
  });

  test.each<Case>([
    ["a list", () => initAllStates(anything([])), ParameterError, "initAllStates: not a module"],
    ["nothing", () => resetAllStates(anything(undefined)), ParameterError, "resetAllStates: not a module"],
    ["a name that every object has", () => environ.get("toString"), EnvironError, '"toString" is not set'],
  ])("%s", check);
});
