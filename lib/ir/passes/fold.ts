/** @file Folding: what is known when the program is built is computed then, and identities are applied. */
import type {DType} from "../../core/dtype.js";
import {sameShape} from "../../core/shape.js";
import {kernel} from "../kernels.js";
import type {ElementwiseName} from "../opTable.js";
import {isFunction, resultDType} from "../opTable.js";
import type {BroadcastOp, CondOp, ElementwiseOp, Op, Program, ReshapeOp, Value} from "../types.js";
import type {Identity} from "./identities.js";
import {IDENTITIES} from "./identities.js";
import type {Variable} from "./pattern.js";
import {matchOp} from "./pattern.js";
import {Rewriter} from "./rewrite.js";

/** The identities, by the name of the operation they replace. */
let byName: Map<string, Identity[]> | null = null;

function identitiesOf(name: ElementwiseName): readonly Identity[] {
  if (byName === null) {
    byName = new Map();
    for (const identity of IDENTITIES) {
      const list = byName.get(identity.from[0]);
      if (list === undefined) byName.set(identity.from[0], [identity]);
      else list.push(identity);
    }
  }
  return byName.get(name) ?? [];
}

/** Folds constants, applies the identities, shortens broadcasts and reshapes, takes the branch a constant decides. */
export function fold(program: Program): Program {
  return new Folder(program).block(program);
}

class Folder extends Rewriter {
  readonly #definitions: (Op | undefined)[] = [];

  constructor(program: Program) {
    super(program, (op) => {
      this.#fold(op);
    });
  }

  readonly #definition = (value: Value): Op | undefined => this.#definitions[value.id];

  #fold(op: Op): void {
    if (op.op === "elementwise") this.#foldElementwise(op);
    else if (op.op === "broadcast") this.#foldBroadcast(op);
    else if (op.op === "reshape") this.#foldReshape(op);
    else if (op.op === "cond") this.#foldCond(op);
    else this.#define(op);
  }

  #define(op: Op): void {
    if ("out" in op) this.#definitions[op.out.id] = op;
    this.keep(op);
  }

  #foldElementwise(op: ElementwiseOp): void {
    const scalars = this.#readScalars(op);
    if (scalars === null) return;
    const constant = this.#evaluate(scalars);
    if (constant !== null) {
      this.#become(op.out, constant);
      return;
    }
    const simpler = this.#simplify(scalars);
    if (simpler === null) this.#define(scalars);
    else if (typeof simpler === "number") this.#become(op.out, simpler);
    else if ("op" in simpler) this.#foldElementwise(simpler);
    else this.#stretch(op.out, simpler);
  }

  /**
   * Reads scalars rather than what they were broadcast to: an elementwise operation takes them as they are. When all
   * arguments are such, the operation is computed on the scalars and its result is broadcast; null then.
   */
  #readScalars(op: ElementwiseOp): ElementwiseOp | null {
    if (!op.args.some(this.#isStretchedScalar)) return op;
    const direct = op.args.map((arg) =>
      this.#isStretchedScalar(arg) ? (this.#definition(arg) as BroadcastOp).arg : arg,
    );
    if (direct.some((arg) => arg.shape.length > 0)) return {...op, args: direct};
    const scalar = this.builder.value(op.out.dtype, []);
    this.#foldElementwise({...op, args: direct, out: scalar});
    this.#foldBroadcast({op: "broadcast", arg: this.read(scalar), out: op.out});
    return null;
  }

  readonly #isStretchedScalar = (value: Value): boolean => {
    const from = this.#definition(value);
    return from?.op === "broadcast" && from.arg.shape.length === 0;
  };

  readonly #constant = (value: Value): number | undefined => {
    const op = this.#definition(value);
    return op?.op === "constant" ? op.value : undefined;
  };

  /** The result of an operation on constants. */
  #evaluate({name, args}: ElementwiseOp): number | null {
    if (isFunction(name)) return null;
    const [a, b, c] = args.map(this.#constant);
    if (a === undefined || (args.length > 1 && b === undefined) || (args.length > 2 && c === undefined)) return null;
    // the bits of a NaN are the machine's
    if (name === "floatBits" && Number.isNaN(a)) return null;
    return kernel(name, args.at(-1)?.dtype === "int32")(a, b ?? 0, c ?? 0);
  }

  /** What an identity makes of an operation. */
  #simplify(op: ElementwiseOp): ElementwiseOp | Value | number | null {
    for (const {from, to} of identitiesOf(op.name)) {
      const bindings = matchOp(from, op, this.#definition);
      if (bindings === null) continue;
      if (typeof to === "number") return to;
      if (typeof to === "string") {
        const value = bindings[to] as Value;
        if (value.dtype === op.out.dtype) return value;
        continue;
      }
      const [name, ...variables] = to;
      const args = variables.map((variable) => bindings[variable as Variable] as Value);
      if (
        resultDType(
          name,
          args.map(({dtype}) => dtype),
        ) === op.out.dtype
      )
        return {...op, name, args};
    }
    return null;
  }

  /** `out` is this constant, everywhere. */
  #become(out: Value, value: number): void {
    if (out.shape.length === 0) {
      this.#define({op: "constant", value: normal(value, out.dtype), out});
      return;
    }
    const scalar = this.builder.value(out.dtype, []);
    this.#become(scalar, value);
    this.#stretch(out, scalar);
  }

  /** `out` is this value, stretched if `out` is larger. */
  #stretch(out: Value, value: Value): void {
    this.#foldBroadcast({op: "broadcast", arg: value, out});
  }

  #foldBroadcast({arg, out}: BroadcastOp): void {
    const from = this.#definition(arg);
    if (sameShape(arg.shape, out.shape)) this.replace(out, arg);
    else this.#define({op: "broadcast", arg: from?.op === "broadcast" ? from.arg : arg, out});
  }

  #foldReshape({arg, out}: ReshapeOp): void {
    const from = this.#definition(arg);
    if (sameShape(arg.shape, out.shape)) this.replace(out, arg);
    else if (from?.op === "reshape") this.#foldReshape({op: "reshape", arg: from.arg, out});
    else this.#define({op: "reshape", arg, out});
  }

  #foldCond(op: CondOp): void {
    const pred = this.#definition(op.pred);
    if (pred?.op !== "constant") {
      this.#define(op);
      return;
    }
    const results = this.splice(pred.value === 0 ? op.otherwise : op.then);
    op.outs.forEach((out, i) => {
      this.replace(out, results[i] as Value);
    });
  }
}

/** A result as a constant holds it: an int32 has no -0. */
function normal(value: number, dtype: DType): number {
  return dtype === "float32" ? value : value | 0;
}
