/** @file Cuts a program into stages: loops for the device, and what stands between them for this thread. */
import {sizeOf} from "../../core/shape.js";
import {isLaneOp, uncoupledLanes} from "../../ir/lanes.js";
import {isFunction} from "../../ir/opTable.js";
import {idsOf} from "../../ir/passes/rewrite.js";
import {reads} from "../../ir/reads.js";
import type {ConstantOp, LoopOp, Op, Program, ReshapeOp, Value} from "../../ir/types.js";
import {blocksOf, EVERY_STEP, outsOf} from "../../ir/types.js";
import {CannotTake} from "./failure.js";
import type {Constants} from "./kernelSource.js";
import {canWrite} from "./kernelSource.js";
import {PRIMITIVES} from "./primitives.js";

/** A program of its own that this thread runs; its inputs and results are values of the whole. */
export interface HostStage {
  readonly kind: "host";
  readonly program: Program;
}

/** A loop that the device runs. */
export interface DeviceStage {
  readonly kind: "device";
  readonly loop: LoopOp;
  readonly lanes: number;
}

export interface Stages {
  /** What is cut: the program, or one with a loop around it. */
  readonly program: Program;
  readonly list: readonly (HostStage | DeviceStage)[];
  /** The constants outside loops: those that kernels hold, and all of them. */
  readonly written: Constants;
  readonly constants: Constants;
}

/**
 * Loops over the widest population go to the device; narrower ones, such as a loop of a few neurons that are recorded,
 * are done sooner here.
 * @throws CannotTake when the neurons of such a loop see one another, or it computes with bits of integers
 */
export function stagesOf(given: Program): Stages {
  const program = given.ops.some(({op}) => op === "loop") ? given : asLoop(given);
  const constants = new Map<number, ConstantOp>();
  for (const op of program.ops) if (op.op === "constant") constants.set(op.out.id, op);
  const loops = program.ops.filter((op) => op.op === "loop");
  const widest = Math.max(0, ...loops.map(widthOf));
  const chosen = new Set<Op>(loops.filter((loop) => widthOf(loop) === widest));
  const list: (HostStage | DeviceStage)[] = [];
  let pending: Op[] = [];
  const flush = (at: number): void => {
    if (pending.length === 0) return;
    list.push({kind: "host", program: hostProgram(pending, program, at, constants)});
    pending = [];
  };
  program.ops.forEach((op, at) => {
    if (op.op === "constant") return;
    if (op.op !== "loop" || !chosen.has(op)) {
      pending.push(op);
      return;
    }
    flush(at);
    list.push({kind: "device", loop: op, lanes: lanesOf(op)});
  });
  flush(program.ops.length);
  const written = new Map([...constants].filter(([, op]) => canWrite(op)));
  return {program, list, written, constants};
}

/** A program without a loop as one of a single step, whose records are its results. */
function asLoop({params, ops, results}: Program): Program {
  let nextId = idsOf({params, ops, results});
  const outs = results.map(({dtype, shape}): Value => ({id: nextId++, dtype, shape: [1, ...shape]}));
  const reshapes = outs.map((arg, i): ReshapeOp => ({
    op: "reshape",
    arg,
    out: {...(results[i] as Value), id: nextId++},
  }));
  const loop: LoopOp = {
    op: "loop",
    steps: 1,
    inits: [],
    xs: [],
    body: {params: [], ops, results},
    records: results.map(() => EVERY_STEP),
    outs,
  };
  return {params, ops: [loop, ...reshapes], results: reshapes.map(({out}) => out)};
}

/** The operations of a host stage as a program. `end`: the number of the operation after them. */
function hostProgram(ops: readonly Op[], whole: Program, end: number, constants: Constants): Program {
  const inside = new Set(ops.flatMap(outsOf).map(({id}) => id));
  const used = new Map(ops.flatMap(reads).map((value) => [value.id, value]));
  const own = new Set(ops.flatMap(definedInBlocks).map(({id}) => id));
  const later = new Set([...whole.ops.slice(end).flatMap(reads), ...whole.results].map(({id}) => id));
  return {
    params: [...used.values()].filter(({id}) => !inside.has(id) && !constants.has(id) && !own.has(id)),
    ops: [...[...used.keys()].flatMap((id) => constants.get(id) ?? []), ...ops],
    results: ops.flatMap(outsOf).filter(({id}) => later.has(id)),
  };
}

/** What blocks inside an operation define. */
function definedInBlocks(op: Op): Value[] {
  return blocksOf(op).flatMap(({params, ops}) => [...params, ...ops.flatMap(outsOf), ...ops.flatMap(definedInBlocks)]);
}

function widthOf({body}: LoopOp): number {
  return Math.max(1, ...[...body.params, ...body.ops.flatMap(outsOf)].map(({shape}) => sizeOf(shape)));
}

/** The lanes of a loop that kernels can take. */
function lanesOf(loop: LoopOp): number {
  const {body} = loop;
  const lanes = uncoupledLanes(loop);
  if (lanes === null) throw new CannotTake(`the neurons of a loop see one another (${couplingOf(loop)})`);
  const {params, ops, results} = body;
  for (const value of [...params, ...ops.flatMap(outsOf), ...results]) {
    if (sizeOf(value.shape) === 0) throw new CannotTake("an array in a loop has no elements");
  }
  for (const op of ops) {
    if (op.op === "constant" && !canWrite(op)) throw new CannotTake(`a shader has no literal for ${String(op.value)}`);
    if (op.op !== "elementwise" || isFunction(op.name)) continue;
    const dtype = op.args[0]?.dtype ?? "float32";
    if (
      PRIMITIVES[op.name](
        op.args.map(() => "x"),
        dtype,
      ) === null
    ) {
      throw new CannotTake(`a loop computes with all bits of an int32 (${op.name}), as record.events does`);
    }
  }
  return lanes;
}

/** The name of an operation that makes lanes see one another. */
function couplingOf({body}: LoopOp): string {
  const op = body.ops.find((inner) => !isLaneOp(inner) && inner.op !== "constant" && inner.op !== "reshape");
  if (op === undefined) return "arrays of several sizes";
  return op.op === "reduce" ? op.name : op.op === "loop" ? "a loop inside" : op.op;
}
