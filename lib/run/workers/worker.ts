/**
 * @file What a worker does: it runs one job after another, a chunk of steps at a time, and looks for a message to stop
 * between them. Bundled into a text of its own (`worker.ts?source`), as a package has no file beside it on a page.
 */
import {WasmExecutable} from "../../backends/wasm/executable.js";
import {BoundedCache} from "../../core/boundedCache.js";
import {sizeOf} from "../../core/shape.js";
import {keptSteps} from "../../ir/types.js";
import type {RuntimeArray} from "../../ir/types.js";
import {ChunkedRun} from "../chunkedRun.js";
import {putRows} from "../collector.js";
import {nextTask} from "../nextTask.js";
import {LearnedPace} from "../../core/pace.js";
import type {Chunk, CompiledLoop, FromWorker, Job, ToWorker} from "./protocol.js";

/** Bytes of rows that one chunk may make: what is copied soon is still near. */
const MOST_ROWS = 2 ** 23;

/** What a worker has in place of a page. */
interface WorkerScope {
  onmessage: ((event: {readonly data: ToWorker}) => void) | null;
  postMessage(message: FromWorker, transfer?: readonly ArrayBufferLike[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const loops = new BoundedCache<LoadedLoop>(8, ({executable}) => {
  executable.dispose();
});
/** The job under way, and whether it is to stop. */
let current: number | null = null;
let isStopped = false;

scope.onmessage = ({data}) => {
  // a job may have ended while the message to stop it was on its way
  if (data.kind === "run") void runJob(data.job);
  else if (data.id === current) isStopped = true;
};
scope.postMessage({kind: "ready"});

async function runJob(job: Job): Promise<void> {
  const {id} = job;
  current = id;
  isStopped = false;
  try {
    const carried = await runChunks(job);
    if (carried === null) scope.postMessage({kind: "ended", id, ending: {kind: "stopped"}});
    else scope.postMessage({kind: "ended", id, ending: {kind: "done", carried}});
  } catch (error) {
    // an error of the package does not survive being copied; its words do
    const {name, message} = error as Error;
    scope.postMessage({kind: "ended", id, ending: {kind: "failed", error: {name, message}}});
  } finally {
    current = null;
  }
}

/** A loop, and how long its steps take as far as earlier jobs have shown. */
interface LoadedLoop {
  readonly executable: WasmExecutable;
  readonly pace: LearnedPace;
}

/** Runs to the end and gives what is carried then; null when it is stopped. */
async function runChunks(job: Job) {
  const {id, loop, inputs, lanes, sliceTime, shared} = job;
  const {stacks, carries, rowBytes} = loop.links;
  const {executable, pace} = loaded(loop);
  const run = new ChunkedRun(loop.links, inputs);
  const most = Math.max(1, Math.floor(MOST_ROWS / Math.max(1, rowBytes)));
  const scratch = new Scratch(job);
  for (;;) {
    const first = run.done;
    const steps = Math.min(pace.next(sliceTime), most, run.total - first);
    const began = performance.now();
    const results = run.advance(executable, steps, scratch.arrays(first, steps));
    // the last chunk is as long as what is left, and no measure for the next job
    if (run.done < run.total) pace.ran(steps, performance.now() - began);
    const posted: [number, RuntimeArray][] = [];
    for (const {result, rule} of stacks) {
      const rows = results[result] as RuntimeArray;
      const whole = shared.get(result);
      if (whole === undefined) posted.push([result, rows]);
      else putRows(whole, rule, rows, first, steps, lanes);
    }
    post(id, {first, steps, stacks: posted});
    if (run.done >= run.total) return carries.map(([, result]) => [result, results[result]] as const) as Carried;
    await nextTask();
    if (isStopped) return null;
  }
}

type Carried = Extract<Extract<FromWorker, {kind: "ended"}>["ending"], {kind: "done"}>["carried"];

/** The rows are handed over, not copied. */
function post(id: number, chunk: Chunk): void {
  scope.postMessage(
    {kind: "chunk", id, chunk},
    chunk.stacks.map(([, {data}]) => data.buffer),
  );
}

/** Arrays that rows pass through on their way to shared memory, kept from chunk to chunk: fresh ones cost more than a copy. */
class Scratch {
  readonly #arrays = new Map<number, RuntimeArray["data"]>();

  constructor(private readonly job: Job) {}

  /** For each result that goes to shared memory, an array of the length of its rows. */
  arrays(first: number, steps: number): (RuntimeArray["data"] | undefined)[] {
    const {loop, lanes, shared} = this.job;
    const into: (RuntimeArray["data"] | undefined)[] = [];
    for (const {result, rule} of loop.links.stacks) {
      const whole = shared.get(result);
      if (whole === undefined) continue;
      const width = sizeOf(whole.shape.slice(1));
      const length = keptSteps(rule, first, first + steps) * (width === lanes?.of ? lanes.count : width);
      let array = this.#arrays.get(result);
      if (array === undefined || array.length < length) {
        array = whole.data instanceof Float32Array ? new Float32Array(length) : new Int32Array(length);
        this.#arrays.set(result, array);
      }
      into[result] = array.subarray(0, length);
    }
    return into;
  }
}

function loaded({name, module, layout, links}: CompiledLoop): LoadedLoop {
  const known = loops.get(name);
  if (known !== undefined) return known;
  const loop = {executable: new WasmExecutable(module, layout), pace: new LearnedPace(links.width)};
  loops.add(name, loop);
  return loop;
}
