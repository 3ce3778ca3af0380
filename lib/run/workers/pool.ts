/** @file The workers there are: made when they are first needed, kept for the next run, ended by `releaseWorkers`. */
import {BackendError} from "../../core/errors.js";
import type {Chunk, Ending, FromWorker, Job} from "./protocol.js";
import {source} from "./worker.js?source";
import {startThread} from "./thread.js";
import type {Thread} from "./thread.js";

/** A job that a worker has. */
export interface RunningJob {
  readonly ended: Promise<Ending>;
  stop(): void;
}

/** A worker, idle or with one job. */
class PooledWorker {
  readonly ready: Promise<void>;
  isLost = false;
  readonly #thread: Thread;
  #job: {readonly id: number; onChunk(chunk: Chunk): void; end(ending: Ending): void} | null = null;
  #started: () => void = () => undefined;
  #failed: (error: BackendError) => void = () => undefined;

  /** @throws BackendError where there are no workers */
  constructor() {
    this.ready = new Promise((resolve, reject) => {
      this.#started = resolve;
      this.#failed = reject;
    });
    // who waits for it hears of it; where nobody does, nothing is lost
    this.ready.catch(() => undefined);
    const thread = startThread(source, {
      onMessage: (message) => {
        this.#receive(message);
      },
      onError: (reason) => {
        this.fail(reason);
      },
    });
    if (thread === null) throw unavailable("this machine has none");
    this.#thread = thread;
  }

  run(job: Job, onChunk: (chunk: Chunk) => void): RunningJob {
    const ended = new Promise<Ending>((resolve) => {
      this.#job = {id: job.id, onChunk, end: resolve};
    });
    this.#thread.hold(true);
    this.#thread.post(
      {kind: "run", job},
      job.inputs.map(({data}) => data.buffer),
    );
    return {
      ended,
      stop: () => {
        if (this.#job?.id === job.id) this.#thread.post({kind: "stop", id: job.id}, []);
      },
    };
  }

  /** Ends it; a job it has fails. */
  fail(reason: string): void {
    const error = unavailable(reason);
    this.isLost = true;
    this.#failed(error);
    this.#thread.end();
    this.#finish({kind: "failed", error});
  }

  #receive(message: FromWorker): void {
    if (message.kind === "ready") {
      this.#thread.hold(false);
      this.#started();
    } else if (message.id === this.#job?.id) {
      if (message.kind === "chunk") this.#job.onChunk(message.chunk);
      else this.#finish(message.ending);
    }
  }

  #finish(ending: Ending): void {
    const job = this.#job;
    this.#job = null;
    this.#thread.hold(false);
    job?.end(ending);
  }
}

const all = new Set<PooledWorker>();
const idle: PooledWorker[] = [];
/** Who waits for a worker to be free, or lost. */
const waiting: (() => void)[] = [];

/**
 * Runs `use` with a worker, one of at most `most`, as soon as there is one.
 * @throws BackendError where there are none
 */
export async function withWorker<T>(most: number, use: (worker: PooledWorker) => Promise<T>): Promise<T> {
  while (idle.length === 0 && all.size >= most) await new Promise<void>((next) => waiting.push(next));
  const worker = idle.pop() ?? start();
  try {
    await worker.ready;
    return await use(worker);
  } finally {
    if (worker.isLost) all.delete(worker);
    else if (all.has(worker)) idle.push(worker);
    waiting.shift()?.();
  }
}

/** Whether a worker ever ran here. */
let works = false;

/** Why there are no workers, or null where there are; a first one is started to find out. */
export async function whyNoWorkers(most: number): Promise<string | null> {
  if (works) return null;
  try {
    await withWorker(most, () => Promise.resolve());
    works = true;
    return null;
  } catch (error) {
    if (error instanceof BackendError) return error.message.split("\n")[0] ?? "";
    throw error;
  }
}

export type {PooledWorker};

function start(): PooledWorker {
  const worker = new PooledWorker();
  all.add(worker);
  return worker;
}

/**
 * Ends all workers and frees their memory; a run that needs them makes new ones. One that is under way fails with a
 * `BackendError`, and no state changes.
 */
export function releaseWorkers(): void {
  for (const worker of all) worker.fail("they were released");
  all.clear();
  idle.length = 0;
}

function unavailable(reason: string): BackendError {
  return new BackendError(
    `workers: a worker did not run, expected one, got: ${reason}`,
    "without `workers` a loop runs on this thread",
  );
}
