/**
 * @file Random verified programs with inputs that fit, for properties that hold of every program. A program is written
 * by a stream of pseudo-random decisions and ends after some number of operations: a failure is shrunk to the shortest
 * beginning of its program that still fails.
 */
import fc from "fast-check";
import type {DType} from "../../lib/core/dtype.js";
import {allocate} from "../../lib/core/dtype.js";
import type {Shape} from "../../lib/core/shape.js";
import {sameShape, sizeOf} from "../../lib/core/shape.js";
import {Builder} from "../../lib/ir/builder.js";
import type {ElementwiseName, ReduceName} from "../../lib/ir/opTable.js";
import {isFunction} from "../../lib/ir/opTable.js";
import {print} from "../../lib/ir/print.js";
import type {Block, Program, RecordRule, RuntimeArray, TensorType, Value} from "../../lib/ir/types.js";
import {DYNAMIC, EVERY_STEP} from "../../lib/ir/types.js";
import type {Choose} from "./randomParts.js";
import {decisions, FLOATS, INTS, NAMES, randomDType, randomElementwise} from "./randomParts.js";

/** What random programs may contain; everything unless said. */
export interface RandomProgramOptions {
  /** Whether functions (exp, ...) occur. */
  readonly functions?: boolean;
  /** Whether loops and conds occur. */
  readonly blocks?: boolean;
  /** Shapes to take; those of fewer elements are met more often. */
  readonly shapes?: readonly Shape[];
  /** At most this many operations, those inside blocks included. Default 24. */
  readonly maxOps?: number;
}

/** A program with one array for each of its parameters. */
export interface ProgramWithInputs {
  readonly program: Program;
  readonly inputs: readonly RuntimeArray[];
  /** The number of the first step to run it with. */
  readonly firstStep: number;
}

const SHAPES: readonly Shape[] = [[], [4], [1], [3], [5], [2, 3], [16], [17], [2, 2], [1, 3], [2, 1], [6]];

/** Random programs with inputs. A failing one is shown as text. */
export function randomProgram(options: RandomProgramOptions = {}): fc.Arbitrary<ProgramWithInputs> {
  const {maxOps = 24} = options;
  return fc
    .record({ops: fc.integer({min: 1, max: maxOps}), seed: fc.noShrink(fc.nat({max: 0x7fffffff}))})
    .map(({ops, seed}) => new Author(seed, ops, options).write());
}

const MAX_DEPTH = 3;

class Author {
  readonly #builder = new Builder();
  /** The next decision, below `n`. */
  readonly #choose: Choose;
  #opsLeft: number;
  readonly #shapes: readonly Shape[];
  readonly #names: readonly ElementwiseName[];
  readonly #blocks: boolean;
  /** Values in reach; those with a DYNAMIC length apart, with which length it is: one of the inputs', or its own. */
  #pool: Value[] = [];
  #sequences: {value: Value; group: number}[] = [];
  readonly #inputs: {value: Value; group: number}[] = [];
  #groups = 2;

  constructor(seed: number, ops: number, options: RandomProgramOptions) {
    this.#choose = decisions(seed);
    this.#opsLeft = ops;
    this.#shapes = options.shapes ?? SHAPES;
    this.#names = NAMES.filter((name) => options.functions !== false || !isFunction(name));
    this.#blocks = options.blocks !== false;
  }

  write(): ProgramWithInputs & {[fc.toStringMethod]: () => string} {
    for (let i = 1 + this.#choose(4); i > 0; i--) this.#input(this.#type());
    this.#ops(0);
    const count = 1 + this.#choose(6);
    const program = this.#builder.finish([
      ...this.#pool.slice(-count),
      ...this.#sequences.slice(-count).map(({value}) => value),
    ]);
    const lengths = [this.#choose(6), this.#choose(4)];
    const inputs = this.#inputs.map(({value, group}) => this.#array(value, lengths[group] ?? 0));
    const firstStep = this.#one([0, 0, 1, 2, 7, 0x7fffffff]);
    const show = (): string =>
      `${print(program)}\nfirst step ${String(firstStep)}\ninputs ${inputs.map(({data, shape}) => `[${shape.join()}]:(${data.join()})`).join(" ")}`;
    return {program, inputs, firstStep, [fc.toStringMethod]: show};
  }

