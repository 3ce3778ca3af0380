/**
 * @file What a program must satisfy: each value defined once, before it is read and in reach; types that follow the
 * operations; DYNAMIC lengths only where `types.ts` allows them. Every pass leaves programs that satisfy it.
 */
import {InternalError} from "../core/errors.js";
import type {Shape} from "../core/shape.js";
import {sameShape, sizeOf, withLength} from "../core/shape.js";
import {reduceTakes, resultDType} from "./opTable.js";
import {showOp, showType} from "./print.js";
import type {Block, LoopOp, Op, Program, RecordRule, TensorType, Value} from "./types.js";
import {argsOf, blocksOf, DYNAMIC, outsOf, recordLength} from "./types.js";

/**
 * Checks a program.
 * @throws InternalError that names the operation at fault and says what is wrong with it.
 */
export function verify(program: Program): void {
  new Verifier().program(program);
}

/** What is wrong with an operation, given arguments that are in reach; null if nothing is. */
type Rule<K extends Op["op"]> = (op: Extract<Op, {op: K}>) => string | null;

const RULES: {readonly [K in Op["op"]]: Rule<K>} = {
  constant: ({value, out}) =>
    out.shape.length > 0
      ? "a constant is a scalar"
      : IN_RANGE[out.dtype](value)
        ? null
        : `${String(value)} is not of its dtype`,

  elementwise: ({name, args, out}) => {
    const dtype = resultDType(
      name,
      args.map((arg) => arg.dtype),
    );
    if (dtype === null) return `does not take (${args.map(showType).join(", ")})`;
    if (dtype !== out.dtype) return `gives ${dtype}`;
    const larger = args.filter(({shape}) => shape.length > 0);
    if (!larger.every(({shape}) => sameShape(shape, out.shape)))
      return "an argument has neither its shape nor is a scalar";
    return larger.length === 0 && out.shape.length > 0 ? "no argument has its shape" : null;
  },

  broadcast: ({arg, out}) =>
    arg.dtype !== out.dtype ? "changes the dtype" : stretches(arg.shape, out.shape) ? null : "does not broadcast",

  reshape: ({arg, out}) =>
    arg.dtype !== out.dtype
      ? "changes the dtype"
      : sizeOf(arg.shape) === sizeOf(out.shape)
        ? null
        : "changes the number of elements",

  reduce: ({name, axes, arg, out}) => {
    if (!reduceTakes(name, arg.dtype)) return `does not take ${arg.dtype}`;
    if (!axes.every((axis, i) => axis in arg.shape && axis > (axes[i - 1] ?? -1)))
      return "axes are not sorted axes of it";
    const shape = arg.shape.filter((_, axis) => !axes.includes(axis));
    return sameType(out, {dtype: arg.dtype, shape}) ? null : `gives ${showType({dtype: arg.dtype, shape})}`;
  },

  take: ({arg, indices, axis, out}) => {
    if (indices.dtype !== "int32" || indices.shape.length !== 1) return "the indices are not an int32 vector";
    const length = arg.shape[axis];
    if (length === undefined) return "there is no such axis";
    const [count = 0] = indices.shape;
    if (length === 0 && count > 0) return "takes elements where there are none";
    const type = {dtype: arg.dtype, shape: withLength(arg.shape, axis, count)};
    return sameType(out, type) ? null : `gives ${showType(type)}`;
  },

  loop: (op) => {
    const {steps, inits, xs, body, outs} = op;
    const dynamic = steps === DYNAMIC;
    if (!dynamic && !isLength(steps)) return "the number of steps is not one";
    if (dynamic && xs.length === 0) return "nothing says how many steps there are";
    if (inits.some(isDynamic)) return "carries a value of a length that only a run decides";
    if (xs.some(({shape}) => shape[0] !== steps)) return "a sequence has another length";
    return (
      compare("parameters", body.params, loopParams(op)) ??
      compareLoopResults(op) ??
      compareRules(op) ??
      compareLoopOuts(op, outs)
    );
  },

  cond: ({pred, then, otherwise, outs}) => {
    if (!sameType(pred, {dtype: "bool", shape: []})) return "the predicate is not a scalar boolean";
    if (then.params.length + otherwise.params.length > 0) return "a branch takes parameters";
    return compare("results of then", then.results, outs) ?? compare("results of else", otherwise.results, outs);
  },
};

const IN_RANGE = {
  float32: (value: number) => Object.is(Math.fround(value), value),
  int32: (value: number) => Object.is(value | 0, value),
  bool: (value: number) => Object.is(value, 0) || value === 1,
};

