/** @file The devices that are open, one a mode: opened when first asked for, kept until they are closed or lost. */
import {Device} from "./device.js";
import type {GpuMode} from "./modes.js";

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
  const fits = (device: Device): boolean => device.lost === null && !(answersAtOnce && device.mode === "webgpu");
  return devicesOf(mode).find(fits) ?? null;
}

/** Why the device of a mode that was open no longer is; null where none was, or it is. */
export function whyLost(mode?: GpuMode): string | null {
  return devicesOf(mode).find(({lost}) => lost !== null)?.lost ?? null;
}

/** The devices of a mode, or of all, the last one first. */
function devicesOf(mode: GpuMode | undefined): Device[] {
  return [...open.values()].filter((device) => mode === undefined || device.mode === mode).reverse();
}

/** Closes the device of a mode, or all. Programs compiled for it are compiled again for the next. */
export async function closeDevices(mode?: GpuMode): Promise<void> {
  const closing = [...open].filter(([each]) => mode === undefined || each === mode);
  for (const [each] of closing) open.delete(each);
  await Promise.all(closing.map(([, device]) => device.close()));
}
