/** @file A population shared out: which lanes each worker takes, its part of the inputs, and a program of that size. */
import {sizeOf} from "../../core/shape.js";
import type {Shape} from "../../core/shape.js";
import {DYNAMIC} from "../../ir/types.js";
import type {Block, Op, Program, RuntimeArray, Value} from "../../ir/types.js";
import type {Lanes} from "../collector.js";

/** Fewer lanes than this are not worth a worker of their own: some blocks of vectors. */
const LEAST_LANES = 192;
const VECTOR = 4;

/**
 * Cuts `lanes` up for at most `workers`. All parts have the same size, so that one program serves all: the last moves
 * back, and computes some lanes twice, alike.
 * @param least how many lanes a worker gets at least, where there are that many
 */
export function shareOut(lanes: number, workers: number, least = LEAST_LANES): Lanes[] {
  const parts = Math.max(1, Math.min(workers, Math.floor(lanes / least)));
  const count = Math.min(lanes, Math.ceil(lanes / parts / VECTOR) * VECTOR);
  return Array.from({length: Math.ceil(lanes / count)}, (_, i) => {
    const from = Math.min(i * count, lanes - count);
    return {from, count, skip: i * count - from, of: lanes};
  });
}

/** The program of one loop over `lanes` lanes, as one over `count`: every array of one element a lane is flat then. */
export function withLanes(program: Program, lanes: number, count: number): Program {
  const shapeOf = (shape: Shape): Shape => {
    const [length, ...rest] = shape;
    if (length === DYNAMIC) return sizeOf(rest) === lanes ? [DYNAMIC, count] : shape;
    return sizeOf(shape) === lanes ? [count] : shape;
  };
  const value = (old: Value): Value => ({...old, shape: shapeOf(old.shape)});
  const block = ({params, ops, results}: Block): Block => ({
    params: params.map(value),
    ops: ops.map(resize),
    results: results.map(value),
  });
  const resize = (op: Op): Op => {
    switch (op.op) {
      case "constant":
        return op;
      case "elementwise":
        return {...op, args: op.args.map(value), out: value(op.out)};
      case "broadcast":
      case "reshape":
      case "reduce":
        return {...op, arg: value(op.arg), out: value(op.out)};
      case "take":
        return {...op, arg: value(op.arg), indices: value(op.indices), out: value(op.out)};
      case "loop":
        return {
          ...op,
          inits: op.inits.map(value),
          xs: op.xs.map(value),
          body: block(op.body),
          outs: op.outs.map(value),
        };
      case "cond":
        return {
          ...op,
          pred: value(op.pred),
          then: block(op.then),
          otherwise: block(op.otherwise),
          outs: op.outs.map(value),
        };
    }
  };
  return block(program);
}

/** A copy of what some lanes need of an input: their elements where it has one a lane, all of it where it does not. */
export function partOf({data, shape}: RuntimeArray, type: Value, lanes: Lanes | null): RuntimeArray {
  const isSequence = type.shape[0] === DYNAMIC;
  const width = sizeOf(isSequence ? shape.slice(1) : shape);
  if (lanes === null || width !== lanes.of) return {data: data.slice(), shape};
  const {from, count, of} = lanes;
  if (!isSequence) return {data: data.slice(from, from + count), shape: [count]};
  const steps = shape[0] ?? 0;
  const part = data instanceof Float32Array ? new Float32Array(steps * count) : new Int32Array(steps * count);
  for (let step = 0; step < steps; step++) {
    part.set(data.subarray(step * of + from, step * of + from + count), step * count);
  }
  return {data: part, shape: [steps, count]};
}
