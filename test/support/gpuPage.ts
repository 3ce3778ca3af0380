/**
 * @file The package and its GPU backend, as they stand in `lib/`, on an empty page: `globalThis.gpuTests` there. Tests of
 * the built site's own file are gpuLibrary.test.ts.
 */
import {build} from "esbuild";
import {fileURLToPath} from "node:url";
import type {Page} from "playwright-core";
import {workerSourceForEsbuild} from "../../scripts/workerSource.js";
import type {GpuMode} from "../../lib/backends/gpu/modes.js";
import type {RuntimeArray} from "../../lib/ir/types.js";
import type {GpuTests} from "./gpuPageEntry.js";

declare global {
  // only inside `page.evaluate`
  var gpuTests: GpuTests;
}

/** Browsers give WebGPU to pages of this host. Nothing listens there: requests are answered here. */
const ADDRESS = "http://localhost:9/";

export const MODES: readonly GpuMode[] = ["webgl2", "webgpu", "webasm", "cpu"];

let script: Promise<string> | null = null;

/** Opens an empty page, with everything on its global object. */
export async function gpuPage(page: Page): Promise<void> {
  script ??= bundled();
  await page.route(`${ADDRESS}**`, (route) =>
    route.fulfill({contentType: "text/html", body: "<!doctype html><link rel=icon href=data:,>"}),
  );
  await page.goto(ADDRESS);
  await page.addScriptTag({content: await script});
}

async function bundled(): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [fileURLToPath(new URL("gpuPageEntry.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    define: {"import.meta.url": '""'},
    alias: {spikeloop: fileURLToPath(new URL("../../lib/index.ts", import.meta.url))},
    plugins: [workerSourceForEsbuild],
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
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
