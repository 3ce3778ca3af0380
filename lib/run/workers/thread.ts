/** @file One worker: a `Worker` on a page, a `worker_threads` one in Node, made from text as there is no file to load. */
import type {FromWorker, ToWorker} from "./protocol.js";

/** A worker that runs. */
export interface Thread {
  post(message: ToWorker, transfer: readonly ArrayBufferLike[]): void;
  /** Ends it, whatever it does. */
  end(): void;
  /** Whether it keeps a Node process alive. */
  hold(alive: boolean): void;
}

/** What happens to it. */
export interface ThreadEvents {
  onMessage(message: FromWorker): void;
  /** It could not start, or broke. */
  onError(reason: string): void;
}

interface NodeWorker {
  postMessage(message: unknown, transfer: readonly unknown[]): void;
  terminate(): Promise<number>;
  ref(): void;
  unref(): void;
  on(event: "message", listener: (data: FromWorker) => void): void;
  on(event: "error", listener: (error: Error) => void): void;
}

interface NodeThreads {
  readonly Worker: new (source: string, options: {readonly eval: true}) => NodeWorker;
}

/** Gives a Node worker the two functions that a page's worker has. */
const NODE_PRELUDE = `const {parentPort} = require("node:worker_threads");
globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
parentPort.on("message", (data) => globalThis.onmessage({data}));
`;

/** Starts a worker; null where there are none. Later failures are told to `events`. */
export function startThread(source: string, events: ThreadEvents): Thread | null {
  const threads = nodeThreads();
  if (threads !== null) return startInNode(threads, source, events);
  return typeof Worker === "undefined" || typeof Blob === "undefined" ? null : startOnPage(source, events);
}

function startInNode({Worker}: NodeThreads, source: string, events: ThreadEvents): Thread {
  const worker = new Worker(NODE_PRELUDE + source, {eval: true});
  worker.on("message", (data) => {
    events.onMessage(data);
  });
  worker.on("error", ({message}) => {
    events.onError(message);
  });
  return {
    post(message, transfer) {
      worker.postMessage(message, transfer);
    },
    end() {
      void worker.terminate();
    },
    hold(alive) {
      if (alive) worker.ref();
      else worker.unref();
    },
  };
}

function startOnPage(source: string, events: ThreadEvents): Thread {
  const url = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
  const worker = new Worker(url);
  worker.onmessage = ({data}: MessageEvent<FromWorker>) => {
    // it has read its text
    if (data.kind === "ready") URL.revokeObjectURL(url);
    events.onMessage(data);
  };
  worker.onerror = (event) => {
    // an error that is handled here is not one of the page
    event.preventDefault();
    events.onError(event.message || "the page does not allow it");
  };
  return {
    post(message, transfer) {
      worker.postMessage(message, transfer as Transferable[]);
    },
    end() {
      worker.terminate();
    },
    hold() {
      // a page lives as long as it likes
    },
  };
}

/** Node's module, without an import that a page's bundler would follow. Node has it from 20.16 and 22.3 on. */
function nodeThreads(): NodeThreads | null {
  const {process} = globalThis as {
    readonly process?: {readonly getBuiltinModule?: (name: string) => unknown; readonly versions?: {node?: string}};
  };
  if (process?.versions?.node === undefined) return null;
  return (process.getBuiltinModule?.("node:worker_threads") as NodeThreads | undefined) ?? null;
}
