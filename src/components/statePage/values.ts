/**
 * @file The numbers of the page about states that depend on the rollout, by the names they have in the page, and what
 * was timed. The text of the page holds the same for the defaults, and a test compares.
 */
import {withUnit} from "../parameters.js";
import {each, grouped, time} from "../sweep/values.js";
import {WAYS, type Agreement, type Measured, type Way} from "./measure.js";
import {STORIES, type StateValues} from "./parameters.js";
import type {TraceScope} from "./run.js";

export type LiveValues = Readonly<Record<string, string>>;

/** What the page calls each way. */
export const WAY_NAMES: Readonly<Record<Way, string>> = {
  bare: "bare loop",
  jitStep: "jit of a step, in a bare loop",
  forLoop: "forLoop",
  jitLoop: "jit of a forLoop",
};

/** How often the step is called, at the first call and at a later one, and how often compiled code is entered. */
export function callsOf(way: Way, {steps}: StateValues): {first: number; later: number; entered: number} {
  return {
    bare: {first: steps, later: steps, entered: 0},
    jitStep: {first: 1, later: 0, entered: steps},
    forLoop: {first: 1, later: 1, entered: 1},
    jitLoop: {first: 1, later: 0, entered: 1},
  }[way];
}

/** What the settings of the rollout say. */
export function rolloutValues(values: StateValues, {program}: TraceScope): LiveValues {
  const {steps, neurons, I} = values;
  const {inLoop} = program.operations;
  const calls = WAYS.flatMap((way) =>
    Object.entries(callsOf(way, values)).map(([which, count]) => [`${way}_${which}`, grouped(count)]),
  );
  return {
    steps: grouped(steps),
    neurons: neurons === 1 ? "one neuron" : `${String(neurons)} neurons`,
    I: withUnit(I, "mA"),
    operations: String(inLoop),
    allOperations: grouped(inLoop * steps),
    ...(Object.fromEntries(calls) as LiveValues),
  };
}

/** What the links that suggest a rollout say. */
export function linkValues(): LiveValues {
  const entries = Object.entries(STORIES).map(([name, {steps, neurons}]) => [
    name,
    `${grouped(steps)} steps, ${neurons === 1 ? "one neuron" : `${String(neurons)} neurons`}`,
  ]);
  return Object.fromEntries(entries) as LiveValues;
}

const COLUMNS = ["Time", "Later", "Each", "Factor"] as const;

/** Before anything is timed. */
export const NOTHING_TIMED: LiveValues = {
  ...Object.fromEntries(WAYS.flatMap((way) => COLUMNS.map((column) => [`${way}${column}`, "–"]))),
  timedHow: "nothing yet",
  timedStory: "",
};

/** What was timed: another number on every machine, so the page as it is served shows none of it. */
export function timedValues(measured: Measured): LiveValues {
  const {times, values} = measured;
  const cells = WAYS.flatMap((way) => {
    const {first, best} = times[way];
    return [
      [`${way}Time`, shortTime(first)],
      [`${way}Later`, shortTime(best)],
      [`${way}Each`, each(best, values.steps)],
      [`${way}Factor`, `${digits(times.bare.best / best)} ×`],
    ];
  });
  const rounds = WAYS.map((way) => times[way].rounds);
  return {
    ...(Object.fromEntries(cells) as LiveValues),
    timedHow: `a first call, then the best of ${range(rounds)}`,
    timedStory: `The bare loop took ${digits(factorOf(measured))} times as long as forLoop. ${agreementStory(measured.agreement)}`,
  };
}

/** How many times as long the bare loop takes as `forLoop`. */
export const factorOf = ({times}: Measured): number => times.bare.best / times.forLoop.best;

/** What the default results have in common. */
export function agreementValues({numbers, same}: Agreement): LiveValues {
  return {
    agreeNumbers: grouped(numbers),
    agreeSame: same ? "all are the same, bit for bit." : "they are not all the same, which is a fault of the package.",
  };
}

/** What the results have in common. */
export function agreementStory({numbers, same}: Agreement): string {
  return same
    ? `All four gave the same ${grouped(numbers)} numbers, bit for bit.`
    : `The four did not give the same ${grouped(numbers)} numbers: that is a fault of the package.`;
}

/** A ratio with two digits. */
export const digits = (factor: number): string => grouped(Number(factor.toPrecision(2)));

const shortTime = (milliseconds: number): string =>
  milliseconds < 1 ? withUnit(Number((1000 * milliseconds).toPrecision(2)), "µs") : time(milliseconds);

function range(numbers: readonly number[]): string {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return low === high ? String(low) : `${String(low)} to ${String(high)}`;
}
