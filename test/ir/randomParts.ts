/** @file What random programs are made of: a stream of decisions, numbers, and elementwise operations. */
import type {DType} from "../../lib/core/dtype.js";
import type {Builder} from "../../lib/ir/builder.js";
import type {ElementwiseName} from "../../lib/ir/opTable.js";
import {OPS} from "../../lib/ir/opTable.js";
import type {Value} from "../../lib/ir/types.js";

/** The next decision: a number below `below`. */
export type Choose = (below: number) => number;

/** A stream of decisions. The low bits of its generator are not random, so that they are mixed from all. */
export function decisions(seed: number): Choose {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
    return ((mixed ^ (mixed >>> 15)) >>> 1) % below;
  };
}

export const NAMES = Object.keys(OPS) as ElementwiseName[];
const DTYPES: readonly DType[] = ["float32", "float32", "float32", "int32", "bool"];
/** Where arithmetic is special: signed zeros, infinities, NaN, denormals, halves, the ends of ranges. */
// prettier-ignore
export const FLOATS = [
  0, 1, -0, -1, 0.5, NaN, Infinity, -Infinity, 1e-45, -1e-45, 1e-41, -1.17549421e-38, 1.1754942e-38, 1.17549435e-38,
  3.4028235e38, -3.4028235e38, 2, -2.5, 1.5, 0.1, 1e-8, -1e-8, 88.7, -103, -103.9, 710, 16777216, 2147483648,
  -2147483904, 3.1415927, 1e5,
].map(Math.fround);
// prettier-ignore
export const INTS = [
  0, 1, -1, 2, 5, 31, 32, 33, 100, 127, -128, 0x7fffffff, -0x80000000, 0x7f800000, 0x3f800000, 123456789,
];

export function randomDType(choose: Choose): DType {
  return DTYPES[choose(DTYPES.length)] as DType;
}

/** A number of a dtype: special, small and whole, or any. Takes two decisions. */
export function randomNumber(dtype: DType, choose: Choose): number {
  const [kind, at] = [choose(4), choose(20001)];
  if (dtype === "bool") return at % 2;
  if (dtype === "int32") return kind < 2 ? (INTS[at % INTS.length] as number) : (at % 200) - 100;
  if (kind === 0) return FLOATS[at % FLOATS.length] as number;
  return kind === 1 ? at % 2 : Math.fround((at - 10000) / 1000);
}

/** A random operation of `names` on what `of` gives of a dtype. */
export function randomElementwise(
  builder: Builder,
  choose: Choose,
  of: (dtype: DType) => Value,
  names: readonly ElementwiseName[] = NAMES,
): Value {
  const name = names[choose(names.length)] as ElementwiseName;
  const {rule, arity} = OPS[name];
  const any = randomDType(choose);
  const alike = (dtype: DType): Value[] => Array.from({length: arity}, () => of(dtype));
  const args = (): Value[] => {
    switch (rule) {
      case "float":
        return alike("float32");
      case "number":
      case "compare":
        return alike(any === "bool" ? "float32" : any);
      case "logic":
        return alike("bool");
      case "int":
      case "bitsFloat":
        return alike("int32");
      case "select":
        return [of("bool"), of(any), of(any)];
      case "toFloat":
        return [of(any === "int32" ? any : "bool")];
      case "toInt":
        return [of(any === "bool" ? any : "float32")];
      case "floatBits": {
        // the bits of a NaN differ from machine to machine
        const value = of("float32");
        return [builder.elementwise("select", builder.elementwise("eq", value, value), value, builder.constant(0))];
      }
    }
  };
  return builder.elementwise(name, ...args());
}
