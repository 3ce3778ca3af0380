import {describe, expect, test} from "vitest";
import type {DType} from "../../../lib/core/dtype.js";
import {Builder} from "../../../lib/ir/builder.js";
import {interpret} from "../../../lib/ir/interpret.js";
import {structuralKey} from "../../../lib/ir/key.js";
import {resultDType} from "../../../lib/ir/opTable.js";
import {dce} from "../../../lib/ir/passes/dce.js";
import {fold} from "../../../lib/ir/passes/fold.js";
import type {Identity} from "../../../lib/ir/passes/identities.js";
import {IDENTITIES} from "../../../lib/ir/passes/identities.js";
import type {Pattern, Variable} from "../../../lib/ir/passes/pattern.js";
import {VARIABLE_DTYPES} from "../../../lib/ir/passes/pattern.js";
import type {Program, RuntimeArray, Value} from "../../../lib/ir/types.js";
import {firstDifference} from "../../support/sameBits.js";

const DTYPES: readonly DType[] = ["float32", "int32", "bool"];

/** Where arithmetic is special. */
const SPECIAL: Record<DType, readonly number[]> = {
  float32: [
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    2.5,
    1e-45,
    -1e-45,
    1.1754942e-38,
    3.4028235e38,
    -3.4028235e38,
    Infinity,
    -Infinity,
    NaN,
  ],
  int32: [0, 1, -1, 2, 31, 32, 123456789, 0x7fffffff, -0x80000000],
  bool: [0, 1],
};

const variablesOf = (pattern: Pattern): Variable[] =>
  typeof pattern === "string"
    ? [pattern]
    : typeof pattern === "number"
      ? []
      : pattern.slice(1).flatMap((p) => variablesOf(p as Pattern));

/** Both sides of an identity as a program, where free variables and constants have these dtypes; null if it has none. */
function bothSides(
  {from, to}: Identity,
  free: DType,
  literal: DType,
): {program: Program; inputs: RuntimeArray[]} | null {
  const variables = [...new Set(variablesOf(from))];
  const dtypes = variables.map((variable) => VARIABLE_DTYPES[variable] ?? free);
  const size = dtypes.reduce((product, dtype) => product * SPECIAL[dtype].length, 1);
  const builder = new Builder();
  const bound = new Map(
    variables.map((variable, i) => [variable, builder.input({dtype: dtypes[i] ?? free, shape: [size]})]),
  );

  const write = (pattern: Pattern, dtype: DType): Value | null => {
    if (typeof pattern === "string") return bound.get(pattern) ?? null;
    if (typeof pattern === "number") return builder.constant(pattern, dtype);
    const [name, ...rest] = pattern;
    const args = rest.map((each) => write(each, dtype));
    if (args.includes(null)) return null;
    const values = args as Value[];
    return resultDType(
      name,
      values.map((value) => value.dtype),
    ) === null
      ? null
      : builder.elementwise(name, ...values);
  };

  const left = write(from, literal);
  if (left === null) return null;
  const right = write(to, left.dtype);
  if (right?.dtype !== left.dtype) return null;
  const same = right.shape.length === 0 && left.shape.length > 0 ? builder.broadcast(right, left.shape) : right;

  // every combination of special values
  let repeat = 1;
  const inputs = dtypes.map((dtype): RuntimeArray => {
    const special = SPECIAL[dtype];
    const data = Array.from({length: size}, (_, i) => special[Math.floor(i / repeat) % special.length] ?? 0);
    repeat *= special.length;
    return {data: dtype === "float32" ? Float32Array.from(data) : Int32Array.from(data), shape: [size]};
  });
  return {program: builder.finish([left, same]), inputs};
}

const cases = IDENTITIES.map((identity) => {
  const text = `${JSON.stringify(identity.from)} is ${JSON.stringify(identity.to)}`.replaceAll('"', "");
  return [text, identity] as const;
});

describe("identities", () => {
  test.each(cases)("%s, bit for bit, and fold applies it", (_, identity) => {
    let checked = 0;
    for (const free of DTYPES) {
      for (const literal of DTYPES) {
        const sides = bothSides(identity, free, literal);
        if (sides === null) continue;
        checked++;
        const [left, right] = interpret(sides.program, sides.inputs) as [RuntimeArray, RuntimeArray];
        expect(firstDifference([left], [right])).toBeNull();
        const folded = sides.program.results.map((result) => dce(fold({...sides.program, results: [result]})));
        expect(structuralKey(folded[0] as Program)).toBe(structuralKey(folded[1] as Program));
      }
    }
    expect(checked).toBeGreaterThan(0);
  });
});
