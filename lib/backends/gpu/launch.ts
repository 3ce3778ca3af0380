/** @file What a device is asked to do. */
import type {KernelSource} from "./kernelSource.js";

/** A kernel and its threads: as many as lanes, or rows of them. */
export interface Kernel extends KernelSource {
  readonly output: readonly [threads: number, rows?: number];
}

/** One run of a kernel. Each thread gives four numbers, which lie side by side in the answer. */
export interface Launch {
  readonly kernel: Kernel;
  /** Arrays, then numbers of steps, in the order of the kernel's arguments. */
  readonly args: readonly (Float32Array | number)[];
}
