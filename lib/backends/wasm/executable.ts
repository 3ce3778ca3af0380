/** @file A compiled module as an executable: inputs copied in, run, results copied out. */
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {InternalError} from "../../core/errors.js";
import {tooLarge} from "../../core/memory.js";
import {sizeOf} from "../../core/shape.js";
import type {RuntimeArray} from "../../ir/types.js";
import type {Executable, RunOptions} from "../backend.js";
import {checkTarget} from "../backend.js";
import type {Arena} from "./arena.js";
import {arenaFor, enterArena, leaveArena, settleArena} from "./arena.js";
import type {Layout, Length, Place} from "./layout.js";
import {lengthIn, paddedBytes} from "./layout.js";

/** What a length is in the run at hand. */
type LengthOf = (length: Length) => number;

/** A place with what does not change from run to run worked out. */
interface Port {
  readonly place: Place;
  /** Elements; of one row when the length is dynamic. */
  readonly size: number;
  readonly isFloat: boolean;
}

function port(place: Place): Port {
  const {shape, dtype} = place.type;
  return {place, size: sizeOf(place.length === null ? shape : shape.slice(1)), isFloat: dtype === "float32"};
}

export class WasmExecutable implements Executable {
  #module: WebAssembly.Module | null;
  // an arena that is dropped takes its instances with it
  #instances = new WeakMap<Arena, () => void>();
  readonly #layout: Layout;
  readonly #inputs: readonly Port[];
  readonly #results: readonly Port[];

  constructor(module: WebAssembly.Module, layout: Layout) {
    this.#module = module;
    this.#layout = layout;
    this.#inputs = layout.inputs.map(port);
    this.#results = layout.results.map(port);
    enterArena();
  }

  run(inputs: readonly RuntimeArray[], {firstStep = 0, into = []}: RunOptions = {}): RuntimeArray[] {
    const lengthOf = (length: Length): number => lengthIn(length, inputs, firstStep);
    this.#check(inputs, lengthOf);
    this.#results.forEach(({place: {length}, size}, i) => {
      checkTarget(into[i], i, length === null ? size : lengthOf(length) * size);
    });
    let bytes = this.#layout.bytes;
    for (const {length, rowBytes} of this.#layout.dynamic) bytes += paddedBytes(lengthOf(length) * rowBytes);
    const arena = arenaFor(bytes);
    try {
      const run = this.#instance(arena);
      this.#setWords(arena, lengthOf, firstStep);
      this.#copyIn(arena, inputs);
      run();
      return this.#results.map((result, i) => copyOut(arena, result, lengthOf, into[i]));
    } catch (error) {
      // what is copied out may be what does not fit
      if (error instanceof RangeError) throw tooLarge("run", bytes);
      throw error;
    } finally {
      settleArena(arena);
    }
  }

  dispose(): void {
    if (this.#module === null) return;
    this.#module = null;
    this.#instances = new WeakMap();
    leaveArena();
  }

  #check(inputs: readonly RuntimeArray[], lengthOf: LengthOf): void {
    if (this.#module === null) throw new InternalError("an executable was run after it was disposed");
    if (inputs.length !== this.#inputs.length) {
      throw new InternalError(`the program takes ${String(this.#inputs.length)} inputs, not ${String(inputs.length)}`);
    }
    for (let i = 0; i < inputs.length; i++) {
      const {place, size} = this.#inputs[i] as Port;
      const {data} = inputs[i] as RuntimeArray;
      const expected = place.length === null ? size : lengthOf(place.length) * size;
      if (data.length !== expected) {
        throw new InternalError(`input ${String(i)} has ${String(data.length)} elements, not ${String(expected)}`);
      }
    }
    for (const [a, b] of this.#layout.alike) {
      if (lengthOf(a) === lengthOf(b)) continue;
      throw new InternalError(
        `inputs ${String(a.input)} and ${String(b.input)} are sliced by one loop but differ in length`,
      );
    }
  }

  #instance(arena: Arena): () => void {
    const known = this.#instances.get(arena);
    if (known !== undefined) return known;
    if (this.#module === null) throw new InternalError("an executable was run after it was disposed");
    const instance = new WebAssembly.Instance(this.#module, {env: {memory: arena.memory}});
    const run = instance.exports.run as () => void;
    this.#instances.set(arena, run);
    return run;
  }

  #setWords({ints}: Arena, lengthOf: LengthOf, first: number): void {
    const {bytes, dynamic, lengths, firstStep} = this.#layout;
    let end = bytes;
    for (const {slot, length, rowBytes} of dynamic) {
      ints[slot / BYTES_PER_ELEMENT] = end;
      end += paddedBytes(lengthOf(length) * rowBytes);
    }
    for (const {at, length} of lengths) ints[at / BYTES_PER_ELEMENT] = lengthOf(length);
    if (firstStep !== null) ints[firstStep / BYTES_PER_ELEMENT] = first;
  }

  #copyIn({floats, ints}: Arena, inputs: readonly RuntimeArray[]): void {
    for (let i = 0; i < inputs.length; i++) {
      const {place, isFloat} = this.#inputs[i] as Port;
      const {data} = inputs[i] as RuntimeArray;
      const elements = isFloat ? floats : ints;
      const at = indexOf(ints, place);
      if (data.length === 1) elements[at] = data[0] ?? 0;
      else elements.set(data, at);
    }
  }
}

/** The number of the first element of a place, in memory. */
function indexOf(ints: Int32Array, {address: {slot, at}}: Place): number {
  return (slot ? (ints[at / BYTES_PER_ELEMENT] ?? 0) >>> 0 : at) / BYTES_PER_ELEMENT;
}

function copyOut(
  {floats, ints}: Arena,
  {place, size, isFloat}: Port,
  lengthOf: LengthOf,
  into: RuntimeArray["data"] | undefined,
): RuntimeArray {
  const at = indexOf(ints, place);
  const elements = isFloat ? floats : ints;
  const {type, length} = place;
  const rows = length === null ? 1 : lengthOf(length);
  const shape = length === null ? type.shape : [rows, ...type.shape.slice(1)];
  const end = at + rows * size;
  if (into === undefined) return {data: elements.slice(at, end), shape};
  into.set(elements.subarray(at, end));
  return {data: into, shape};
}
