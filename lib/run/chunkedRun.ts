/**
 * @file A loop run a few steps at a time by one executable: each run slices the sequences further on and starts from
 * what the last one carried. The bits are those of one run.
 */
import type {Executable} from "../backends/backend.js";
import {sizeOf} from "../core/shape.js";
import type {RuntimeArray} from "../ir/types.js";
import type {Links} from "./links.js";

/** A run under way. */
export class ChunkedRun {
  /** How many steps there are. */
  readonly total: number;
  readonly #links: Links;
  readonly #inputs: RuntimeArray[];
  readonly #whole: readonly RuntimeArray[];
  #done = 0;

  constructor(links: Links, inputs: readonly RuntimeArray[]) {
    this.#links = links;
    this.#inputs = [...inputs];
    this.#whole = inputs;
    this.total = stepsOf(links, inputs);
  }

  /** How many steps are behind. */
  get done(): number {
    return this.#done;
  }

  /** Runs the next `steps` steps; gives what they carry and stack. `into`: see `RunOptions`. */
  advance(
    executable: Executable,
    steps: number,
    into: readonly (RuntimeArray["data"] | undefined)[] = [],
  ): RuntimeArray[] {
    const {sequences, carries} = this.#links;
    const firstStep = this.#done;
    for (const i of sequences) this.#inputs[i] = rows(this.#whole[i] as RuntimeArray, firstStep, steps);
    const targets = [...into];
    // what an earlier chunk carried is read before it is written over; what the first is given belongs to the caller
    if (firstStep > 0)
      for (const [input, result] of carries) targets[result] ??= (this.#inputs[input] as RuntimeArray).data;
    const results = executable.run(this.#inputs, {firstStep, into: targets});
    for (const [input, result] of carries) this.#inputs[input] = results[result] as RuntimeArray;
    this.#done += steps;
    return results;
  }
}

/** How many steps a loop takes over these inputs. */
export function stepsOf({sequences}: Links, inputs: readonly RuntimeArray[]): number {
  return inputs[sequences[0] ?? 0]?.shape[0] ?? 0;
}

/** Some rows of an array, in place. */
function rows({data, shape: [, ...rest]}: RuntimeArray, from: number, count: number): RuntimeArray {
  const size = sizeOf(rest);
  return {data: data.subarray(from * size, (from + count) * size), shape: [count, ...rest]};
}
