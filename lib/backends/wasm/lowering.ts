/** @file What lowering a program gathers: the functions of the module, and where each value lives. */
import {InternalError} from "../../core/errors.js";
import {sizeOf} from "../../core/shape.js";
import type {Block, ConstantOp, LoopOp, Op, Program, Value} from "../../ir/types.js";
import {blocksOf, DYNAMIC} from "../../ir/types.js";
import type {FunctionBytes} from "./encoder.js";
import type {FunctionCode} from "./functionCode.js";
import type {Address, Length} from "./layout.js";
import {Allocator, sameLength} from "./layout.js";

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
  readonly #lengths = new Map<number, Length>();
  /** The loops whose first step has the number that the run says. */
  readonly #numbered: ReadonlySet<Op>;

  constructor(program: Program) {
    program.params.forEach((param, input) => {
      if (param.shape[0] === DYNAMIC) this.#lengths.set(param.id, {input, kept: []});
    });
    this.#numbered = new Set(program.ops.filter((op) => op.op === "loop" && op.steps === DYNAMIC));
    this.#scan(program);
  }

  #scan(block: Block): void {
    for (const op of block.ops) {
      if (op.op === "constant") this.#constants.set(op.out.id, op);
      if (op.op === "reshape") this.#roots.set(op.out.id, this.root(op.arg));
      if (op.op === "loop" && op.steps === DYNAMIC) {
        const {input, kept} = this.lengthOf(op.xs[0] as Value);
        op.records.forEach((rule, i) => {
          const more = rule.every === 1 ? [] : [{rule, numbered: this.#numbered.has(op)}];
          this.#lengths.set((op.outs[op.inits.length + i] as Value).id, {input, kept: [...kept, ...more]});
        });
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

  /** What decides the length of a value with a dynamic axis. */
  lengthOf(value: Value): Length {
    const length = this.#lengths.get(this.root(value).id);
    if (length === undefined) throw new InternalError(`nothing decides the length of %${String(value.id)}`);
    return length;
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
    for (const other of others) if (!sameLength(first, other)) this.memory.alike.push([first, other]);
    code.i32(0);
    code.memory("i32.load", this.memory.length(first));
  }

  /** Pushes the number of a loop's first step. */
  pushFirstStep(code: FunctionCode, op: LoopOp): void {
    code.i32(0);
    if (this.#numbered.has(op)) code.memory("i32.load", this.memory.firstStepWord());
  }

  /** Adds a function to the module; gives its number. */
  add(code: FunctionCode): number {
    return this.functions.push(code.finish()) - 1;
  }
}
