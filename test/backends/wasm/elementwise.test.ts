/** @file Each primitive operation on special values, for numbers of lanes around the width of a vector. */
import {describe, test} from "vitest";
import type {DType} from "../../../lib/core/dtype.js";
import {Builder} from "../../../lib/ir/builder.js";
import type {ElementwiseName} from "../../../lib/ir/opTable.js";
import {isFunction, OPS, resultDType} from "../../../lib/ir/opTable.js";
import {expectSameBits, special, SPECIAL_FLOATS, SPECIAL_INTS} from "../support.js";

const LANES = [0, 1, 3, 4, 5, 8, 15, 16, 17, 33, 70];
const DTYPES: readonly DType[] = ["float32", "int32", "bool"];
const NAMES = (Object.keys(OPS) as ElementwiseName[]).filter((name) => !isFunction(name));

/** The lists of dtypes that an operation takes. */
function signatures(name: ElementwiseName): DType[][] {
  let lists: DType[][] = [[]];
  for (let i = 0; i < OPS[name].arity; i++) lists = lists.flatMap((list) => DTYPES.map((dtype) => [...list, dtype]));
  return lists.filter((list) => resultDType(name, list) !== null);
}

const CASES = NAMES.flatMap((name) =>
  signatures(name).map((dtypes) => ({name, dtypes, title: `${name}(${dtypes.join(", ")})`})),
);

/** The bits of a NaN are nobody's business, so `floatBits` sees none. */
function inputs(name: ElementwiseName, dtypes: readonly DType[], lanes: number, turn: number) {
  return dtypes.map((dtype, i) => {
    const array = special(dtype, [lanes], i * turn);
    return name === "floatBits" ? {...array, data: array.data.map((x) => (Number.isNaN(x) ? 0 : x))} : array;
  });
}

describe.each(CASES)("wasmBackend: $title", ({name, dtypes}) => {
  test.each(LANES)("gives the interpreter's bits on %i lanes", (lanes) => {
    const builder = new Builder();
    const args = dtypes.map((dtype) => builder.input({dtype, shape: [lanes]}));
    const program = builder.finish([builder.elementwise(name, ...args)]);
    // every special value meets every other
    const turns = Math.max(SPECIAL_FLOATS.length, SPECIAL_INTS.length);
    for (let turn = 0; turn < turns; turn += lanes === 17 ? 1 : 6)
      expectSameBits(program, inputs(name, dtypes, lanes, turn));
  });

  test("takes scalars beside arrays, and constants", () => {
    dtypes.forEach((_dtype, scalar) => {
      for (const constant of [0, 1, -0, 33]) {
        const builder = new Builder();
        const args = dtypes.map((dtype, i) => {
          if (i === scalar) return builder.constant(dtype === "bool" ? constant & 1 : constant, dtype);
          return builder.input({dtype, shape: [6]});
        });
        const program = builder.finish([builder.elementwise(name, ...args)]);
        expectSameBits(
          program,
          inputs(name, dtypes, 6, 3).filter((_, i) => i !== scalar),
        );
      }
    });
  });
});
