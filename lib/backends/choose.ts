/** @file Which backend runs a program. */
import {BackendError} from "../core/errors.js";
import type {Backend, BackendName} from "./backend.js";
import {interpretBackend} from "./interpretBackend.js";
import {wasmBackend} from "./wasm/wasmBackend.js";

const BACKENDS: Record<BackendName, Backend> = {interpret: interpretBackend, wasm: wasmBackend};

/** The fastest backend that this machine can run. */
export function defaultBackend(): Backend {
  return wasmBackend.available() ? wasmBackend : interpretBackend;
}

/**
 * The backend of this name.
 * @throws BackendError when there is none, or this machine cannot run it.
 */
export function backendNamed(name: BackendName): Backend {
  // a caller without types may ask for anything
  if (!Object.hasOwn(BACKENDS, name)) {
    const names = Object.keys(BACKENDS).join(" or ");
    throw new BackendError(`backend: there is none of this name, expected ${names}, got ${String(name)}`);
  }
  const backend = BACKENDS[name];
  if (backend.available()) return backend;
  throw new BackendError(
    `backend: this machine cannot run it, expected WebAssembly with SIMD, got neither`,
    `"${defaultBackend().name}" runs everywhere`,
  );
}

/** The backend to run for one that was asked for: another, and why, where this machine cannot run it. */
export function usableBackend(name: BackendName): {readonly name: BackendName; readonly fallbackReason: string | null} {
  try {
    return {name: backendNamed(name).name, fallbackReason: null};
  } catch (error) {
    if (!(error instanceof BackendError) || !Object.hasOwn(BACKENDS, name)) throw error;
    return {name: defaultBackend().name, fallbackReason: error.message};
  }
}
