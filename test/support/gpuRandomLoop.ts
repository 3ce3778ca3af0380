/**
 * @file Random loops of what devices promise: arithmetic, comparisons, choices and small integers, over a population.
 * The author knows of each value how large it gets and of which power of two it is a multiple. So no number is infinite,
 * not a number or denormal, and of `exact` loops none is ever rounded: any device gives their bits, in whatever
 * precision above float32 it computes, and whether or not it fuses a multiplication with an addition.
 */
import fc from "fast-check";
import type {DType} from "../../lib/core/dtype.js";
import {allocate} from "../../lib/core/dtype.js";
import type {Shape} from "../../lib/core/shape.js";
import {sameShape, sizeOf} from "../../lib/core/shape.js";
import {Builder} from "../../lib/ir/builder.js";
import type {PrimitiveName} from "../../lib/ir/opTable.js";
import {print} from "../../lib/ir/print.js";
import type {RecordRule, RuntimeArray, Value} from "../../lib/ir/types.js";
import {DYNAMIC, EVERY_STEP} from "../../lib/ir/types.js";
import type {Choose} from "../ir/randomParts.js";
import {decisions} from "../ir/randomParts.js";
import type {ProgramWithInputs} from "../ir/randomProgram.js";

export interface RandomLoopOptions {
  /** Whether no number is ever rounded. */
  readonly exact: boolean;
  /** Default 70. */
  readonly maxSteps?: number;
  /** Default 14; more where values had to be kept small. */
  readonly maxOps?: number;
}

/** A value, at most `max` and a multiple of 2 to the power `unit`. */
interface Known {
  readonly value: Value;
  readonly max: number;
  readonly unit: number;
}

/** What numbers of a kind may be. */
interface Range {
  readonly max: number;
  readonly unit: number;
}

/** What is drawn, and what is carried on. */
const DRAWN = {exact: {max: 4, unit: -3}, rounded: {max: 10, unit: -33}, int32: {max: 100, unit: 0}} as const;
const CARRIED = {exact: {max: 16, unit: -3}, rounded: {max: 16, unit: -33}, int32: {max: 1000, unit: 0}} as const;
const SMALL_INT = 2 ** 24 - 1;

const LANES = [1, 3, 4, 17, 64];
const RULES: readonly RecordRule[] = [
  EVERY_STEP,
  {every: 7, offset: 3},
  {every: 32, offset: 31},
  {every: 1e9, offset: 5},
];
const FLOAT_OPS: readonly PrimitiveName[] = [
  ...(["add", "sub", "mul", "add", "sub", "mul", "min", "max"] as const),
  ...(["neg", "abs", "floor", "ceil", "trunc", "round"] as const),
];
/** A product may need all bits of an int32, which devices do not have. */
const INT_OPS: readonly PrimitiveName[] = ["add", "sub", "min", "max", "neg", "abs"];
const COMPARISONS: readonly PrimitiveName[] = ["eq", "ne", "lt", "le", "gt", "ge"];
const LOGIC: readonly PrimitiveName[] = ["and", "or", "xor", "not"];

/** Random loops. A failing one is shown as text. */
export function randomLoop({exact, maxSteps = 70, maxOps = 14}: RandomLoopOptions): fc.Arbitrary<ProgramWithInputs> {
  const parts = {
    lanes: fc.constantFrom(...LANES),
    steps: fc.integer({min: 0, max: maxSteps}),
    ops: fc.integer({min: 1, max: maxOps}),
    seed: fc.noShrink(fc.nat({max: 0x7fffffff})),
  };
  return fc.record(parts).map((of) => new Author(of, exact).write());
}

class Author {
  readonly #builder = new Builder();
  readonly #choose: Choose;
  readonly #chooseData: Choose;
  readonly #lanes: number;
  readonly #steps: number;
  readonly #kind: "exact" | "rounded";
  readonly #shape: Shape;
  #opsLeft: number;
  #pool: Known[] = [];
  readonly #inputs: Value[] = [];

  constructor({lanes, steps, ops, seed}: {lanes: number; steps: number; ops: number; seed: number}, exact: boolean) {
    this.#choose = decisions(seed);
    this.#chooseData = decisions(~seed);
    this.#lanes = lanes;
    this.#steps = steps;
    this.#opsLeft = ops;
    this.#kind = exact ? "exact" : "rounded";
    const rows = [1, 2, 3, 4].find((n) => n > 1 && lanes % n === 0) ?? 1;
    this.#shape = this.#choose(3) === 0 ? [rows, lanes / rows] : [lanes];
  }

