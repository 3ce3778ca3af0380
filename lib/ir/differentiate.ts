/**
 * @file Reverse-mode differentiation of straight-line operations: the vector-Jacobian product with a cotangent of ones,
 * which for an elementwise function is its derivative.
 */
import {TraceError} from "../core/errors.js";
import {sameShape} from "../core/shape.js";
import type {Shape} from "../core/shape.js";
import type {Builder} from "./builder.js";
import {argumentCotangents} from "./derivatives.js";
import type {Cotangent} from "./derivatives.js";
import type {Op, Value} from "./types.js";
import {argsOf, outsOf} from "./types.js";

/**
 * Records the derivative of `result` with respect to `variable` (its column sums: sum over j of df_j/dx_i), through `ops`. Null when `result`
 * does not depend on it. The derivative may be a scalar where it is the same for every element.
 * @throws TraceError naming `who` when a loop, a cond or a product lies between.
 */
export function differentiate(
  builder: Builder,
  ops: readonly Op[],
  variable: Value,
  result: Value,
  who: string,
): Value | null {
  const active = dependents(ops, variable);
  if (!active.has(result.id)) return null;
  const cotangents = new Map<number, Value>([[result.id, builder.constant(1)]]);
  const give = (to: Value, cotangent: Cotangent, from: Shape): void => {
    if (cotangent === null || !active.has(to.id)) return;
    const mine = sumTo(builder, cotangent(), from, to.shape);
    const before = cotangents.get(to.id);
    cotangents.set(to.id, before === undefined ? mine : builder.elementwise("add", before, mine));
  };
  for (let i = ops.length - 1; i >= 0; i--) {
    const op = ops[i] as Op;
    if (op.op === "constant") continue;
    if (op.op === "loop" || op.op === "cond") {
      if (op.outs.some((out) => cotangents.has(out.id))) throw undifferentiable(who, op.op);
      continue;
    }
    const ct = cotangents.get(op.out.id);
    if (ct === undefined) continue;
    switch (op.op) {
      case "elementwise":
        argumentCotangents(op.name, {builder, ct, out: op.out, args: op.args}).forEach((each, k) =>
          give(op.args[k] as Value, each, op.out.shape),
        );
        break;
      case "broadcast":
        give(op.arg, () => ct, op.out.shape);
        break;
      case "reshape":
        give(op.arg, () => (ct.shape.length === 0 ? ct : builder.reshape(ct, op.arg.shape)), op.arg.shape);
        break;
      case "reduce":
        if (op.name !== "sum") throw undifferentiable(who, op.name);
        give(op.arg, () => spread(builder, ct, op.axes, op.arg.shape), op.arg.shape);
        break;
      case "take":
        // it would need an operation that adds to chosen elements
        throw undifferentiable(who, op.op);
    }
  }
  return cotangents.get(variable.id) ?? null;
}

/** The values that depend on `variable`, itself included. */
function dependents(ops: readonly Op[], variable: Value): Set<number> {
  const active = new Set([variable.id]);
  for (const op of ops) {
    if (argsOf(op).some((arg) => active.has(arg.id))) for (const out of outsOf(op)) active.add(out.id);
  }
  return active;
}

/** A cotangent of a result of shape `from`, summed over the axes along which an argument of shape `to` was stretched. */
function sumTo(builder: Builder, ct: Value, from: Shape, to: Shape): Value {
  if (sameShape(from, to)) return ct;
  const whole = sameShape(ct.shape, from) ? ct : builder.broadcast(ct, from);
  const added = from.length - to.length;
  const axes = from
    .map((_, axis) => axis)
    .filter((axis) => axis < added || (to[axis - added] === 1 && from[axis] !== 1));
  return builder.reshape(builder.reduce("sum", whole, axes), to);
}

/** The cotangent of a sum, for each element that was summed. */
function spread(builder: Builder, ct: Value, axes: readonly number[], shape: Shape): Value {
  if (ct.shape.length === 0) return ct;
  const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  return builder.broadcast(builder.reshape(ct, kept), shape);
}

function undifferentiable(who: string, what: string): TraceError {
  return new TraceError(
    `${who}: the derivative of this function is not known, expected elementwise operations and sums, got ${what}`,
  );
}
