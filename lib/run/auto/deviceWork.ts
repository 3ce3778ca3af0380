/** @file What a run of a loop asks of a device: its kernels, and what travels with each launch. */
import {inPieces, layoutOf, limitsOf} from "../../backends/gpu/kernelLayout.js";
import type {Constants} from "../../backends/gpu/kernelSource.js";
import type {LoopOp} from "../../ir/types.js";
import {weightOf} from "./weights.js";

/** A kernel that replays steps for what they record. */
export interface ReplayWork {
  /** Rows of threads; each row replays to a step of its own. */
  readonly rows: number;
  /** A row is kept so often. */
  readonly every: number;
}

/** A loop, as a device sees it. */
export interface DeviceLoop {
  readonly lanes: number;
  /** The weights of the operations of a step. */
  readonly weight: number;
  /** Kernels that take carried values on; each does all the work of a step. */
  readonly advances: number;
  readonly replays: readonly ReplayWork[];
  /** Numbers that each launch reads, but for those of its steps, and numbers of a step. */
  readonly read: number;
  readonly readStep: number;
  /** Values that a step hands to the next. */
  readonly carries: number;
  /** Steps that one launch may take. */
  readonly most: number;
}

export function deviceLoop(loop: LoopOp, lanes: number, constants: Constants): DeviceLoop {
  const layout = layoutOf(loop, lanes, ({id}) => constants.has(id));
  const {carries, laneInputs, scalarInputs, rowWidth, records} = layout;
  const {most, rowsOf} = limitsOf(loop, layout);
  return {
    lanes,
    weight: loop.body.ops.reduce((sum, op) => sum + (op.op === "elementwise" ? weightOf(op.name) : 0), 0),
    advances: inPieces(carries).length,
    replays: records.flatMap(({rule, slots}) => inPieces(slots).map(() => ({rows: rowsOf(rule), every: rule.every}))),
    read: lanes * (carries.length + laneInputs.length) + scalarInputs.length,
    readStep: rowWidth,
    carries: carries.length,
    most,
  };
}

/** How many kernels a loop takes. */
export function kernelsOf({advances, replays}: DeviceLoop): number {
  return advances + replays.length;
}
