import fc from "fast-check";
import {expect, test} from "vitest";
import {structuralKey} from "../../lib/ir/key.js";
import {parse} from "../../lib/ir/parse.js";
import {print} from "../../lib/ir/print.js";
import {randomProgram} from "./randomProgram.js";

const key = (text: string): string => structuralKey(parse(text));

test("structuralKey: is equal for two programs exactly when their texts are", () => {
  const texts = new Map<string, string>();
  fc.assert(
    fc.property(randomProgram({maxOps: 3}), ({program}) => {
      const text = print(program);
      const known = texts.get(structuralKey(program));
      if (known !== undefined) expect(text).toBe(known);
      texts.set(structuralKey(program), text);
    }),
    {numRuns: 500, interruptAfterTimeLimit: 4000},
  );
  expect(new Set(texts.values()).size).toBe(texts.size);
});

test("structuralKey: does not depend on ids", () => {
  const value = (id: number) => ({id, dtype: "float32", shape: []}) as const;
  const program = (a: number, b: number) => ({
    params: [value(a)],
    ops: [{op: "elementwise", name: "neg", args: [value(a)], out: value(b)}] as const,
    results: [value(b)],
  });
  expect(structuralKey(program(0, 1))).toBe(structuralKey(program(7, 2)));
});

const base = "program (%0: float32[4], %1: float32[4]) { %2 = sub %0, %1 : float32[4] return %2 }";

test.each([
  ["an operation", base.replace("sub", "add")],
  ["the order of arguments", base.replace("sub %0, %1", "sub %1, %0")],
  ["a shape", base.replaceAll("[4]", "[5]")],
  ["the rank", base.replaceAll("[4]", "[4, 1]")],
  ["a length that only a run decides", base.replace("%1: float32[4]", "%1: float32[?]").replace("%0, %1", "%0, %0")],
  ["a dtype", base.replaceAll("float32", "int32")],
  ["the results", base.replace("return %2", "return %2, %2")],
])("structuralKey: tells %s", (_, other) => {
  expect(key(other)).not.toBe(key(base));
});

test("structuralKey: tells constants by their bits and their dtypes", () => {
  const texts = ["0 : float32", "-0 : float32", "1 : float32", "inf : float32", "NaN : float32", "1e-45 : float32"];
  texts.push("0 : int32", "1 : int32", "2143289344 : int32", "1 : bool");
  const keys = texts.map((text) => key(`program () { %0 = constant ${text} return %0 }`));
  expect(new Set(keys).size).toBe(texts.length);
});

test("structuralKey: tells apart programs of many thousand values", () => {
  const long = (n: number): string => {
    const ops = Array.from({length: n}, (_, i) => `%${String(i + 1)} = neg %${String(i)} : float32`);
    return `program (%0: float32) { ${ops.join(" ")} return %${String(n)} }`;
  };
  const keys = [70_000, 70_001].map((n) => key(long(n)));
  expect(keys[0]).not.toBe(keys[1]);
  expect(key(long(70_000))).toBe(keys[0]);
});
