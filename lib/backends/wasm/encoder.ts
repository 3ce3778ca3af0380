/** @file The bytes of a WebAssembly module: LEB128 numbers, vectors, sections. */

/** The types of locals and parameters that the compiler uses. */
export type ValueType = "i32" | "v128";

export const VALUE_TYPES: Record<ValueType, number> = {i32: 0x7f, v128: 0x7b};

/** One function of a module: its parameters and its encoded body (locals, instructions, end). */
export interface FunctionBytes {
  readonly params: readonly ValueType[];
  readonly body: Uint8Array;
}

/** Bytes under construction. */
export class ByteWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  all(bytes: Uint8Array | readonly number[]): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** `n`, taken as unsigned 32 bits, in LEB128. */
  unsigned(n: number): void {
    let rest = n >>> 0;
    while (rest > 127) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** `n`, taken as signed 32 bits, in LEB128. */
  signed(n: number): void {
    let rest = n | 0;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 127) | 128);
      rest >>= 7;
    }
    this.byte(rest & 127);
  }

  /** Bytes after their number. */
  sized(bytes: Uint8Array): void {
    this.unsigned(bytes.length);
    this.all(bytes);
  }

  /** A name: its letters after their number. */
  name(text: string): void {
    this.unsigned(text.length);
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }

  /** A declaration of locals, runs of one type taken together. */
  locals(types: readonly ValueType[]): void {
    const runs: {type: ValueType; count: number}[] = [];
    for (const type of types) {
      const last = runs.at(-1);
      if (last?.type === type) last.count++;
      else runs.push({type, count: 1});
    }
    this.unsigned(runs.length);
    for (const {type, count} of runs) {
      this.unsigned(count);
      this.byte(VALUE_TYPES[type]);
    }
  }

  /** What was written so far. */
  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }
}

function section<T>(
  module: ByteWriter,
  id: number,
  items: readonly T[],
  write: (to: ByteWriter, item: T) => void,
): void {
  const content = new ByteWriter();
  content.unsigned(items.length);
  for (const item of items) write(content, item);
  module.byte(id);
  module.sized(content.done());
}

/** A module that imports its memory as `env.memory` and exports its last function as `run`. */
export function encodeModule(functions: readonly FunctionBytes[]): Uint8Array<ArrayBuffer> {
  const signatures = new Map(functions.map(({params}) => [params.join(), params]));
  const numbers = [...signatures.keys()];
  const module = new ByteWriter();
  module.all([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  section(module, 1, [...signatures.values()], (to, params) => {
    to.byte(0x60);
    to.unsigned(params.length);
    for (const type of params) to.byte(VALUE_TYPES[type]);
    to.unsigned(0);
  });
  section(module, 2, ["memory"], (to, name) => {
    to.name("env");
    to.name(name);
    to.all([0x02, 0x00, 0x01]);
  });
  section(module, 3, functions, (to, {params}) => {
    to.unsigned(numbers.indexOf(params.join()));
  });
  section(module, 7, ["run"], (to, name) => {
    to.name(name);
    to.byte(0x00);
    to.unsigned(functions.length - 1);
  });
  section(module, 10, functions, (to, {body}) => {
    to.sized(body);
  });
  return module.done();
}
