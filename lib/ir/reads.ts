/** @file What an operation reads, its blocks included. */
import type {Op} from "./types.js";
import {argsOf, blocksOf} from "./types.js";

/** Whether an operation, its blocks included, reads any of these values. */
export function readsAny(op: Op, ids: ReadonlySet<number>): boolean {
  for (const {id} of argsOf(op)) if (ids.has(id)) return true;
  for (const {ops, results} of blocksOf(op)) {
    if (results.some(({id}) => ids.has(id)) || ops.some((inner) => readsAny(inner, ids))) return true;
  }
  return false;
}
