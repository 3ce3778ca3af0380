/**
 * @file The key under which a compiled program is cached. It is made on every call of a traced function, so it is
 * written as numbers, 16 bits a character, with no text in between. It is not meant to be read.
 */
import type {DType} from "../core/dtype.js";
import type {Shape} from "../core/shape.js";
import {OPS, REDUCTIONS} from "./opTable.js";
import type {Block, Op, Program, Value} from "./types.js";

const DTYPES: Readonly<Record<DType, number>> = {float32: 0, int32: 1, bool: 2};
const KINDS = {constant: 0, broadcast: 1, reshape: 2, reduce: 3, loop: 4, cond: 5, take: 6} as const;
const FIRST_NAME = Object.keys(KINDS).length;
const NAMES = new Map(Object.keys(OPS).map((name, i) => [name, FIRST_NAME + i]));
const REDUCE_NAMES = new Map(Object.keys(REDUCTIONS).map((name, i) => [name, i]));

/** Larger numbers, and negative ones, take this mark and two more characters. */
const WIDE = 0xffff;
const CHUNK = 4096;

const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);

/** Equal for two verified programs exactly when they are equal but for the ids of their values. */
export function structuralKey(program: Program): string {
  const writer = new KeyWriter();
  writer.block(program);
  return writer.finish();
}

class KeyWriter {
  readonly #units: number[] = [];
  /** The place of each value in the order of definition, by id. */
  readonly #places: number[] = [];
  #defined = 0;

  finish(): string {
    const units = this.#units;
    if (units.length <= CHUNK) return String.fromCharCode(...units);
    let key = "";
    for (let at = 0; at < units.length; at += CHUNK) key += String.fromCharCode(...units.slice(at, at + CHUNK));
    return key;
  }

  block({params, ops, results}: Block): void {
    this.#number(params.length);
    for (const param of params) {
      this.#define(param);
      this.#units.push(DTYPES[param.dtype]);
      this.#shape(param.shape);
    }
    this.#number(ops.length);
    for (const op of ops) this.#op(op);
    this.#values(results);
  }

  /** Types follow from those of the arguments but where they are written. */
  #op(op: Op): void {
    switch (op.op) {
      case "constant":
        this.#units.push(KINDS.constant, DTYPES[op.out.dtype]);
        this.#constant(op.value, op.out.dtype);
        this.#define(op.out);
        return;
      case "elementwise":
        // the name gives the number of arguments
        this.#units.push(NAMES.get(op.name) ?? 0);
        for (const arg of op.args) this.#value(arg);
        this.#define(op.out);
        return;
      case "broadcast":
      case "reshape":
        this.#units.push(KINDS[op.op]);
        this.#value(op.arg);
        this.#shape(op.out.shape);
        this.#define(op.out);
        return;
      case "reduce":
        this.#units.push(KINDS.reduce, REDUCE_NAMES.get(op.name) ?? 0);
        this.#value(op.arg);
        this.#shape(op.axes);
        this.#define(op.out);
        return;
      case "take":
        this.#units.push(KINDS.take);
        this.#value(op.arg);
        this.#value(op.indices);
        this.#number(op.axis);
        this.#define(op.out);
        return;
      case "loop":
        this.#units.push(KINDS.loop);
        this.#number(op.steps);
        this.#values(op.inits);
        this.#values(op.xs);
        this.block(op.body);
        for (const {every, offset} of op.records) {
          this.#number(every);
          this.#number(offset);
        }
        for (const out of op.outs) this.#define(out);
        return;
      case "cond":
        this.#units.push(KINDS.cond);
        this.#value(op.pred);
        this.block(op.then);
        this.block(op.otherwise);
        for (const out of op.outs) this.#define(out);
    }
  }

  #define({id}: Value): void {
    this.#places[id] = this.#defined++;
  }

  #value({id}: Value): void {
    this.#number(this.#places[id] ?? -1);
  }

  #values(values: readonly Value[]): void {
    this.#number(values.length);
    for (const value of values) this.#value(value);
  }

  #shape(shape: Shape): void {
    this.#number(shape.length);
    for (const length of shape) this.#number(length);
  }

  /** The bits, so that 0 and -0 differ; one NaN for all. */
  #constant(value: number, dtype: DType): void {
    if (dtype === "float32") floats[0] = value;
    else bits[0] = value;
    const word = Number.isNaN(value) ? 0x7fc00000 : (bits[0] ?? 0);
    this.#units.push(word & 0xffff, word >>> 16);
  }

  #number(n: number): void {
    if (n >= 0 && n < WIDE) this.#units.push(n);
    else this.#units.push(WIDE, n & 0xffff, n >>> 16);
  }
}
