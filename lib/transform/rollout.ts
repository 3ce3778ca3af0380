/** @file From a function to a program, and from a program to results: trace, find or compile, bind, run, put back. */
import {NDArray} from "../array/ndarray.js";
import type {Input} from "../array/recorder.js";
import type {Backend, BackendName, Executable} from "../backends/backend.js";
import {usableBackend} from "../backends/choose.js";
import {NotFiniteError} from "../core/errors.js";
import {withTrace} from "../core/openTrace.js";
import type {RuntimeArray} from "../ir/types.js";
import type {State} from "../state/state.js";
import {Quantity} from "../units/quantity.js";
import type {KeyedProgram} from "./compileCache.js";
import {compileStats, executableOf, keyed} from "./compileCache.js";
import {dynamicSteps} from "./dynamicSteps.js";
import type {EnvironRead} from "./traceContext.js";
import {TraceContext, valueIn} from "./traceContext.js";
import type {Flat} from "./tree.js";
import {flatten} from "./tree.js";

/** A traced function: its program, where the inputs come from, and where the results go. */
export interface Rollout {
  readonly keyed: KeyedProgram;
  readonly inputs: readonly Input[];
  /** The states that are written, in the order of the first results. */
  readonly states: readonly State[];
  /** The states that are read, with what they were. */
  readonly stateInputs: readonly (readonly [State, Quantity])[];
  /** What each result is: the written states, what the function gave, then what is only checked. */
  readonly likes: readonly Quantity[];
  readonly outputs: Flat;
  readonly checks: readonly string[];
  readonly environReads: readonly EnvironRead[];
}

/** What a traced function gives: its value, and arrays to check for numbers that are not finite, by name. */
export interface Traceable {
  readonly value: unknown;
  readonly checks: readonly (readonly [name: string, values: Quantity])[];
}

/** What the last run did. Times in milliseconds. */
export interface RunReport {
  readonly backend: BackendName;
  /** Why another backend than the one asked for ran, or null. */
  readonly fallbackReason: string | null;
  /** Whether the run had to compile. */
  readonly compiled: boolean;
  /** Tracing and finding or compiling the program (nothing but the lookup for a repeated call under `jit`). */
  readonly prepareTime: number;
  /** Running it: binding the inputs, the loop, copying the results. Of an asynchronous run, all its tasks together. */
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
    const {value, checks} = withTrace(context, () => body(context));
    const written = context.written();
    const outputs = flatten(value, who);
    const likes = [
      ...written.map(([, entry]) => entry.current),
      ...outputs.leaves,
      ...checks.map(([, values]) => values),
    ];
    const program = context.recorder.builder.finish(likes.map((q) => valueIn(context, q)));
    return {
      keyed: keyed(dynamicSteps(program)),
      inputs: context.recorder.inputs,
      states: written.map(([state]) => state),
      stateInputs: [...context.states]
        .filter(([, entry]) => !entry.born)
        .map(([state, entry]) => [state, entry.initial]),
      likes,
      outputs,
      checks: checks.map(([name]) => name),
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

/** Finds or compiles the program of a rollout whose tracing began at `start`. */
export function prepare(rollout: Rollout, asked: BackendName | undefined, start: number): Prepared {
  const {backend, fallbackReason} = usableBackend(asked);
  const {compiles} = compileStats();
  const executable = executableOf(rollout.keyed, backend);
  const compiled = compileStats().compiles > compiles;
  return {
    backend,
    executable,
    report: {backend: backend.name, fallbackReason, compiled, prepareTime: performance.now() - start},
  };
}

/** Runs a traced function. States change only when everything went well. */
export function runRollout(rollout: Rollout, asked: BackendName | undefined, start: number): unknown {
  const prepared = prepare(rollout, asked, start);
  const began = performance.now();
  const arrays = prepared.executable.run(rollout.inputs.map((input) => input.fetch()));
  report = {...prepared.report, runTime: performance.now() - began};
  checkFinite(rollout.checks, arrays.slice(rollout.likes.length - rollout.checks.length), 0);
  return deliver(rollout, arrays, report);
}

/** Puts the results of a run where they belong, and gives the value of the function. */
export function deliver(rollout: Rollout, results: readonly RuntimeArray[], done: RunReport): unknown {
  report = done;
  const {states, outputs, likes} = rollout;
  const quantities = results.slice(0, states.length + outputs.leaves.length).map(({data, shape}, i) => {
    const like = likes[i] as Quantity;
    return new Quantity(new NDArray(data, shape, like.dtype), like.unit);
  });
  states.forEach((state, i) => state.restore(quantities[i] as Quantity));
  return outputs.rebuild(quantities.slice(states.length));
}

/**
 * Looks through the values of each state, one row a step, of which the first is step `from`.
 * @throws NotFiniteError naming the state, the lane and the step of the earliest value that is not finite.
 */
export function checkFinite(names: readonly string[], records: readonly RuntimeArray[], from: number): void {
  let earliest: {name: string; step: number; lane: number; value: number} | null = null;
  for (const [i, {data, shape}] of records.entries()) {
    const at = data.findIndex((x) => !Number.isFinite(x));
    if (at < 0) continue;
    const lanes = data.length / (shape[0] ?? 1);
    const step = Math.floor(at / lanes);
    if (earliest !== null && earliest.step <= step) continue;
    earliest = {name: names[i] ?? "", step, lane: at % lanes, value: data[at] ?? NaN};
  }
  if (earliest === null) return;
  const {name, step, lane, value} = earliest;
  throw new NotFiniteError(
    `checkFinite: state ${name} is not finite, expected finite numbers, got ${String(value)} in lane ${String(lane)} at step ${String(from + step)}`,
    "look at that lane's parameters and input; a smaller dt may help",
  );
}
