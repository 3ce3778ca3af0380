/** @file What lowering a program gathers: the functions of the module, and where each value lives. */
import {InternalError} from "../../core/errors.js";
import {sizeOf} from "../../core/shape.js";
import type {Block, ConstantOp, LoopOp, Program, Value} from "../../ir/types.js";
import {blocksOf, DYNAMIC} from "../../ir/types.js";
import type {FunctionBytes} from "./encoder.js";
import type {FunctionCode} from "./functionCode.js";
import type {Address} from "./layout.js";
import {Allocator} from "./layout.js";

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The four bytes of a constant in memory. */
function bitsInMemory({value, out}: ConstantOp): number {
  if (out.dtype !== "float32") return value;
  float[0] = value;
  return bits[0] ?? 0;
}

export class Lowering {
  readonly memory = new Allocator();
  readonly functions: FunctionBytes[] = [];
  /** Constants that something reads from memory. The module writes them when it starts. */
  readonly storedConstants: {readonly at: number; readonly bits: number}[] = [];
  readonly #roots = new Map<number, Value>();
  readonly #constants = new Map<number, ConstantOp>();
  readonly #homes = new Map<number, Address>();
  readonly #lengths = new Map<number, number>();

  constructor(program: Program) {
    program.params.forEach((param, input) => {
      if (param.shape[0] === DYNAMIC) this.#lengths.set(param.id, input);
    });
    this.#scan(program);
  }

  #scan(block: Block): void {
    for (const op of block.ops) {
      if (op.op === "constant") this.#constants.set(op.out.id, op);
      if (op.op === "reshape") this.#roots.set(op.out.id, this.root(op.arg));
      if (op.op === "loop" && op.steps === DYNAMIC) {
        const input = this.lengthOf(op.xs[0] as Value);
        for (const out of op.outs) if (out.shape[0] === DYNAMIC) this.#lengths.set(out.id, input);
      }
      for (const inner of blocksOf(op)) this.#scan(inner);
    }
  }

  /** The value whose elements these are: reshaping moves nothing. */
  root(value: Value): Value {
    return this.#roots.get(value.id) ?? value;
  }

  /** The bits that a constant has in each lane of a vector, or undefined for other values. */
  constantBits(value: Value): number | undefined {
    const op = this.#constants.get(this.root(value).id);
    if (op === undefined) return undefined;
    return op.out.dtype === "bool" ? -op.value : bitsInMemory(op);
  }

  /** The input whose length a value with a dynamic axis has. */
  lengthOf(value: Value): number {
    const input = this.#lengths.get(this.root(value).id);
    if (input === undefined) throw new InternalError(`nothing decides the length of %${String(value.id)}`);
    return input;
  }

  hasHome(value: Value): boolean {
    return this.#homes.has(this.root(value).id);
  }

  setHome(value: Value, address: Address): void {
    this.#homes.set(this.root(value).id, address);
  }

  /** Where a value lies in memory. It gets a place when it is first asked for. */
  home(value: Value): Address {
    const root = this.root(value);
    let address = this.#homes.get(root.id);
    if (address !== undefined) return address;
    if (root.shape[0] === DYNAMIC) address = this.memory.rows(this.lengthOf(root), root);
    else address = this.memory.buffer(sizeOf(root.shape));
    this.#homes.set(root.id, address);
    const constant = this.#constants.get(root.id);
    if (constant !== undefined) this.storedConstants.push({at: address.at, bits: bitsInMemory(constant)});
    return address;
  }

  /** Pushes the step count of a loop. */
  pushSteps(code: FunctionCode, {steps, xs}: LoopOp): void {
    if (steps !== DYNAMIC) {
      code.i32(steps);
      return;
    }
    const [first, ...others] = xs.map((value) => this.lengthOf(value));
    if (first === undefined) throw new InternalError("a loop of dynamic length slices nothing");
    for (const other of others) if (other !== first) this.memory.alike.push([first, other]);
    code.i32(0);
    code.memory("i32.load", this.memory.length(first));
  }

  /** Adds a function to the module; gives its number. */
  add(code: FunctionCode): number {
    return this.functions.push(code.finish()) - 1;
  }
}
