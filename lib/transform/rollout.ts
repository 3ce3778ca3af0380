/** @file From a function to a program, and from a program to results: trace, find or compile, bind, run, put back. */
import {NDArray} from "../array/ndarray.js";
import type {Input} from "../array/recorder.js";
import type {Backend, BackendName, Executable} from "../backends/backend.js";
import type {Asked, Chosen} from "../backends/choose.js";
import {insteadOfDevice, usableBackend} from "../backends/choose.js";
import {CannotTake, KernelFailure} from "../backends/gpu/failure.js";
import {RecordTooLargeError} from "../core/errors.js";
import {tooLarge} from "../core/memory.js";
import {withTrace} from "../core/openTrace.js";
import type {RuntimeArray} from "../ir/types.js";
import {decideNow} from "../run/auto/decide.js";
import type {State} from "../state/state.js";
import {Quantity} from "../units/quantity.js";
import type {BackendOptions} from "./auto.js";
import {askedFor, tell} from "./auto.js";
import type {KeyedProgram} from "./compileCache.js";
import {compileStats, executableOf, keyed} from "./compileCache.js";
import {dynamicSteps} from "./dynamicSteps.js";
import type {EnvironRead} from "./traceContext.js";
import {TraceContext, valueIn} from "./traceContext.js";
import type {Flat} from "./tree.js";
import {flatten} from "./tree.js";

/** A traced function: its program, where the inputs come from, and where the results go. */
export interface Rollout {
  /** What errors call it. */
  readonly who: string;
  readonly keyed: KeyedProgram;
  readonly inputs: readonly Input[];
  /** The states that are written, in the order of the first results. */
  readonly states: readonly State[];
  /** The states that are read, with what they were. */
  readonly stateInputs: readonly (readonly [State, Quantity])[];
  /** What the first results are: the written states, then what the function gave. The rest is only looked at. */
  readonly likes: readonly Quantity[];
  readonly outputs: Flat;
  readonly environReads: readonly EnvironRead[];
}

/** What a traced function gives: its value, and arrays that a run looks at and does not keep. */
export interface Traceable {
  readonly value: unknown;
  readonly looked: readonly Quantity[];
}

/** What the last run did. Times in milliseconds. */
export interface RunReport {
  readonly backend: BackendName;
  /** The device it ran on, as the system calls it, with the mode of gpu.js; null where that is the processor. */
  readonly device: string | null;
  /** Why another backend than the one asked for ran, or null. */
  readonly fallbackReason: string | null;
  /** How many workers ran it; 0 is this thread. */
  readonly workers: number;
  /** Whether the run had to compile. */
  readonly compiled: boolean;
  /** Tracing and finding or compiling the program (nothing but the lookup for a repeated call under `jit`). */
  readonly prepareTime: number;
  /**
   * Running it: binding the inputs, the loop, copying the results. Of an asynchronous run, all its tasks together; of
   * one in workers, until all had ended.
   */
  readonly runTime: number;
}

let report: RunReport | null = null;

/** What the last `forLoop`, `scan` or jitted call that ended did, or null before the first. */
export function lastRun(): RunReport | null {
  return report;
}

/** Traces `body`. Nothing outside changes, also when it throws. */
export function traceRollout(who: string, body: (context: TraceContext) => Traceable): Rollout {
  const context = TraceContext.program();
  try {
    const {value, looked} = withTrace(context, () => body(context));
    const written = context.written();
    const outputs = flatten(value, who);
    const likes = [...written.map(([, entry]) => entry.current), ...outputs.leaves];
    const program = context.recorder.builder.finish([...likes, ...looked].map((q) => valueIn(context, q)));
    return {
      who,
      keyed: keyed(dynamicSteps(program)),
      inputs: context.recorder.inputs,
      states: written.map(([state]) => state),
      stateInputs: [...context.states]
        .filter(([, entry]) => !entry.born)
        .map(([state, entry]) => [state, entry.initial]),
      likes,
      outputs,
      environReads: context.environReads,
    };
  } finally {
    context.recorder.close();
  }
}

