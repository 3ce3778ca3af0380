/**
 * @file Chosen neurons apart: where a loop over a population records some of its elements (`take`), these get a small
 * loop of their own. Lanes that do not see one another give the same bits in whatever company they are, and the large
 * loop stays one whose lanes do not meet, however few are recorded. Those few are computed twice.
 */
import {sameShape, withLength} from "../../core/shape.js";
import type {Builder} from "../builder.js";
import {readsAny} from "../reads.js";
import type {Block, LoopOp, Op, Program, TakeOp, Value} from "../types.js";
import {argsOf, outsOf} from "../types.js";
import type {PlainOp} from "./opKey.js";
import type {Rewriter} from "./rewrite.js";
import {rewrite} from "./rewrite.js";

/** Gives what only records read, and what is made of taken elements, a loop of its own. */
export function spare(program: Program): Program {
  return rewrite(program, (op, to) => {
    if (op.op === "loop") spareLoop({...op, body: to.block(op.body)}, to);
    else to.keep(op);
  });
}

function spareLoop(loop: LoopOp, to: Rewriter): void {
  const {inits, xs, body, records, outs} = loop;
  const parts = new Parts(loop);
  const inSmall = (value: Value): boolean => parts.made.has(value.id);
  const moves = body.results.map(inSmall);
  if (!parts.canPart() || !moves.includes(true)) {
    to.builder.push(loop);
    return;
  }
  const small = new SmallLoop(loop, parts, to.builder).write();
  outs.forEach((out, i) => {
    if (moves[i]) to.replace(out, small.get(i) as Value);
  });
  const stays = (_: unknown, i: number): boolean => !moves[i];
  to.builder.push({
    ...loop,
    inits: inits.filter(stays),
    body: {
      params: body.params.filter((_, i) => i >= inits.length || stays(_, i)),
      ops: body.ops.filter((op) => !outsOf(op).some(inSmall)),
      results: body.results.filter(stays),
    },
    xs,
    records: records.filter((_, i) => !moves[inits.length + i]),
    outs: outs.filter(stays),
  });
}

/** What of a body is made of taken elements, and whether that can be computed apart. */
class Parts {
  /** By id, the values that are made of taken elements: operations, and carries whose next value is. */
  readonly made = new Set<number>();
  readonly definitions = new Map<number, Op>();
  readonly #body: Block;
  readonly #carries: number;
  readonly #apart = new Map<number, boolean>();

  constructor({inits, body}: LoopOp) {
    this.#body = body;
    this.#carries = inits.length;
    for (const op of body.ops) for (const {id} of outsOf(op)) this.definitions.set(id, op);
    for (let before = -1; before !== this.made.size;) {
      before = this.made.size;
      for (const op of body.ops) {
        if (op.op !== "take" && !readsAny(op, this.made)) continue;
        for (const {id} of outsOf(op)) this.made.add(id);
      }
      inits.forEach((_, i) => {
        if (this.made.has((body.results[i] as Value).id)) this.made.add((body.params[i] as Value).id);
      });
    }
  }

  isInside({id}: Value): boolean {
    return this.definitions.has(id) || this.#body.params.some((param) => param.id === id);
  }

  /** The number of the carry that a parameter is, or -1. */
  carryOf({id}: Value): number {
    const at = this.#body.params.findIndex((param) => param.id === id);
    return at < this.#carries ? at : -1;
  }

  /** Whether all that is made of taken elements needs only these, scalars, and what is the same in every step. */
  canPart(): boolean {
    return this.#body.ops.every((op) => {
      if (!outsOf(op).some(({id}) => this.made.has(id))) return true;
      if (op.op === "loop" || op.op === "cond") return false;
      if (op.op === "take") return !this.isInside(op.indices) && this.#isApart(op.arg, op.arg);
      return argsOf(op).every((arg) => this.made.has(arg.id) || this.#isApart(arg, null));
    });
  }

  /** Whether a value is computed lane by lane over the shape of `lanes`, or is a scalar, from nothing else. */
  #isApart(value: Value, lanes: Value | null): boolean {
    if (!this.isInside(value)) return true;
    if (this.made.has(value.id)) return false;
    if (value.shape.length > 0 && (lanes === null || !sameShape(value.shape, lanes.shape))) return false;
    const known = this.#apart.get(value.id);
    if (known !== undefined) return known;
    // a carried value may lead back to itself
    this.#apart.set(value.id, true);
    const isApart = this.#isMadeApart(value, lanes);
    this.#apart.set(value.id, isApart);
    return isApart;
  }

  #isMadeApart(value: Value, lanes: Value | null): boolean {
    const op = this.definitions.get(value.id);
    if (op === undefined) {
      const carry = this.carryOf(value);
      return carry < 0 || this.#isApart(this.#body.results[carry] as Value, lanes);
    }
    switch (op.op) {
      case "constant":
        return true;
      case "elementwise":
        return op.args.every((arg) => this.#isApart(arg, lanes));
      case "broadcast":
        return op.arg.shape.length === 0 && this.#isApart(op.arg, lanes);
      default:
        return false;
    }
  }
}

/** Some elements along an axis; null: scalars, which are as they are. */
type Choice = Pick<TakeOp, "indices" | "axis"> | null;

/** What the small loop carries: elements of what carry `of` is, or all of it. */
interface SmallCarry {
  readonly of: number;
  readonly choice: Choice;
  readonly init: Value;
  readonly param: Value;
  next: Value | null;
}

