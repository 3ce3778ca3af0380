/**
 * @file Reductions. Elements are combined in row-major order, from the identity on, as the interpreter does: a sum of
 * floats depends on its order. Vectors go across the results, never along what is summed.
 */
import type {DType} from "../../core/dtype.js";
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {sizeOf} from "../../core/shape.js";
import type {PrimitiveName} from "../../ir/opTable.js";
import {reduceIdentity, REDUCTIONS} from "../../ir/opTable.js";
import type {ReduceOp} from "../../ir/types.js";
import {LOWERINGS} from "./elementwise.js";
import type {FunctionCode, Local} from "./functionCode.js";
import type {Lowering} from "./lowering.js";
import type {Pointer} from "./pointer.js";
import {indexed, LANES, load, pointerTo, store, VECTOR_BYTES} from "./pointer.js";

/** Results worked on at once, so that several chains of additions are under way. */
const CHAINS = 4;

/** Neighbouring axes with the same fate, taken as one: how many, and how far apart in bytes. */
export interface Axis {
  readonly length: number;
  readonly stride: number;
  readonly reduced: boolean;
}

/** The axes of an argument, outermost first; those of length 1 do not matter. */
function axesOf({arg, axes}: ReduceOp): Axis[] {
  const merged: Axis[] = [];
  let stride = BYTES_PER_ELEMENT;
  for (let axis = arg.shape.length - 1; axis >= 0; axis--) {
    const length = arg.shape[axis] ?? 1;
    const reduced = axes.includes(axis);
    const inner = merged[0];
    if (length === 1) continue;
    if (inner?.reduced === reduced) merged[0] = {...inner, length: inner.length * length};
    else merged.unshift({length, stride, reduced});
    stride *= length;
  }
  return merged;
}

/** Loops over `axes`, outermost first; `body` gets one index for each, in bytes of the argument. */
export function nest(code: FunctionCode, axes: readonly Axis[], body: (indices: readonly Local[]) => void): void {
  const [axis, ...inner] = axes;
  if (axis === undefined) {
    body([]);
    return;
  }
  code.count(axis.length * axis.stride, axis.stride, (index) => {
    nest(code, inner, (indices) => {
      body([index, ...indices]);
    });
  });
}

interface Accumulator {
  readonly code: FunctionCode;
  readonly combine: PrimitiveName;
  readonly dtype: DType;
  readonly identity: Local;
  readonly reduced: readonly Axis[];
  /** One element into all lanes, or a vector of neighbours. */
  readonly splat: boolean;
}

/** Accumulates `count` results whose elements begin `apart` bytes from one another, into fresh locals. */
function accumulate(to: Accumulator, from: Pointer, count: number, apart: number): Local[] {
  const {code, combine, dtype, identity, reduced, splat} = to;
  const sums = Array.from({length: count}, () => code.local("v128"));
  const lost = combine === "add" && dtype === "float32" ? sums.map(() => code.local("v128")) : null;
  const element = code.local("v128");
  for (const local of [...sums, ...(lost ?? [])]) {
    code.get(identity);
    code.set(local);
  }
  nest(code, reduced, (indices) => {
    sums.forEach((sum, i) => {
      load(code, indexed(from, ...indices), i * apart, dtype, splat, element);
      const mine = lost?.[i];
      if (mine === undefined) compute(code, combine, dtype, [sum, element], sum);
      else addCompensated(code, sum, mine, element);
    });
  });
  code.release("v128", element, ...(lost ?? []));
  return sums;
}

function compute(
  code: FunctionCode,
  name: PrimitiveName,
  dtype: DType,
  operands: readonly Local[],
  result: Local,
): void {
  const values = operands.map((local) => ({locals: [local], uniform: true, bits: undefined}));
  LOWERINGS[name](code, values, dtype, 0);
  code.set(result);
}

/** `sum` plus `element`, with what rounding lost, as the interpreter does it. */
function addCompensated(code: FunctionCode, sum: Local, lost: Local, element: Local): void {
  const next = code.local("v128");
  const known = code.local("v128");
  compute(code, "sub", "float32", [element, lost], element);
  compute(code, "add", "float32", [sum, element], next);
  compute(code, "sub", "float32", [next, sum], lost);
  compute(code, "sub", "float32", [lost, element], lost);
  compute(code, "eq", "float32", [lost, lost], known);
  code.get(lost);
  code.get(known);
  code.emit("v128.and");
  code.set(lost);
  code.get(next);
  code.set(sum);
  code.release("v128", next, known);
}

function identityLocal(code: FunctionCode, {name, arg}: ReduceOp): Local {
  const identity = reduceIdentity(name, arg.dtype);
  if (arg.dtype === "bool") return code.constant(-identity);
  return code.constant(arg.dtype === "int32" ? identity : (new Int32Array(Float32Array.of(identity).buffer)[0] ?? 0));
}

export function emitReduce(code: FunctionCode, lowering: Lowering, op: ReduceOp): void {
  const size = sizeOf(op.out.shape);
  if (size === 0) return;
  const dtype = op.arg.dtype;
  const target = pointerTo(code, lowering.home(op.out));
  const identity = identityLocal(code, op);
  if (sizeOf(op.arg.shape) === 0) {
    for (let at = 0; at < size; at++) store(code, target, at * BYTES_PER_ELEMENT, dtype, 1, identity);
    return;
  }
  const source = pointerTo(code, lowering.home(op.arg));
  const axes = axesOf(op);
  const kept = axes.filter(({reduced}) => !reduced);
  const reduced = axes.filter((axis) => axis.reduced);
  const across = axes.at(-1)?.reduced === false;
  const inner = kept.at(-1);
  const outer = kept.slice(0, -1);
  const to: Accumulator = {code, combine: REDUCTIONS[op.name], dtype, identity, reduced, splat: !across};

  // results are written in row-major order, so `out` only moves on
  const out = code.local("i32");
  code.i32(0);
  code.set(out);
  const finish = (sums: readonly Local[], lanes: number, bytes: number): void => {
    sums.forEach((sum, i) => {
      store(code, indexed(target, out), i * (across ? VECTOR_BYTES : BYTES_PER_ELEMENT), dtype, lanes, sum);
    });
    code.release("v128", ...sums);
    code.advance(out, bytes);
  };
  nest(code, outer, (indices) => {
    const from = indexed(source, ...indices);
    if (inner === undefined) finish(accumulate(to, from, 1, 0), 1, BYTES_PER_ELEMENT);
    else if (across) {
      // whole vectors: what is written past a row is written over by the next, or is padding
      const bytes = inner.length * BYTES_PER_ELEMENT;
      const vectors = Math.ceil(inner.length / LANES);
      const group = Math.min(vectors, CHAINS);
      const step = group * VECTOR_BYTES;
      code.count(vectors * VECTOR_BYTES, step, (index) => {
        finish(accumulate(to, indexed(from, index), group, VECTOR_BYTES), LANES, step);
      });
      code.advance(out, bytes - Math.ceil(vectors / group) * step);
    } else {
      const whole = Math.floor(inner.length / CHAINS) * CHAINS;
      const rows = (begin: number, end: number, group: number): void => {
        if (begin === end) return;
        const pointer = {...from, offset: from.offset + begin * inner.stride};
        code.count((end - begin) * inner.stride, group * inner.stride, (index) => {
          finish(accumulate(to, indexed(pointer, index), group, inner.stride), 1, group * BYTES_PER_ELEMENT);
        });
      };
      rows(0, whole, CHAINS);
      rows(whole, inner.length, 1);
    }
  });
  code.release("i32", out, ...source.locals, ...target.locals);
}
