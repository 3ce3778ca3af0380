/** @file What each primitive operation becomes on a vector of four lanes. Booleans are masks: all bits or none. */
import type {DType} from "../../core/dtype.js";
import type {PrimitiveName} from "../../ir/opTable.js";
import type {FunctionCode, Local} from "./functionCode.js";
import type {PlainName} from "./instructions.js";

/** An argument: its locals (one for each vector, or one for all), its bits when they are known. */
export interface Operand {
  readonly locals: readonly Local[];
  /** Whether all lanes are alike; there is one local then. */
  readonly uniform: boolean;
  readonly bits: number | undefined;
}

/** Leaves the result for vector `at` on the stack. `dtype` is that of the last argument. */
type Lowering = (code: FunctionCode, args: readonly Operand[], dtype: DType, at: number) => void;

const FLOAT_ONE = 0x3f800000;

function get(code: FunctionCode, {locals, uniform}: Operand, at: number): void {
  code.get(locals[uniform ? 0 : at] as Local);
}

function push(code: FunctionCode, args: readonly Operand[], at: number): void {
  for (const arg of args) get(code, arg, at);
}

/** One instruction for floats and one for integers. */
const byDType =
  (float: PlainName, int: PlainName): Lowering =>
  (code, args, dtype, at) => {
    push(code, args, at);
    code.emit(dtype === "int32" ? int : float);
  };

const always = (name: PlainName): Lowering => byDType(name, name);

/** Bits stay as they are; only their meaning changes. */
const reinterpret: Lowering = (code, args, _, at) => {
  push(code, args, at);
};

/** SIMD shifts take one count for all lanes, so counts that differ go lane by lane. */
const shift =
  (vector: PlainName, scalar: PlainName): Lowering =>
  (code, [a, b], _, at) => {
    if (a === undefined || b === undefined) return;
    const lane = (operand: Operand, i: number): void => {
      get(code, operand, at);
      code.lane("i32x4.extract_lane", i);
    };
    get(code, a, at);
    if (b.bits !== undefined || b.uniform) {
      if (b.bits !== undefined) code.i32(b.bits);
      else lane(b, 0);
      code.emit(vector);
      return;
    }
    for (let i = 0; i < 4; i++) {
      lane(a, i);
      lane(b, i);
      code.emit(scalar);
      code.lane("i32x4.replace_lane", i);
    }
  };

/** A mask chooses bits; where one side is all zeros, and-ing gives the same bits. */
const select: Lowering = (code, [mask, a, b], _, at) => {
  if (mask === undefined || a === undefined || b === undefined) return;
  if (b.bits === 0) {
    push(code, [a, mask], at);
    code.emit("v128.and");
  } else if (a.bits === 0) {
    push(code, [b, mask], at);
    code.emit("v128.andnot");
  } else {
    push(code, [a, b, mask], at);
    code.emit("v128.bitselect");
  }
};

const toFloat: Lowering = (code, args, dtype, at) => {
  push(code, args, at);
  if (dtype === "bool") {
    code.get(code.constant(FLOAT_ONE));
    code.emit("v128.and");
  } else code.emit("f32x4.convert_i32x4_s");
};

const toInt: Lowering = (code, args, dtype, at) => {
  push(code, args, at);
  code.emit(dtype === "bool" ? "i32x4.neg" : "i32x4.trunc_sat_f32x4_s");
};

/** One of two vectors whole, by a mask that is the same in all lanes. */
function choose(code: FunctionCode, mask: Operand, at: number): void {
  get(code, mask, at);
  code.emit("v128.any_true");
  code.selectVector();
}

/**
 * Other forms for when all lanes are alike. Engines make a branch of them, and the processor goes on without waiting
 * for the condition: a single neuron's step is one chain of dependent operations, and this halves it.
 */
export const BRANCHING: Partial<Record<PrimitiveName, Lowering>> = {
  select(code, [mask, a, b], _, at) {
    if (mask === undefined || a === undefined || b === undefined) return;
    push(code, [a, b], at);
    choose(code, mask, at);
  },
  toFloat(code, args, dtype, at) {
    const [mask] = args;
    if (dtype !== "bool" || mask === undefined) {
      toFloat(code, args, dtype, at);
      return;
    }
    code.get(code.constant(FLOAT_ONE));
    code.get(code.constant(0));
    choose(code, mask, at);
  },
};

export const LOWERINGS: Record<PrimitiveName, Lowering> = {
  neg: byDType("f32x4.neg", "i32x4.neg"),
  abs: byDType("f32x4.abs", "i32x4.abs"),
  add: byDType("f32x4.add", "i32x4.add"),
  sub: byDType("f32x4.sub", "i32x4.sub"),
  mul: byDType("f32x4.mul", "i32x4.mul"),
  div: always("f32x4.div"),
  sqrt: always("f32x4.sqrt"),
  min: byDType("f32x4.min", "i32x4.min_s"),
  max: byDType("f32x4.max", "i32x4.max_s"),
  floor: always("f32x4.floor"),
  ceil: always("f32x4.ceil"),
  trunc: always("f32x4.trunc"),
  round: always("f32x4.nearest"),
  eq: byDType("f32x4.eq", "i32x4.eq"),
  ne: byDType("f32x4.ne", "i32x4.ne"),
  lt: byDType("f32x4.lt", "i32x4.lt_s"),
  le: byDType("f32x4.le", "i32x4.le_s"),
  gt: byDType("f32x4.gt", "i32x4.gt_s"),
  ge: byDType("f32x4.ge", "i32x4.ge_s"),
  not: always("v128.not"),
  and: always("v128.and"),
  or: always("v128.or"),
  xor: always("v128.xor"),
  select,
  bitAnd: always("v128.and"),
  bitOr: always("v128.or"),
  bitXor: always("v128.xor"),
  shiftLeft: shift("i32x4.shl", "i32.shl"),
  shiftRight: shift("i32x4.shr_s", "i32.shr_s"),
  shiftRightZero: shift("i32x4.shr_u", "i32.shr_u"),
  toFloat,
  toInt,
  floatBits: reinterpret,
  bitsFloat: reinterpret,
};
