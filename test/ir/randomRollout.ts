/**
 * @file Random programs of the shape that forLoop gives: one loop, over the program's inputs, whose length a run
 * decides. What is written depends neither on the lanes nor on the steps, so that a failure shrinks in these too.
 */
import fc from "fast-check";
import type {DType} from "../../lib/core/dtype.js";
import {allocate} from "../../lib/core/dtype.js";
import type {Shape} from "../../lib/core/shape.js";
import {sameShape, sizeOf} from "../../lib/core/shape.js";
import {Builder} from "../../lib/ir/builder.js";
import type {ReduceName} from "../../lib/ir/opTable.js";
import {print} from "../../lib/ir/print.js";
import type {Block, RecordRule, RuntimeArray, Value} from "../../lib/ir/types.js";
import {DYNAMIC, EVERY_STEP} from "../../lib/ir/types.js";
import type {Choose} from "./randomParts.js";
import {decisions, randomDType, randomElementwise, randomNumber} from "./randomParts.js";
import type {ProgramWithInputs} from "./randomProgram.js";

/** What random rollouts are like. */
export interface RandomRolloutOptions {
  /** How many lanes there may be; failures shrink towards the first. Default `LANES`. */
  readonly lanes?: readonly number[];
  /** Default 70. */
  readonly maxSteps?: number;
  /** At most so many lanes times steps. Default 5,000, for the interpreter's sake. */
  readonly maxWork?: number;
}

/** A program with inputs, and what became of the decisions that shrink. */
export interface RandomRollout extends ProgramWithInputs {
  readonly lanes: number;
  readonly steps: number;
}

/** Around a vector and groups of vectors. */
export const LANES = [1, 3, 4, 5, 0, 15, 16, 17, 2, 23, 24, 25, 47, 48, 49, 50, 97, 121, 196, 513];

/** Of more lanes than one block of the wasm backend has, without rows in each step and with them. */
export const LARGE: RandomRolloutOptions = {lanes: [4097, 4500, 8201, 33_001], maxSteps: 12, maxWork: 70_000};

const MOST_OPS = 16;
const MOST_SHOWN = 600;
const RULES: readonly RecordRule[] = [
  EVERY_STEP,
  {every: 2, offset: 0},
  {every: 2, offset: 1},
  {every: 7, offset: 3},
  {every: 32, offset: 31},
  {every: 0x7fffffff, offset: 5},
];

/** Random rollouts. A failing one is shown as text. */
export function randomRollout(options: RandomRolloutOptions = {}): fc.Arbitrary<RandomRollout> {
  const {lanes: populations = LANES, maxSteps = 70, maxWork = 5000} = options;
  const parts = {
    lanes: fc.constantFrom(...populations),
    steps: fc.integer({min: 0, max: maxSteps}),
    ops: fc.integer({min: 1, max: MOST_OPS}),
    seed: fc.noShrink(fc.nat({max: 0x7fffffff})),
  };
  return fc
    .record(parts)
    .map(({lanes, steps, ops, seed}) =>
      new Author(seed, ops, lanes, Math.min(steps, Math.floor(maxWork / Math.max(1, lanes)))).write(),
    );
}

class Author {
  readonly #builder = new Builder();
  readonly #choose: Choose;
  /** Of inputs alone, which are drawn last and whose number hangs on the lanes. */
  readonly #chooseData: Choose;
  readonly #lanes: number;
  readonly #steps: number;
  readonly #coupled: boolean;
  /** The shapes of a population: the usual one, and another that only a reshape leads to. */
  readonly #shapes: readonly [Shape, Shape];
  #opsLeft: number;
  /** Values in reach. */
  #pool: Value[] = [];
  readonly #indices: Value[] = [];
  readonly #inputs: Value[] = [];

