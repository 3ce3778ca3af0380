/**
 * @file A device in this process: it runs the very text of a kernel as JavaScript, whose numbers are float64, and may
 * fail as real ones do. Programs whose every number is exact in float32 give the bits of the interpreter on it.
 */
import {KernelFailure} from "../../lib/backends/gpu/failure.js";
import type {KernelSource} from "../../lib/backends/gpu/kernelSource.js";
import type {Launch} from "../../lib/backends/gpu/launch.js";
import {LoopKernels} from "../../lib/backends/gpu/loopKernels.js";
import {stagesOf} from "../../lib/backends/gpu/stages.js";
import type {ConstantOp, LoopOp, Program, RuntimeArray} from "../../lib/ir/types.js";

type KernelFunction = (this: {thread: {x: number; y: number}}, ...args: Launch["args"]) => number[];

/** Gives what the threads of a launch give, or throws as a device does. `count` counts the launches of a run. */
export type Answer = (launch: Launch, count: number) => Float32Array;

const compiled = new Map<string, KernelFunction>();

/** What every thread of a launch gives, by its own text. */
export function answer({kernel, args}: Launch): Float32Array {
  const [threads, rows = 1] = kernel.output;
  const run = functionOf(kernel);
  const given = new Float32Array(threads * rows * 4);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < threads; x++) given.set(run.call({thread: {x, y}}, ...args), (y * threads + x) * 4);
  }
  return given;
}

/** Zeros, as a driver leaves them that ends a launch which takes too long. */
export const zeros = ({kernel: {output}}: Launch): Float32Array => new Float32Array(output[0] * (output[1] ?? 1) * 4);

function functionOf({source, functions}: KernelSource): KernelFunction {
  const text = [...functions.map((each) => each.source), `return ${source};`].join("\n");
  let made = compiled.get(text);
  if (made === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a kernel is text
    const make = new Function(text) as () => KernelFunction;
    made = make();
    compiled.set(text, made);
  }
  return made;
}

/** The kernels of a program that is one loop over its inputs, ready to run again and again, and its launches. */
export class OneLoop {
  readonly loop: LoopOp;
  readonly kernels: LoopKernels;
  readonly launches: Launch[] = [];
  readonly #program: Program;

  constructor(program: Program) {
    const loop = program.ops.find((op) => op.op === "loop");
    if (loop === undefined) throw new Error("there is no loop");
    const {list, written} = stagesOf(program);
    const stage = list.find(({kind}) => kind === "device");
    if (stage?.kind !== "device") throw new Error("there is no stage for the device");
    this.loop = loop;
    this.#program = program;
    this.kernels = new LoopKernels(loop, stage.lanes, written);
  }

  /** Runs the loop, and gives what the program returns. */
  run(
    inputs: readonly RuntimeArray[],
    {
      firstStep = 0,
      device = answer,
      onSteps,
    }: {firstStep?: number; device?: Answer; onSteps?: (n: number) => void} = {},
  ): RuntimeArray[] {
    const {params, ops, results} = this.#program;
    const known = new Map(params.map(({id}, i) => [id, inputs[i] as RuntimeArray]));
    for (const op of ops) if (op.op === "constant") known.set(op.out.id, scalarOf(op));
    const running = this.kernels.run(({id}) => known.get(id) as RuntimeArray, {firstStep, onSteps});
    let next = running.next();
    while (next.done !== true) {
      this.launches.push(next.value);
      let given: Float32Array;
      try {
        given = device(next.value, this.launches.length);
      } catch (error) {
        if (!(error instanceof KernelFailure)) throw error;
        next = running.throw(error);
        continue;
      }
      next = running.next(given);
    }
    this.loop.outs.forEach(({id}, i) => known.set(id, next.value[i] as RuntimeArray));
    return results.map(({id}) => known.get(id) as RuntimeArray);
  }
}

function scalarOf({value, out}: ConstantOp): RuntimeArray {
  return {data: out.dtype === "float32" ? Float32Array.of(value) : Int32Array.of(value), shape: []};
}

/** Arrays with -0 written 0: a device may give either. */
export function withoutNegativeZeros(arrays: readonly RuntimeArray[]): RuntimeArray[] {
  return arrays.map(({data, shape}) => ({data: data.map((x) => (x === 0 ? 0 : x)), shape}));
}