function loopParams({inits, xs}: LoopOp): TensorType[] {
  return [...inits, ...xs.map(({dtype, shape}) => ({dtype, shape: shape.slice(1)}))];
}

function compareLoopResults({inits, body}: LoopOp): string | null {
  if (body.results.length < inits.length) return "does not yield every carry";
  return compare("carried results", body.results.slice(0, inits.length), inits);
}

function compareRules({inits, body, records}: LoopOp): string | null {
  if (records.length !== body.results.length - inits.length) return "not every record has one rule";
  return records.every(isRule) ? null : "a record's rule keeps no step";
}

function compareLoopOuts({steps, inits, body, records}: LoopOp, outs: readonly Value[]): string | null {
  const stacked = body.results.slice(inits.length).map(({dtype, shape}, i) => ({
    dtype,
    shape: [recordLength(steps, records[i] as RecordRule), ...shape],
  }));
  return compare("outputs", outs, [...inits, ...stacked]);
}

/** Says how the types of `values` differ from those expected. */
function compare(what: string, values: readonly Value[], expected: readonly TensorType[]): string | null {
  const fits = values.length === expected.length && values.every((value, i) => sameType(value, expected[i]));
  return fits
    ? null
    : `${what} are (${values.map(showType).join(", ")}), expected (${expected.map(showType).join(", ")})`;
}

const sameType = (a: TensorType, b: TensorType | undefined): boolean =>
  b !== undefined && a.dtype === b.dtype && sameShape(a.shape, b.shape);

const isDynamic = ({shape}: Value): boolean => shape[0] === DYNAMIC;

const isRule = ({every, offset}: RecordRule): boolean => isLength(every) && isLength(offset) && offset < every;

const isLength = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= 0x7fffffff;

function stretches(from: Shape, to: Shape): boolean {
  const added = to.length - from.length;
  return added >= 0 && from.every((length, axis) => length === 1 || length === to[axis + added]);
}

/** What an error names: an operation, or the program when it is none. */
type Site = Op | null;

class Verifier {
  /** Every id defined so far, in reach or not. */
  readonly #ids = new Set<number>();
  /** The values in reach. */
  readonly #reach = new Map<number, Value>();

  program(program: Program): void {
    this.#block(program, null);
  }

  /** Only the program's own parameters and results may have DYNAMIC lengths. */
  #block({params, ops, results}: Block, site: Site): void {
    for (const param of params) this.#define(param, site, site === null);
    for (const op of ops) this.#op(op);
    for (const result of results) this.#read(result, site, site === null);
    for (const {id} of params) this.#reach.delete(id);
    for (const op of ops) for (const {id} of outsOf(op)) this.#reach.delete(id);
  }

  #op(op: Op): void {
    const mayBeDynamic = op.op === "loop";
    for (const arg of argsOf(op)) this.#read(arg, op, mayBeDynamic);
    const wrong = (RULES[op.op] as (op: Op) => string | null)(op);
    if (wrong !== null) fail(op, wrong);
    for (const block of blocksOf(op)) this.#block(block, op);
    for (const out of outsOf(op)) this.#define(out, op, mayBeDynamic);
  }

  #read(value: Value, site: Site, mayBeDynamic: boolean): void {
    const defined = this.#reach.get(value.id);
    if (defined === undefined)
      fail(site, `${showName(value)} is ${this.#ids.has(value.id) ? "out of reach" : "not defined"}`);
    if (defined !== value && !sameType(defined, value)) {
      fail(site, `reads ${showName(value)} as ${showType(value)}, defined as ${showType(defined)}`);
    }
    if (!mayBeDynamic && isDynamic(value)) fail(site, `${showName(value)} has a length that only a run decides`);
  }

  #define(value: Value, site: Site, mayBeDynamic: boolean): void {
    if (this.#ids.has(value.id)) fail(site, `${showName(value)} is defined twice`);
    const fixed = mayBeDynamic && isDynamic(value) ? value.shape.slice(1) : value.shape;
    if (!fixed.every(isLength)) fail(site, `${showName(value)} has the impossible shape ${showType(value)}`);
    this.#ids.add(value.id);
    this.#reach.set(value.id, value);
  }
}

const showName = ({id}: Value): string => `%${String(id)}`;

function fail(site: Site, what: string): never {
  throw new InternalError(`verify: ${site === null ? "the program" : showOp(site)}: ${what}`);
}
