/**
 * @file Where the buffers of a program lie in linear memory. What has a fixed size has a fixed address; what grows with
 * the step count lies behind the rest, and the host writes its address into a slot before each run.
 */
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {sizeOf} from "../../core/shape.js";
import type {RecordRule, RuntimeArray, TensorType} from "../../ir/types.js";
import {keptSteps} from "../../ir/types.js";

/** The most vectors that vector code works on together. */
export const MOST_VECTORS = 6;

/** Bytes past the end of a buffer that it may touch, as it works in whole groups. */
const PADDING = MOST_VECTORS * 16;

/** A buffer's place: its address, or the address of the slot that holds its address. */
export interface Address {
  readonly slot: boolean;
  readonly at: number;
}

/**
 * A length that only a run decides: that of an input's leading axis, or of what is kept of as many steps by one rule
 * after the other. `numbered`: the run says which number the first step has; else it is 0.
 */
export interface Length {
  readonly input: number;
  readonly kept: readonly {readonly rule: RecordRule; readonly numbered: boolean}[];
}

/** A buffer of as many rows as `length` says. */
export interface DynamicBuffer {
  readonly slot: number;
  readonly length: Length;
  readonly rowBytes: number;
}

/** An input or a result: where it lies, and what decides its length when that is dynamic. */
export interface Place {
  readonly address: Address;
  readonly type: TensorType;
  readonly length: Length | null;
}

/** What the host needs to know to run a module. */
export interface Layout {
  readonly inputs: readonly Place[];
  readonly results: readonly Place[];
  readonly dynamic: readonly DynamicBuffer[];
  /** Words that hold lengths. */
  readonly lengths: readonly {readonly at: number; readonly length: Length}[];
  /** Pairs of lengths that must be the same: one loop slices both. */
  readonly alike: readonly (readonly [Length, Length])[];
  /** The word that holds the number of the first step, if something reads it. */
  readonly firstStep: number | null;
  /** The size of the fixed part; dynamic buffers lie behind it. */
  readonly bytes: number;
}

/** Whether two lengths are decided by the same. */
export function sameLength(a: Length, b: Length): boolean {
  return (
    a.input === b.input &&
    a.kept.length === b.kept.length &&
    a.kept.every(({rule: {every, offset}, numbered}, i) => {
      const other = b.kept[i];
      return every === other?.rule.every && offset === other.rule.offset && numbered === other.numbered;
    })
  );
}

/** What a length is in a run on `inputs` whose first step has the number `firstStep`. */
export function lengthIn({input, kept}: Length, inputs: readonly RuntimeArray[], firstStep: number): number {
  let length = inputs[input]?.shape[0] ?? 0;
  for (const {rule, numbered} of kept) {
    const first = numbered ? firstStep : 0;
    length = keptSteps(rule, first, first + length);
  }
  return length;
}

/** The room to set aside for `bytes`: aligned to 16, padded. */
export function paddedBytes(bytes: number): number {
  return Math.ceil(bytes / 16) * 16 + PADDING;
}

/** Hands out addresses. */
export class Allocator {
  readonly dynamic: DynamicBuffer[] = [];
  readonly lengths: {at: number; length: Length}[] = [];
  readonly alike: (readonly [Length, Length])[] = [];
  #firstStep: number | null = null;
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

  /** A buffer of as many rows as `length` says. */
  rows(length: Length, {shape}: TensorType): Address {
    const slot = this.word();
    this.dynamic.push({slot, length, rowBytes: sizeOf(shape.slice(1)) * BYTES_PER_ELEMENT});
    return {slot: true, at: slot};
  }

  /** The word that holds `length`. */
  length(length: Length): number {
    const known = this.lengths.find((entry) => sameLength(entry.length, length));
    if (known !== undefined) return known.at;
    const at = this.word();
    this.lengths.push({at, length});
    return at;
  }

  /** The word that holds the number of the first step, once something has asked for it. */
  get firstStep(): number | null {
    return this.#firstStep;
  }

  /** The word that holds the number of the first step. */
  firstStepWord(): number {
    return (this.#firstStep ??= this.word());
  }
}
