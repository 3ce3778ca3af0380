/** @file What of a program goes to a device, what this thread does, and what is refused, in words. */
import {describe, expect, test} from "vitest";
import {CannotTake} from "../../../lib/backends/gpu/failure.js";
import type {HostStage} from "../../../lib/backends/gpu/stages.js";
import {stagesOf} from "../../../lib/backends/gpu/stages.js";
import {parse} from "../../../lib/ir/parse.js";
import {optimizeCalls} from "../../../lib/ir/passes/optimize.js";

/** The stages of a program's text, in short. */
const kinds = (text: string): string[] =>
  stagesOf(parse(text)).list.map((stage) => (stage.kind === "host" ? "host" : `device ${String(stage.lanes)}`));

/** A loop over lanes of this size, whose body has these statements and yields %9. */
const body = (statements: string, size = "[4]"): string => `program (%0: float32[?], %1: float32${size}) {
  %2 = loop ? carry (%1) xs (%0) keep () {
    (%3: float32${size}, %4: float32)
    ${statements}
    yield %9
  }
  return %2
}`;

/** A program that computes before, between and after two loops, one of them wide. */
const MIXED = `program (%0: float32[?], %1: float32[6], %2: int32[2]) {
  %3 = constant 3 : float32
  %4 = mul %1, %3 : float32[6]
  %5, %6 = loop ? carry (%4) xs (%0) keep (0/1) {
    (%7: float32[6], %8: float32)
    %9 = mul %8, %3 : float32
    %10 = add %7, %9 : float32[6]
    yield %10, %10
  }
  %11 = take %5 at %2 along 0 : float32[2]
  %12 = loop ? carry (%11) xs (%0) keep () {
    (%13: float32[2], %14: float32)
    %15 = sub %13, %14 : float32[2]
    yield %15
  }
  %16 = reduce sum %12 over (0) : float32
  return %16, %5, %6, %3
}`;

describe("stagesOf: cuts", () => {
  test("a program that is one loop into that loop", () => {
    expect(kinds(body("%9 = add %3, %4 : float32[4]"))).toEqual(["device 4"]);
    expect(kinds(body("%9 = add %3, %4 : float32[2, 3]", "[2, 3]"))).toEqual(["device 6"]);
    expect(kinds(body("%9 = add %3, %4 : float32", ""))).toEqual(["device 1"]);
  });

  test("what stands around the widest loop, a narrower one included, to this thread", () => {
    expect(kinds(MIXED)).toEqual(["host", "device 6", "host"]);
  });

  test("two loops of the same width to the device", () => {
    const text = `program (%0: float32[?], %1: float32[4]) {
  %2 = loop ? carry (%1) xs (%0) keep () {
    (%3: float32[4], %4: float32)
    %5 = add %3, %4 : float32[4]
    yield %5
  }
  %6 = loop ? carry (%2) xs (%0) keep () {
    (%7: float32[4], %8: float32)
    %9 = sub %7, %8 : float32[4]
    yield %9
  }
  return %6
}`;
    expect(kinds(text)).toEqual(["device 4", "device 4"]);
  });

  test("a loop that the passes made of a recorded `take` to this thread", () => {
    // so that a million neurons are not recorded for the sake of two
    const text = `program (%0: float32[?], %1: float32[8], %2: int32[2]) {
  %3, %4 = loop ? carry (%1) xs (%0) keep (0/1) {
    (%5: float32[8], %6: float32)
    %7 = add %5, %6 : float32[8]
    %8 = take %7 at %2 along 0 : float32[2]
    yield %7, %8
  }
  return %3, %4
}`;
    const {list} = stagesOf(optimizeCalls(parse(text)));
    expect(list.map(({kind}) => kind).sort()).toEqual(["device", "host"]);
    const device = list.find(({kind}) => kind === "device");
    expect(device?.kind === "device" && device.lanes).toBe(8);
  });
});

test("stagesOf: a host stage takes no constant as an input, and gives only what is read later", () => {
  const [first] = stagesOf(parse(MIXED)).list as [HostStage];
  expect(first.program.params.map(({shape}) => shape)).toEqual([[6]]);
  expect(first.program.ops.map(({op}) => op)).toEqual(["constant", "elementwise"]);
  expect(first.program.results).toHaveLength(1);
});

