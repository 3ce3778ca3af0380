/** @file Which backend runs: the default, one that is asked for, and what happens where it is not there. */
import * as spikeloop from "spikeloop";
import {afterEach, expect, test, vi} from "vitest";
import type {BackendName} from "../../lib/backends/backend.js";
import {defaultBackend, usableBackend} from "../../lib/backends/choose.js";
import {BackendError} from "../../lib/core/errors.js";
import {floats} from "./support.js";
import {integrator} from "./wasm/programs.js";

afterEach(() => vi.unstubAllGlobals());

test("defaultBackend: is wasm where WebAssembly has SIMD", () => {
  expect(defaultBackend().name).toBe("wasm");
});

test("usableBackend: refuses a name that is none", () => {
  expect(() => usableBackend({backend: "cuda" as BackendName})).toThrow(BackendError);
  expect(() => usableBackend({backend: "cuda" as BackendName})).toThrow(
    "expected one of interpret, wasm, gpu, got cuda",
  );
});

test.each(["interpret", "wasm"] as const)("usableBackend(%s): is the one asked for where it can run", (name) => {
  expect(usableBackend({backend: name}).backend.name).toBe(name);
  expect(usableBackend({backend: name}).fallbackReason).toBeNull();
});

test.each(["interpret", "wasm"] as const)("%s: compiles, runs and gives arrays of the caller's own", (name) => {
  const executable = usableBackend({backend: name}).backend.compile(integrator(1, false));
  const V0 = floats([1]);
  const [last] = executable.run([floats([2], []), V0, floats([], [0, 1])]);
  expect(last).toEqual(V0);
  expect(last?.data).not.toBe(V0.data);
  executable.dispose();
  expect(() => executable.run([])).toThrow("run after it was disposed");
});

test("without WebAssembly: the interpreter runs, with the same results, and says why", async () => {
  const double = ({arange, forLoop, ms}: typeof spikeloop) => [
    ...forLoop((t) => t.mul(2), arange(ms(0), ms(3), ms(1)), {backend: "wasm"}).toDecimal(ms),
  ];
  const usual = double(spikeloop);
  expect(spikeloop.lastRun()).toMatchObject({backend: "wasm", fallbackReason: null});
  vi.stubGlobal("WebAssembly", undefined);
  // whether there is SIMD is found out once, so a fresh copy of the package must ask
  vi.resetModules();
  const without = await import("spikeloop");
  expect(double(without)).toEqual(usual);
  expect(without.lastRun()?.backend).toBe("interpret");
  expect(without.lastRun()?.fallbackReason).toMatch(/cannot run wasm.*interpret ran instead/);
});
