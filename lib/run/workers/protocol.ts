/** @file What goes between a page, or a Node process, and its workers. */
import type {Layout} from "../../backends/wasm/layout.js";
import type {RuntimeArray} from "../../ir/types.js";
import type {Lanes} from "../collector.js";
import type {Links} from "../links.js";

/** A compiled loop that a worker can run. A worker keeps the last few, by name. */
export interface CompiledLoop {
  readonly name: string;
  readonly module: WebAssembly.Module;
  readonly layout: Layout;
  readonly links: Links;
}

/** A loop to run over some lanes, or over all (null). */
export interface Job {
  readonly id: number;
  readonly loop: CompiledLoop;
  readonly inputs: readonly RuntimeArray[];
  readonly lanes: Lanes | null;
  /** How long to work between two looks at the messages, in milliseconds. */
  readonly sliceTime: number;
  /** Records in shared memory, by the number of the result: rows go there, and not into messages. */
  readonly shared: ReadonlyMap<number, RuntimeArray>;
}

/** To a worker. */
export type ToWorker = {readonly kind: "run"; readonly job: Job} | {readonly kind: "stop"; readonly id: number};

/** What `steps` steps from `first` on stacked, by the number of the result. */
export interface Chunk {
  readonly first: number;
  readonly steps: number;
  readonly stacks: readonly (readonly [result: number, rows: RuntimeArray])[];
}

/** How a job ended: with the last carried values, by the number of the result, stopped, or with an error. */
export type Ending =
  | {readonly kind: "done"; readonly carried: readonly (readonly [result: number, value: RuntimeArray])[]}
  | {readonly kind: "stopped"}
  | {readonly kind: "failed"; readonly error: unknown};

/** From a worker. */
export type FromWorker =
  | {readonly kind: "ready"}
  | {readonly kind: "chunk"; readonly id: number; readonly chunk: Chunk}
  | {readonly kind: "ended"; readonly id: number; readonly ending: Ending};
