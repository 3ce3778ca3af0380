/** @file What is asked for, where the caller leaves it to the machine. */
import type {BackendName} from "../backends/backend.js";
import type {Asked} from "../backends/choose.js";
import type {GpuMode} from "../backends/gpu/modes.js";
import type {Decision} from "../run/auto/decide.js";

/** Where a loop may run. */
export interface BackendOptions {
  /**
   * Which backend runs it; default wasm where there is one. One that is not there, or cannot run this loop, is replaced
   * (see `lastRun`). `auto` chooses between wasm and a device by measured speed.
   */
  readonly backend?: BackendName | "auto";
  /** Where `gpu` runs; default the device opened last (see `openGpu`). */
  readonly gpuMode?: GpuMode;
}

/** Their names. */
export const BACKEND_OPTIONS = ["backend", "gpuMode"] as const;

/** The backend that options, or a decision, name. */
export function askedFor({backend, gpuMode}: BackendOptions, decision: Decision | null): Asked {
  return decision ?? {backend: backend === "auto" ? undefined : backend, gpuMode};
}

/** Tells how a run went, so that the next decision for its program knows better. */
export function tell(
  decision: Decision,
  {backend, runTime}: {readonly backend: BackendName; readonly runTime: number},
): void {
  if (backend === decision.backend) decision.ran(runTime);
  else decision.refused();
}
