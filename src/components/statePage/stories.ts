/**
 * @file What the listings of the page about states came to, in numbers and sentences, by the names they have in the
 * page. The text of the page holds the same for the defaults, and a test compares.
 */
import {ms, sum, type State} from "spikeloop";
import {nounFor, withUnit} from "../parameters.js";
import type {ListingTried} from "../runListing.js";
import {duration, ONCE} from "./listings.js";
import type {ASSIGNED, StateValues} from "./parameters.js";
import type {TraceScope, TwiceScope} from "./run.js";
import type {LiveValues} from "./values.js";

/** What one call of the step did to the states, and what became of it. */
export function traceValues({scope, output}: ListingTried): LiveValues {
  const {program} = scope as unknown as TraceScope;
  const carried = /carry \(([^)]*)\)/.exec(program.trace)?.[1]?.split(", ").length ?? 0;
  const log = output[0]?.split(", ") ?? [];
  const count = (what: string): string => String(log.filter((line) => line.startsWith(what)).length);
  return {
    reads: count("reads"),
    writes: count("writes"),
    carried: String(carried),
    operations: String(program.operations.inLoop),
  };
}

export function branchValues({gate}: StateValues, {scope}: ListingTried): LiveValues {
  const {alwaysTrue = 0, mended = 0} = scope.counts as Readonly<Record<string, number>>;
  return {
    gate: withUnit(gate, "mV"),
    branchStory:
      alwaysTrue === mended
        ? `Here where and the question that is always true both give ${spikes(mended)}.`
        : `where gives ${spikes(mended)}; the question that is always true gives ${spikes(alwaysTrue)}.`,
  };
}

export function onceValues({I}: StateValues, {scope}: ListingTried): LiveValues {
  const {forLoop = 0, jit = 0} = scope.counts as Readonly<Record<string, number>>;
  const differs = `${spikes(jit)} of ${withUnit(ONCE.before, "mA")} again, where ${withUnit(I, "mA")} gives ${spikes(forLoop)}`;
  return {
    before: withUnit(ONCE.before, "mA"),
    onceStory:
      jit === forLoop ? `here that makes no difference: both currents give ${spikes(jit)}` : `it gave the ${differs}`,
  };
}

export function hiddenValues({calls}: StateValues, {scope}: ListingTried): LiveValues {
  const {hidden, explicit} = scope as unknown as {hidden: number; explicit: State};
  return {
    calls: withUnit(calls, nounFor(calls, "call")),
    hiddenEnd: String(hidden),
    explicitEnd: String(explicit.value.toNumber(explicit.value.unit)),
  };
}

const ASSIGNED_STORIES: Readonly<Record<(typeof ASSIGNED)[number], string>> = {
  "mV([-55])": "The same unit: the number is kept as it is.",
  "V([-0.055])": "Another unit of the same dimension: the number was converted, and V is in mV as before.",
  "mA([1])": "A current is no voltage: refused, and V keeps its value.",
  "-55": "A bare number has no dimension: refused, for nobody can tell which unit was meant.",
  "0": "A bare 0 fits every unit. It is one number, so the state now has the shape of one number: a loop would not accept that, for what it carries keeps its shape.",
};

export function unitsValues({assigned}: StateValues): LiveValues {
  return {assignedStory: ASSIGNED_STORIES[assigned as (typeof ASSIGNED)[number]]};
}

export function shapesValues({size, batch, input}: StateValues): LiveValues {
  const own = size.startsWith("[") ? size.slice(1, -1).split(", ") : [size];
  const whole = batch === "none" ? own : [batch, ...own];
  const shape = `(${whole.join(", ")})`;
  const said: Readonly<Record<string, string>> = {
    "one for all": "One number goes to all of them, in all samples.",
    "one a neuron":
      batch === "none" ? "Each neuron has its own." : "Each neuron has its own, and every sample gets the same ones.",
    "one a sample":
      batch === "none"
        ? "Without a batch there are no samples: the extra axis would enlarge the population, and is refused."
        : "The axes of length one are stretched over the population: each sample has a current of its own, and all its neurons share it.",
    "of another shape": "The shapes do not fit, so the input is refused, and nothing has moved.",
  };
  return {shape, shapesStory: said[input] ?? ""};
}

/** What a second run gives. */
export function twiceValues(values: StateValues, {scope}: ListingTried): LiveValues {
  const run = scope as unknown as TwiceScope;
  const counts = {first: countOf(run.spikes1), second: countOf(run.spikes2)};
  const until = last(run) + TAU_REF;
  return {
    first: spikes(counts.first),
    second: spikes(counts.second),
    twiceStory: twiceStory(values, counts, until),
  };
}

/** The refractory period of the listings in ms. */
const TAU_REF = 5;

export const last = (run: TwiceScope): number => run.last.toNumber(ms);

const countOf = (q: TwiceScope["spikes1"]): number => sum(q).toNumber();

function twiceStory(
  {between, steps}: StateValues,
  {first, second}: {first: number; second: number},
  until: number,
): string {
  if (first === 0) return "The first run has no spike, so there is none to be in the future.";
  if (between === "reset") return `After a reset the second run is the first again: ${spikes(second)}.`;
  const end = withUnit(duration(steps), "ms");
  if (between === "go on in time")
    return `The times go on from ${end}, and so does the neuron: ${spikes(second)}${second === 0 ? "" : ", none of them from the start at 0 mV"}.`;
  const held = Math.min(until, duration(steps));
  return `The neuron is held for the first ${withUnit(Number(held.toFixed(1)), "ms")} of ${end}, and has ${spikes(second)}.`;
}

const spikes = (count: number): string => withUnit(String(count), nounFor(count, "spike"));
