/** @file Programs and machines for tests of `backend: "auto"`. */
import {structuralKey} from "../../../lib/ir/key.js";
import {parse} from "../../../lib/ir/parse.js";
import type {Program} from "../../../lib/ir/types.js";
import type {DeviceSpeed, WasmSpeed} from "../../../lib/run/auto/speed.js";
import {workOf} from "../../../lib/run/auto/work.js";
import type {Work} from "../../../lib/run/auto/work.js";

/** A processor. */
export const WASM: WasmSpeed = {run: 0.02, chain: 3e-7, each: 4e-8, cell: 3e-6};
/** A graphics card of its own. */
export const CARD: DeviceSpeed = {launch: 0.5, up: 1e-6, down: 5e-6, chain: 5e-6, each: 1e-10, compile: 40};
/** The processor that imitates one. */
export const SOFTWARE: DeviceSpeed = {launch: 1, up: 1e-5, down: 3e-4, chain: 6e-5, each: 1e-6, compile: 100};

/** Neurons that drift and are reset; `keep` says which steps record V, and 0 that none does. */
export function neurons(lanes: number, keep = 0): Program {
  const [many, flags] = [`float32[${String(lanes)}]`, `bool[${String(lanes)}]`];
  const rule = keep > 1 ? ` keep (0/${String(keep)})` : "";
  return parse(`program (%0: float32[?], %1: ${many}, %2: ${many}, %3: float32, %4: float32) {
    %5${keep > 0 ? ", %6" : ""} = loop ? carry (%1) xs (%0)${rule} {
      (%10: ${many}, %11: float32)
      %12 = sub %2, %10 : ${many}
      %13 = div %12, %3 : ${many}
      %14 = mul %13, %11 : ${many}
      %15 = add %10, %14 : ${many}
      %16 = ge %15, %4 : ${flags}
      %17 = sub %15, %4 : ${many}
      %18 = select %16, %17, %15 : ${many}
      yield %18${keep > 0 ? ", %18" : ""}
    }
    return %5${keep > 0 ? ", %6" : ""}
  }`);
}

/** Neurons that see their mean field. */
export function coupled(lanes: number): Program {
  const many = `float32[${String(lanes)}]`;
  return parse(`program (%0: float32[?], %1: ${many}) {
    %2 = loop ? carry (%1) xs (%0) {
      (%10: ${many}, %11: float32)
      %12 = reduce sum %10 over (0) : float32
      %13 = mul %12, %11 : float32
      %14 = add %10, %13 : ${many}
      yield %14
    }
    return %2
  }`);
}

/** The shapes of a program's inputs in a run of so many steps. */
export function inputsOf({params}: Program, steps: number): {readonly shape: readonly number[]}[] {
  return params.map(({shape}) => ({shape: shape.map((length) => (length < 0 ? steps : length))}));
}

/** The work of a program in a run of so many steps. */
export function work(program: Program, steps: number): Work {
  return workOf(program, structuralKey(program), inputsOf(program, steps));
}
