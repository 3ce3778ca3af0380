/** @file A program as a WebAssembly module. Pure: the same program gives the same bytes. */
import type {Program, Value} from "../../ir/types.js";
import {DYNAMIC} from "../../ir/types.js";
import {emitBlock} from "./emitBlock.js";
import {encodeModule} from "./encoder.js";
import {FunctionCode} from "./functionCode.js";
import type {Layout, Place} from "./layout.js";
import {Lowering} from "./lowering.js";

/** A module, and what its host needs to know. */
export interface Lowered {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: Layout;
}

/** Lowers a program whose functions are expanded. The module imports `env.memory` and exports `run`. */
export function lower(program: Program): Lowered {
  const lowering = new Lowering(program);
  const place = (value: Value): Place => ({
    address: lowering.home(value),
    type: {dtype: value.dtype, shape: value.shape},
    length: value.shape[0] === DYNAMIC ? lowering.lengthOf(value) : null,
  });
  const inputs = program.params.map(place);
  const main = new FunctionCode();
  emitBlock(main, lowering, program, new Set(program.params.map(({id}) => id)));
  const body = lowering.add(main);
  const results = program.results.map(place);

  const run = new FunctionCode();
  for (const {at, bits} of lowering.storedConstants) {
    run.i32(0);
    run.i32(bits);
    run.memory("i32.store", at);
  }
  run.call(body);
  lowering.add(run);
  const {bytes, dynamic, lengths, alike, firstStep} = lowering.memory;
  const layout = {inputs, results, dynamic, lengths, alike, firstStep, bytes};
  return {bytes: encodeModule(lowering.functions), layout};
}
