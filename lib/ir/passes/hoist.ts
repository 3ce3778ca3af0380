/** @file Moves work that is the same in every step out of loops: computed once a run, not once a step. */
import {readsAny} from "../reads.js";
import type {Block, LoopOp, Op, Program, Value} from "../types.js";
import {outsOf} from "../types.js";
import type {Rewriter} from "./rewrite.js";
import {rewrite} from "./rewrite.js";

/**
 * Operations that read nothing of a loop's body go in front of the loop, and so on outwards. A carried value that no
 * step changes is its initial value, inside the loop and after it. Nothing leaves a branch of a cond.
 */
export function hoist(program: Program): Program {
  return rewrite(program, (op, to) => {
    if (op.op === "loop") hoistLoop(op, to);
    else to.keep(op);
  });
}

function hoistLoop(op: LoopOp, to: Rewriter): void {
  // inner loops first: what leaves them may leave this one, and carries that they pass through show as unchanged
  let loop: LoopOp = {...op, body: to.block(op.body)};
  while (hasConstantCarry(loop)) loop = dropConstantCarries(loop, to);

  const varying = new Set(loop.body.params.map(({id}) => id));
  const ops: Op[] = [];
  for (const inner of loop.body.ops) {
    if (readsAny(inner, varying)) {
      ops.push(inner);
      for (const {id} of outsOf(inner)) varying.add(id);
    } else {
      to.builder.push(inner);
    }
  }
  to.builder.push({...loop, body: {...loop.body, ops}});
}

const isConstant = (body: Block, carry: number): boolean => body.params[carry]?.id === body.results[carry]?.id;

function hasConstantCarry({inits, body}: LoopOp): boolean {
  return inits.some((_, carry) => isConstant(body, carry));
}

function dropConstantCarries(loop: LoopOp, to: Rewriter): LoopOp {
  const {inits, outs, body} = loop;
  inits.forEach((init, carry) => {
    if (!isConstant(body, carry)) return;
    to.replace(body.params[carry] as Value, init);
    to.replace(outs[carry] as Value, init);
  });
  const stays = (_: Value, i: number): boolean => i >= inits.length || !isConstant(body, i);
  return {
    ...loop,
    inits: inits.filter(stays),
    outs: outs.filter(stays),
    body: to.block({params: body.params.filter(stays), ops: body.ops, results: body.results.filter(stays)}),
  };
}