/** Writes the loop of what is made of taken elements. */
class SmallLoop {
  readonly #loop: LoopOp;
  readonly #parts: Parts;
  readonly #builder: Builder;
  /** What stands for values of the large loop, by choice and id. */
  readonly #copies = new Map<string, Value>();
  readonly #carries: SmallCarry[] = [];
  /** What is taken once, in front of the loop. */
  readonly #before: TakeOp[] = [];
  readonly #slices = new Map<number, Value>();

  constructor(loop: LoopOp, parts: Parts, builder: Builder) {
    this.#loop = loop;
    this.#parts = parts;
    this.#builder = builder;
  }

  /** Gives what stands for each output that moves, by its number. */
  write(): Map<number, Value> {
    const {inits, xs, body, records, steps} = this.#loop;
    const moved = body.results.flatMap((value, i) => (this.#parts.made.has(value.id) ? [i] : []));
    const stacked = moved.filter((i) => i >= inits.length);
    // each loop that a run's length decides slices something
    xs.slice(0, 1).forEach((_, i) => this.#slice(i));
    const block = this.#builder.block([], () => {
      for (const i of moved) if (i < inits.length) this.#copy(body.params[i] as Value, null);
      for (const i of moved) this.#copy(body.results[i] as Value, null);
      for (let at = 0; at < this.#carries.length; at++) {
        const carry = this.#carries[at] as SmallCarry;
        carry.next = this.#copy(body.results[carry.of] as Value, carry.choice);
      }
      return stacked.map((i) => this.#copy(body.results[i] as Value, null));
    });
    const sliced = [...this.#slices].sort(([a], [b]) => a - b);
    for (const op of this.#before) this.#builder.push(op);
    const outs = this.#builder.loop({
      steps,
      inits: this.#carries.map(({init}) => init),
      xs: sliced.map(([i]) => xs[i] as Value),
      body: {
        params: [...this.#carries.map(({param}) => param), ...sliced.map(([, param]) => param)],
        ops: block.ops,
        results: [...this.#carries.map(({next}) => next as Value), ...block.results],
      },
      records: stacked.map((i) => records[i - inits.length] as (typeof records)[number]),
    });
    const result = new Map<number, Value>();
    this.#carries.forEach(({of, choice}, at) => {
      if (choice === null && moved.includes(of)) result.set(of, outs[at] as Value);
    });
    stacked.forEach((i, at) => result.set(i, outs[this.#carries.length + at] as Value));
    return result;
  }

  /** What stands for a value here: `choice` says which of its elements, where it has one for each lane. */
  #copy(value: Value, choice: Choice): Value {
    if (!this.#parts.isInside(value)) return this.#outside(value, choice);
    const wide = value.shape.length > 0 && choice !== null;
    const key = `${wide ? `${String(choice.indices.id)} ${String(choice.axis)}` : ""}:${String(value.id)}`;
    const known = this.#copies.get(key);
    if (known !== undefined) return known;
    const copy = this.#compute(value, wide ? choice : null, key);
    this.#copies.set(key, copy);
    return copy;
  }

  /** What is the same in every step: elements are taken once, in front of the loop. */
  #outside(value: Value, choice: Choice): Value {
    if (value.shape.length === 0 || choice === null) return value;
    const key = `${String(choice.indices.id)} ${String(choice.axis)}:${String(value.id)}`;
    const known = this.#copies.get(key);
    if (known !== undefined) return known;
    const {indices, axis} = choice;
    const out = this.#builder.value(value.dtype, withLength(value.shape, axis, indices.shape[0] ?? 0));
    this.#before.push({op: "take", arg: value, indices, axis, out});
    this.#copies.set(key, out);
    return out;
  }

  #compute(value: Value, choice: Choice, key: string): Value {
    const {inits, body} = this.#loop;
    const op = this.#parts.definitions.get(value.id) as PlainOp | undefined;
    if (op === undefined) {
      const of = this.#parts.carryOf(value);
      if (of >= 0) {
        const init = this.#outside(inits[of] as Value, choice);
        const param = this.#builder.value(init.dtype, init.shape);
        this.#copies.set(key, param);
        this.#carries.push({of, choice, init, param, next: null});
        return param;
      }
      const slice = this.#slice(body.params.findIndex(({id}) => id === value.id) - inits.length);
      return choice === null ? slice : this.#builder.take(slice, choice.indices, choice.axis);
    }
    if (op.op === "take") return this.#copy(op.arg, op);
    const args = argsOf(op).map((arg) => this.#copy(arg, this.#parts.made.has(arg.id) ? null : choice));
    const shape = choice === null ? op.out.shape : withLength(op.out.shape, choice.axis, choice.indices.shape[0] ?? 0);
    const out = this.#builder.value(op.out.dtype, shape);
    if (op.op === "elementwise") this.#builder.push({...op, args, out});
    else if (op.op === "constant") this.#builder.push({...op, out});
    else this.#builder.push({...op, arg: args[0] as Value, out});
    return out;
  }

  #slice(sequence: number): Value {
    let param = this.#slices.get(sequence);
    if (param === undefined) {
      const {dtype, shape} = this.#loop.body.params[this.#loop.inits.length + sequence] as Value;
      param = this.#builder.value(dtype, shape);
      this.#slices.set(sequence, param);
    }
    return param;
  }
}