test.for([
  ["sum", "%5 = reduce sum %3 over (0) : float32\n%9 = add %3, %5 : float32[4]"],
  ["take", "%5 = constant 1 : int32\n%6 = broadcast %5 : int32[4]\n%9 = take %3 at %6 along 0 : float32[4]"],
  [
    "a loop inside",
    "%9 = loop 3 carry (%3) xs () keep () {\n (%5: float32[4])\n %6 = add %5, %4 : float32[4]\n yield %6\n}",
  ],
  [
    "cond",
    "%5 = gt %4, %4 : bool\n%9 = cond %5 {\n%6 = neg %3 : float32[4]\nyield %6\n} else {\n%7 = abs %3 : float32[4]\nyield %7\n}",
  ],
  [
    "arrays of several sizes",
    "%5 = constant 1 : float32\n%6 = broadcast %5 : float32[2]\n%9 = add %3, %4 : float32[4]",
  ],
] as const)("stagesOf: refuses neurons that see one another, by %s", ([word, statements]) => {
  const reason = `the neurons of a loop see one another (${word})`;
  expect(() => stagesOf(parse(body(statements)))).toThrow(new CannotTake(reason));
});

test.for(["bitAnd", "bitOr", "bitXor", "shiftLeft", "shiftRight", "shiftRightZero"])(
  "stagesOf: refuses bits of an int32, by %s",
  (name) => {
    const text = body(
      `%5 = constant 1 : int32\n%6 = ${name} %5, %5 : int32\n%7 = toFloat %6 : float32\n%9 = add %3, %7 : float32[4]`,
    );
    expect(() => stagesOf(parse(text))).toThrow(
      new CannotTake(`a loop computes with all bits of an int32 (${name}), as record.events does`),
    );
  },
);

test("stagesOf: refuses what has no elements", () => {
  expect(() => stagesOf(parse(body("%9 = add %3, %4 : float32[0]", "[0]")))).toThrow(
    new CannotTake("an array in a loop has no elements"),
  );
});

test("stagesOf: takes a program without a loop for a loop of one step", () => {
  const text = (statement: string): string => `program (%0: float32[2, 3]) {\n  ${statement}\n  return %1\n}`;
  const {list} = stagesOf(parse(text("%1 = neg %0 : float32[2, 3]")));
  const [first] = list;
  expect(first?.kind === "device" && [first.lanes, first.loop.steps]).toEqual([6, 1]);
  expect(list.slice(1).map(({kind}) => kind)).toEqual(["host"]);
  expect(() => stagesOf(parse(text("%1 = reduce sum %0 over (0, 1) : float32")))).toThrow(
    "the neurons of a loop see one another (sum)",
  );
});

test.for(["1e-40", "-1e-45", "Infinity", "NaN"])(
  "stagesOf: refuses a constant that a shader cannot write, %s",
  (number) => {
    const text = body(`%5 = constant ${number} : float32\n%9 = add %3, %5 : float32[4]`);
    expect(() => stagesOf(parse(text))).toThrow(/^a shader has no literal for /);
  },
);

test("stagesOf: a constant outside loops that a shader cannot write reaches kernels as an input", () => {
  const {list, written, constants} = stagesOf(
    parse(`program (%0: float32[?], %1: float32[4]) {
  %2 = constant Infinity : float32
  %5 = constant 2 : float32
  %3 = loop ? carry (%1) xs (%0) keep () {
    (%6: float32[4], %7: float32)
    %8 = min %6, %2 : float32[4]
    %9 = mul %8, %5 : float32[4]
    yield %9
  }
  return %3
}`),
  );
  expect(list.map(({kind}) => kind)).toEqual(["device"]);
  expect([...constants.values()].map(({value}) => value)).toEqual([Infinity, 2]);
  expect([...written.values()].map(({value}) => value)).toEqual([2]);
});

test.for([2 ** 24, -(2 ** 24), 123456789])(
  "stagesOf: refuses an int32 that float32 does not hold, %i in a loop",
  (n) => {
    const text = body(
      `%5 = constant ${String(n + Math.sign(n))} : int32\n%6 = toFloat %5 : float32\n%9 = add %3, %6 : float32[4]`,
    );
    expect(() => stagesOf(parse(text))).toThrow(CannotTake);
  },
);
