/** @file When two operations compute the same: a text that is equal exactly then. */
import type {Op} from "../types.js";
import {COMMUTATIVE} from "./commutative.js";

/** An operation without blocks. */
export type PlainOp = Exclude<Op, {op: "loop" | "cond"}>;

/** Equal for two operations exactly when they compute the same. */
export function opKey(op: PlainOp): string {
  switch (op.op) {
    case "constant":
      return `${op.out.dtype} ${Object.is(op.value, -0) ? "-0" : String(op.value)}`;
    case "elementwise": {
      const [a, b] = op.args;
      if (a === undefined || b === undefined) return `${op.name} ${String(a?.id)}`;
      const c = op.args[2];
      if (c !== undefined) return `${op.name} ${String(a.id)} ${String(b.id)} ${String(c.id)}`;
      const swap = a.id > b.id && COMMUTATIVE.has(op.name);
      return `${op.name} ${String(swap ? b.id : a.id)} ${String(swap ? a.id : b.id)}`;
    }
    case "broadcast":
    case "reshape":
      return `${op.op} ${String(op.arg.id)} ${op.out.shape.join()}`;
    case "take":
      return `take ${String(op.arg.id)} ${String(op.indices.id)} ${String(op.axis)}`;
    case "reduce":
      return `reduce ${op.name} ${String(op.arg.id)} ${op.axes.join()}`;
  }
}
