/** @file One WebAssembly function under construction: locals, constants, instructions, structured control. */
import type {FunctionBytes, ValueType} from "./encoder.js";
import {ByteWriter} from "./encoder.js";
import type {MemoryName, PlainName} from "./instructions.js";
import {CONTROL, LANE, MEMORY, MEMORY_LANE, PLAIN, SELECT_V128, V128_CONST} from "./instructions.js";

/** The number of a local variable. */
export type Local = number;

export class FunctionCode {
  readonly params: readonly ValueType[];
  readonly #code = new ByteWriter();
  readonly #locals: ValueType[] = [];
  readonly #free: Record<ValueType, Local[]> = {i32: [], v128: []};
  readonly #constants = new Map<number, Local>();

  constructor(...params: readonly ValueType[]) {
    this.params = params;
  }

  /** A local of this type; one that was released is taken again. */
  local(type: ValueType): Local {
    return this.#free[type].pop() ?? this.params.length + this.#locals.push(type) - 1;
  }

  release(type: ValueType, ...locals: readonly Local[]): void {
    this.#free[type].push(...locals);
  }

  /** A local that holds these 32 bits in each lane from the start of the function on. */
  constant(bits: number): Local {
    let local = this.#constants.get(bits);
    if (local === undefined) {
      // never one that was released: a constant must hold from the first instruction to the last
      local = this.params.length + this.#locals.push("v128") - 1;
      this.#constants.set(bits, local);
    }
    return local;
  }

  #bytes(bytes: readonly number[]): void {
    for (let i = 0; i < bytes.length; i++) this.#code.byte(bytes[i] ?? 0);
  }

  emit(name: PlainName): void {
    this.#bytes(PLAIN[name]);
  }

  get(local: Local): void {
    this.#code.byte(CONTROL.localGet);
    this.#code.unsigned(local);
  }

  set(local: Local): void {
    this.#code.byte(CONTROL.localSet);
    this.#code.unsigned(local);
  }

  tee(local: Local): void {
    this.#code.byte(CONTROL.localTee);
    this.#code.unsigned(local);
  }

  i32(value: number): void {
    this.#code.byte(CONTROL.i32Const);
    this.#code.signed(value);
  }

  memory(name: MemoryName, offset: number): void {
    const {code, align} = MEMORY[name];
    this.#bytes(code);
    this.#code.byte(align);
    this.#code.unsigned(offset);
  }

  /** Stores the lanes of a vector from `lane` on: one for `store32`, two for `store64` (`lane` then counts pairs). */
  storeLane(name: keyof typeof MEMORY_LANE, offset: number, lane: number): void {
    const {code, align} = MEMORY_LANE[name];
    this.#bytes(code);
    this.#code.byte(align);
    this.#code.unsigned(offset);
    this.#code.byte(lane);
  }

  lane(name: keyof typeof LANE, lane: number): void {
    this.#bytes(LANE[name]);
    this.#code.byte(lane);
  }

  /** Takes two vectors and an i32: leaves the first vector when the i32 is not zero, else the second. */
  selectVector(): void {
    this.#bytes(SELECT_V128);
  }

  call(index: number): void {
    this.#code.byte(CONTROL.call);
    this.#code.unsigned(index);
  }

  /** `local += amount`. */
  advance(local: Local, amount: number): void {
    if (amount === 0) return;
    this.get(local);
    this.i32(amount);
    this.emit("i32.add");
    this.set(local);
  }

  /** Leaves the smaller of two locals. */
  smaller(a: Local, b: Local): void {
    this.get(a);
    this.get(b);
    this.get(a);
    this.get(b);
    this.emit("i32.lt_u");
    this.emit("select");
  }

  /** A loop: `body` leaves an i32, and the loop goes round again while it is not zero. */
  loop(body: () => void): void {
    this.#bytes([CONTROL.loop, CONTROL.empty]);
    body();
    this.#bytes([CONTROL.brIf, 0, CONTROL.end]);
  }

  /** Runs `then` when the i32 on the stack is not zero, else `otherwise`. */
  if(then: () => void, otherwise?: () => void): void {
    this.#bytes([CONTROL.if, CONTROL.empty]);
    then();
    if (otherwise !== undefined) {
      this.#code.byte(CONTROL.else);
      otherwise();
    }
    this.#code.byte(CONTROL.end);
  }

  /** Runs `body` with an index that goes 0, `step`, 2 `step`, ... below `limit`, which is above 0. */
  count(limit: number, step: number, body: (index: Local) => void): void {
    const index = this.local("i32");
    this.countIn(index, limit, step, () => {
      body(index);
    });
    this.release("i32", index);
  }

  /** The same, in a local of the caller's. */
  countIn(index: Local, limit: number, step: number, body: () => void): void {
    this.i32(0);
    this.set(index);
    this.loop(() => {
      body();
      this.get(index);
      this.i32(step);
      this.emit("i32.add");
      this.tee(index);
      this.i32(limit);
      this.emit("i32.lt_u");
    });
  }

  /** Runs `body` while `index` is below the local `end`, and counts `index` up after each time. */
  stepping(index: Local, end: Local, body: () => void): void {
    const isBelow = (): void => {
      this.get(index);
      this.get(end);
      this.emit("i32.lt_u");
    };
    isBelow();
    this.if(() => {
      this.loop(() => {
        body();
        this.advance(index, 1);
        isBelow();
      });
    });
  }

  finish(): FunctionBytes {
    const body = new ByteWriter();
    body.locals(this.#locals);
    for (const [bits, local] of this.#constants) {
      body.all(V128_CONST);
      body.all(new Uint8Array(Int32Array.of(bits, bits, bits, bits).buffer));
      body.byte(CONTROL.localSet);
      body.unsigned(local);
    }
    body.all(this.#code.done());
    body.byte(CONTROL.end);
    return {params: this.params, body: body.done()};
  }
}
