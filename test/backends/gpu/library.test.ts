/** @file gpu.js in Node: loaded once, its modes without a GPU run, and what a missing or other package says. */
import {createRequire} from "node:module";
import {afterEach, beforeEach, expect, test, vi} from "vitest";
import {BackendError} from "../../../lib/core/errors.js";

const importLibrary = () => import("../../../lib/backends/gpu/library.js");

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.doUnmock("gpu.js");
  vi.unstubAllGlobals();
});

test("loadLibrary: gives the same promise each time", async () => {
  const {loadLibrary} = await importLibrary();
  const first = loadLibrary();
  expect(loadLibrary()).toBe(first);
  expect((await first).isWebAssemblySupported).toBe(true);
});

test.for([[class GPU {}], [undefined]])(
  "loadLibrary on a page: leaves the global GPU as it was, %s",
  async ([native]) => {
    vi.stubGlobal("window", globalThis);
    if (native !== undefined) vi.stubGlobal("GPU", native);
    vi.doMock("gpu.js", () => {
      const require = createRequire(import.meta.url);
      const page = "gpu.js/dist/gpu-browser.js";
      // it sets the global when it is evaluated, so it must be each time
      Reflect.deleteProperty(require.cache, require.resolve(page));
      return {default: require(page) as unknown};
    });
    const {loadLibrary} = await importLibrary();
    expect((await loadLibrary()).isWebAssemblySupported).toBe(true);
    expect((globalThis as {GPU?: unknown}).GPU).toBe(native);
  },
);

test.for(["webasm", "cpu"] as const)("loadLibrary: its kernels run in mode %s", async (mode) => {
  const {loadLibrary} = await importLibrary();
  const gpu = new (await loadLibrary())({mode});
  const source = "function (a, b) { return a[this.thread.x] + b[this.thread.x] * 3.0; }";
  const kernel = gpu.createKernel(source, {output: [2]});
  expect(await kernel(Float32Array.of(1, 2), Float32Array.of(10, 20))).toEqual(new Float32Array([31, 62]));
  expect(kernel.kernel.constructor.mode).toBe(mode);
  await gpu.destroy();
});

test("loadLibrary: says what is missing and how to install it, and tries again", async () => {
  vi.doMock("gpu.js", () => {
    throw new Error("Cannot find package 'gpu.js'");
  });
  const {loadLibrary} = await importLibrary();
  const first = loadLibrary();
  await expect(first).rejects.toThrow(
    /^gpu: gpu\.js is not installed, expected the package gpu\.js beside spikeloop, got ".+"\nhint: .*npm install gpu\.js$/,
  );
  await expect(first).rejects.toHaveProperty("name", BackendError.name);
  vi.doUnmock("gpu.js");
  expect(await loadLibrary()).toBeTypeOf("function");
});

test.for([
  ["no GPU class", {default: {}}],
  ["a GPU class without WebGPU", {default: {GPU: class {}}}],
] as const)("loadLibrary: refuses a package with %s", async ([got, module]) => {
  vi.doMock("gpu.js", () => module);
  const {loadLibrary} = await importLibrary();
  await expect(loadLibrary()).rejects.toThrow(`expected version 2.24, got ${got}`);
});
