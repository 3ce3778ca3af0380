/** @file The ways gpu.js runs a kernel. */
import {BackendError} from "../../core/errors.js";

/**
 * Where a kernel runs: `webgl2` on the graphics card, answering at once; `webgpu` there too, answering later; `webasm`
 * and `cpu` on the processor, for comparison and tests.
 */
export type GpuMode = "webgl2" | "webgpu" | "webasm" | "cpu";

export const GPU_MODES: readonly GpuMode[] = ["webgl2", "webgpu", "webasm", "cpu"];

/** @throws BackendError when there is no mode of this name: a caller without types may ask for anything */
export function checkMode(mode: GpuMode | undefined): void {
  if (mode === undefined || GPU_MODES.includes(mode)) return;
  const modes = GPU_MODES.join(", ");
  throw new BackendError(`gpuMode: there is none of this name, expected one of ${modes}, got ${String(mode)}`);
}
