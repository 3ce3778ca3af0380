/** @file The default backend: a program becomes one small WebAssembly module with SIMD, compiled where it runs. */
import {expandFunctions} from "../../ir/passes/expandFunctions.js";
import {optimize} from "../../ir/passes/optimize.js";
import type {Program} from "../../ir/types.js";
import type {Backend} from "../backend.js";
import {WasmExecutable} from "./executable.js";
import {lower} from "./lower.js";

/** A module with one function that makes a vector: it validates where SIMD is there. */
// prettier-ignore
const PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 17, 11,
]);

let simd: boolean | null = null;

export const wasmBackend: Backend = {
  name: "wasm",
  id: "wasm",
  device: null,
  optimize,

  available() {
    simd ??= typeof WebAssembly === "object" && WebAssembly.validate(PROBE);
    return simd;
  },

  compile(program: Program) {
    const {bytes, layout} = lower(expandFunctions(program));
    return new WasmExecutable(new WebAssembly.Module(bytes), layout);
  },
};
