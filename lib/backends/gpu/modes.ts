/** @file The ways gpu.js runs a kernel. */

/**
 * Where a kernel runs: `webgl2` on the graphics card, answering at once; `webgpu` there too, answering later; `webasm`
 * and `cpu` on the processor, for comparison and tests.
 */
export type GpuMode = "webgl2" | "webgpu" | "webasm" | "cpu";

export const GPU_MODES: readonly GpuMode[] = ["webgl2", "webgpu", "webasm", "cpu"];
