/** @file The library that runs programs on a GPU: gpu.js, fetched at first use, and the part of it that is used. */
import {BackendError} from "../../core/errors.js";
import type {GpuMode} from "./modes.js";

/**
 * What a kernel of four numbers gives: those of each thread; for a second axis of threads, a list for each row. All in
 * one array where `formatValues` or `_shapeOutput` leave them so.
 */
export type GpuResult = Float32Array | readonly Float32Array[] | readonly (readonly Float32Array[])[];

/** How `createKernel` compiles a kernel. */
export interface GpuKernelSettings {
  /** Number of threads, and where there is a second axis of them, its length. */
  readonly output: readonly [threads: number, rows?: number];
  /** Such as `Float` or `Array(4)`; told from the source without it. */
  readonly returnType?: string;
  /** Types of the arguments by name, in order, such as `Array`; read off the first call's arguments without it. */
  readonly argumentTypes?: Readonly<Record<string, string>>;
  /** The functions that the kernel calls, as text. */
  readonly functions?: readonly string[];
  readonly precision?: "single" | "unsigned";
  /** How precise the numbers of WebGL are: without it, arrays of few elements get low precision. */
  readonly tactic?: "speed" | "balanced" | "precision";
  readonly dynamicArguments?: boolean;
  readonly strictIntegers?: boolean;
  readonly loopMaxIterations?: number;
  /** In mode `webgl2`: a call gives a promise, and reads back without holding up the page. */
  readonly asyncMode?: boolean;
}

/** A compiled kernel. A call gives a promise in mode `webgpu`, and the result itself in the others. */
export interface GpuKernel {
  (...args: readonly (Float32Array | number)[]): GpuResult | Promise<GpuResult>;
  /** What runs the kernel now, after the first call. */
  readonly kernel: {
    /**
     * `gpu` is WebGL of either version; `cpu` where another was asked for is the fallback that gpu.js takes, with a
     * warning on the console, when it cannot compile the kernel.
     */
    readonly constructor: {readonly mode: string};
    /** In mode `webgl2`: the corners of what is drawn. */
    buffer?: unknown;
    readonly canvas?: {addEventListener(type: string, listener: () => void): void} | null;
    readonly context?: GpuContext | null;
    /** Makes a result of the numbers read back: in mode `webgl2`, and in `webgpu` and `webasm`. */
    formatValues?: (numbers: Float32Array) => GpuResult;
    _shapeOutput?: (numbers: Float32Array) => GpuResult;
  };
  destroy(): void;
}

/** What a kernel runs on: the first fields in mode `webgpu`, the others in `webgl2`. */
export interface GpuContext {
  readonly adapter?: {readonly info?: {readonly [field in "vendor" | "architecture" | "description"]?: string}};
  readonly device?: {readonly lost: Promise<unknown>};
  getExtension?(name: "WEBGL_debug_renderer_info"): {readonly UNMASKED_RENDERER_WEBGL: number} | null;
  getParameter?(name: number): unknown;
  isContextLost?(): boolean;
}

/** One context of one mode, and the kernels that share it. */
export interface Gpu {
  readonly mode: string;
  /** @param source the text of a function of `this.thread`, `this.constants` and the arguments */
  createKernel(source: string, settings: GpuKernelSettings): GpuKernel;
  /** Frees the context and its kernels, a moment later. */
  destroy(): Promise<void>;
}

/** gpu.js itself. */
export interface GpuLibrary {
  /** @throws Error when this machine cannot run the mode */
  new (settings: {readonly mode: GpuMode}): Gpu;
  /** Versions before 2.24 do not have it. */
  readonly isWebGPUSupported: boolean;
  readonly isWebAssemblySupported: boolean;
}

const HINT = "install it beside spikeloop: npm install gpu.js";

let library: Promise<GpuLibrary> | null = null;

/**
 * gpu.js, fetched at the first call and kept; a failed fetch is tried again by the next call.
 * @throws BackendError when it is not there, or too old
 */
export function loadLibrary(): Promise<GpuLibrary> {
  library ??= load().catch((error: unknown) => {
    library = null;
    throw error;
  });
  return library;
}

async function load(): Promise<GpuLibrary> {
  const pageGlobal = Object.getOwnPropertyDescriptor(globalThis, "GPU");
  let module: unknown;
  // in a `try`, so that bundlers take a missing package for a failure at run time
  try {
    module = await import("gpu.js");
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new BackendError(
      `gpu: gpu.js is not installed, expected the package gpu.js beside spikeloop, got "${got}"`,
      HINT,
    );
  }
  const loaded = classOf(module);
  keepGlobal(loaded, pageGlobal);
  return loaded;
}

/** Node loads an object of classes, a page the class itself, which has itself as a property. */
function classOf(module: unknown): GpuLibrary {
  const found = (module as {default?: {GPU?: GpuLibrary}}).default?.GPU;
  if (typeof found !== "function" || !("isWebGPUSupported" in found)) {
    const got = typeof found === "function" ? "a GPU class without WebGPU" : "no GPU class";
    throw new BackendError(`gpu: this is not the gpu.js that runs programs, expected version 2.24, got ${got}`, HINT);
  }
  return found;
}

/** gpu.js names itself `GPU` on the global object, where browsers have the interface of WebGPU: puts that back. */
function keepGlobal(loaded: GpuLibrary, before: PropertyDescriptor | undefined): void {
  if (!("GPU" in globalThis) || (globalThis as {GPU?: unknown}).GPU !== loaded) return;
  if (before === undefined) Reflect.deleteProperty(globalThis, "GPU");
  else Object.defineProperty(globalThis, "GPU", before);
}
