/** @file A region as code: one pass over its vectors, with what only the region needs kept in locals. */
import {sizeOf} from "../../core/shape.js";
import type {Value} from "../../ir/types.js";
import type {FunctionCode} from "./functionCode.js";
import type {Source} from "./lanePass.js";
import {emitPass, groupOf} from "./lanePass.js";
import {consecutive, Lanes} from "./lanes.js";
import type {Address} from "./layout.js";
import {outsideOf} from "./loopParts.js";
import type {Lowering} from "./lowering.js";
import {LANES, pointerTo, VECTOR_BYTES} from "./pointer.js";
import type {Region} from "./regions.js";

/** A value that a region leaves in memory. */
export interface StoreTo {
  readonly value: Value;
  readonly address: Address;
}

export function emitRegion(code: FunctionCode, lowering: Lowering, region: Region, stores: readonly StoreTo[]): void {
  const {ops, size} = region;
  const vectors = Math.ceil(size / LANES);
  const group = groupOf(vectors, ops);
  const lanes = new Lanes(code, lowering, consecutive(group));
  const sources: Source[] = [];
  for (const value of outsideOf(lowering, ops)) {
    const pointer = pointerTo(code, lowering.home(value));
    if (sizeOf(value.shape) === 1) lanes.load(value, pointer);
    else sources.push({value, pointer});
  }
  // a target may be the buffer of a carried value that this region reads
  const over = (address: Address): Value | undefined =>
    sources.find(({value}) => lowering.home(value) === address)?.value;
  const targets = stores.map(({value, address}) => ({value, pointer: pointerTo(code, address), over: over(address)}));

  const pass = {ops, sources, targets};
  if (group === vectors) emitPass(lanes, pass);
  else {
    code.count(vectors * VECTOR_BYTES, group * VECTOR_BYTES, (index) => {
      emitPass(lanes, pass, index);
    });
  }
  for (const {pointer} of [...sources, ...targets]) code.release("i32", ...pointer.locals);
}
