/** @file Records that do not keep every step: where a row goes, and counting the steps until the next that is kept. */
import type {LoopOp, RecordRule} from "../../ir/types.js";
import type {FunctionCode, Local} from "./functionCode.js";
import type {Lowering} from "./lowering.js";

/** Records that keep the same steps; `wait` holds how many steps pass before the next of these, if not every one is. */
export interface Keeper<T> {
  readonly every: number;
  readonly wait: Local | null;
  readonly records: readonly T[];
}

/** Takes records of one rule together. The code stands before the loop, where `step` is the first step of the call. */
export function keepersOf<T extends {readonly rule: RecordRule}>(
  code: FunctionCode,
  lowering: Lowering,
  op: LoopOp,
  records: readonly T[],
  step: Local,
): Keeper<T>[] {
  const byRule = new Map<string, T[]>();
  for (const record of records) {
    const key = `${String(record.rule.every)}/${String(record.rule.offset)}`;
    byRule.set(key, [...(byRule.get(key) ?? []), record]);
  }
  return [...byRule.values()].map((alike) => {
    const {rule} = alike[0] as T;
    const wait = rule.every === 1 ? null : waitFor(code, lowering, op, rule, step);
    return {every: rule.every, wait, records: alike};
  });
}

/** A local that holds how many steps pass before the next that `rule` keeps. */
function waitFor(code: FunctionCode, lowering: Lowering, op: LoopOp, {every, offset}: RecordRule, step: Local): Local {
  const wait = code.local("i32");
  // where in the period the step is; then what is missing to the offset, in this period or the next
  lowering.pushFirstStep(code, op);
  code.get(step);
  code.emit("i32.add");
  code.i32(every);
  code.emit("i32.rem_u");
  code.set(wait);
  code.i32(offset);
  code.i32(offset + every);
  code.get(wait);
  code.i32(offset + 1);
  code.emit("i32.lt_u");
  code.emit("select");
  code.get(wait);
  code.emit("i32.sub");
  code.set(wait);
  return wait;
}

/** Emits `body`, to be done on the steps that are kept. */
export function ifKept<T>(code: FunctionCode, {wait}: Keeper<T>, body: () => void): void {
  if (wait === null) {
    body();
    return;
  }
  code.get(wait);
  code.emit("i32.eqz");
  code.if(body);
}

/** Emits `keep` for each record, to be done on the steps that are kept; then counts the step. */
export function whenKept<T>(code: FunctionCode, keeper: Keeper<T>, keep: (record: T) => void): void {
  const {every, wait, records} = keeper;
  ifKept(code, keeper, () => {
    records.forEach(keep);
    if (wait === null) return;
    code.i32(every);
    code.set(wait);
  });
  if (wait !== null) code.advance(wait, -1);
}

/** Adds to the address on the stack the rows of `bytes` that come before that of `step`, or of the next kept step. */
export function addRow(
  code: FunctionCode,
  lowering: Lowering,
  op: LoopOp,
  rule: RecordRule,
  step: Local,
  bytes: number,
): void {
  if (rule.every === 1) code.get(step);
  else pushRow(code, lowering, op, rule, step);
  code.i32(bytes);
  code.emit("i32.mul");
  code.emit("i32.add");
}

/** Pushes the number of the row that the next kept step writes, where `step` steps are behind. */
function pushRow(code: FunctionCode, lowering: Lowering, op: LoopOp, rule: RecordRule, step: Local): void {
  const number = code.local("i32");
  // kept steps below a number: (number - 1 - offset) / every + 1, none up to the offset
  const pushKept = (): void => {
    code.get(number);
    code.i32(1 + rule.offset);
    code.emit("i32.sub");
    code.i32(rule.every);
    code.emit("i32.div_u");
    code.i32(1);
    code.emit("i32.add");
    code.i32(0);
    code.i32(rule.offset);
    code.get(number);
    code.emit("i32.lt_u");
    code.emit("select");
  };
  lowering.pushFirstStep(code, op);
  code.tee(number);
  code.get(step);
  code.emit("i32.add");
  const first = code.local("i32");
  code.get(number);
  code.set(first);
  code.set(number);
  pushKept();
  code.get(first);
  code.set(number);
  pushKept();
  code.emit("i32.sub");
  code.release("i32", number, first);
}
