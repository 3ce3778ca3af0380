/**
 * @file Takes an optimized program apart for workers: what stands before its loops, done once, and each loop as a
 * program of its own, whose inputs are all that it reads from outside.
 */
import {InternalError} from "../../core/errors.js";
import {uncoupledLanes} from "../../ir/lanes.js";
import {idsOf} from "../../ir/passes/rewrite.js";
import {capturedBy, readsAny} from "../../ir/reads.js";
import {DYNAMIC} from "../../ir/types.js";
import type {ConstantOp, LoopOp, Op, Program, Value} from "../../ir/types.js";
import type {Links} from "../links.js";
import {linksOf} from "../links.js";

/** Where an array comes from: an input of the program, or a result of what stands before the loops. */
export interface Source {
  readonly from: "input" | "before";
  readonly index: number;
}

/** A loop as a program of its own. */
export interface LoopPart {
  readonly program: Program;
  readonly links: Links;
  /** Where each input comes from. */
  readonly sources: readonly Source[];
  /** The number of its lanes where they do not see one another, so that they can be shared out; null where they do. */
  readonly lanes: number | null;
  /** For each of its results, the results of the whole program that it is. */
  readonly targets: readonly (readonly number[])[];
}

/** A program taken apart. */
export interface Split {
  /** Null where there is nothing to compute. */
  readonly before: Program | null;
  readonly loops: readonly LoopPart[];
  /** Results that no loop gives, and where they come from. */
  readonly others: readonly (readonly [result: number, source: Source])[];
}

const isLoop = (op: Op): op is LoopOp => op.op === "loop" && op.steps === DYNAMIC;

/** @throws InternalError when something stands behind a loop */
export function splitLoops(program: Program): Split {
  const loops = program.ops.filter(isLoop);
  const before = program.ops.filter((op) => !isLoop(op));
  const inside = new Set(loops.flatMap(({outs}) => outs.map(({id}) => id)));
  if (
    before.some((op) => readsAny(op, inside)) ||
    loops.some(({inits, xs}) => [...inits, ...xs].some(({id}) => inside.has(id)))
  ) {
    throw new InternalError("something reads what a loop gives before the run ends");
  }
  const constants = new Map(before.filter((op): op is ConstantOp => op.op === "constant").map((op) => [op.out.id, op]));
  const inputs = new Map(program.params.map(({id}, index) => [id, index]));
  const computed: Value[] = [];
  const sourceOf = (value: Value): Source => {
    const input = inputs.get(value.id);
    if (input !== undefined) return {from: "input", index: input};
    let index = computed.findIndex(({id}) => id === value.id);
    if (index < 0) index = computed.push(value) - 1;
    return {from: "before", index};
  };
  let nextId = idsOf(program);
  const parts = loops.map((loop): LoopPart => {
    // what a chunk hands to the next replaces an input, so each carried value has one of its own
    const inits = loop.inits.map((init) => ({...init, id: nextId++}));
    const free = [...new Map([...loop.xs, ...capturedBy(loop)].map((value) => [value.id, value])).values()];
    const captured = free.filter(({id}) => !constants.has(id));
    const own: Program = {
      params: [...inits, ...captured],
      ops: [...free.flatMap(({id}) => constants.get(id) ?? []), {...loop, inits}],
      results: loop.outs,
    };
    return {
      program: own,
      links: linksOf(own),
      sources: [...loop.inits, ...captured].map(sourceOf),
      lanes: uncoupledLanes(loop),
      targets: loop.outs.map(({id}) => program.results.flatMap((result, i) => (result.id === id ? [i] : []))),
    };
  });
  const others = program.results.flatMap((value, i) => (inside.has(value.id) ? [] : [[i, sourceOf(value)] as const]));
  return {
    before: computed.length === 0 ? null : {params: program.params, ops: before, results: computed},
    loops: parts,
    others,
  };
}
