/**
 * @file Where a kernel finds what it reads, and what its threads give. gpu.js hands a kernel flat arrays of float32 and
 * takes at most four numbers from a thread, so a loop has as many kernels as it takes to carry all its results.
 */
import {sizeOf} from "../../core/shape.js";
import {capturedBy} from "../../ir/reads.js";
import type {LoopOp, RecordRule, Value} from "../../ir/types.js";
import {DYNAMIC} from "../../ir/types.js";

/** How many results a thread gives; its fourth number says how many steps it took. */
export const RESULTS = 3;

/** Float32 holds all integers below it; a sum that ought to pass it stays there. */
export const EXACT = 2 ** 24;

/** How long a launch may take, in milliseconds: a page shares the device, and drivers end what takes seconds. */
const [USUAL_TIME, LONGEST_TIME] = [100, 1000];
const OVERHEADS = 3;

/** How many rows of records a launch gives at most, and how many numbers: each row is replayed, and read back. */
const MOST_ROWS = 64;
const MOST_CELLS = 2 ** 20;

/**
 * The steps that one launch may take. gpu.js cuts a loop whose bound is an argument to 1,000 rounds, so the bound is
 * written into a kernel and the argument ends the loop.
 */
export const MOST_STEPS = 2 ** 19;

/** How many numbers of sequences a launch is handed at most: they are copied for it. */
const MOST_ROW_CELLS = 2 ** 24;

/** A value that one step hands to the next; `index` is its place among the carries. */
export interface CarrySlot {
  readonly index: number;
  readonly param: Value;
  readonly next: Value;
}

/** A parameter that is a slice of a sequence: `offset` is its place in the row of a step. */
export interface RowSlot {
  readonly param: Value;
  readonly sequence: Value;
  readonly offset: number;
  /** Whether it has an element for each lane. */
  readonly wide: boolean;
}

/** What a step records: the value, and the number of its stack among the loop's results. */
export interface RecordSlot {
  readonly value: Value;
  readonly out: number;
}

/** Records that keep the same steps. */
export interface RecordGroup {
  readonly rule: RecordRule;
  readonly slots: readonly RecordSlot[];
}

export interface KernelLayout {
  readonly lanes: number;
  readonly carries: readonly CarrySlot[];
  /** What the body reads from outside: one element a lane, or one for all. */
  readonly laneInputs: readonly Value[];
  readonly scalarInputs: readonly Value[];
  readonly rows: readonly RowSlot[];
  readonly rowWidth: number;
  readonly records: readonly RecordGroup[];
}

/** @param isConstant whether a value from outside is known when the kernel is written */
export function layoutOf(loop: LoopOp, lanes: number, isConstant: (value: Value) => boolean): KernelLayout {
  const {inits, xs, body, records, outs} = loop;
  const isWide = (value: Value): boolean => lanes > 1 && sizeOf(value.shape) === lanes;
  const captured = capturedBy(loop).filter((value) => !isConstant(value));
  const rows: RowSlot[] = [];
  let rowWidth = 0;
  xs.forEach((sequence, i) => {
    const param = body.params[inits.length + i] as Value;
    rows.push({param, sequence, offset: rowWidth, wide: isWide(param)});
    rowWidth += isWide(param) ? lanes : 1;
  });
  const groups: {rule: RecordRule; slots: RecordSlot[]}[] = [];
  outs.slice(inits.length).forEach((_, i) => {
    const rule = records[i] as RecordRule;
    const slot = {value: body.results[inits.length + i] as Value, out: inits.length + i};
    const group = groups.find(({rule: {every, offset}}) => every === rule.every && offset === rule.offset);
    if (group === undefined) groups.push({rule, slots: [slot]});
    else group.slots.push(slot);
  });
  return {
    lanes,
    carries: inits.map((_, index) => ({
      index,
      param: body.params[index] as Value,
      next: body.results[index] as Value,
    })),
    laneInputs: captured.filter(isWide),
    scalarInputs: captured.filter((value) => !isWide(value)),
    rows,
    rowWidth,
    records: groups,
  };
}

/**
 * How long a launch may take where the shortest takes `shortest` milliseconds: sending and reading back take that, and
 * steps may take some times as long.
 */
export function launchTime(shortest: number): number {
  return Math.min(LONGEST_TIME, Math.max(USUAL_TIME, OVERHEADS * shortest));
}

/** How many steps a launch takes at most, for its records and rows, and how many rows of each group of records that gives. */
export function limitsOf(
  {steps}: LoopOp,
  {lanes, rowWidth, records}: KernelLayout,
): {readonly most: number; readonly rowsOf: (rule: RecordRule) => number} {
  const cells = Math.min(MOST_ROWS, Math.max(1, Math.floor(MOST_CELLS / lanes)));
  const rows = steps === DYNAMIC ? cells : Math.max(1, Math.min(cells, steps));
  const every = Math.min(...records.map(({rule}) => rule.every));
  const ofRows = Math.max(1, Math.floor(MOST_ROW_CELLS / Math.max(1, rowWidth)));
  const most = Math.min(MOST_STEPS, ofRows, records.length === 0 ? MOST_STEPS : rows * every);
  return {most, rowsOf: (rule) => Math.min(rows, Math.ceil(most / rule.every))};
}

/** A list in pieces of at most `size`. */
export function inPieces<T>(list: readonly T[], size = RESULTS): T[][] {
  return Array.from({length: Math.ceil(list.length / size)}, (_, i) => list.slice(i * size, (i + 1) * size));
}
