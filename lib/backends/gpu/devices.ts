/** @file The devices that are open, one a mode: opened when first asked for, kept until they are closed or lost. */
import {Device} from "./device.js";
import type {GpuMode} from "./modes.js";
import {GPU_MODES} from "./modes.js";

const opening = new Map<GpuMode, Promise<Device>>();
/** In the order they were opened. */
const open = new Map<GpuMode, Device>();

/**
 * The device of a mode, opened if it is not.
 * @throws BackendError when it does not open
 */
export async function openDevice(mode: GpuMode): Promise<Device> {
  const ready = openedDevice(mode);
  if (ready !== null) return ready;
  let under = opening.get(mode);
  if (under === undefined) {
    // what is left of one that was lost is given back; it has nothing to say any more
    void closeDevices(mode).catch(() => undefined);
    under = Device.open(mode).finally(() => opening.delete(mode));
    opening.set(mode, under);
  }
  const device = await under;
  open.set(mode, device);
  return device;
}

/** The device of a mode, where it is open and was not lost. Without a mode: the one opened last that can answer so. */
export function openedDevice(mode?: GpuMode, answersAtOnce = false): Device | null {
  const modes = mode === undefined ? [...open.keys()].reverse() : [mode];
  for (const each of modes) {
    const device = open.get(each);
    if (device === undefined || (answersAtOnce && each === "webgpu")) continue;
    if (device.lost === null) return device;
    if (mode !== undefined) return null;
  }
  return null;
}

/** Why the device of a mode that was open no longer is; null where none was, or it is. */
export function whyLost(mode?: GpuMode): string | null {
  const modes = mode === undefined ? GPU_MODES : [mode];
  for (const each of modes) {
    const lost = open.get(each)?.lost ?? null;
    if (lost !== null) return lost;
  }
  return null;
}

/** Closes the device of a mode, or all. Programs compiled for it are compiled again for the next. */
export async function closeDevices(mode?: GpuMode): Promise<void> {
  const closing = [...open].filter(([each]) => mode === undefined || each === mode);
  for (const [each] of closing) open.delete(each);
  await Promise.all(closing.map(([, device]) => device.close()));
}