/** A rollout that is ready to run: the backend and the executable, and what that took. */
export interface Prepared {
  readonly backend: Backend;
  readonly executable: Executable;
  readonly report: Omit<RunReport, "runTime">;
}

/**
 * Finds or compiles the program of a rollout whose tracing began at `start`.
 * @param waits whether the caller can wait for the answer of a device
 */
export function prepare(rollout: Rollout, asked: Asked, start: number, waits = false): Prepared {
  const chosen = usableBackend(asked, waits);
  try {
    if (chosen.backend.name === "gpu") refuseLooked(rollout);
    return prepareOn(chosen, rollout, start);
  } catch (error) {
    return prepareInstead(error, rollout, start);
  }
}

/** The rollout on the default backend, because a device cannot run it; `error` says why, or is thrown on. */
export function prepareInstead(error: unknown, rollout: Rollout, start: number): Prepared {
  if (!(error instanceof CannotTake || error instanceof KernelFailure)) throw error;
  return prepareOn(insteadOfDevice(error.reason), rollout, start);
}

function prepareOn({backend, fallbackReason}: Chosen, rollout: Rollout, start: number): Prepared {
  const {compiles} = compileStats();
  const executable = executableOf(rollout.keyed, backend);
  const compiled = compileStats().compiles > compiles;
  return {
    backend,
    executable,
    report: {
      backend: backend.name,
      device: backend.device,
      fallbackReason,
      workers: 0,
      compiled,
      prepareTime: performance.now() - start,
    },
  };
}

/** What a run looks at and does not keep is every step of something: a device would compute each of them anew. */
function refuseLooked({keyed, likes}: Rollout): void {
  if (keyed.program.results.length === likes.length) return;
  throw new CannotTake("checkFinite and record.events look at every step, which a device does not keep");
}

/** Runs a traced function. `look` sees the results that are not kept. States change only when everything went well. */
export function runRollout(
  rollout: Rollout,
  options: BackendOptions,
  start: number,
  look?: (results: readonly RuntimeArray[]) => void,
): unknown {
  const {keyed, inputs, likes} = rollout;
  const {program, key} = keyed;
  const decision =
    options.backend === "auto"
      ? decideNow(
          program,
          key,
          inputs.map((input) => input.fetch()),
          options.gpuMode,
        )
      : null;
  let prepared = prepare(rollout, askedFor(options, decision), start);
  let began = performance.now();
  let arrays: RuntimeArray[];
  try {
    arrays = runNamed(rollout, prepared.executable);
  } catch (error) {
    prepared = prepareInstead(error, rollout, start);
    began = performance.now();
    arrays = runNamed(rollout, prepared.executable);
  }
  const done = {...prepared.report, runTime: performance.now() - began};
  if (decision !== null) tell(decision, done);
  look?.(arrays.slice(likes.length));
  return deliver(rollout, arrays, done);
}

/** Runs it; an executable does not know who asked. */
function runNamed({who, inputs}: Rollout, executable: Executable): RuntimeArray[] {
  try {
    return executable.run(inputs.map((input) => input.fetch()));
  } catch (error) {
    throw error instanceof RecordTooLargeError ? tooLarge(who, error.bytes) : error;
  }
}

/** Puts the results of a run where they belong, and gives the value of the function. */
export function deliver(rollout: Rollout, results: readonly RuntimeArray[], done: RunReport): unknown {
  report = done;
  const {states, outputs, likes} = rollout;
  const quantities = likes.map((like, i) => {
    const {data, shape} = results[i] as RuntimeArray;
    return new Quantity(new NDArray(data, shape, like.dtype), like.unit);
  });
  states.forEach((state, i) => state.restore(quantities[i] as Quantity));
  return outputs.rebuild(quantities.slice(states.length));
}
