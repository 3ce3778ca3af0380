/** @file What an operation reads, its blocks included. */
import type {Block, LoopOp, Op, Value} from "./types.js";
import {argsOf, blocksOf, outsOf} from "./types.js";

/** Everything an operation reads. */
export function reads(op: Op): Value[] {
  return [...argsOf(op), ...blocksOf(op).flatMap((block) => [...block.ops.flatMap(reads), ...block.results])];
}

/** Whether an operation reads any of these values. */
export function readsAny(op: Op, ids: ReadonlySet<number>): boolean {
  for (const {id} of argsOf(op)) if (ids.has(id)) return true;
  for (const {ops, results} of blocksOf(op)) {
    if (results.some(({id}) => ids.has(id)) || ops.some((inner) => readsAny(inner, ids))) return true;
  }
  return false;
}

/** What the body of a loop reads from outside. */
export function capturedBy({body}: LoopOp): Value[] {
  const free = new Map<number, Value>();
  const visit = ({params, ops, results}: Block, around: ReadonlySet<number>): void => {
    const known = new Set(around);
    const read = (value: Value): void => {
      if (!known.has(value.id)) free.set(value.id, value);
    };
    for (const {id} of params) known.add(id);
    for (const op of ops) {
      argsOf(op).forEach(read);
      for (const block of blocksOf(op)) visit(block, known);
      for (const {id} of outsOf(op)) known.add(id);
    }
    results.forEach(read);
  };
  visit(body, new Set());
  return [...free.values()];
}
