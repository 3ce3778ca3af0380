/** @file Opening a device by hand, for loops that cannot wait for it, and giving it back. */
import type {Device} from "./device.js";
import {closeDevices, openDevice} from "./devices.js";
import type {GpuMode} from "./modes.js";
import {checkMode} from "./modes.js";

/** A device that is open. */
export interface Gpu {
  /** Which of gpu.js's modes it runs. */
  readonly mode: GpuMode;
  /** The hardware, as the system calls it. */
  readonly device: string;
  /** Whether it is the processor after all, which imitates a graphics card. */
  readonly isSoftware: boolean;
  /** Why it no longer runs anything (`null` while it does). Loops run on wasm then, until it is opened again. */
  readonly lost: string | null;
  /** Gives the device back, with everything compiled for it. On a page: `invalidation.then(() => gpu.close())`. */
  close(): Promise<void>;
}

/**
 * Opens a device for `backend: "gpu"`, and loads gpu.js for that. `forLoopAsync` and `scanAsync` do so themselves;
 * `forLoop`, `scan` and `jit`, which cannot wait, need a device that is open.
 *
 * @param options `mode`: default `webgl2`, which answers at once; `webgpu` serves the asynchronous forms only
 * @throws BackendError when gpu.js is not installed, or does not run in this mode here
 * @example
 * const gpu = await openGpu();
 * const rates = forLoop(step, times, {backend: "gpu"});
 * await gpu.close();
 */
export async function openGpu(options: {readonly mode?: GpuMode} = {}): Promise<Gpu> {
  const {mode = "webgl2"} = options;
  checkMode(mode);
  return handleOf(await openDevice(mode));
}

function handleOf(device: Device): Gpu {
  return {
    mode: device.mode,
    device: device.name,
    isSoftware: device.isSoftware,
    get lost() {
      return device.lost;
    },
    close: () => closeDevices(device.mode),
  };
}
