/** @file What `forLoop` would compile, as text and numbers: for people who want to see it. Nothing runs. */
import {listing} from "../backends/wasm/listing.js";
import {lower} from "../backends/wasm/lower.js";
import {wasmBackend} from "../backends/wasm/wasmBackend.js";
import {TraceError} from "../core/errors.js";
import {optimize} from "../ir/passes/optimize.js";
import {print} from "../ir/print.js";
import type {Block, Program} from "../ir/types.js";
import {blocksOf} from "../ir/types.js";
import {verify} from "../ir/verify.js";
import {keyed} from "./compileCache.js";
import {forLoopRequest} from "./forLoop.js";
import {traceLoop} from "./loopRollout.js";
import {openContext} from "./traceContext.js";
import type {Slice} from "./tree.js";

/** How many operations a program has. Constants, and the loops themselves, are not counted. */
export interface OperationCounts {
  /** Inside the loop: done once a step. */
  readonly inLoop: number;
  /** Before and after it: done once a call. */
  readonly outside: number;
}

/** A program after one of the compiler's passes. */
export interface InspectedPass {
  /** The pass: `expandFunctions` is the first, `dce` the last. */
  readonly name: string;
  /** The whole program as text. */
  readonly program: string;
  readonly operations: OperationCounts;
}

/**
 * What the first call of a loop takes before it runs, each part by itself. Milliseconds, measured once; `timeSplit`
 * measures the parts of a repeated call, which are the first two, a look-up and the run.
 */
export interface CompileTimes {
  /** Calling the step once, with stand-ins, and recording what it does. */
  readonly trace: number;
  /** Making the key of the program's structure. */
  readonly key: number;
  /** Checking that the trace is a program that keeps every rule. */
  readonly verify: number;
  /** All passes. */
  readonly optimize: number;
  /** Each pass, by its name. */
  readonly passes: Readonly<Record<string, number>>;
  /** Writing the bytes of the WebAssembly module. */
  readonly lower: number;
  /** The engine's compilation of the module; null where there is no WebAssembly with SIMD. */
  readonly compile: number | null;
}

/** What `forLoop` would compile. */
export interface Inspection {
  /** A digest of the program's structure, 16 hexadecimal digits. Loops with the same key share one compiled program. */
  readonly key: string;
  /** What the step did, as the text of a program. Arrays that it read from outside are inputs: `%0`, `%1`, ... */
  readonly trace: string;
  /** How many operations the trace has. */
  readonly operations: OperationCounts;
  /** The program after each pass, in order; the last one is what is lowered. */
  readonly passes: readonly InspectedPass[];
  /** Size of the WebAssembly module in bytes. */
  readonly moduleBytes: number;
  /**
   * The WebAssembly module as text, a statement a line. Written when it is first read. Functions are `$f0`, `$f1`, ...,
   * locals `$0`, `$1`, ...; an assembler takes the text back to the same bytes.
   */
  readonly listing: string;
  readonly times: CompileTimes;
}

/**
 * Shows what `forLoop(step, xs)` would compile. The step is called once, traced, and nothing runs: states keep their
 * values, nothing is cached or counted in `compileStats`.
 *
 * @param step as in `forLoop`
 * @param xs as in `forLoop`
 * @throws TraceError where a trace is open, and what tracing the step throws
 * @example
 * const {passes, moduleBytes} = inspect((t) => environ.context({t}, () => neuron.update(mA(25))), times);
 * console.log(passes.at(-1)?.program, moduleBytes);
 */
export function inspect<const X, const O>(step: (x: Slice<X>) => O, xs: X): Inspection {
  if (openContext() !== null) {
    throw new TraceError(
      "inspect: a trace is open, expected a call of its own, got one inside a loop or a jitted function",
      "inspect the loop from outside",
    );
  }
  const watch = new StopWatch();
  const {key, program} = traceLoop(forLoopRequest("inspect", step, xs, {})).rollout.keyed;
  const traced = watch.lap();
  // tracing makes the key itself; made again, it is timed
  keyed(program);
  const keyTime = watch.lap();
  verify(program);
  const verified = watch.lap();
  const after: {name: string; program: Program; time: number}[] = [];
  const optimized = optimize(program, (name, result) => after.push({name, program: result, time: watch.lap()}));
  const {bytes} = lower(optimized);
  const lowered = watch.lap();
  let text: string | null = null;
  return {
    key: digest(key),
    trace: print(program),
    operations: count(program),
    passes: after.map(({name, program}) => ({name, program: print(program), operations: count(program)})),
    moduleBytes: bytes.length,
    get listing() {
      return (text ??= listing(bytes));
    },
    times: {
      trace: Math.max(0, traced - keyTime),
      key: keyTime,
      verify: verified,
      optimize: after.reduce((sum, {time}) => sum + time, 0),
      passes: Object.fromEntries(after.map(({name, time}) => [name, time])),
      lower: lowered,
      compile: compileTime(bytes),
    },
  };
}

/** Gives the time since it was last asked, in milliseconds. */
class StopWatch {
  #last = performance.now();

  lap(): number {
    const before = this.#last;
    this.#last = performance.now();
    return this.#last - before;
  }
}

function compileTime(bytes: Uint8Array<ArrayBuffer>): number | null {
  if (!wasmBackend.available()) return null;
  const start = performance.now();
  new WebAssembly.Module(bytes);
  return performance.now() - start;
}

function count(program: Program): OperationCounts {
  const counts = {inLoop: 0, outside: 0};
  const visit = ({ops}: Block, where: keyof OperationCounts): void => {
    for (const op of ops) {
      if (op.op !== "constant" && op.op !== "loop") counts[where]++;
      for (const block of blocksOf(op)) visit(block, op.op === "loop" ? "inLoop" : where);
    }
  };
  visit(program, "outside");
  return counts;
}

/** FNV-1a over the halves of each character, in two streams: the structural key itself is not made to be read. */
function digest(key: string): string {
  let [high, low] = [0x811c9dc5, 0x050c5d1f];
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ (unit + i), 0x01000193);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
