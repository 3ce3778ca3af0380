/**
 * @file What a program means: each operation over whole arrays, one element after another, float32 after every
 * operation. Backends must equal it bit for bit. It also carries out single operations outside any trace.
 */
import {allocate} from "../core/dtype.js";
import {InternalError} from "../core/errors.js";
import {broadcastOffsets, rowMajorStrides, sizeOf} from "../core/shape.js";
import {kernel} from "./kernels.js";
import type {PrimitiveName} from "./opTable.js";
import {isFunction, reduceIdentity, REDUCTIONS} from "./opTable.js";
import {expandFunctions} from "./passes/expandFunctions.js";
import type {
  Block,
  ElementwiseOp,
  LoopOp,
  Op,
  Program,
  ReduceOp,
  RuntimeArray,
  TakeOp,
  TensorType,
  Value,
} from "./types.js";
import {DYNAMIC, EVERY_STEP, keptSteps} from "./types.js";

/** The arrays that the values of the program have so far, by id. */
type Scope = Map<number, RuntimeArray>;

/**
 * Runs `program` on `inputs`, one for each parameter; gives one array for each result.
 * @param firstStep the number of the first step of loops of DYNAMIC length: which steps records keep depends on it
 */
export function interpret(program: Program, inputs: readonly RuntimeArray[], firstStep = 0): RuntimeArray[] {
  const scope: Scope = new Map();
  return runBlock(expandFunctions(program), inputs, scope, firstStep);
}

function runBlock(block: Block, args: readonly RuntimeArray[], scope: Scope, firstStep = 0): RuntimeArray[] {
  block.params.forEach((param, i) => scope.set(param.id, args[i] as RuntimeArray));
  for (const op of block.ops) runOp(op, scope, firstStep);
  return block.results.map((value) => read(scope, value));
}

function read(scope: Scope, value: Value): RuntimeArray {
  const array = scope.get(value.id);
  if (array === undefined) throw new InternalError(`%${String(value.id)} is read before it is defined`);
  return array;
}

function runOp(op: Op, scope: Scope, firstStep: number): void {
  switch (op.op) {
    case "constant": {
      const data = allocate(op.out.dtype, 1);
      data[0] = op.value;
      scope.set(op.out.id, {data, shape: []});
      return;
    }
    case "elementwise":
      scope.set(
        op.out.id,
        elementwise(
          op,
          op.args.map((arg) => read(scope, arg)),
        ),
      );
      return;
    case "broadcast": {
      const {data, shape} = read(scope, op.arg);
      const out = allocate(op.out.dtype, sizeOf(op.out.shape));
      broadcastOffsets(shape, op.out.shape).forEach((from, to) => (out[to] = data[from] ?? 0));
      scope.set(op.out.id, {data: out, shape: op.out.shape});
      return;
    }
    case "reshape":
      scope.set(op.out.id, {data: read(scope, op.arg).data, shape: op.out.shape});
      return;
    case "reduce":
      scope.set(op.out.id, reduce(op, read(scope, op.arg)));
      return;
    case "take":
      scope.set(op.out.id, take(op, read(scope, op.arg), read(scope, op.indices)));
      return;
    case "loop":
      loop(op, scope, op.steps === DYNAMIC ? firstStep : 0).forEach((array, i) =>
        scope.set((op.outs[i] as Value).id, array),
      );
      return;
    case "cond": {
      const taken = read(scope, op.pred).data[0] === 0 ? op.otherwise : op.then;
      runBlock(taken, [], scope).forEach((array, i) => scope.set((op.outs[i] as Value).id, array));
    }
  }
}

function elementwise({name, args, out}: ElementwiseOp, arrays: readonly RuntimeArray[]): RuntimeArray {
  if (isFunction(name)) throw new InternalError(`${name} was not expanded`);
  return evaluate(name, args.at(-1)?.dtype === "int32", arrays, out);
}

