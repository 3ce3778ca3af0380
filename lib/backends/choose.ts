/** @file Which backend runs a program. */
import {BackendError} from "../core/errors.js";
import type {Backend, BackendName} from "./backend.js";
import {openedDevice, whyLost} from "./gpu/devices.js";
import {gpuBackend} from "./gpu/gpuBackend.js";
import type {GpuMode} from "./gpu/modes.js";
import {checkMode} from "./gpu/modes.js";
import {interpretBackend} from "./interpretBackend.js";
import {wasmBackend} from "./wasm/wasmBackend.js";

const NAMES: Readonly<Record<BackendName, true>> = {interpret: true, wasm: true, gpu: true};

/** A backend, and why it is not the one asked for. */
export interface Chosen {
  readonly backend: Backend;
  readonly fallbackReason: string | null;
}

/** What a caller asks for. */
export interface Asked {
  readonly backend?: BackendName | undefined;
  readonly gpuMode?: GpuMode | undefined;
}

/** The fastest backend that this machine can always run. */
export function defaultBackend(): Backend {
  return wasmBackend.available() ? wasmBackend : interpretBackend;
}

/**
 * The backend of this name, where this machine can run it; otherwise the default one, and why.
 * @param waits whether the caller can wait for the answer of a device
 * @throws BackendError when there is no backend of this name.
 */
export function usableBackend({backend: name = defaultBackend().name, gpuMode}: Asked = {}, waits = false): Chosen {
  // a caller without types may ask for anything
  if (!Object.hasOwn(NAMES, name)) {
    const names = Object.keys(NAMES).join(", ");
    throw new BackendError(`backend: there is none of this name, expected one of ${names}, got ${String(name)}`);
  }
  if (name === "gpu") return usableDevice(gpuMode, waits);
  const backend = name === "wasm" ? wasmBackend : interpretBackend;
  if (backend.available()) return {backend, fallbackReason: null};
  return inItsPlace(`this machine cannot run ${name}, expected WebAssembly with SIMD, got none`);
}

/** The default backend, because a device cannot run something. */
export function insteadOfDevice(reason: string): Chosen {
  return inItsPlace(`gpu cannot run this, ${reason}`);
}

function inItsPlace(reason: string): Chosen {
  const backend = defaultBackend();
  return {backend, fallbackReason: `backend: ${reason}; ${backend.name} ran instead`};
}

function usableDevice(mode: GpuMode | undefined, waits: boolean): Chosen {
  checkMode(mode);
  const device = openedDevice(mode, !waits);
  if (device !== null) return {backend: backendOf(device), fallbackReason: null};
  const named = mode === undefined ? "a device" : `the ${mode} device`;
  const lost = whyLost(mode);
  if (lost !== null) return insteadOfDevice(`expected ${named}, got none: ${lost}`);
  if (mode === "webgpu" && !waits) {
    return insteadOfDevice("expected a device that answers at once, got webgpu: use forLoopAsync or scanAsync");
  }
  return insteadOfDevice(`expected ${named} that is open, got none: await openGpu() first, or use forLoopAsync`);
}

const backends = new WeakMap<object, Backend>();

function backendOf(device: Parameters<typeof gpuBackend>[0]): Backend {
  let backend = backends.get(device);
  if (backend === undefined) {
    backend = gpuBackend(device, defaultBackend());
    backends.set(device, backend);
  }
  return backend;
}
