/** @file Which backend runs, and that each is what it says. */
import {expect, test} from "vitest";
import {backendNamed, defaultBackend, usableBackend} from "../../lib/backends/choose.js";
import type {BackendName} from "../../lib/backends/backend.js";
import {BackendError} from "../../lib/core/errors.js";
import {floats} from "./support.js";
import {integrator} from "./wasm/programs.js";

test("defaultBackend: is wasm where WebAssembly has SIMD", () => {
  expect(defaultBackend().name).toBe("wasm");
});

test("backendNamed: refuses a name that is none", () => {
  expect(() => backendNamed("cuda" as BackendName)).toThrow(BackendError);
  expect(() => backendNamed("cuda" as BackendName)).toThrow("expected interpret or wasm, got cuda");
});

test("usableBackend: is the one asked for where it can run", () => {
  expect(usableBackend("interpret")).toEqual({name: "interpret", fallbackReason: null});
});

test.each(["interpret", "wasm"] as const)("%s: compiles, runs and gives arrays of the caller's own", (name) => {
  const executable = backendNamed(name).compile(integrator(1, false));
  const V0 = floats([1]);
  const [last] = executable.run([floats([2], []), V0, floats([], [0, 1])]);
  expect(last).toEqual(V0);
  expect(last?.data).not.toBe(V0.data);
  executable.dispose();
  expect(() => executable.run([])).toThrow("run after it was disposed");
});
