/** @file Replaces exp, tanh and the other functions by the programs that they are, so that backends see primitives. */
import {FUNCTIONS} from "../functions/library.js";
import {isFunction} from "../opTable.js";
import type {Block, Op, Program} from "../types.js";
import {blocksOf} from "../types.js";
import type {Rewriter} from "./rewrite.js";
import {rewrite} from "./rewrite.js";

/** The program over primitives alone; `program` itself where it calls no function. */
export function expandFunctions(program: Program): Program {
  let expanded = program;
  // a function may be written over others
  while (callsFunction(expanded)) expanded = rewrite(expanded, expand);
  return expanded;
}

function expand(op: Op, to: Rewriter): void {
  if (op.op === "elementwise" && isFunction(op.name)) {
    to.replace(op.out, FUNCTIONS[op.name](to.builder, ...op.args));
  } else {
    to.keep(op);
  }
}

function callsFunction(block: Block): boolean {
  return block.ops.some((op) => (op.op === "elementwise" ? isFunction(op.name) : blocksOf(op).some(callsFunction)));
}
