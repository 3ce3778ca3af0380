/** @file The ways to run a loop that are compared on a page, and what Node and the page say to each other. */
import type {AsyncLoopOptions, GpuMode, RunReport} from "../../lib/index.js";
import type {Work} from "./lifRefRollout.js";

/** A way to run a loop: options of `forLoopAsync`. */
export interface Way extends Pick<AsyncLoopOptions, "gpuMode" | "workers"> {
  readonly name: string;
  readonly backend: NonNullable<AsyncLoopOptions["backend"]>;
}

/** The first is what others are compared with. */
export const WAYS: readonly Way[] = [
  {name: "wasm, 1 thread", backend: "wasm"},
  {name: "wasm, 2 workers", backend: "wasm", workers: 2},
  {name: "gpu, webgl2", backend: "gpu", gpuMode: "webgl2"},
  {name: "gpu, webgpu", backend: "gpu", gpuMode: "webgpu"},
  {name: "gpu, webasm", backend: "gpu", gpuMode: "webasm"},
  {name: "auto", backend: "auto"},
];

/** A recorded work keeps the potentials of every so many steps. */
export const EVERY = 10;

/** What is said of software that is asked for as a GPU. */
export const IMITATED = "software: the processor imitates a graphics card";

/** Something that did not go, and why, in one line: an error of a page would lose its name on the way. */
export interface Failed {
  readonly error: string;
}

/** A device that is open. */
export interface OpenDevice {
  readonly name: string;
  readonly isSoftware: boolean;
  /** Evaluating gpu.js, opening and trying the device; in milliseconds. */
  readonly time: number;
}

/** What a way gave at a call. */
export interface Answered {
  /** In milliseconds. */
  readonly time: number;
  readonly report: RunReport;
  /** Of all lanes. */
  readonly spikes: number;
  /** Lanes whose number of spikes is not that of the way that came first. */
  readonly differ: number;
  /** How far the last potentials are from those of the way that came first, at most; in mV. */
  readonly apart: number;
}

/** What Node asks of a page. */
export interface GpuBench {
  open(mode: GpuMode): Promise<OpenDevice | Failed>;
  /** Makes the neurons of a work. */
  begin(work: Work): void;
  /** Calls once and looks at the answer. */
  answer(way: Way): Promise<Answered | Failed>;
  /** The mean time of `repeats` calls, in milliseconds; NaN where another backend ran than was asked for. */
  sample(way: Way, repeats: number): Promise<number>;
}
