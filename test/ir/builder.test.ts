import {describe, expect, test} from "vitest";
import {InternalError} from "../../lib/core/errors.js";
import {Builder} from "../../lib/ir/builder.js";
import type {Value} from "../../lib/ir/types.js";
import {DYNAMIC} from "../../lib/ir/types.js";

const typeOf = ({dtype, shape}: Value): string => `${dtype}[${shape.join()}]`;

describe("Builder", () => {
  test("constant: rounds to float32, wraps to int32", () => {
    const builder = new Builder();
    builder.constant(0.1);
    builder.constant(2 ** 31, "int32");
    builder.constant(1, "bool");
    expect(builder.finish([]).ops).toMatchObject([
      {value: Math.fround(0.1), out: {dtype: "float32", shape: []}},
      {value: -(2 ** 31), out: {dtype: "int32"}},
      {value: 1, out: {dtype: "bool"}},
    ]);
  });

  test("elementwise: has the shape of its larger argument, and the dtype of its rule", () => {
    const builder = new Builder();
    const x = builder.input({dtype: "float32", shape: [4]});
    const one = builder.constant(1);
    expect(typeOf(builder.elementwise("add", one, x))).toBe("float32[4]");
    expect(typeOf(builder.elementwise("lt", x, one))).toBe("bool[4]");
    expect(typeOf(builder.elementwise("floatBits", one))).toBe("int32[]");
    expect(typeOf(builder.elementwise("select", builder.constant(1, "bool"), x, one))).toBe("float32[4]");
  });

  test("elementwise: refuses dtypes that do not fit", () => {
    const builder = new Builder();
    const x = builder.constant(1);
    expect(() => builder.elementwise("and", x, x)).toThrow(InternalError);
    expect(() => builder.elementwise("add", x)).toThrow("add does not take float32");
    expect(() => builder.elementwise("add", x, builder.constant(1, "int32"))).toThrow("float32, int32");
  });

  test("reshape: refuses another number of elements", () => {
    const builder = new Builder();
    const x = builder.input({dtype: "int32", shape: [2, 3]});
    expect(typeOf(builder.reshape(x, [6]))).toBe("int32[6]");
    expect(() => builder.reshape(x, [5])).toThrow(InternalError);
  });

  test("reduce: leaves the axes that it does not reduce", () => {
    const builder = new Builder();
    const x = builder.input({dtype: "float32", shape: [2, 3, 4]});
    expect(typeOf(builder.reduce("sum", x, [0, 2]))).toBe("float32[3]");
    expect(() => builder.reduce("any", x, [0])).toThrow("any does not take float32");
  });

  test("loop: gives the carries, then the records with a leading axis", () => {
    const builder = new Builder();
    const xs = builder.input({dtype: "float32", shape: [DYNAMIC, 3]});
    const init = builder.constant(0, "int32");
    const params = [builder.value("int32", []), builder.value("float32", [3])];
    const body = builder.block(params, () => params);
    expect(builder.loop({steps: DYNAMIC, inits: [init], xs: [xs], body}).map(typeOf)).toEqual([
      "int32[]",
      "float32[-1,3]",
    ]);
  });

  test("block: takes the operations written in it, and closes when writing throws", () => {
    const builder = new Builder();
    const block = builder.block([], () => [builder.constant(1)]);
    expect(() =>
      builder.block([], () => {
        throw new Error("stop");
      }),
    ).toThrow("stop");
    builder.constant(2);
    expect(block.ops).toHaveLength(1);
    expect(builder.finish([]).ops).toMatchObject([{value: 2}]);
  });

  test("new Builder(firstId): counts ids from there", () => {
    expect(new Builder(5).constant(1).id).toBe(5);
  });
});
