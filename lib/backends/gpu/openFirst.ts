/** @file Opening whichever device there is. */
import {BackendError} from "../../core/errors.js";
import {openDevice, openedDevice} from "./devices.js";
import type {GpuMode} from "./modes.js";

/** On which modes a program runs that names none, first choice first. */
export const CARDS: readonly GpuMode[] = ["webgpu", "webgl2"];

/** Opens the first of these modes that opens, unless one is open. Gives why none does, or null; `failed` is told each. */
export async function openFirst(modes: readonly GpuMode[], failed?: (mode: GpuMode) => void): Promise<string | null> {
  if (modes.some((mode) => openedDevice(mode) !== null)) return null;
  let reason: string | null = null;
  for (const mode of modes) {
    try {
      await openDevice(mode);
      return null;
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      failed?.(mode);
      reason = error.message;
    }
  }
  return reason;
}
