/** @file What a program needs to run in workers, kept for the next run of the same structure. */
import type {Executable} from "../../backends/backend.js";
import {lower} from "../../backends/wasm/lower.js";
import {wasmBackend} from "../../backends/wasm/wasmBackend.js";
import {BoundedCache} from "../../core/boundedCache.js";
import {optimize} from "../../ir/passes/optimize.js";
import type {Program, RuntimeArray} from "../../ir/types.js";
import {verify} from "../../ir/verify.js";
import {linksOf} from "../links.js";
import {withLanes} from "./lanes.js";
import type {CompiledLoop} from "./protocol.js";
import {splitLoops} from "./split.js";
import type {LoopPart, Source, Split} from "./split.js";

const plans = new BoundedCache<Plan>(16, (plan) => {
  plan.dispose();
});
let made = 0;

/** The plan of a program, by its structural key. */
export function planFor(key: string, program: Program): Plan {
  const known = plans.get(key);
  if (known !== undefined) return known;
  const plan = new Plan(program);
  plans.add(key, plan);
  return plan;
}

/** Whether the plan of a program is there. */
export function hasPlan(key: string): boolean {
  return plans.has(key);
}

/** Forgets all plans. */
export function clearPlans(): void {
  plans.clear();
}

export class Plan {
  readonly split: Split;
  readonly #name = `plan ${String(made++)}`;
  readonly #compiled = new Map<string, CompiledLoop>();
  #before: Executable | null = null;

  constructor(program: Program) {
    verify(program);
    this.split = splitLoops(optimize(program));
  }

  /** Computes what stands before the loops; gives the array that a source means. */
  prepare(inputs: readonly RuntimeArray[]): (source: Source) => RuntimeArray {
    const {before} = this.split;
    let computed: readonly RuntimeArray[] = [];
    if (before !== null) {
      this.#before ??= wasmBackend.compile(before);
      computed = this.#before.run(inputs);
    }
    return ({from, index}) => (from === "input" ? inputs : computed)[index] as RuntimeArray;
  }

  /** A loop, compiled for parts of `count` lanes; null: as it is. */
  compiled(part: LoopPart, count: number | null): CompiledLoop {
    const name = `${this.#name} loop ${String(this.split.loops.indexOf(part))} lanes ${String(count)}`;
    let loop = this.#compiled.get(name);
    if (loop === undefined) {
      const {program, lanes, links} = part;
      const own = count === null || lanes === null ? program : withLanes(program, lanes, count);
      const {bytes, layout} = lower(own);
      loop = {name, module: new WebAssembly.Module(bytes), layout, links: own === program ? links : linksOf(own)};
      this.#compiled.set(name, loop);
    }
    return loop;
  }

  dispose(): void {
    this.#before?.dispose();
    this.#before = null;
    this.#compiled.clear();
  }
}
