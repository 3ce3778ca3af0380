/** @file Elementwise operations on several vectors of lanes at once, operation by operation, so that many chains run. */
import {InternalError} from "../../core/errors.js";
import {sizeOf} from "../../core/shape.js";
import type {LaneOp} from "../../ir/lanes.js";
import {isFunction} from "../../ir/opTable.js";
import type {Value} from "../../ir/types.js";
import type {Operand} from "./elementwise.js";
import {BRANCHING, LOWERINGS} from "./elementwise.js";
import type {FunctionCode, Local} from "./functionCode.js";
import type {Lowering} from "./lowering.js";
import type {Pointer} from "./pointer.js";
import {LANES, load, store, VECTOR_BYTES} from "./pointer.js";

/** The locals that hold a value: one when all lanes are alike, else one for each vector. */
interface Binding {
  readonly locals: readonly Local[];
  readonly uniform: boolean;
}

export class Lanes {
  readonly #bindings = new Map<number, Binding>();

  /** Works on the vectors that begin at `offsets` (in bytes). `branches`: choices by branching, where lanes are alike. */
  constructor(
    readonly code: FunctionCode,
    readonly lowering: Lowering,
    readonly offsets: readonly number[],
    readonly branches = false,
  ) {}

  #find(value: Value): Binding | undefined {
    const root = this.lowering.root(value);
    const known = this.#bindings.get(root.id);
    if (known !== undefined) return known;
    const bits = this.lowering.constantBits(root);
    return bits === undefined ? undefined : {locals: [this.code.constant(bits)], uniform: true};
  }

  has(value: Value): boolean {
    return this.#find(value) !== undefined;
  }

  binding(value: Value): Binding {
    const found = this.#find(value);
    if (found === undefined) throw new InternalError(`%${String(value.id)} is in no local`);
    return found;
  }

  /** Fresh locals for a value. */
  declare(value: Value): readonly Local[] {
    const uniform = sizeOf(value.shape) === 1;
    const locals = (uniform ? [0] : this.offsets).map(() => this.code.local("v128"));
    this.#bindings.set(this.lowering.root(value).id, {locals, uniform});
    return locals;
  }

  /** Loads a value from a buffer (at the lanes of this block, or its single element), into locals it has or fresh ones. */
  load(value: Value, pointer: Pointer): void {
    const known = this.#bindings.get(this.lowering.root(value).id);
    const locals = known?.locals ?? this.declare(value);
    const splat = known?.uniform ?? sizeOf(value.shape) === 1;
    locals.forEach((local, i) => {
      load(this.code, pointer, splat ? 0 : (this.offsets[i] ?? 0), value.dtype, splat, local);
    });
  }

  /** Stores a value to a buffer of `size` elements, whole vectors unless fewer lanes than one vector has may be written. */
  store(value: Value, pointer: Pointer, size: number, whole: boolean): void {
    const {locals, uniform} = this.binding(value);
    const lanes = size === 1 ? 1 : whole ? LANES : Math.min(size, LANES);
    for (const [i, offset] of (size === 1 ? [0] : this.offsets).entries()) {
      store(this.code, pointer, offset, value.dtype, lanes, locals[uniform ? 0 : i] as Local);
    }
  }

  emit(op: LaneOp): void {
    if (op.op === "broadcast") {
      this.#bindings.set(op.out.id, this.binding(op.arg));
      return;
    }
    const {name, args, out} = op;
    if (isFunction(name)) throw new InternalError(`${name} was not expanded`);
    const operands: Operand[] = args.map((arg) => ({...this.binding(arg), bits: this.lowering.constantBits(arg)}));
    const dtype = (args.at(-1) as Value).dtype;
    const uniform = operands.every((operand) => operand.uniform);
    const write = (this.branches && uniform ? BRANCHING[name] : undefined) ?? LOWERINGS[name];
    const locals = (uniform ? [0] : this.offsets).map((_, at) => {
      const local = this.code.local("v128");
      write(this.code, operands, dtype, at);
      this.code.set(local);
      return local;
    });
    this.#bindings.set(out.id, {locals, uniform});
  }

  /** Gives back the locals of a value that nothing reads any more. */
  release(value: Value): void {
    const root = this.lowering.root(value);
    const known = this.#bindings.get(root.id);
    if (known === undefined) return;
    this.#bindings.delete(root.id);
    this.code.release("v128", ...known.locals);
  }
}

/** The offsets of `count` vectors one after the other. */
export function consecutive(count: number): number[] {
  return Array.from({length: count}, (_, i) => i * VECTOR_BYTES);
}
