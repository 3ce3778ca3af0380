/**
 * @file The bytes of a module that `encodeModule` made, as data. The instructions are those of `instructions.ts`, read
 * backwards: there is no second list of opcodes, and what is new in that table is known here.
 */
import {InternalError} from "../../core/errors.js";
import type {ValueType} from "./encoder.js";
import {VALUE_TYPES} from "./encoder.js";
import {CONTROL, LANE, MEMORY, MEMORY_LANE, PLAIN, SELECT_V128, V128_CONST} from "./instructions.js";

/** What follows the code of an instruction: the numbers of `Instruction.numbers`, in order. */
export type Form =
  | "plain"
  /** A block type; only the empty one is known, and gives no number. */
  | "block"
  /** The number of a local, of an enclosing block, of a function. */
  | "local"
  | "branch"
  | "call"
  | "i32"
  /** The bits of four lanes. */
  | "v128"
  /** The alignment as a power of two, the offset; then the lane. */
  | "memory"
  | "memoryLane"
  | "lane";

/** An instruction by its name in the text format. */
export interface Instruction {
  readonly name: string;
  readonly form: Form;
  readonly numbers: readonly number[];
}

/** A function: what it takes and gives, its other locals, its instructions up to the last `end`. */
export interface DecodedFunction {
  readonly params: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly code: readonly Instruction[];
  /** The size of its body in bytes. */
  readonly bytes: number;
}

/** A module. Its functions have no results. */
export interface DecodedModule {
  readonly bytes: number;
  readonly memory: {readonly module: string; readonly name: string; readonly pages: number};
  readonly functions: readonly DecodedFunction[];
  /** Exported functions by name. */
  readonly exports: readonly (readonly [name: string, index: number])[];
}

/** What the assembler gives a form of its own, in the words of the text format. */
const NAMED: Record<Exclude<keyof typeof CONTROL, "empty">, readonly [name: string, form: Form]> = {
  block: ["block", "block"],
  loop: ["loop", "block"],
  if: ["if", "block"],
  else: ["else", "plain"],
  end: ["end", "plain"],
  br: ["br", "branch"],
  brIf: ["br_if", "branch"],
  call: ["call", "call"],
  localGet: ["local.get", "local"],
  localSet: ["local.set", "local"],
  localTee: ["local.tee", "local"],
  i32Const: ["i32.const", "i32"],
};

type Row = readonly [name: string, form: Form, code: readonly number[]];

/** Every instruction there is: its name, its form, its code. */
export const INSTRUCTIONS: readonly Row[] = [
  ...Object.entries(PLAIN).map(([name, code]): Row => [name, "plain", code]),
  ...Object.entries(MEMORY).map(([name, {code}]): Row => [name, "memory", code]),
  ...Object.entries(MEMORY_LANE).map(([name, {code}]): Row => [name, "memoryLane", code]),
  ...Object.entries(LANE).map(([name, code]): Row => [name, "lane", code]),
  ["select (result v128)", "plain", SELECT_V128],
  ["v128.const", "v128", V128_CONST],
  ...Object.entries(NAMED).map(([key, [name, form]]): Row => [name, form, [CONTROL[key as keyof typeof NAMED]]]),
];

