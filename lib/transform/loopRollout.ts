/** @file A loop as a program of its own: traced, then run at once or in chunks, its records put together in the end. */
import type {RuntimeArray} from "../ir/types.js";
import type {Lanes} from "../run/collector.js";
import type {Quantity} from "../units/quantity.js";
import {findNotFinite, isBefore} from "./checkFinite.js";
import type {NotFinite} from "./checkFinite.js";
import {recordLoop} from "./recordLoop.js";
import type {LoopOutcome, LoopRequest} from "./recordLoop.js";
import type {RecordStream} from "./recording.js";
import {traceRollout} from "./rollout.js";
import type {Rollout} from "./rollout.js";

/** A traced loop; the value of its rollout is the last carried value, what records carry, and what they stack. */
export interface LoopRollout {
  readonly rollout: Rollout;
  readonly outcome: Omit<LoopOutcome, "carry">;
}

export function traceLoop(request: LoopRequest): LoopRollout {
  let outcome: LoopOutcome | undefined;
  const rollout = traceRollout(request.who, (context) => {
    outcome = recordLoop(context, request);
    const {carry, carried, stacks, stateRecords} = outcome;
    const kept = stacks.length - outcome.records.streams().length;
    return {
      value: [carry, carried, stacks.slice(0, kept)],
      looked: [...stacks.slice(kept), ...stateRecords.map(([, values]) => values)],
    };
  });
  return {rollout, outcome: outcome as LoopOutcome};
}

/** What is seen of a run that is not kept: streams take rows, and states are searched for what is not finite. */
export class Watcher {
  readonly #streams: readonly RecordStream[];
  readonly #names: readonly string[];
  readonly #outcome: LoopRollout["outcome"];
  #found: NotFinite | null = null;

  constructor({outcome}: LoopRollout) {
    this.#outcome = outcome;
    this.#streams = outcome.records.streams();
    this.#names = outcome.stateRecords.map(([name]) => name);
  }

  /** The earliest value so far that is not finite. */
  get found(): NotFinite | null {
    return this.#found;
  }

  /** Looks at what steps from `firstStep` on gave, of all lanes or some; where they did not give it, at nothing. */
  look(results: readonly (RuntimeArray | undefined)[], firstStep: number, lanes: Lanes | null = null): void {
    this.#streams.forEach((stream, i) => {
      const rows = results[i];
      if (rows !== undefined) stream.rows(rows, firstStep, lanes);
    });
    const found = findNotFinite(this.#names, results.slice(this.#streams.length), firstStep, lanes);
    if (found !== null && (this.#found === null || isBefore(found, this.#found))) this.#found = found;
  }

  /** The value of a loop, from that of its rollout. */
  result(value: unknown): readonly [carry: unknown, record: unknown] {
    const [carry, carried, stacks] = value as [unknown, readonly Quantity[], readonly Quantity[]];
    const {records, steps} = this.#outcome;
    return [carry, records.result(carried, stacks, steps, this.#streams)];
  }
}
