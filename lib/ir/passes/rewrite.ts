/**
 * @file The engine of the passes. It hands each operation to the pass, in order, with its arguments as they are in the
 * new program; the pass keeps it, writes others in its place, or says which value stands for its result. Values that
 * are kept keep their ids.
 */
import {Builder} from "../builder.js";
import type {Block, Op, Program, Value} from "../types.js";
import {blocksOf} from "../types.js";

/** What a pass does with one operation. An operation it neither keeps nor replaces is gone. */
export type Visit = (op: Op, to: Rewriter) => void;

/** A program being rewritten. */
export class Rewriter {
  /** Writes new operations, after those kept so far. */
  readonly builder: Builder;
  readonly #visit: Visit;
  readonly #swaps: (Value | undefined)[] = [];

  constructor(program: Program, visit: Visit) {
    this.builder = new Builder(idsOf(program));
    this.#visit = visit;
  }

  /** What stands for a value of the old program. */
  read(value: Value): Value {
    return this.#swaps[value.id] ?? value;
  }

  /** Everything that reads `old` from here on reads `by`, a value of the new program. */
  replace(old: Value, by: Value): void {
    this.#swaps[old.id] = by;
  }

  /** Keeps an operation; `inner` rewrites its blocks. */
  keep(op: Op, inner?: (block: Block) => Block): void {
    if (op.op !== "loop" && op.op !== "cond") {
      this.builder.push(op);
      return;
    }
    const rewritten = inner ?? ((block: Block) => this.block(block));
    if (op.op === "loop") this.builder.push({...op, body: rewritten(op.body)});
    else this.builder.push({...op, then: rewritten(op.then), otherwise: rewritten(op.otherwise)});
  }

  /** Rewrites a block. */
  block(block: Block): Block {
    return this.builder.block(block.params, () => this.splice(block));
  }

  /** Rewrites the operations of a block into the one that is open; gives the block's results. */
  splice(block: Block): readonly Value[] {
    for (const op of block.ops) this.#visit(this.#reread(op), this);
    return this.#readAll(block.results);
  }

  #readAll(values: readonly Value[]): readonly Value[] {
    for (const value of values) if (this.#swaps[value.id] !== undefined) return values.map((each) => this.read(each));
    return values;
  }

  /** The operation with its arguments as they are now; those of its blocks follow when the blocks are rewritten. */
  #reread(op: Op): Op {
    switch (op.op) {
      case "constant":
        return op;
      case "elementwise": {
        const args = this.#readAll(op.args);
        return args === op.args ? op : {...op, args};
      }
      case "broadcast":
      case "reshape":
      case "reduce": {
        const arg = this.read(op.arg);
        return arg === op.arg ? op : {...op, arg};
      }
      case "take": {
        const arg = this.read(op.arg);
        const indices = this.read(op.indices);
        return arg === op.arg && indices === op.indices ? op : {...op, arg, indices};
      }
      case "loop": {
        const inits = this.#readAll(op.inits);
        const xs = this.#readAll(op.xs);
        return inits === op.inits && xs === op.xs ? op : {...op, inits, xs};
      }
      case "cond": {
        const pred = this.read(op.pred);
        return pred === op.pred ? op : {...op, pred};
      }
    }
  }
}

/** The program that `visit` makes of `program`; the signature stays. */
export function rewrite(program: Program, visit: Visit): Program {
  return new Rewriter(program, visit).block(program);
}

/** One more than the largest id in a block. */
export function idsOf(block: Block): number {
  let count = 0;
  for (const {id} of block.params) count = Math.max(count, id + 1);
  for (const op of block.ops) {
    // most operations have one result and no block; every pass asks, so those take no lists
    if ("out" in op) {
      count = Math.max(count, op.out.id + 1);
      continue;
    }
    for (const {id} of op.outs) count = Math.max(count, id + 1);
    for (const inner of blocksOf(op)) count = Math.max(count, idsOf(inner));
  }
  return count;
}
