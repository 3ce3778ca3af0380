/**
 * @file Where the buffers of a program lie in linear memory. What has a fixed size has a fixed address; what grows with
 * the step count lies behind the rest, and the host writes its address into a slot before each run.
 */
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {sizeOf} from "../../core/shape.js";
import type {TensorType} from "../../ir/types.js";

/** Bytes past the end of a buffer that vector code may touch: it works in whole groups of vectors. */
const PADDING = 64;

/** A buffer's place: its address, or the address of the slot that holds its address. */
export interface Address {
  readonly slot: boolean;
  readonly at: number;
}

/** A buffer of one row a step. `input` is the input whose length decides how many. */
export interface DynamicBuffer {
  readonly slot: number;
  readonly input: number;
  readonly rowBytes: number;
}

/** An input or a result: where it lies, and which input decides its length when that is dynamic. */
export interface Place {
  readonly address: Address;
  readonly type: TensorType;
  readonly input: number | null;
}

/** What the host needs to know to run a module. */
export interface Layout {
  readonly inputs: readonly Place[];
  readonly results: readonly Place[];
  readonly dynamic: readonly DynamicBuffer[];
  /** Words that hold the length of an input. */
  readonly lengths: readonly {readonly at: number; readonly input: number}[];
  /** Pairs of inputs that must have the same length: one loop slices both. */
  readonly alike: readonly (readonly [number, number])[];
  /** The size of the fixed part; dynamic buffers lie behind it. */
  readonly bytes: number;
}

/** The room to set aside for `bytes`: aligned to 16, padded. */
export function paddedBytes(bytes: number): number {
  return Math.ceil(bytes / 16) * 16 + PADDING;
}

/** Hands out addresses. */
export class Allocator {
  readonly dynamic: DynamicBuffer[] = [];
  readonly lengths: {at: number; input: number}[] = [];
  readonly alike: (readonly [number, number])[] = [];
  // address 0 stays free, so that it means nothing
  #end = 16;

  get bytes(): number {
    return this.#end;
  }

  /** A buffer for `size` elements. */
  buffer(size: number): Address {
    const at = this.#end;
    this.#end += size === 1 ? 16 : paddedBytes(size * BYTES_PER_ELEMENT);
    return {slot: false, at};
  }

  /** A word. */
  word(): number {
    const at = this.#end;
    this.#end += 16;
    return at;
  }

  /** A buffer of as many rows as `input` is long. */
  rows(input: number, {shape}: TensorType): Address {
    const slot = this.word();
    this.dynamic.push({slot, input, rowBytes: sizeOf(shape.slice(1)) * BYTES_PER_ELEMENT});
    return {slot: true, at: slot};
  }

  /** The word that holds the length of `input`. */
  length(input: number): number {
    const known = this.lengths.find((entry) => entry.input === input);
    if (known !== undefined) return known.at;
    const at = this.word();
    this.lengths.push({at, input});
    return at;
  }
}
