/** @file A compiled module as an executable: inputs copied in, run, results copied out. */
import {BYTES_PER_ELEMENT} from "../../core/dtype.js";
import {InternalError} from "../../core/errors.js";
import {sizeOf} from "../../core/shape.js";
import type {RuntimeArray} from "../../ir/types.js";
import type {Executable} from "../backend.js";
import type {Arena} from "./arena.js";
import {arenaFor, enterArena, leaveArena, settleArena, tooLarge} from "./arena.js";
import type {Layout, Place} from "./layout.js";
import {paddedBytes} from "./layout.js";

/** A place with what does not change from run to run worked out. */
interface Port {
  readonly place: Place;
  /** Elements; of one row when the length is dynamic. */
  readonly size: number;
  readonly isFloat: boolean;
}

function port(place: Place): Port {
  const {shape, dtype} = place.type;
  return {place, size: sizeOf(place.input === null ? shape : shape.slice(1)), isFloat: dtype === "float32"};
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

  run(inputs: readonly RuntimeArray[]): RuntimeArray[] {
    this.#check(inputs);
    let bytes = this.#layout.bytes;
    for (const {input, rowBytes} of this.#layout.dynamic) bytes += paddedBytes(lengthOf(inputs, input) * rowBytes);
    const arena = arenaFor(bytes);
    try {
      const run = this.#instance(arena);
      this.#copyIn(arena, inputs);
      run();
      return this.#results.map((result) => copyOut(arena, result, inputs));
    } catch (error) {
      // what is copied out may be what does not fit
      if (error instanceof RangeError) throw tooLarge(bytes);
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

  #check(inputs: readonly RuntimeArray[]): void {
    if (this.#module === null) throw new InternalError("an executable was run after it was disposed");
    if (inputs.length !== this.#inputs.length) {
      throw new InternalError(`the program takes ${String(this.#inputs.length)} inputs, not ${String(inputs.length)}`);
    }
    for (let i = 0; i < inputs.length; i++) {
      const {place, size} = this.#inputs[i] as Port;
      const {data} = inputs[i] as RuntimeArray;
      const expected = place.input === null ? size : lengthOf(inputs, i) * size;
      if (data.length !== expected) {
        throw new InternalError(`input ${String(i)} has ${String(data.length)} elements, not ${String(expected)}`);
      }
    }
    for (const [a, b] of this.#layout.alike) {
      if (lengthOf(inputs, a) !== lengthOf(inputs, b)) {
        throw new InternalError(`inputs ${String(a)} and ${String(b)} are sliced by one loop but differ in length`);
      }
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

  #copyIn({floats, ints}: Arena, inputs: readonly RuntimeArray[]): void {
    const {bytes, dynamic, lengths} = this.#layout;
    let end = bytes;
    for (const {slot, input, rowBytes} of dynamic) {
      ints[slot / BYTES_PER_ELEMENT] = end;
      end += paddedBytes(lengthOf(inputs, input) * rowBytes);
    }
    for (const {at, input} of lengths) ints[at / BYTES_PER_ELEMENT] = lengthOf(inputs, input);
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

/** The length of the leading axis of an input. */
function lengthOf(inputs: readonly RuntimeArray[], input: number): number {
  return inputs[input]?.shape[0] ?? 0;
}

/** The number of the first element of a place, in memory. */
function indexOf(ints: Int32Array, {address: {slot, at}}: Place): number {
  return (slot ? (ints[at / BYTES_PER_ELEMENT] ?? 0) >>> 0 : at) / BYTES_PER_ELEMENT;
}

function copyOut({floats, ints}: Arena, {place, size, isFloat}: Port, inputs: readonly RuntimeArray[]): RuntimeArray {
  const at = indexOf(ints, place);
  const elements = isFloat ? floats : ints;
  const {shape} = place.type;
  if (place.input === null) return {data: elements.slice(at, at + size), shape};
  const length = lengthOf(inputs, place.input);
  return {data: elements.slice(at, at + length * size), shape: [length, ...shape.slice(1)]};
}
