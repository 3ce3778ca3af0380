/** @file The blocked loop shape for lanes that fit one vector: carried values stay in locals through all steps. */
import {sizeOf} from "../../core/shape.js";
import type {LaneOp} from "../../ir/lanes.js";
import type {LoopOp, RecordRule, Value} from "../../ir/types.js";
import {EVERY_STEP} from "../../ir/types.js";
import {FunctionCode} from "./functionCode.js";
import type {Local} from "./functionCode.js";
import {Lanes} from "./lanes.js";
import {bytesOf, carryOn, loopParts, outsideOf, startOf} from "./loopParts.js";
import type {Lowering} from "./lowering.js";
import {LANES, pointerTo, pushPointer} from "./pointer.js";
import {addRow, keepersOf, whenKept} from "./recordRows.js";
import {reads} from "../../ir/reads.js";

/**
 * `(begin, end)`: the steps from `begin` to `end`. Between calls, carried values wait where the results go. One lane has
 * one chain of operations and nothing to do meanwhile, so that choices are branches there.
 */
export function narrowFunction(lowering: Lowering, op: LoopOp, ops: readonly LaneOp[], lanes: number): FunctionCode {
  const code = new FunctionCode("i32", "i32");
  const [step, end] = [0, 1] as const;
  const {carries, slices, stacks} = loopParts(op);
  const work = new Lanes(code, lowering, [0], lanes === 1);

  for (const carry of carries) work.load(carry.param, startOf(code, lowering, carry, step));
  for (const value of outsideOf(lowering, ops, op.body)) work.load(value, pointerTo(code, lowering.home(value)));
  // where this step's slices and records are
  const row = (sequence: Value, value: Value, rule: RecordRule): {local: Local; bytes: number} => {
    const local = code.local("i32");
    const bytes = bytesOf(value);
    pushPointer(code, pointerTo(code, lowering.home(sequence)));
    addRow(code, lowering, op, rule, step, bytes);
    code.set(local);
    return {local, bytes};
  };
  const sources = slices.map(({sequence, param}) => ({param, ...row(sequence, param, EVERY_STEP)}));
  const targets = stacks.map(({value, out, rule}) => ({value, rule, ...row(out, value, rule)}));
  const keepers = keepersOf(code, lowering, op, targets, step);
  const last = lastUses(lowering, op, ops);

  code.stepping(step, end, () => {
    for (const {param, local} of sources) work.load(param, {locals: [local], offset: 0});
    ops.forEach((inner, i) => {
      work.emit(inner);
      for (const value of last[i] ?? []) work.release(value);
    });
    for (const {local, bytes} of sources) code.advance(local, bytes);
    for (const keeper of keepers) {
      whenKept(code, keeper, ({value, local, bytes}) => {
        // fewer lanes than a vector has: the neighbouring row must stay as it is
        work.store(value, {locals: [local], offset: 0}, sizeOf(value.shape), lanes >= LANES);
        code.advance(local, bytes);
      });
    }
    carryOn(code, work, carries);
  });
  for (const {param, out} of carries) {
    work.store(param, pointerTo(code, lowering.home(out)), sizeOf(param.shape), lanes >= LANES);
  }
  return code;
}

/** For each operation, what no later one reads. Only results of operations whose locals no other value shares. */
function lastUses(lowering: Lowering, {body}: LoopOp, ops: readonly LaneOp[]): Value[][] {
  const shared = new Set(body.results.map((value) => lowering.root(value).id));
  const own = new Map<number, Value>();
  for (const op of ops) {
    own.set(op.out.id, op.out);
    if (op.op === "broadcast") shared.add(op.out.id).add(lowering.root(op.arg).id);
  }
  const seen = new Set(shared);
  const last: Value[][] = ops.map(() => []);
  for (let i = ops.length - 1; i >= 0; i--) {
    for (const arg of reads(ops[i] as LaneOp)) {
      const root = own.get(lowering.root(arg).id);
      if (root === undefined || seen.has(root.id)) continue;
      seen.add(root.id);
      last[i]?.push(root);
    }
  }
  return last;
}
