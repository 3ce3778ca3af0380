/** @file The graphics devices of the page: opened when first asked for, given back when the page ends. */
import {BackendError, openGpu, type Gpu, type GpuMode, type RunReport} from "spikeloop";

/** A device that is open, or why there is none. */
export type Opened = {readonly gpu: Gpu; readonly reason: null} | {readonly gpu: null; readonly reason: string};

export class Devices {
  readonly #opened = new Map<GpuMode, Promise<Opened>>();

  /** The device of a mode, opened anew when it was lost. Loads gpu.js. */
  async open(mode: GpuMode): Promise<Opened> {
    const known = await this.#opened.get(mode);
    if (known !== undefined && known.gpu?.lost == null) return known;
    const opening = openOrReason(mode);
    this.#opened.set(mode, opening);
    return opening;
  }

  /** Whether a run was on a device that is the processor after all. */
  async isSoftware({backend, device}: RunReport): Promise<boolean> {
    if (backend !== "gpu" || device === null) return false;
    const {gpu} = await this.open(device.slice(0, device.indexOf(":")) as GpuMode);
    return gpu?.isSoftware ?? false;
  }

  async close(): Promise<void> {
    const all = await Promise.all([...this.#opened.values()]);
    this.#opened.clear();
    await Promise.all(all.map(async ({gpu}) => gpu?.close()));
  }
}

async function openOrReason(mode: GpuMode): Promise<Opened> {
  try {
    return {gpu: await openGpu({mode}), reason: null};
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return {gpu: null, reason: error.message};
  }
}
