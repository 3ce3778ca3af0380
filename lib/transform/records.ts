/** @file All that one step records: the plans of its leaves together, and what the loop gives for them. */
import {TraceError} from "../core/errors.js";
import type {Quantity} from "../units/quantity.js";
import {everyStep, Recorded} from "./recording.js";
import type {RecordPlan, RecordStream, StackedValue} from "./recording.js";
import type {Flat} from "./tree.js";
import {flattenRecords} from "./tree.js";

export class Records {
  /** What all of them carry, before the first step. */
  readonly init: readonly Quantity[];
  readonly #plans: readonly RecordPlan[];
  readonly #tree: Flat<Quantity | Recorded>;

  /**
   * @param returned what the step returned
   * @throws TraceError when it is no tree of what can be recorded, or holds what can be in the outermost loop alone
   */
  constructor(returned: unknown, who: string, outermost: boolean) {
    this.#tree = flattenRecords(returned, who);
    this.#plans = this.#tree.leaves.map((leaf) => (leaf instanceof Recorded ? leaf.plan : everyStep(leaf)));
    this.init = this.#plans.flatMap(({init}) => init);
    if (!outermost && this.#plans.some(({stream}) => stream !== undefined)) {
      throw new TraceError(
        `${who}: events in an inner loop, expected them in the outermost loop, got a loop inside another, cond or jit`,
        "return the spikes themselves here, or move the loop out",
      );
    }
  }

  /** Records one step: what is carried now, and what is stacked; what streams take comes last. */
  step(carried: readonly Quantity[]): {next: readonly Quantity[]; stacks: readonly StackedValue[]} {
    const own = this.#share(carried).map((part, i) => (this.#plans[i] as RecordPlan).next(part));
    const stacksOf = (streamed: boolean): StackedValue[] =>
      this.#plans.flatMap(({stack, stream}, i) =>
        stack === undefined || (stream !== undefined) !== streamed ? [] : [stack(own[i] ?? [])],
      );
    return {next: own.flat(), stacks: [...stacksOf(false), ...stacksOf(true)]};
  }

  /** New streams for a run, one for each of the last stacks. */
  streams(): RecordStream[] {
    return this.#plans.flatMap(({stream}) => (stream === undefined ? [] : [stream()]));
  }

  /** What the loop gives, in the form of what the step returned; `stacks` are those that no stream took. */
  result(
    carried: readonly Quantity[],
    stacks: readonly Quantity[],
    steps: number,
    streams: readonly RecordStream[],
  ): unknown {
    const [nextStack, nextStream] = [stacks.values(), streams.values()];
    const parts = this.#share(carried);
    const results = this.#plans.map((plan, i) => {
      const part = parts[i] ?? [];
      if (plan.stream !== undefined) return (nextStream.next().value as RecordStream).result(part, steps);
      return plan.result(part, plan.stack === undefined ? undefined : nextStack.next().value, steps);
    });
    return this.#tree.rebuild(results);
  }

  /** What belongs to each plan. */
  #share(carried: readonly Quantity[]): (readonly Quantity[])[] {
    let at = 0;
    return this.#plans.map(({init}) => carried.slice(at, (at += init.length)));
  }
}