/** The table by code; no code is the beginning of another. */
const BY_CODE = new Map(INSTRUCTIONS.map((row) => [row[2].join(), row]));
const BEGINNINGS = new Set(INSTRUCTIONS.flatMap(([, , code]) => code.map((_, i) => code.slice(0, i).join())));
const TYPE_OF = new Map(Object.entries(VALUE_TYPES).map(([type, code]) => [code, type as ValueType]));

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new InternalError("a module ends too early");
    return byte;
  }

  unsigned(): number {
    for (let [value, shift] = [0, 0]; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  signed(): number {
    for (let [value, shift] = [0, 7]; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << (shift - 7);
      if (byte < 128) return shift < 32 ? (value << (32 - shift)) >> (32 - shift) : value;
    }
  }

  lanes(): number[] {
    const word = (): number => this.byte() | (this.byte() << 8) | (this.byte() << 16) | (this.byte() << 24);
    return [word(), word(), word(), word()];
  }

  /** Items after their number. */
  list<T>(item: () => T): T[] {
    return Array.from({length: this.unsigned()}, item);
  }

  name(): string {
    return String.fromCharCode(...this.list(() => this.byte()));
  }

  type(): ValueType {
    const code = this.byte();
    const type = TYPE_OF.get(code);
    if (type === undefined) throw unknown("type", [code]);
    return type;
  }

  /** The byte that must come next. */
  expect(what: string, ...bytes: readonly number[]): void {
    for (const byte of bytes) {
      const found = this.byte();
      if (found !== byte) throw unknown(what, [found]);
    }
  }

  instruction(): Instruction {
    const code: number[] = [];
    while (BEGINNINGS.has(code.join())) {
      code.push(this.byte());
      const row = BY_CODE.get(code.join());
      if (row !== undefined) return {name: row[0], form: row[1], numbers: this.#numbers(row[1])};
    }
    throw unknown("instruction", code);
  }

  #numbers(form: Form): number[] {
    switch (form) {
      case "plain":
        return [];
      case "block":
        this.expect("block type", CONTROL.empty);
        return [];
      case "local":
      case "branch":
      case "call":
        return [this.unsigned()];
      case "i32":
        return [this.signed()];
      case "v128":
        return this.lanes();
      case "memory":
        return [this.unsigned(), this.unsigned()];
      case "memoryLane":
        return [this.unsigned(), this.unsigned(), this.byte()];
      case "lane":
        return [this.byte()];
    }
  }
}

function unknown(what: string, bytes: readonly number[]): InternalError {
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return new InternalError(`a module has a ${what} that its encoder does not know: ${hex}`);
}

/** Reads a module back. @throws InternalError at bytes that `encodeModule` does not write. */
export function decodeModule(bytes: Uint8Array): DecodedModule {
  const from = new Reader(bytes);
  from.expect("header", 0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
  let signatures: ValueType[][] = [];
  let types: number[] = [];
  let memory = {module: "", name: "", pages: 0};
  let functions: DecodedFunction[] = [];
  let exports: [string, number][] = [];
  while (!from.done) {
    const id = from.byte();
    from.unsigned();
    if (id === 1) signatures = from.list(() => signature(from));
    else if (id === 2) [memory = memory] = from.list(() => importedMemory(from));
    else if (id === 3) types = from.list(() => from.unsigned());
    else if (id === 7) exports = from.list(() => exportedFunction(from));
    else if (id === 10) {
      let index = 0;
      functions = from.list(() => body(from, signatures[types[index++] ?? 0] ?? []));
    } else throw unknown("section", [id]);
  }
  return {bytes: bytes.length, memory, functions, exports};
}

function signature(from: Reader): ValueType[] {
  from.expect("kind of type", 0x60);
  const params = from.list(() => from.type());
  from.expect("result", 0);
  return params;
}

function importedMemory(from: Reader): DecodedModule["memory"] {
  const [module, name] = [from.name(), from.name()];
  from.expect("import", 0x02, 0x00);
  return {module, name, pages: from.unsigned()};
}

function exportedFunction(from: Reader): [string, number] {
  const name = from.name();
  from.expect("export", 0x00);
  return [name, from.unsigned()];
}

function body(from: Reader, params: readonly ValueType[]): DecodedFunction {
  const bytes = from.unsigned();
  const end = from.at + bytes;
  const runs = from.list(() => ({count: from.unsigned(), type: from.type()}));
  const code: Instruction[] = [];
  while (from.at < end) code.push(from.instruction());
  return {params, locals: runs.flatMap(({count, type}) => Array<ValueType>(count).fill(type)), code, bytes};
}
