/** @file Builds programs operation by operation; each method types its result and refuses what does not fit. */
import type {DType} from "../core/dtype.js";
import {InternalError} from "../core/errors.js";
import type {Shape} from "../core/shape.js";
import {sizeOf, withLength} from "../core/shape.js";
import type {ElementwiseName, ReduceName} from "./opTable.js";
import {reduceTakes, resultDType} from "./opTable.js";
import type {Block, Op, Program, RecordRule, TensorType, Value} from "./types.js";
import {EVERY_STEP, recordLength} from "./types.js";

const SCALAR: Shape = [];

/** What a loop is made of; see `LoopOp`. */
export interface LoopParts {
  readonly steps: number;
  readonly inits: readonly Value[];
  readonly xs: readonly Value[];
  readonly body: Block;
  /** One for each record; every step unless said. */
  readonly records?: readonly RecordRule[];
}

/** One program under construction. Operations go to the innermost open block. */
export class Builder {
  #nextId: number;
  readonly #inputs: Value[] = [];
  /** The operations of the innermost open block. */
  #ops: Op[] = [];

  /** Ids count from `firstId`: past those of a program that is being rewritten. */
  constructor(firstId = 0) {
    this.#nextId = firstId;
  }

  /** A value of this type that no operation has defined yet: a block's parameter. */
  value(dtype: DType, shape: Shape): Value {
    return {id: this.#nextId++, dtype, shape};
  }

  input({dtype, shape}: TensorType): Value {
    const value = this.value(dtype, shape);
    this.#inputs.push(value);
    return value;
  }

  constant(value: number, dtype: DType = "float32"): Value {
    const out = this.value(dtype, SCALAR);
    this.push({op: "constant", value: dtype === "float32" ? Math.fround(value) : value | 0, out});
    return out;
  }

  elementwise(name: ElementwiseName, ...args: readonly Value[]): Value {
    const dtype = resultDType(
      name,
      args.map((arg) => arg.dtype),
    );
    if (dtype === null) throw new InternalError(`${name} does not take ${args.map((arg) => arg.dtype).join(", ")}`);
    let shape = SCALAR;
    for (const arg of args) if (arg.shape.length > 0) shape = arg.shape;
    const out = this.value(dtype, shape);
    this.push({op: "elementwise", name, args, out});
    return out;
  }

  broadcast(arg: Value, shape: Shape): Value {
    const out = this.value(arg.dtype, shape);
    this.push({op: "broadcast", arg, out});
    return out;
  }

  reshape(arg: Value, shape: Shape): Value {
    if (sizeOf(shape) !== sizeOf(arg.shape)) throw new InternalError(`reshape changes the number of elements`);
    const out = this.value(arg.dtype, shape);
    this.push({op: "reshape", arg, out});
    return out;
  }

  reduce(name: ReduceName, arg: Value, axes: readonly number[]): Value {
    if (!reduceTakes(name, arg.dtype)) throw new InternalError(`${name} does not take ${arg.dtype}`);
    const out = this.value(
      arg.dtype,
      arg.shape.filter((_, axis) => !axes.includes(axis)),
    );
    this.push({op: "reduce", name, axes, arg, out});
    return out;
  }

  take(arg: Value, indices: Value, axis: number): Value {
    const out = this.value(arg.dtype, withLength(arg.shape, axis, indices.shape[0] ?? 0));
    this.push({op: "take", arg, indices, axis, out});
    return out;
  }

  loop({steps, inits, xs, body, records}: LoopParts): Value[] {
    const stacked = body.results.slice(inits.length);
    const rules = records ?? stacked.map(() => EVERY_STEP);
    const outs = [
      ...inits.map(({dtype, shape}) => this.value(dtype, shape)),
      ...stacked.map(({dtype, shape}, i) => this.value(dtype, [recordLength(steps, rules[i] ?? EVERY_STEP), ...shape])),
    ];
    this.push({op: "loop", steps, inits, xs, body, records: rules, outs});
    return outs;
  }

  cond(pred: Value, then: Block, otherwise: Block): Value[] {
    const outs = then.results.map((result) => this.value(result.dtype, result.shape));
    this.push({op: "cond", pred, then, otherwise, outs});
    return outs;
  }

  /** Adds an operation whose outputs came from this builder. */
  push(op: Op): void {
    this.#ops.push(op);
  }

  /** Runs `write` and gives the operations it added to the innermost open block. */
  recorded(write: () => void): readonly Op[] {
    const ops = this.#ops;
    const before = ops.length;
    write();
    return ops.slice(before);
  }

  /** Runs `write` into a new block and closes it; `write` returns the block's results. */
  block(params: readonly Value[], write: () => readonly Value[]): Block {
    const around = this.#ops;
    const ops: Op[] = [];
    this.#ops = ops;
    try {
      const results = write();
      return {params, ops, results};
    } finally {
      this.#ops = around;
    }
  }

  finish(results: readonly Value[]): Program {
    return {params: [...this.#inputs], ops: this.#ops, results};
  }
}