/** A primitive applied to arrays of the shape of `type`, or to scalars (`[]`); `isInt`: the last argument is int32. */
export function evaluate(
  name: PrimitiveName,
  isInt: boolean,
  arrays: readonly RuntimeArray[],
  {dtype, shape}: TensorType,
): RuntimeArray {
  const apply = kernel(name, isInt);
  const data = allocate(dtype, sizeOf(shape));
  const [a, b, c] = arrays.map((array) => ({data: array.data, step: array.shape.length === 0 ? 0 : 1}));
  for (let i = 0; i < data.length; i++) {
    data[i] = apply(
      a?.data[i * a.step] ?? 0,
      b === undefined ? 0 : (b.data[i * b.step] ?? 0),
      c === undefined ? 0 : (c.data[i * c.step] ?? 0),
    );
  }
  return {data, shape};
}

function reduce({name, axes, out, arg}: ReduceOp, {data, shape}: RuntimeArray): RuntimeArray {
  const combine = kernel(REDUCTIONS[name], arg.dtype === "int32");
  const result = allocate(out.dtype, sizeOf(out.shape)).fill(reduceIdentity(name, arg.dtype));
  const add = name === "sum" && arg.dtype === "float32" ? compensated(result) : null;
  const strides = rowMajorStrides(shape);
  const outStrides = rowMajorStrides(out.shape);
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  for (let i = 0; i < data.length; i++) {
    let to = 0;
    kept.forEach(
      (axis, k) => (to += (Math.floor(i / (strides[axis] ?? 1)) % (shape[axis] ?? 1)) * (outStrides[k] ?? 0)),
    );
    const element = data[i] ?? 0;
    if (add === null) result[to] = combine(result[to] ?? 0, element, 0);
    else add(to, element);
  }
  return {data: result, shape: out.shape};
}

/**
 * Adds to sums with what rounding lost so far (Kahan 1965): a plain float32 sum of ones ends at 2^24. Where a sum is
 * infinite or NaN, nothing is lost.
 */
function compensated(sums: Float32Array | Int32Array): (to: number, element: number) => void {
  const {fround} = Math;
  const lost = new Float32Array(sums.length);
  return (to, element) => {
    const sum = sums[to] ?? 0;
    const corrected = fround(element - (lost[to] ?? 0));
    const next = fround(sum + corrected);
    const excess = fround(fround(next - sum) - corrected);
    lost[to] = Number.isNaN(excess) ? 0 : excess;
    sums[to] = next;
  };
}

function take({axis, out}: TakeOp, {data, shape}: RuntimeArray, indices: RuntimeArray): RuntimeArray {
  const result = allocate(out.dtype, sizeOf(out.shape));
  const length = shape[axis] ?? 0;
  const inner = sizeOf(shape.slice(axis + 1));
  const count = indices.data.length;
  for (let i = 0; i < result.length; i++) {
    const row = Math.floor(i / inner);
    const index = Math.min(Math.max(indices.data[row % count] ?? 0, 0), length - 1);
    result[i] = data[(Math.floor(row / count) * length + index) * inner + (i % inner)] ?? 0;
  }
  return {data: result, shape: out.shape};
}

function loop({steps: fixed, inits, xs, body, records, outs}: LoopOp, scope: Scope, first: number): RuntimeArray[] {
  const sequences = xs.map((value) => read(scope, value));
  const steps = fixed === DYNAMIC ? (sequences[0]?.shape[0] ?? 0) : fixed;
  let carried = inits.map((value) => read(scope, value));
  const stacks = body.results.slice(inits.length).map(({dtype, shape}, i) => {
    const rule = records[i] ?? EVERY_STEP;
    const rows = keptSteps(rule, first, first + steps);
    return {rule, row: 0, data: allocate(dtype, rows * sizeOf(shape)), shape: [rows, ...shape]};
  });
  for (let step = 0; step < steps; step++) {
    const slices = sequences.map(({data, shape}) => {
      const rest = shape.slice(1);
      const size = sizeOf(rest);
      return {data: data.subarray(step * size, (step + 1) * size), shape: rest};
    });
    const results = runBlock(body, [...carried, ...slices], scope);
    carried = results.slice(0, inits.length);
    stacks.forEach((stack, i) => {
      if (keptSteps(stack.rule, first + step, first + step + 1) === 0) return;
      const {data} = results[inits.length + i] as RuntimeArray;
      stack.data.set(data, stack.row++ * data.length);
    });
  }
  if (outs.length !== carried.length + stacks.length) throw new InternalError("a loop's outputs do not match its body");
  return [...carried, ...stacks.map(({data, shape}) => ({data, shape}))];
}