  #one<T>(list: readonly T[]): T {
    return list[this.#choose(list.length)] as T;
  }

  #shape(): Shape {
    return this.#choose(4) === 0
      ? []
      : (this.#shapes[Math.min(this.#choose(this.#shapes.length), this.#choose(64))] ?? []);
  }

  #type(): TensorType {
    return {dtype: randomDType(this.#choose), shape: this.#shape()};
  }

  /** A new input of the program: in reach of all blocks, but put in the innermost pool alone. */
  #input(type: TensorType, group = 0): Value {
    const value = this.#builder.input(type);
    this.#inputs.push({value, group});
    if (type.shape[0] === DYNAMIC) this.#sequences.push({value, group});
    else this.#pool.push(value);
    return value;
  }

  #array({dtype, shape}: Value, length: number): RuntimeArray {
    const actual = shape.map((n) => (n === DYNAMIC ? length : n));
    const data = allocate(dtype, sizeOf(actual));
    for (let i = 0; i < data.length; i++) data[i] = this.#number(dtype);
    return {data, shape: actual};
  }

  #number(dtype: DType): number {
    if (dtype === "bool") return this.#choose(2);
    if (dtype === "int32") return this.#choose(2) === 0 ? this.#one(INTS) : this.#choose(200) - 100;
    const kind = this.#choose(4);
    // zeros and ones are what identities are about
    if (kind === 0) return FLOATS[this.#choose(4)] ?? 0;
    return kind === 1 ? this.#one(FLOATS) : Math.fround((this.#choose(20001) - 10000) / 1000);
  }

  /** A value in reach, of this dtype and one of these shapes; a constant if there is none. */
  #pick(dtype: DType, ...shapes: readonly Shape[]): Value {
    const fitting = this.#pool.filter(
      (value) =>
        value.dtype === dtype && (shapes.length === 0 || shapes.some((shape) => sameShape(shape, value.shape))),
    );
    if (fitting.length > 0 && this.#choose(8) < 7) return fitting[this.#near(fitting.length)] as Value;
    const scalar = this.#builder.constant(this.#number(dtype), dtype);
    const shape = this.#one(shapes.length === 0 ? [[]] : shapes);
    return shape.length === 0 ? scalar : this.#builder.broadcast(scalar, shape);
  }

  /** An index below `n`, mostly near the end. */
  #near(n: number): number {
    return n - 1 - Math.min(this.#choose(n), this.#choose(n));
  }

  #recent(): Value {
    return this.#pool[this.#near(this.#pool.length)] as Value;
  }

  #ops(depth: number): void {
    let count = depth === 0 ? Infinity : 2 + this.#choose(6);
    while (count-- > 0 && this.#opsLeft > 0) this.#op(depth);
  }

  #op(depth: number): void {
    this.#opsLeft--;
    switch (this.#choose(this.#blocks && depth < MAX_DEPTH ? 17 : 14)) {
      case 10:
        return this.#broadcast();
      case 11:
        return this.#reshape();
      case 12:
        return this.#reduce();
      case 13:
        return this.#take();
      case 14:
      case 15:
        return this.#loop(depth);
      case 16:
        return this.#cond(depth);
      default:
        return this.#elementwise();
    }
  }

  #elementwise(): void {
    const [{shape}, other] = [this.#recent(), this.#recent()];
    const wide = shape.length === 0 ? other.shape : shape;
    const of = (dtype: DType): Value => this.#pick(dtype, [], wide);
    this.#pool.push(randomElementwise(this.#builder, this.#choose, of, this.#names));
  }

  #broadcast(): void {
    const arg = this.#recent();
    const fits = (to: Shape): boolean =>
      to.length >= arg.shape.length &&
      arg.shape.every((n, axis) => n === 1 || n === to[to.length - arg.shape.length + axis]);
    this.#pool.push(this.#builder.broadcast(arg, this.#one([arg.shape, ...this.#shapes.filter(fits)])));
  }

  #reshape(): void {
    const arg = this.#recent();
    const fits = (to: Shape): boolean => sizeOf(to) === sizeOf(arg.shape);
    this.#pool.push(this.#builder.reshape(arg, this.#one([arg.shape, ...this.#shapes.filter(fits)])));
  }

  #reduce(): void {
    const arg = this.#recent();
    const names: ReduceName[] = arg.dtype === "bool" ? ["any", "all"] : ["sum", "prod", "min", "max"];
    const every = this.#choose(2) === 0;
    const axes = arg.shape.map((_, axis) => axis).filter(() => every || this.#choose(2) === 0);
    this.#pool.push(this.#builder.reduce(this.#one(names), arg, axes));
  }

  #take(): void {
    const arg = this.#recent();
    const axes = arg.shape.map((_, axis) => axis).filter((axis) => (arg.shape[axis] ?? 0) > 0);
    const indices = this.#pool.filter(({dtype, shape}) => dtype === "int32" && shape.length === 1);
    if (axes.length === 0) return;
    const known = indices.length > 0 && this.#choose(2) === 0;
    const from = known ? this.#one(indices) : this.#input({dtype: "int32", shape: [this.#one([3, 1, 4, 6, 0])]});
    this.#pool.push(this.#builder.take(arg, from, this.#one(axes)));
  }

  #rule(): RecordRule {
    if (this.#choose(2) === 0) return EVERY_STEP;
    const every = this.#one([2, 3, 1, 5, 0x7fffffff]);
    return {every, offset: this.#choose(every)};
  }

  #loop(depth: number): void {
    const dynamic = this.#choose(2) === 1;
    // a length of its own is that of what some loop keeps
    const own = this.#sequences.filter(({group}) => group >= 2);
    const group = own.length > 0 && this.#choose(3) === 0 ? this.#one(own).group : this.#choose(2);
    const steps = dynamic ? DYNAMIC : this.#one([3, 1, 2, 0, 5]);
    const inits = Array.from({length: this.#choose(4)}, () => this.#recent());
    const xs = Array.from({length: dynamic ? 1 + this.#choose(2) : this.#choose(3)}, () =>
      this.#sequence(steps, group),
    );
    const params = [
      ...inits.map(({dtype, shape}) => this.#builder.value(dtype, shape)),
      ...xs.map(({dtype, shape}) => this.#builder.value(dtype, shape.slice(1))),
    ];
    const body = this.#block(params, depth, () => [
      ...inits.map(({dtype, shape}) => this.#pick(dtype, shape)),
      ...Array.from({length: this.#choose(3)}, () => this.#recent()),
    ]);
    const records = body.results.slice(inits.length).map(() => this.#rule());
    const outs = this.#builder.loop({steps, inits, xs, body, records});
    outs.forEach((value, i) => {
      const every = records[i - inits.length]?.every ?? 1;
      if (value.shape[0] === DYNAMIC) this.#sequences.push({value, group: every === 1 ? group : this.#groups++});
      else this.#pool.push(value);
    });
  }

  /** Something that a loop of so many steps can slice. */
  #sequence(steps: number, group: number): Value {
    const known =
      steps === DYNAMIC
        ? this.#sequences.filter((each) => each.group === group).map(({value}) => value)
        : this.#pool.filter(({shape}) => shape[0] === steps);
    if (known.length > 0 && (group >= 2 || this.#choose(2) === 0)) return this.#one(known);
    const {dtype, shape} = this.#type();
    return this.#input({dtype, shape: [steps, ...shape]}, group);
  }

  #cond(depth: number): void {
    const pred = this.#pick("bool", []);
    const types = Array.from({length: 1 + this.#choose(3)}, () => this.#recent());
    const branch = (): Block => this.#block([], depth, () => types.map(({dtype, shape}) => this.#pick(dtype, shape)));
    this.#pool.push(...this.#builder.cond(pred, branch(), branch()));
  }

  #block(params: readonly Value[], depth: number, results: () => readonly Value[]): Block {
    const pool = this.#pool;
    const sequences = this.#sequences;
    this.#pool = [...pool, ...params];
    this.#sequences = [...sequences];
    try {
      return this.#builder.block(params, () => {
        this.#ops(depth + 1);
        return results();
      });
    } finally {
      this.#pool = pool;
      this.#sequences = sequences;
    }
  }
}
