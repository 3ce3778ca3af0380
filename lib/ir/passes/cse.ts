/** @file Common subexpressions: what is computed twice on the same values is computed once. */
import type {Block, LoopOp, Program, RecordRule, Value} from "../types.js";
import {opKey} from "./opKey.js";
import type {Rewriter} from "./rewrite.js";
import {rewrite} from "./rewrite.js";

/** Operations in a block read what the blocks around it have; loops record and slice each value once. */
export function cse(program: Program): Program {
  const known = new Map<string, Value>();
  let here: string[] = [];

  /** Rewrites an inner block, and forgets what only it computes. */
  const inner = (block: Block, to: Rewriter): Block => {
    const around = here;
    here = [];
    const rewritten = to.block(block);
    for (const key of here) known.delete(key);
    here = around;
    return rewritten;
  };

  return rewrite(program, (op, to) => {
    if (op.op === "loop") {
      shareSlices(op, to);
      const body = inner(op.body, to);
      shareRecords({...op, body}, to);
      to.builder.push({...op, body});
      return;
    }
    if (op.op === "cond") {
      to.keep(op, (block) => inner(block, to));
      return;
    }
    const key = opKey(op);
    const first = known.get(key);
    if (first !== undefined) {
      to.replace(op.out, first);
      return;
    }
    known.set(key, op.out);
    here.push(key);
    to.keep(op);
  });
}

/** Slices of the same sequence are the same value. */
function shareSlices({inits, xs, body}: LoopOp, to: Rewriter): void {
  xs.forEach((sequence, i) => {
    const first = xs.findIndex(({id}) => id === sequence.id);
    if (first < i) to.replace(body.params[inits.length + i] as Value, body.params[inits.length + first] as Value);
  });
}

/** Records of the same value are the same array. */
function shareRecords({inits, body, records, outs}: LoopOp, to: Rewriter): void {
  const stacked = body.results.slice(inits.length);
  const sameRule = (a: RecordRule | undefined, b: RecordRule | undefined): boolean =>
    a?.every === b?.every && a?.offset === b?.offset;
  stacked.forEach((value, i) => {
    const first = stacked.findIndex(({id}, j) => id === value.id && sameRule(records[j], records[i]));
    if (first < i) to.replace(outs[inits.length + i] as Value, outs[inits.length + first] as Value);
  });
}
