/**
 * @file Dead code: operations, loop carries, slices, records and cond outputs that no result of the program needs. Two
 * walks: one marks, from the results backwards, what is live; one keeps just that.
 */
import type {Block, LoopOp, Op, Program, Value} from "../types.js";
import {argsOf, DYNAMIC, outsOf} from "../types.js";
import {idsOf} from "./rewrite.js";

/** Whether a value is live, by id. */
type Live = Uint8Array;

/** The program without what its results do not need; the signature stays. */
export function dce(program: Program): Program {
  const live = new Uint8Array(idsOf(program));
  mark(program.results, live);
  markBlock(program, live);
  return {...program, ops: sweep(program.ops, live)};
}

function mark(values: readonly Value[], live: Live): void {
  for (const {id} of values) live[id] = 1;
}

const isLive = (value: Value | undefined, live: Live): boolean => value !== undefined && live[value.id] === 1;

function markBlock({ops}: Block, live: Live): void {
  for (let i = ops.length - 1; i >= 0; i--) {
    const op = ops[i] as Op;
    if (!outsOf(op).some((out) => isLive(out, live))) continue;
    if (op.op === "loop") markLoop(op, live);
    else mark(argsOf(op), live);
    if (op.op === "cond") {
      for (const block of [op.then, op.otherwise]) {
        mark(
          block.results.filter((_, i) => isLive(op.outs[i], live)),
          live,
        );
        markBlock(block, live);
      }
    }
  }
}

/** A carry is live when it is read after the loop, or inside by what is live: each one found may make others live. */
function markLoop(loop: LoopOp, live: Live): void {
  const {inits, xs, body, outs} = loop;
  let found = -1;
  for (;;) {
    const kept = body.results.filter((_, i) => (i < inits.length ? keepsCarry(loop, i, live) : isLive(outs[i], live)));
    if (kept.length === found) break;
    found = kept.length;
    mark(kept, live);
    markBlock(body, live);
  }
  mark(
    inits.filter((_, i) => keepsCarry(loop, i, live)),
    live,
  );
  mark(
    xs.filter((_, i) => keepsSlice(loop, i, live)),
    live,
  );
}

function keepsCarry({body, outs}: LoopOp, i: number, live: Live): boolean {
  return isLive(outs[i], live) || isLive(body.params[i], live);
}

/** A loop whose length its sequences decide keeps one of them. */
function keepsSlice({steps, inits, xs, body}: LoopOp, i: number, live: Live): boolean {
  const slices = body.params.slice(inits.length);
  return isLive(slices[i], live) || (steps === DYNAMIC && i === 0 && xs.every((_, j) => !isLive(slices[j], live)));
}

function sweep(ops: readonly Op[], live: Live): Op[] {
  const kept: Op[] = [];
  for (const op of ops) {
    if (!outsOf(op).some((out) => isLive(out, live))) continue;
    if (op.op === "loop") kept.push(sweepLoop(op, live));
    else if (op.op === "cond") {
      const keeps = (_: Value, i: number): boolean => isLive(op.outs[i], live);
      const branch = (block: Block): Block => ({
        ...block,
        ops: sweep(block.ops, live),
        results: block.results.filter(keeps),
      });
      kept.push({...op, then: branch(op.then), otherwise: branch(op.otherwise), outs: op.outs.filter(keeps)});
    } else kept.push(op);
  }
  return kept;
}

function sweepLoop(loop: LoopOp, live: Live): LoopOp {
  const {inits, xs, body, records, outs} = loop;
  const carry = (_: Value, i: number): boolean => keepsCarry(loop, i, live);
  const slice = (_: Value, i: number): boolean => keepsSlice(loop, i, live);
  const out = (value: Value, i: number): boolean => (i < inits.length ? carry(value, i) : isLive(outs[i], live));
  const param = (value: Value, i: number): boolean =>
    i < inits.length ? carry(value, i) : slice(value, i - inits.length);
  return {
    ...loop,
    inits: inits.filter(carry),
    xs: xs.filter(slice),
    records: records.filter((_, i) => isLive(outs[inits.length + i], live)),
    outs: outs.filter(out),
    body: {
      params: body.params.filter(param),
      ops: sweep(body.ops, live),
      results: body.results.filter(out),
    },
  };
}
