/** @file A device on which gpu.js runs kernels: opened once, given back by `close`, lost when the system says so. */
import {BackendError} from "../../core/errors.js";
import {KernelFailure} from "./failure.js";
import {MOST_STEPS} from "./kernelLayout.js";
import type {Kernel, Launch} from "./launch.js";
import type {Gpu, GpuKernel, GpuResult} from "./library.js";
import {loadLibrary} from "./library.js";
import type {GpuMode} from "./modes.js";

/** Tried when a device is opened. */
const PROBE: Kernel = {
  source: "function (x) { return [x[0] + this.thread.x, 2.0, 3.0, 4.0]; }",
  args: {x: "Array"},
  functions: [],
  output: [4],
};

const LOST = "the graphics device was lost";

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render|warp/i;

let opened = 0;

export class Device {
  /** Unlike that of any other device, this one opened again included. */
  readonly id: string;
  /** The hardware, as the system calls it. */
  name: string;
  #gpu: Gpu | null;
  #lost: string | null = null;
  #isGone = (): boolean => false;
  /** Those that answer at once, and those that answer later. */
  readonly #kernels = {now: new Map<Kernel, GpuKernel>(), later: new Map<Kernel, GpuKernel>()};

  private constructor(
    readonly mode: GpuMode,
    gpu: Gpu,
  ) {
    this.id = `${mode} ${String(opened++)}`;
    this.name = mode;
    this.#gpu = gpu;
  }

  /**
   * Opens a device and tries it.
   * @throws BackendError when gpu.js is not there, or cannot run in this mode here
   */
  static async open(mode: GpuMode): Promise<Device> {
    const Library = await loadLibrary();
    let device: Device | null = null;
    try {
      device = new Device(mode, new Library({mode}));
      const given = await device.launch({kernel: PROBE, args: [Float32Array.of(1)]}, true);
      if (given[12] !== 4 || given[15] !== 4) throw new KernelFailure(`a trial gave ${given.join(", ")}`);
      device.#meet((device.#kernels.later.get(PROBE) as GpuKernel).kernel);
      return device;
    } catch (error) {
      await device?.close();
      const got = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      throw new BackendError(
        `gpu: ${mode} does not run here, expected a browser and a device that do, got: ${got}`,
        mode === "webgl2" ? "the loop runs on wasm without it" : "try webgl2, or wasm",
      );
    }
  }

  /** Whether the processor does the graphics. */
  get isSoftware(): boolean {
    return this.mode === "webasm" || this.mode === "cpu" || SOFTWARE.test(this.name);
  }

  /** Why it no longer runs anything, or null. */
  get lost(): string | null {
    // the event comes a moment after the fact
    if (this.#gpu !== null && this.#isGone()) this.#lost ??= LOST;
    return this.#gpu === null ? (this.#lost ?? "the device was closed") : this.#lost;
  }

  /**
   * Runs a kernel. Gives four numbers a thread: at once, or later where the caller waits; `webgpu` cannot do it at once.
   * @throws KernelFailure, also as a rejection
   */
  launch({kernel, args}: Launch, waits: boolean): Float32Array | Promise<Float32Array> {
    const {lost} = this;
    if (this.#gpu === null || lost !== null) throw new KernelFailure(lost ?? "", false);
    try {
      const made = this.#kernel(kernel, this.#gpu, waits);
      const given = made(...args);
      return given instanceof Promise
        ? given.then(
            (answer) => this.#answer(made, answer),
            (error: unknown) => {
              throw this.#failure(error);
            },
          )
        : this.#answer(made, given);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** Frees a kernel that will not run again. */
  forget(kernel: Kernel): void {
    for (const kernels of Object.values(this.#kernels)) {
      const made = kernels.get(kernel);
      kernels.delete(kernel);
      if (made === undefined || this.lost !== null) continue;
      // all kernels of a context draw by the corners of the one made last: without them nothing is drawn any more
      if (this.mode === "webgl2") made.kernel.buffer = null;
      made.destroy();
    }
  }

  /** Gives the device back, with all kernels. */
  async close(): Promise<void> {
    const gpu = this.#gpu;
    this.#gpu = null;
    for (const kernels of Object.values(this.#kernels)) kernels.clear();
    await gpu?.destroy();
  }

  #kernel(kernel: Kernel, gpu: Gpu, waits: boolean): GpuKernel {
    const kernels = this.#kernels[waits ? "later" : "now"];
    let made = kernels.get(kernel);
    if (made === undefined) {
      const {source, args, functions, output} = kernel;
      made = gpu.createKernel(source, {
        output: [...output],
        returnType: "Array(4)",
        precision: "single",
        // the default takes low precision for small arrays
        tactic: "precision",
        dynamicArguments: true,
        strictIntegers: true,
        loopMaxIterations: MOST_STEPS,
        argumentTypes: args,
        functions: functions.map((each) => each.source),
        // elsewhere it would start threads
        asyncMode: waits && this.mode === "webgl2",
      });
      kernels.set(kernel, made);
    }
    return made;
  }

  /** What a kernel gave, unless gpu.js ran it elsewhere, which it does where it cannot compile it. */
  #answer({kernel}: GpuKernel, given: GpuResult): Float32Array {
    const {mode} = kernel.constructor;
    if (mode === "cpu" && this.mode !== "cpu") throw new KernelFailure(`${this.mode} cannot compile a kernel`, false);
    giveAsIs(kernel);
    return flat(given);
  }

  #failure(error: unknown): KernelFailure {
    if (error instanceof KernelFailure) return error;
    const text = error instanceof Error ? error.message : String(error);
    return new KernelFailure(text.split("\n---")[0] ?? text, false);
  }

  /** Learns the name of the device from a kernel that ran, and hears when the device is lost. */
  #meet({canvas, context}: GpuKernel["kernel"]): void {
    const lose = (): void => {
      // closing loses it too
      if (this.#gpu !== null) this.#lost ??= LOST;
    };
    if (this.mode === "webgl2") {
      canvas?.addEventListener("webglcontextlost", lose);
      this.#isGone = () => context?.isContextLost?.() ?? false;
      const info = context?.getExtension?.("WEBGL_debug_renderer_info");
      const name = info && context?.getParameter?.(info.UNMASKED_RENDERER_WEBGL);
      if (typeof name === "string") this.name = name;
    }
    if (this.mode === "webgpu") {
      void context?.device?.lost.then(lose);
      const {vendor = "", architecture = "", description = ""} = context?.adapter?.info ?? {};
      this.name = [description === "" ? vendor : description, architecture].filter((part) => part !== "").join(" ");
    }
    if (this.name === "") this.name = this.mode;
  }
}

/**
 * gpu.js makes an array of each thread's numbers, which takes longer than many a kernel runs. These functions make them;
 * where a version of gpu.js has others, nothing changes but the time.
 */
function giveAsIs(kernel: GpuKernel["kernel"]): void {
  const asIs = (numbers: Float32Array): Float32Array => numbers;
  if (kernel.formatValues !== undefined) kernel.formatValues = asIs;
  if (kernel._shapeOutput !== undefined) kernel._shapeOutput = asIs;
}

/** The numbers of all threads, side by side. */
function flat(given: GpuResult): Float32Array {
  if (given instanceof Float32Array) return given;
  const threads = given.flat() as readonly Float32Array[];
  const size = threads[0]?.length ?? 0;
  const whole = new Float32Array(threads.length * size);
  threads.forEach((thread, i) => {
    whole.set(thread, i * size);
  });
  return whole;
}
