/**
 * @file Takes step counts out of a program's structure: where a loop's sequences are inputs and what it stacks are
 * results, the length of the inputs decides at run time, so that a longer rollout compiles nothing.
 */
import type {LoopOp, Op, Program, Value} from "../ir/types.js";
import {argsOf, blocksOf, DYNAMIC} from "../ir/types.js";

/** The same program with every step count that may be dynamic made so. */
export function dynamicSteps(program: Program): Program {
  const loops = program.ops.filter((op): op is LoopOp => op.op === "loop" && op.xs.length > 0);
  if (loops.length === 0) return program;
  const used = usedInside(program, loops);
  const params = new Set(program.params.map((value) => value.id));
  const sequences = new Set(loops.flatMap((loop) => loop.xs.map((value) => value.id)));
  const stacked = (loop: LoopOp): readonly Value[] => loop.outs.slice(loop.inits.length);
  const fixed = new Set<LoopOp>();
  const isFixed = (loop: LoopOp): boolean =>
    loop.xs.some((x) => !params.has(x.id) || used.has(x.id)) ||
    stacked(loop).some((out) => used.has(out.id) || sequences.has(out.id)) ||
    loops.some((other) => fixed.has(other) && other.xs.some((x) => loop.xs.some((mine) => mine.id === x.id)));
  // a loop that shares an input with a fixed one is fixed too
  for (let before = -1; before !== fixed.size;) {
    before = fixed.size;
    for (const loop of loops) if (isFixed(loop)) fixed.add(loop);
  }
  const freed = loops.filter((loop) => !fixed.has(loop));
  const changed = new Map<number, Value>();
  for (const loop of freed) {
    for (const value of [...loop.xs, ...stacked(loop)]) {
      changed.set(value.id, {...value, shape: [DYNAMIC, ...value.shape.slice(1)]});
    }
  }
  const renew = (value: Value): Value => changed.get(value.id) ?? value;
  const ops = program.ops.map((op): Op =>
    op.op === "loop" && freed.includes(op)
      ? {...op, steps: DYNAMIC, xs: op.xs.map(renew), outs: op.outs.map(renew)}
      : op,
  );
  return {params: program.params.map(renew), ops, results: program.results.map(renew)};
}

/** The values that some operation reads, but for a sequence that a loop of the outermost block slices. */
function usedInside(program: Program, loops: readonly LoopOp[]): Set<number> {
  const used = new Set<number>();
  const visit = (ops: readonly Op[], outermost: boolean): void => {
    for (const op of ops) {
      const args = outermost && op.op === "loop" && loops.includes(op) ? op.inits : argsOf(op);
      for (const arg of args) used.add(arg.id);
      for (const block of blocksOf(op)) {
        visit(block.ops, false);
        for (const result of block.results) used.add(result.id);
      }
    }
  };
  visit(program.ops, true);
  for (const result of program.results) if (program.params.some((param) => param.id === result.id)) used.add(result.id);
  return used;
}
