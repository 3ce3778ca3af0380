/**
 * @file What the end of a step computes and the start of the next computes again, on the same values, is computed once
 * and carried: the spike mask of V, above all.
 */
import type {Builder} from "../builder.js";
import type {LoopOp, Op, Program, Value} from "../types.js";
import {argsOf, blocksOf, outsOf} from "../types.js";
import type {PlainOp} from "./opKey.js";
import {opKey} from "./opKey.js";
import type {Rewriter} from "./rewrite.js";
import {rewrite} from "./rewrite.js";

/** Where a step computes f(carried value) and f(next carried value), the second becomes a carry of its own. */
export function carry(program: Program): Program {
  return rewrite(program, (op, to) => {
    if (op.op !== "loop") to.keep(op);
    else carryInLoop({...op, body: to.block(op.body)}, to);
  });
}

function carryInLoop(loop: LoopOp, to: Rewriter): void {
  const {inits, body} = loop;
  const twins = findTwins(loop);
  const lengths = chainLengths(loop, twins);
  // a single operation is as cheap as one more carry
  const taken = frontier(loop, twins).filter(({id}) => (lengths.get(id) ?? 0) > 1);
  if (taken.length === 0) {
    to.builder.push(loop);
    return;
  }
  const first = firstValues(loop, to.builder);
  const added = taken.map((value) => ({
    init: first(value),
    param: to.builder.value(value.dtype, value.shape),
    next: twins.get(value.id) as Value,
  }));
  taken.forEach((value, i) => to.replace(value, (added[i] as (typeof added)[number]).param));
  const at = inits.length;
  const insert = (values: readonly Value[], more: readonly Value[]): Value[] => [
    ...values.slice(0, at),
    ...more,
    ...values.slice(at),
  ];
  to.builder.push({
    ...loop,
    inits: [...inits, ...added.map(({init}) => init)],
    body: to.block({
      params: insert(
        body.params,
        added.map(({param}) => param),
      ),
      ops: body.ops,
      results: insert(
        body.results,
        added.map(({next}) => next),
      ),
    }),
    outs: insert(
      loop.outs,
      taken.map((value) => to.builder.value(value.dtype, value.shape)),
    ),
  });
}

/** For values of the body, by id: the value that the same step computes from the next carried values in the same way. */
function findTwins({inits, body}: LoopOp): Map<number, Value> {
  const known = new Map<string, Value>();
  const inside = new Set(body.params.map(({id}) => id));
  for (const op of body.ops) {
    for (const {id} of outsOf(op)) inside.add(id);
    if (isPlain(op)) known.set(opKey(op), op.out);
  }
  const twins = new Map(inits.map((_, i) => [(body.params[i] as Value).id, body.results[i] as Value]));
  for (const op of body.ops) {
    if (!isPlain(op) || !argsOf(op).some(({id}) => twins.has(id))) continue;
    const args = argsOf(op).map((arg) => (inside.has(arg.id) ? twins.get(arg.id) : arg));
    if (args.some((arg) => arg === undefined)) continue;
    const twin = known.get(opKey(withArgs(op, args as Value[])));
    if (twin !== undefined) twins.set(op.out.id, twin);
  }
  return twins;
}

/** The values with a twin that something without one reads: carrying them spares all that leads to them. */
function frontier({inits, body}: LoopOp, twins: ReadonlyMap<number, Value>): Value[] {
  const params = new Set(body.params.map(({id}) => id));
  const needed = new Set<number>();
  const visit = (ops: readonly Op[]): void => {
    for (const op of ops) {
      if (isPlain(op) && twins.has(op.out.id)) continue;
      for (const {id} of argsOf(op)) needed.add(id);
      for (const block of blocksOf(op)) {
        visit(block.ops);
        for (const {id} of block.results) needed.add(id);
      }
    }
  };
  visit(body.ops);
  for (const {id} of body.results.slice(inits.length)) needed.add(id);
  return body.ops.flatMap(outsOf).filter(({id}) => needed.has(id) && twins.has(id) && !params.has(id));
}

/** How long the chain of operations from the loop's parameters to each value with a twin is. */
function chainLengths({body}: LoopOp, twins: ReadonlyMap<number, Value>): Map<number, number> {
  const lengths = new Map<number, number>();
  for (const op of body.ops) {
    if (!isPlain(op) || !twins.has(op.out.id)) continue;
    lengths.set(op.out.id, 1 + Math.max(0, ...argsOf(op).map(({id}) => lengths.get(id) ?? 0)));
  }
  return lengths;
}

/** Writes, in front of the loop, what a value of the body is in the first step. */
function firstValues({inits, body}: LoopOp, builder: Builder): (value: Value) => Value {
  const first = new Map(inits.map((init, i) => [(body.params[i] as Value).id, init]));
  const definitions = new Map(body.ops.filter(isPlain).map((op) => [op.out.id, op]));
  const compute = (value: Value): Value => {
    const done = first.get(value.id);
    if (done !== undefined) return done;
    const op = definitions.get(value.id);
    if (op === undefined) return value;
    const out = builder.value(value.dtype, value.shape);
    builder.push({...withArgs(op, argsOf(op).map(compute)), out});
    first.set(value.id, out);
    return out;
  };
  return compute;
}

const isPlain = (op: Op): op is PlainOp => op.op !== "loop" && op.op !== "cond";

function withArgs(op: PlainOp, args: readonly Value[]): PlainOp {
  switch (op.op) {
    case "constant":
      return op;
    case "elementwise":
      return {...op, args};
    case "take":
      return {...op, arg: args[0] as Value, indices: args[1] as Value};
    default:
      return {...op, arg: args[0] as Value};
  }
}
