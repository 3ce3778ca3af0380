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
 * The backend of this name, where this machine can run it; otherwise the default one, and why.
 * @throws BackendError when there is no backend of this name.
 */
export function usableBackend(name: BackendName = defaultBackend().name): {
  readonly backend: Backend;
  readonly fallbackReason: string | null;
} {
  // a caller without types may ask for anything
  if (!Object.hasOwn(BACKENDS, name)) {
    const names = Object.keys(BACKENDS).join(" or ");
    throw new BackendError(`backend: there is none of this name, expected ${names}, got ${String(name)}`);
  }
  const backend = BACKENDS[name];
  if (backend.available()) return {backend, fallbackReason: null};
  const other = defaultBackend();
  return {
    backend: other,
    fallbackReason: `backend: this machine cannot run ${name}, expected WebAssembly with SIMD, got none; ${other.name} ran instead`,
  };
}
