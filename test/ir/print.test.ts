import fc from "fast-check";
import {expect, test} from "vitest";
import {Builder} from "../../lib/ir/builder.js";
import {structuralKey} from "../../lib/ir/key.js";
import {parse} from "../../lib/ir/parse.js";
import {print, showOp} from "../../lib/ir/print.js";
import type {Value} from "../../lib/ir/types.js";
import {DYNAMIC} from "../../lib/ir/types.js";
import {randomProgram} from "./randomProgram.js";

test("print: shows every kind of operation", () => {
  const builder = new Builder();
  const xs = builder.input({dtype: "float32", shape: [DYNAMIC]});
  const V = builder.input({dtype: "float32", shape: [4]});
  const half = builder.constant(0.5);
  const x = builder.value("float32", []);
  const carried = builder.value("float32", [4]);
  const body = builder.block([carried, x], () => {
    const next = builder.elementwise("add", carried, builder.elementwise("mul", x, half));
    return [next, x];
  });
  const [last, record] = builder.loop({steps: DYNAMIC, inits: [V], xs: [xs], body}) as [Value, Value];
  const square = builder.reshape(builder.broadcast(last, [1, 4]), [2, 2]);
  const total = builder.reduce("sum", square, [0, 1]);
  const isLarge = builder.elementwise("gt", total, half);
  const [chosen] = builder.cond(
    isLarge,
    builder.block([], () => [last]),
    builder.block([], () => [builder.elementwise("exp", last)]),
  ) as [Value];
  expect(print(builder.finish([chosen, record]))).toMatchInlineSnapshot(`
    "program (%0: float32[?], %1: float32[4]) {
      %2 = constant 0.5 : float32
      %3, %4 = loop ? carry (%1) xs (%0) {
        (%5: float32[4], %6: float32)
        %7 = mul %6, %2 : float32
        %8 = add %5, %7 : float32[4]
        yield %8, %6
      }
      %9 = broadcast %3 : float32[1, 4]
      %10 = reshape %9 : float32[2, 2]
      %11 = reduce sum %10 over (0, 1) : float32
      %12 = gt %11, %2 : bool
      %13 = cond %12 {
        yield %3
      } else {
        %14 = exp %3 : float32[4]
        yield %14
      }
      return %13, %4
    }"
  `);
});

test("print: writes the shortest number that reads back, and the special ones by name", () => {
  const builder = new Builder();
  for (const x of [0.1, 1e-45, 3.4028234663852886e38, 16777216, NaN, Infinity, -Infinity, -0]) builder.constant(x);
  builder.constant(-0x80000000, "int32");
  builder.constant(1, "bool");
  expect(print(builder.finish([]))).toMatchInlineSnapshot(`
    "program () {
      %0 = constant 0.1 : float32
      %1 = constant 1e-45 : float32
      %2 = constant 3.4028235e+38 : float32
      %3 = constant 16777216 : float32
      %4 = constant NaN : float32
      %5 = constant inf : float32
      %6 = constant -inf : float32
      %7 = constant -0 : float32
      %8 = constant -2147483648 : int32
      %9 = constant true : bool
      return
    }"
  `);
});

test("print: numbers values in the order of the text, whatever their ids", () => {
  const text = "program (%0: float32) {\n  %1 = neg %0 : float32\n  return %1\n}";
  const value = {id: 70, dtype: "float32", shape: []} as const;
  const out = {...value, id: 3};
  expect(print({params: [value], ops: [{op: "elementwise", name: "neg", args: [value], out}], results: [out]})).toBe(
    text,
  );
});

test("showOp: names values by their own ids, and leaves blocks out", () => {
  const value = {id: 70, dtype: "float32", shape: [3]} as const;
  const body = {params: [], ops: [], results: []};
  expect(showOp({op: "reduce", name: "sum", axes: [0], arg: value, out: {...value, id: 3, shape: []}})).toBe(
    "%3 = reduce sum %70 over (0) : float32",
  );
  expect(showOp({op: "loop", steps: DYNAMIC, inits: [], xs: [value], body, records: [], outs: []})).toBe(
    "loop ? carry () xs (%70)",
  );
});

test("print: says which steps records keep, and where takes take", () => {
  const text = [
    "program (%0: float32[?, 2, 3], %1: int32[2]) {",
    "  %2, %3, %4 = loop ? carry () xs (%0) keep (0/1, 9/10, 0/3) {",
    "    (%5: float32[2, 3])",
    "    %6 = take %5 at %1 along 1 : float32[2, 2]",
    "    yield %5, %6, %6",
    "  }",
    "  return %2, %3, %4",
    "}",
  ].join("\n");
  expect(print(parse(text))).toBe(text);
});

test("parse(print(p)): is p but for its ids", () => {
  fc.assert(
    fc.property(randomProgram(), ({program}) => {
      const text = print(program);
      const again = parse(text);
      expect(print(again)).toBe(text);
      expect(structuralKey(again)).toBe(structuralKey(program));
    }),
    {numRuns: 150, interruptAfterTimeLimit: 6000},
  );
});

test.each([
  ["an unknown operation", "program (%0: float32) { %1 = plus %0, %0 : float32 return %1 }", "expected an operation"],
  ["a value that is not defined", "program () { return %1 }", "expected a value defined above"],
  [
    "a type that the operation does not give",
    "program (%0: float32) { %1 = lt %0, %0 : float32 return }",
    "the type bool",
  ],
  ["a name too many", "program () { %1, %2 = constant 1 : float32 return }", "a name for each of 1 outputs"],
  ["text after the program", "program () { return } }", "expected the end"],
])("parse: refuses %s", (_, text, message) => {
  expect(() => parse(text)).toThrow(message);
});
