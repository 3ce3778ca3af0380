/** @file How much a program has to do: on the processor, and on a device where one can take it. Counted, not measured. */
import {stagesOf} from "../../backends/gpu/stages.js";
import {CannotTake} from "../../backends/gpu/failure.js";
import {BoundedCache} from "../../core/boundedCache.js";
import type {Shape} from "../../core/shape.js";
import {sizeOf} from "../../core/shape.js";
import {uncoupledLanes} from "../../ir/lanes.js";
import {optimize, optimizeCalls} from "../../ir/passes/optimize.js";
import type {Block, LoopOp, Op, Program, Value} from "../../ir/types.js";
import {DYNAMIC} from "../../ir/types.js";
import type {DeviceLoop} from "./deviceWork.js";
import {deviceLoop} from "./deviceWork.js";
import {SUM, weightOf} from "./weights.js";

/** A number of steps, or the input whose leading length it is. */
export type Steps = number | {readonly input: number};

/** A loop, or what stands outside loops, done once, as the processor sees it. */
export interface HostLoop {
  readonly steps: Steps;
  /** The weights of the operations of a step. */
  readonly weight: number;
  /** The same, each as often as it has elements. */
  readonly wideWeight: number;
  /** Cells that a step records, on average. */
  readonly recorded: number;
  /** The lanes that workers may share out, or null. */
  readonly lanes: number | null;
}

/** What a device is asked to do, and what is left to this thread. */
export interface DeviceProgram {
  readonly loops: readonly (DeviceLoop & {readonly steps: Steps})[];
  readonly host: readonly HostLoop[];
}

/** What is known of a program before its inputs are. Each part is counted when it is first asked for. */
export class ProgramWork {
  /** Elements of results that do not grow with the steps. */
  readonly given: number;
  readonly #program: Program;
  #rough: readonly HostLoop[] | null = null;
  #host: readonly HostLoop[] | null = null;
  #device: DeviceProgram | {readonly cannot: string} | null = null;

  constructor(program: Program) {
    this.#program = program;
    const fixed = program.results.filter(({shape}) => shape[0] !== DYNAMIC);
    this.given = fixed.reduce((sum, {shape}) => sum + sizeOf(shape), 0);
  }

  /** The program as it was traced, which takes no time to count: most of it is more than what is left. */
  get rough(): readonly HostLoop[] {
    return (this.#rough ??= hostLoops(this.#program, this.#program.params));
  }

  get host(): readonly HostLoop[] {
    return (this.#host ??= hostLoops(optimize(this.#program), this.#program.params));
  }

  /** What a device would do, or why none takes it, in words. */
  get device(): DeviceProgram | {readonly cannot: string} {
    return (this.#device ??= deviceProgram(this.#program));
  }
}

/** The same with its inputs: numbers of steps are known. */
export interface Work {
  readonly program: ProgramWork;
  /** Elements of all inputs. */
  readonly taken: number;
  readonly stepsOf: (steps: Steps) => number;
}

const known = new BoundedCache<ProgramWork>(64, () => undefined);

/**
 * The work of a program, verified and not yet optimized, on inputs of these shapes.
 * @param key its structural key: the work of a structure is counted once
 */
export function workOf(program: Program, key: string, inputs: readonly {readonly shape: Shape}[]): Work {
  let counted = known.get(key);
  if (counted === undefined) {
    counted = new ProgramWork(program);
    known.add(key, counted);
  }
  return {
    program: counted,
    taken: inputs.reduce((sum, {shape}) => sum + sizeOf(shape), 0),
    stepsOf: (steps) => (typeof steps === "number" ? steps : (inputs[steps.input]?.shape[0] ?? 0)),
  };
}

function deviceProgram(program: Program): DeviceProgram | {readonly cannot: string} {
  try {
    const {list, written} = stagesOf(optimizeCalls(program));
    const loops: DeviceProgram["loops"][number][] = [];
    const host: HostLoop[] = [];
    for (const stage of list) {
      if (stage.kind === "host") host.push(...hostLoops(optimize(stage.program), program.params));
      else loops.push({...deviceLoop(stage.loop, stage.lanes, written), steps: stepsIn(stage.loop, program.params)});
    }
    return {loops, host};
  } catch (error) {
    if (error instanceof CannotTake) return {cannot: error.reason};
    throw error;
  }
}

/** The loops of a program, and the rest as one of a single step. */
function hostLoops({ops}: Program, inputs: readonly Value[]): HostLoop[] {
  const rest = weighed(ops.filter(({op}) => op !== "loop"));
  const once: HostLoop = {steps: 1, ...rest, recorded: 0, lanes: null};
  return [once, ...ops.filter((op) => op.op === "loop").map((loop) => hostLoop(loop, inputs))];
}

function hostLoop(loop: LoopOp, inputs: readonly Value[]): HostLoop {
  const recorded = loop.body.results.slice(loop.inits.length);
  return {
    steps: stepsIn(loop, inputs),
    ...weighed(loop.body.ops),
    recorded: recorded.reduce((sum, {shape}, i) => sum + sizeOf(shape) / (loop.records[i]?.every ?? 1), 0),
    lanes: uncoupledLanes(loop),
  };
}

/** Optimizing keeps the ids of inputs; a stage of this thread may slice what another stage gave, whose length is fixed. */
function stepsIn({steps, xs}: LoopOp, inputs: readonly Value[]): Steps {
  return steps === DYNAMIC ? {input: inputs.findIndex(({id}) => id === xs[0]?.id)} : steps;
}

type Weighed = Pick<HostLoop, "weight" | "wideWeight">;

/** The weights of operations, of the blocks inside them too. */
function weighed(ops: readonly Op[]): Weighed {
  const sum = {weight: 0, wideWeight: 0};
  const add = (weight: number, size: number): void => {
    sum.weight += weight;
    sum.wideWeight += weight * size;
  };
  const addBlock = ({ops: inner}: Block, times: number): void => {
    const {weight, wideWeight} = weighed(inner);
    sum.weight += times * weight;
    sum.wideWeight += times * wideWeight;
  };
  for (const op of ops) {
    if (op.op === "elementwise") add(weightOf(op.name), sizeOf(op.out.shape));
    else if (op.op === "reduce") add(op.name === "sum" ? SUM : 1, sizeOf(op.arg.shape));
    else if (op.op === "take") add(1, sizeOf(op.out.shape));
    else if (op.op === "broadcast") add(1, sizeOf(op.arg.shape) === 1 ? 1 : sizeOf(op.out.shape));
    else if (op.op === "loop") addBlock(op.body, Math.max(0, op.steps));
    else if (op.op === "cond") [op.then, op.otherwise].forEach((block) => addBlock(block, 0.5));
  }
  return sum;
}
