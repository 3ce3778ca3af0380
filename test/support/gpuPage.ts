/**
 * @file The package and its GPU backend, as they stand in `lib/`, on an empty page: `globalThis.gpuTests` there. Tests of
 * the built site's own file are gpuLibrary.test.ts.
 */
import {fileURLToPath} from "node:url";
import type {Page} from "playwright-core";
import type {GpuMode} from "../../lib/backends/gpu/modes.js";
import type {RuntimeArray} from "../../lib/ir/types.js";
import {bundled, emptyPage} from "./emptyPage.js";
import type {GpuTests} from "./gpuPageEntry.js";

declare global {
  // only inside `page.evaluate`
  var gpuTests: GpuTests;
}

export const MODES: readonly GpuMode[] = ["webgl2", "webgpu", "webasm", "cpu"];

let script: Promise<string> | null = null;

/** Opens an empty page, with everything on its global object. */
export async function gpuPage(page: Page): Promise<void> {
  script ??= bundled({entryPoints: [fileURLToPath(new URL("gpuPageEntry.ts", import.meta.url))]});
  await emptyPage(page, await script);
}

/** An array as it travels to a page. */
export interface Sent {
  readonly dtype: "float32" | "int32";
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export const sent = ({data, shape}: RuntimeArray): Sent => ({
  dtype: data instanceof Float32Array ? "float32" : "int32",
  shape,
  data: Array.from(data),
});

export const received = ({dtype, shape, data}: Sent): RuntimeArray => ({
  data: dtype === "float32" ? Float32Array.from(data) : Int32Array.from(data),
  shape,
});
