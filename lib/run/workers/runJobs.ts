/** @file A program run in workers: its loops, and parts of their lanes, are jobs; what they give is told as it comes. */
import {InternalError, RecordTooLargeError} from "../../core/errors.js";
import type {RuntimeArray} from "../../ir/types.js";
import type {Collector, Lanes} from "../collector.js";
import {partOf, shareOut} from "./lanes.js";
import type {Plan} from "./plan.js";
import {withWorker} from "./pool.js";
import type {RunningJob} from "./pool.js";
import type {Chunk, Ending} from "./protocol.js";
import type {LoopPart} from "./split.js";

/** What is told of a run. */
export interface JobEvents {
  /** `steps` steps from `first` on are done for some lanes; `looked`: of the results not kept, those that they gave. */
  onChunk(looked: readonly (RuntimeArray | undefined)[], first: number, steps: number, lanes: Lanes | null): void;
  /** All jobs have done so many steps at least. */
  onProgress(done: number): void;
}

/** A run under way. */
export interface WorkerRun {
  /** Holds when all jobs have ended, to their ends or stopped. */
  readonly ended: Promise<void>;
  /** How many workers it has work for. */
  readonly workers: number;
  /** Stops those that have done `steps` steps, and others as they get there. */
  stopAt(steps: number): void;
}

let jobs = 0;

/** A part of the work, with what is known of it on this side. */
interface Part {
  readonly loop: LoopPart;
  readonly lanes: Lanes | null;
  done: number;
  running: RunningJob | null;
  stopped: boolean;
}

/**
 * Runs a plan in at most `workers` workers. Results that are kept go to `collector`.
 * @param kept how many of the program's results, from the first, are kept
 * @param sliceTime how long a worker works between two looks at its messages, in milliseconds
 */
export function runJobs(
  plan: Plan,
  inputs: readonly RuntimeArray[],
  collector: Collector,
  kept: number,
  total: number,
  {workers, sliceTime}: {readonly workers: number; readonly sliceTime: number},
  events: JobEvents,
): WorkerRun {
  const sourceOf = plan.prepare(inputs);
  for (const [result, source] of plan.split.others) {
    if (result < kept) collector.put(result, sourceOf(source), 0, total, null);
  }
  const parts = plan.split.loops.flatMap((loop) => partsOf(loop, workers));
  let stopAt = Infinity;

  const receive = (part: Part, {first, steps, stacks}: Chunk): void => {
    const looked = place(part, collector, kept, stacks, first, steps);
    const before = leastDone(parts);
    part.done = first + steps;
    events.onChunk(looked, first, steps, part.lanes);
    const now = leastDone(parts);
    if (now > before) events.onProgress(now);
    stopIfDue(part);
  };
  const stopIfDue = (part: Part): void => {
    if (part.done < stopAt || part.stopped) return;
    part.stopped = true;
    part.running?.stop();
  };

  const run = async (part: Part): Promise<void> => {
    const {loop, lanes} = part;
    await withWorker(workers, async (worker) => {
      if (part.stopped) return;
      part.running = worker.run(
        {
          id: jobs++,
          loop: plan.compiled(loop, lanes === null ? null : lanes.count),
          inputs: loop.program.params.map((type, i) => partOf(inputOf(loop, i), type, lanes)),
          lanes,
          sliceTime,
          shared: sharedOf(loop, collector, kept),
        },
        (chunk) => {
          receive(part, chunk);
        },
      );
      finish(part, await part.running.ended);
    });
  };
  const inputOf = ({sources}: LoopPart, i: number): RuntimeArray => sourceOf(sources[i] as (typeof sources)[number]);
  const finish = (part: Part, ending: Ending): void => {
    if (ending.kind === "failed") throw rebuilt(ending.error);
    if (ending.kind === "done") place(part, collector, kept, ending.carried, 0, total);
  };

  const stopAll = (steps: number): void => {
    stopAt = Math.min(stopAt, steps);
    parts.forEach(stopIfDue);
  };
  // one that fails ends the others; all have ended when this does
  const all = parts.map((part) =>
    run(part).catch((error: unknown) => {
      stopAll(0);
      throw error;
    }),
  );
  const ended = Promise.allSettled(all).then((endings) => {
    for (const ending of endings) if (ending.status === "rejected") throw ending.reason;
  });
  return {ended, workers: Math.min(workers, parts.length), stopAt: stopAll};
}

/** Puts results of a part where they belong; gives those that are not kept, by their numbers after the kept ones. */
export function place(
  {loop, lanes}: Pick<Part, "loop" | "lanes">,
  collector: Collector,
  kept: number,
  results: readonly (readonly [result: number, array: RuntimeArray])[],
  first: number,
  steps: number,
): (RuntimeArray | undefined)[] {
  const looked: (RuntimeArray | undefined)[] = [];
  for (const [result, array] of results) {
    for (const target of loop.targets[result] ?? []) {
      if (target < kept) collector.put(target, array, first, steps, lanes);
      else looked[target - kept] = array;
    }
  }
  return looked;
}

function partsOf(loop: LoopPart, workers: number): Part[] {
  const {lanes} = loop;
  const shares: readonly (Lanes | null)[] = lanes === null ? [null] : shareOut(lanes, workers);
  // a single share is the whole: nothing to cut
  return (shares.length === 1 ? [null] : shares).map((share) => ({
    loop,
    lanes: share,
    done: 0,
    running: null,
    stopped: false,
  }));
}

const leastDone = (parts: readonly Part[]): number => Math.min(...parts.map(({done}) => done));

/** The records of a loop that lie in shared memory and are nothing else. */
function sharedOf({targets, links}: LoopPart, {results}: Collector, kept: number): Map<number, RuntimeArray> {
  const shared = new Map<number, RuntimeArray>();
  if (typeof SharedArrayBuffer === "undefined") return shared;
  for (const {result} of links.stacks) {
    const [target, ...others] = targets[result] ?? [];
    if (target === undefined || target >= kept || others.length > 0) continue;
    const whole = results[target] as RuntimeArray;
    if (whole.data.buffer instanceof SharedArrayBuffer) shared.set(result, whole);
  }
  return shared;
}

/** An error that came from a worker as words. */
function rebuilt(error: unknown): Error {
  if (error instanceof Error) return error;
  const {name, message} = error as {readonly name: string; readonly message: string};
  return name === "RecordTooLargeError"
    ? new RecordTooLargeError(message)
    : new InternalError(`in a worker: ${message}`);
}