  write(): ProgramWithInputs & {[fc.toStringMethod]: () => string} {
    const builder = this.#builder;
    const some = (most: number, least: number): undefined[] =>
      Array.from({length: least + this.#choose(most - least + 1)}, () => undefined);
    this.#pool = some(3, 0).map(() => this.#input(this.#dtype()));
    if (this.#choose(2) === 0) this.#pool.push(this.#constant("float32"));
    // something before the loop
    for (let i = this.#choose(3); i > 0; i--) this.#op();
    const xs = some(2, 1).map(() => this.#input(this.#dtype(), DYNAMIC));
    const inits = some(5, 1).map(() => this.#input(this.#dtype()));
    const outside = this.#pool;
    const params = [...inits, ...xs].map(({value: {dtype, shape}, ...range}, i) => {
      const own = i < inits.length ? this.#carried(dtype) : range;
      return {value: builder.value(dtype, i < inits.length ? shape : shape.slice(1)), ...own};
    });
    this.#pool = [...outside, ...params];
    const body = builder.block(
      params.map(({value}) => value),
      () => {
        while (this.#opsLeft-- > 0) this.#op();
        return [
          ...params.slice(0, inits.length).map((param) => this.#next(param)),
          ...some(4, 0).map(() => this.#recent().value),
        ];
      },
    );
    const rules = [this.#one(RULES), this.#one(RULES)];
    const records = body.results.slice(inits.length).map(() => this.#one(rules));
    const outs = builder.loop({
      steps: DYNAMIC,
      inits: inits.map(({value}) => value),
      xs: xs.map(({value}) => value),
      body,
      records,
    });
    const lasts = outs.slice(0, inits.length);
    this.#pool = [...outside, ...lasts.map((value) => ({value, ...this.#carried(value.dtype)}))];
    // and something after it
    const after = some(2, 0).map(() => {
      this.#op();
      return (this.#pool.at(-1) as Known).value;
    });
    const program = builder.finish([...lasts, ...after, ...outs.slice(inits.length)]);
    const inputs = this.#inputs.map((value) => this.#array(value));
    const firstStep = this.#one([0, 1, 31, 6, 0x7fffff00]);
    const show = (): string =>
      `${print(program)}\nfirst step ${String(firstStep)}, inputs ${inputs.map(({data, shape}) => `[${shape.join()}]:(${data.subarray(0, 300).join()})`).join(" ")}`;
    return {program, inputs, firstStep, [fc.toStringMethod]: show};
  }

  #one<T>(list: readonly T[]): T {
    return list[this.#choose(list.length)] as T;
  }

  #dtype(): DType {
    return this.#one(["float32", "float32", "float32", "int32", "bool"]);
  }

  #recent(of: readonly Known[] = this.#pool): Known {
    const [a, b] = [this.#choose(of.length), this.#choose(of.length)];
    return of[Math.max(a, b)] as Known;
  }

  #drawn(dtype: DType): Range {
    return dtype === "bool" ? {max: 1, unit: 0} : DRAWN[dtype === "int32" ? dtype : this.#kind];
  }

  #carried(dtype: DType): Range {
    return dtype === "bool" ? {max: 1, unit: 0} : CARRIED[dtype === "int32" ? dtype : this.#kind];
  }

  #input(dtype: DType, ...leading: number[]): Known {
    const value = this.#builder.input({dtype, shape: [...leading, ...(this.#choose(3) === 0 ? [] : this.#shape)]});
    this.#inputs.push(value);
    return {value, ...this.#drawn(dtype)};
  }

  #constant(dtype: DType): Known {
    return {value: this.#builder.constant(this.#number(dtype, this.#choose), dtype), ...this.#drawn(dtype)};
  }

  #number(dtype: DType, choose: Choose): number {
    const at = choose(20_001) - 10_000;
    if (dtype === "bool") return at & 1;
    if (dtype === "int32") return at % 101;
    return this.#kind === "exact" ? (at % 33) / 8 : Math.fround(at / 1000);
  }

  #array({dtype, shape: of}: Value): RuntimeArray {
    const shape = of.map((n) => (n === DYNAMIC ? this.#steps : n));
    const data = allocate(dtype, sizeOf(shape));
    for (let i = 0; i < data.length; i++) data[i] = this.#number(dtype, this.#chooseData);
    return {data, shape};
  }

  /** A value in reach of this dtype, of the population or one for all; a constant if there is none. */
  #pick(dtype: DType): Known {
    const fitting = this.#pool.filter(({value}) => value.dtype === dtype && this.#isOperand(value));
    return fitting.length > 0 && this.#choose(10) < 9 ? this.#recent(fitting) : this.#constant(dtype);
  }

  /** Whether elementwise operations may take it. */
  #isOperand({shape}: Value): boolean {
    return shape.length === 0 || sameShape(shape, this.#shape);
  }

  #add(name: PrimitiveName, args: readonly Known[], {max, unit}: Range): Known {
    const known = {value: this.#builder.elementwise(name, ...args.map(({value}) => value)), max, unit};
    this.#pool.push(known);
    return known;
  }

  #op(): void {
    switch (this.#choose(10)) {
      case 0:
      case 1: {
        const dtype = this.#one(["float32", "float32", "int32"] as const);
        this.#add(this.#one(COMPARISONS), [this.#pick(dtype), this.#pick(dtype)], {max: 1, unit: 0});
        return;
      }
      case 2: {
        const name = this.#one(LOGIC);
        const args = name === "not" ? [this.#pick("bool")] : [this.#pick("bool"), this.#pick("bool")];
        this.#add(name, args, {max: 1, unit: 0});
        return;
      }
      case 3: {
        const dtype = this.#dtype();
        const [a, b] = [this.#pick(dtype), this.#pick(dtype)];
        this.#add("select", [this.#pick("bool"), a, b], {max: Math.max(a.max, b.max), unit: Math.min(a.unit, b.unit)});
        return;
      }
      case 4: {
        const from = this.#pick(this.#dtype());
        const {dtype} = from.value;
        const name =
          dtype === "float32" ? "toInt" : dtype === "int32" ? "toFloat" : this.#one(["toFloat", "toInt"] as const);
        if (!this.#allows("int32", from)) return;
        this.#add(name, [from], {max: from.max, unit: Math.max(0, from.unit)});
        return;
      }
      case 5: {
        const scalars = this.#pool.filter(({value: {shape}}) => shape.length === 0);
        if (scalars.length === 0) return;
        const scalar = this.#recent(scalars);
        this.#pool.push({...scalar, value: this.#builder.broadcast(scalar.value, this.#shape)});
        return;
      }
      case 6:
        return void this.#arithmetic("int32", INT_OPS);
      default:
        return void this.#arithmetic("float32", FLOAT_OPS);
    }
  }

  /** An operation on numbers that are kept so small that its result is allowed. */
  #arithmetic(dtype: DType, names: readonly PrimitiveName[]): Known {
    const name = this.#one(names);
    let [a, b] = [this.#pick(dtype), this.#pick(dtype)];
    if (!this.#allows(dtype, resultRange(name, a, b))) [a, b] = [this.#kept(a), this.#kept(b)];
    const isUnary = ["neg", "abs", "floor", "ceil", "trunc", "round"].includes(name);
    return this.#add(name, isUnary ? [a] : [a, b], resultRange(name, a, b));
  }

  #allows(dtype: DType, {max, unit}: Range): boolean {
    if (dtype === "int32") return max <= SMALL_INT;
    return this.#kind === "exact" ? max * 2 ** -unit <= 2 ** 24 : max <= 2 ** 40 && unit >= -100;
  }

  /** A value in the range of what is carried: cut off, and to multiples of a larger unit, as far as it must be. */
  #kept(known: Known): Known {
    const {dtype} = known.value;
    const {max, unit} = this.#carried(dtype);
    const constant = (x: number): Known => ({value: this.#builder.constant(x, dtype), max: Math.abs(x), unit});
    let kept = known;
    if (kept.max > max) {
      const above = this.#add("max", [kept, constant(-max)], kept);
      kept = this.#add("min", [above, constant(max)], {max, unit: kept.unit});
    }
    if (kept.unit < unit) {
      const scaled = this.#add("mul", [kept, constant(8)], {max: 8 * max, unit: kept.unit + 3});
      const whole = this.#add("floor", [scaled], {max: 8 * max, unit: 0});
      kept = this.#add("mul", [whole, constant(1 / 8)], {max, unit: -3});
    }
    return kept;
  }

  /** What a carry becomes: itself, another, or anything in its range. */
  #next({value: {dtype, shape}}: Known): Value {
    const fitting = this.#pool.filter(({value}) => value.dtype === dtype && sameShape(value.shape, shape));
    const changed = fitting.length > 0 ? this.#recent(fitting) : this.#constant(dtype);
    const kept = dtype === "bool" ? changed.value : this.#kept(changed).value;
    return sameShape(kept.shape, shape) ? kept : this.#builder.broadcast(kept, shape);
  }
}

function resultRange(name: PrimitiveName, a: Range, b: Range): Range {
  const unit = Math.min(a.unit, b.unit);
  switch (name) {
    case "add":
    case "sub":
      return {max: a.max + b.max, unit};
    case "mul":
      return {max: a.max * b.max, unit: a.unit + b.unit};
    case "neg":
    case "abs":
      return a;
    case "min":
    case "max":
      return {max: Math.max(a.max, b.max), unit};
    default:
      return {max: a.max + 1, unit: Math.max(0, a.unit)};
  }
}
