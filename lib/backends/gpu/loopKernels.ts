/**
 * @file Runs a loop by kernels, some steps a launch. A launch gives the carried values after its steps. What steps record
 * comes from threads of their own, which start where the launch did and replay up to the step they stand for: a
 * thread gives one cell and cannot write elsewhere.
 */
import {allocate, BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {MOST_BYTES, tooLarge} from "../../core/memory.js";
import {LearnedPace} from "../../core/pace.js";
import {sizeOf} from "../../core/shape.js";
import {DYNAMIC, keptSteps} from "../../ir/types.js";
import type {LoopOp, RecordRule, RuntimeArray, Value} from "../../ir/types.js";
import type {RunOptions} from "../backend.js";
import type {Asking} from "./drive.js";
import {KernelFailure} from "./failure.js";
import type {KernelLayout, RecordGroup, RecordSlot} from "./kernelLayout.js";
import {inPieces, launchTime, layoutOf, limitsOf} from "./kernelLayout.js";
import type {Constants} from "./kernelSource.js";
import {advanceKernel, markOf, replayKernel} from "./kernelSource.js";
import type {Kernel, Launch} from "./launch.js";
import {checkExact, Packer} from "./packer.js";

/** How often a launch that came to nothing is tried again, with a quarter of the steps. */
const MOST_TRIES = 4;

/** Numbers that a thread gives: three results, and the steps it took. */
const STRIDE = 4;

interface Replay {
  readonly rule: RecordRule;
  readonly slots: readonly RecordSlot[];
  readonly kernel: Kernel;
}

export class LoopKernels {
  readonly #loop: LoopOp;
  readonly #layout: KernelLayout;
  readonly #packer: Packer;
  readonly #advances: readonly {readonly carries: KernelLayout["carries"]; readonly kernel: Kernel}[];
  readonly #replays: readonly Replay[];
  /** Steps a launch may take: for its records and rows, and as launches before came to something. */
  #most: number;
  readonly #pace: LearnedPace;
  #shortest = 0;
  #launches = 0;

  constructor(loop: LoopOp, lanes: number, constants: Constants) {
    const layout = layoutOf(loop, lanes, ({id}) => constants.has(id));
    const {most, rowsOf} = limitsOf(loop, layout);
    this.#loop = loop;
    this.#layout = layout;
    this.#packer = new Packer(layout);
    this.#most = most;
    this.#pace = new LearnedPace(lanes);
    this.#advances = inPieces(layout.carries).map((carries) => ({
      carries,
      kernel: {...advanceKernel(loop, layout, constants, carries), output: [lanes]},
    }));
    this.#replays = layout.records.flatMap(({rule, slots}: RecordGroup) =>
      inPieces(slots).map((piece) => ({
        rule,
        slots: piece,
        kernel: {
          ...replayKernel(loop, layout, constants, piece),
          output: [lanes, rowsOf(rule)] as const,
        },
      })),
    );
  }

  /** The kernels, for a device that wants to prepare them. */
  get kernels(): readonly Kernel[] {
    return [...this.#advances, ...this.#replays].map(({kernel}) => kernel);
  }

  /**
   * Runs the loop: asks for launches, and is given what their threads gave.
   * @param read gives the array of a value from outside the loop
   * @returns the loop's results
   * @throws KernelFailure when the device gives no answer, whatever the number of steps
   */
  *run(read: (value: Value) => RuntimeArray, {firstStep = 0, onSteps}: RunOptions): Asking<RuntimeArray[]> {
    const {xs, inits, outs} = this.#loop;
    const total = this.#loop.steps === DYNAMIC ? (read(xs[0] as Value).shape[0] ?? 0) : this.#loop.steps;
    const sequences = xs.map(read);
    const packed = this.#packer.inputs(read);
    let carries = this.#packer.carries(inits.map(read));
    const stacks = this.#stacks(total, firstStep);
    for (let done = 0, tries = 0; done < total;) {
      const steps = Math.min(this.#pace.next(launchTime(this.#shortest)), this.#most, total - done);
      const rows = this.#packer.rows(sequences, done, steps);
      const began = performance.now();
      try {
        const args = [carries, packed.lanes, packed.scalars, rows] as const;
        for (const replay of this.#replays) yield* this.#replay(replay, args, firstStep, done, steps, stacks);
        carries = yield* this.#advance(args, steps);
      } catch (error) {
        if (!(error instanceof KernelFailure && error.mayRetry) || ++tries > MOST_TRIES) throw error;
        this.#most = Math.max(1, steps >> 2);
        continue;
      }
      tries = 0;
      const time = performance.now() - began;
      this.#pace.ran(steps, time);
      this.#shortest = this.#shortest === 0 ? time : Math.min(this.#shortest, time);
      done += steps;
      onSteps?.(done, total);
    }
    return [
      ...this.#packer.unpackCarries(carries, outs.slice(0, inits.length)),
      ...outs.slice(inits.length).map((_, i) => stacks[i] as RuntimeArray),
    ];
  }

  /** Runs a kernel, and refuses its answer unless each thread says that it took its steps in this very launch. */
  *#ask(kernel: Kernel, args: Launch["args"], cells: number, stepsOf: (cell: number) => number): Asking<Float32Array> {
    const mark = markOf(this.#launches++);
    const given = yield {kernel, args: [...args, mark]};
    for (let cell = 0; cell < cells; cell++) {
      const steps = stepsOf(cell);
      const said = given[cell * STRIDE + STRIDE - 1] as number;
      if (said === mark + steps) continue;
      const got = said === 0 ? "zeros" : "those of another launch";
      throw new KernelFailure(
        `a launch came to nothing, expected the numbers of ${String(steps)} steps of each thread, got ${got}`,
      );
    }
    return given;
  }

  *#advance(args: readonly Float32Array[], steps: number): Asking<Float32Array> {
    const {lanes, carries: all} = this.#layout;
    const next = new Float32Array(Math.max(1, lanes * all.length));
    for (const {carries, kernel} of this.#advances) {
      const given = yield* this.#ask(kernel, [...args, steps], lanes, () => steps);
      carries.forEach(({index}, slot) => {
        for (let lane = 0; lane < lanes; lane++) next[index * lanes + lane] = given[lane * STRIDE + slot] as number;
      });
    }
    return next;
  }

  *#replay(
    {rule, slots, kernel}: Replay,
    args: readonly Float32Array[],
    firstStep: number,
    done: number,
    steps: number,
    stacks: readonly RuntimeArray[],
  ): Asking<void> {
    const from = firstStep + done;
    const count = keptSteps(rule, from, from + steps);
    if (count === 0) return;
    const {lanes} = this.#layout;
    const first = (((rule.offset - from) % rule.every) + rule.every) % rule.every;
    const last = first + (count - 1) * rule.every;
    const given = yield* this.#ask(
      kernel,
      [...args, first, rule.every, last],
      lanes * count,
      (cell) => first + Math.floor(cell / lanes) * rule.every + 1,
    );
    const row = keptSteps(rule, firstStep, from);
    slots.forEach(({value, out}, slot) => {
      const {data} = stacks[out - this.#loop.inits.length] as RuntimeArray;
      const width = sizeOf(value.shape);
      const kept = new Float32Array(count * width);
      for (let y = 0; y < count; y++) {
        const [to, at] = [y * width, y * lanes];
        for (let lane = 0; lane < width; lane++) kept[to + lane] = given[(at + lane) * STRIDE + slot] as number;
      }
      if (value.dtype === "int32") checkExact(kept);
      data.set(kept, row * width);
    });
  }

  /** Arrays for the records of `total` steps. */
  #stacks(total: number, firstStep: number): RuntimeArray[] {
    const {inits, outs, body, records} = this.#loop;
    const stacks = outs.slice(inits.length).map((_, i) => {
      const {dtype, shape} = body.results[inits.length + i] as Value;
      return {dtype, shape: [keptSteps(records[i] as RecordRule, firstStep, firstStep + total), ...shape]};
    });
    const bytes = stacks.reduce((sum, {shape}) => sum + sizeOf(shape) * BYTES_PER_ELEMENT, 0);
    if (bytes > MOST_BYTES) throw tooLarge("run", bytes);
    return stacks.map(({dtype, shape}) => ({data: allocate(dtype, sizeOf(shape)), shape}));
  }
}