  constructor(seed: number, ops: number, lanes: number, steps: number) {
    this.#choose = decisions(seed);
    this.#chooseData = decisions(~seed);
    this.#lanes = lanes;
    this.#steps = steps;
    this.#opsLeft = ops;
    this.#coupled = this.#choose(3) === 0;
    const [usual, other] = [this.#population(), this.#population()];
    this.#shapes = [usual, this.#choose(4) === 0 ? other : usual];
  }

  write(): RandomRollout & {[fc.toStringMethod]: () => string} {
    const builder = this.#builder;
    const some = (count: number, least = 0): undefined[] =>
      Array.from({length: least + this.#choose(count)}, () => undefined);
    const outside = some(4).map(() => this.#input(randomDType(this.#choose), this.#shape()));
    const constants = some(2).map(() => builder.constant(randomNumber("float32", this.#choose), "float32"));
    const counts = some(3).map(() => this.#one([1, 2, 3, 5, 0]));
    this.#indices.push(...counts.map((count) => this.#input("int32", [count])));
    const xs = some(3, 1).map(() => this.#input(randomDType(this.#choose), [DYNAMIC, ...this.#shape()]));
    if (this.#choose(6) === 0) xs.push(xs[0] as Value);
    // a carry may be about chosen lanes
    const carried = (): Shape => (this.#choose(4) === 0 ? [this.#one([...counts, 1])] : this.#shape());
    const inits = some(5).map(() => this.#input(randomDType(this.#choose), carried()));
    const params = [...inits, ...xs].map(({dtype, shape}, i) =>
      builder.value(dtype, i < inits.length ? shape : shape.slice(1)),
    );
    this.#pool = [...outside, ...constants];
    const body = this.#block(params, () => {
      while (this.#opsLeft-- > 0) this.#op(0);
      const chosen = this.#choose(2) === 0 ? some(2, 1).flatMap(() => this.#chosen()) : [];
      return [
        ...params.slice(0, inits.length).map((param) => this.#next(param, params)),
        ...some(3, inits.length === 0 ? 1 : 0).map(() => this.#recent()),
        ...chosen,
      ];
    });
    const records = body.results.slice(inits.length).map(() => this.#one(RULES));
    const outs = builder.loop({steps: DYNAMIC, inits, xs, body, records});
    // a state that is only read is in no result; other results may be there twice, or not come from the loop
    const isRead = (i: number): boolean => body.results[i]?.id === params[i]?.id;
    const lasts = outs.slice(0, inits.length).filter((_, i) => !isRead(i) || this.#choose(2) === 0);
    const more = this.#choose(3) === 0 ? [this.#one([...lasts, ...outside, ...constants, ...outs.slice(-1)])] : [];
    const program = builder.finish([...lasts, ...more, ...outs.slice(inits.length)]);
    const inputs = this.#inputs.map((value) => this.#array(value));
    const firstStep = this.#one([0, 1, 31, 6, 0x7fffff00]);
    const show = (): string =>
      `${print(program)}\nfirst step ${String(firstStep)}, steps ${String(this.#steps)}\ninputs ${inputs.map(showInput).join(" ")}`;
    return {program, inputs, firstStep, lanes: this.#lanes, steps: this.#steps, [fc.toStringMethod]: show};
  }

  #one<T>(list: readonly T[]): T {
    return list[this.#choose(list.length)] as T;
  }

  /** A shape of all lanes. */
  #population(): Shape {
    const lanes = this.#lanes;
    const [many, at] = [this.#choose(3), this.#choose(4)];
    const divisors = Array.from({length: lanes}, (_, i) => i + 1).filter((n) => lanes % n === 0);
    const rows = divisors[at % Math.max(1, divisors.length)] ?? at;
    return many < 2 ? [lanes] : [rows, rows === 0 ? 3 : lanes / rows];
  }

  #shape(): Shape {
    const of = this.#choose(8);
    return of < 3 ? [] : this.#shapes[of === 3 ? 1 : 0];
  }

  #input(dtype: DType, shape: Shape): Value {
    const value = this.#builder.input({dtype, shape});
    this.#inputs.push(value);
    return value;
  }

  #array(value: Value): RuntimeArray {
    const shape = value.shape.map((n) => (n === DYNAMIC ? this.#steps : n));
    const data = allocate(value.dtype, sizeOf(shape));
    const choose = this.#chooseData;
    const isIndex = this.#indices.includes(value);
    for (let i = 0; i < data.length; i++) {
      data[i] = isIndex && choose(4) > 0 ? choose(this.#lanes + 4) - 2 : randomNumber(value.dtype, choose);
    }
    return {data, shape};
  }

  /** What a carry becomes: itself, another, something made of itself, or anything. */
  #next(param: Value, params: readonly Value[]): Value {
    const {dtype, shape} = param;
    const alike = params.filter((other) => other.dtype === dtype && sameShape(other.shape, shape));
    const name = this.#one(dtype === "bool" ? (["xor", "or"] as const) : (["add", "sub", "mul", "max"] as const));
    switch (this.#choose(8)) {
      case 0:
        return param;
      case 1:
        return this.#one(alike);
      case 2:
      case 3:
        return this.#pick(dtype, shape);
      default:
        return this.#builder.elementwise(name, param, this.#pick(dtype, shape, shape, []));
    }
  }

  /** A value in reach, mostly a late one, of this dtype and one of these shapes; a constant if there is none. */
  #pick(dtype: DType, ...shapes: readonly Shape[]): Value {
    const fitting = this.#pool.filter(
      (value) => value.dtype === dtype && shapes.some((shape) => sameShape(shape, value.shape)),
    );
    const [known, near, shape] = [this.#choose(10) < 9, this.#near(fitting.length), this.#one(shapes)];
    if (fitting.length > 0 && known) return fitting[near] as Value;
    const scalar = this.#builder.constant(randomNumber(dtype, this.#choose), dtype);
    return shape.length === 0 ? scalar : this.#builder.broadcast(scalar, shape);
  }

  #near(n: number): number {
    const [a, b] = [this.#choose(60), this.#choose(60)];
    return n - 1 - Math.floor((Math.min(a, b) / 60) * n);
  }

  #recent(of = this.#pool): Value {
    return of[this.#near(of.length)] as Value;
  }

  #op(depth: number): void {
    const kind = this.#choose(this.#coupled && depth === 0 ? 16 : 12);
    const recent = this.#recent();
    const {dtype, shape} = recent;
    switch (kind) {
      case 10: {
        const fits = ({shape: from}: Value): boolean =>
          from.length <= shape.length && (sizeOf(from) === 1 || (this.#coupled && isTail(from, shape)));
        const narrow = this.#pool.filter(fits);
        if (narrow.length > 0) this.#pool.push(this.#builder.broadcast(this.#recent(narrow), shape));
        return;
      }
      case 11: {
        const alike = this.#pool.filter((value) => sizeOf(value.shape) === this.#lanes);
        if (alike.length > 0) this.#pool.push(this.#builder.reshape(this.#recent(alike), this.#one(this.#shapes)));
        return;
      }
      case 12:
      case 13: {
        const names: ReduceName[] = dtype === "bool" ? ["any", "all"] : ["sum", "prod", "min", "max"];
        const axes = shape.map((_, axis) => axis).slice(this.#choose(2));
        this.#pool.push(this.#builder.reduce(this.#one(names), recent, axes));
        return;
      }
      case 14:
        return this.#nested();
      case 15:
        return void this.#chosen();
      default:
        this.#pool.push(this.#elementwise(shape.length === 0 ? this.#recent().shape : shape));
    }
  }

  #elementwise(wide: Shape): Value {
    return randomElementwise(this.#builder, this.#choose, (dtype) => this.#pick(dtype, [], wide, wide));
  }

  /** Some lanes of a value, and what may be made of them. */
  #chosen(): Value[] {
    const wide = this.#pool.filter(({shape}) => shape.length > 0 && sizeOf(shape) === this.#lanes && this.#lanes > 0);
    const indices = this.#indices[this.#choose(2)];
    if (indices === undefined || wide.length === 0) return [];
    const arg = this.#recent(wide);
    const taken = this.#builder.take(arg, indices, this.#choose(arg.shape.length));
    this.#pool.push(taken);
    for (let i = this.#choose(4); i > 0; i--) this.#pool.push(this.#elementwise(taken.shape));
    return [taken, this.#pool.at(-1) as Value].slice(this.#choose(2));
  }

  /** A condition or a loop. */
  #nested(): void {
    const types = Array.from({length: 1 + this.#choose(2)}, () => this.#recent());
    const block = (params: readonly Value[]): Block =>
      this.#block(params, () => {
        for (let i = this.#choose(4); i > 0; i--) this.#op(1);
        return types.map(({dtype, shape}) => this.#pick(dtype, shape));
      });
    if (this.#choose(2) === 0) {
      this.#pool.push(...this.#builder.cond(this.#pick("bool", []), block([]), block([])));
    } else {
      const body = block(types.map(({dtype, shape}) => this.#builder.value(dtype, shape)));
      this.#pool.push(...this.#builder.loop({steps: this.#one([2, 1, 3, 0]), inits: types, xs: [], body}));
    }
  }

  #block(params: readonly Value[], write: () => readonly Value[]): Block {
    const pool = this.#pool;
    this.#pool = [...pool, ...params];
    try {
      return this.#builder.block(params, write);
    } finally {
      this.#pool = pool;
    }
  }
}

function showInput({data, shape}: RuntimeArray): string {
  return `[${shape.join()}]:(${data.subarray(0, MOST_SHOWN).join()}${data.length > MOST_SHOWN ? ", ..." : ""})`;
}

/** Whether `from` stretches to `to` over leading axes. */
const isTail = (from: Shape, to: Shape): boolean => sameShape(from, to.slice(to.length - from.length));
