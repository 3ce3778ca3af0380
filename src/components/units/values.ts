/**
 * @file Every number and every sentence of the page about units that depends on what the reader sets, by the name it has
 * in the page. The text of the page holds the same for the defaults, and a test compares.
 */
import type {Dim} from "spikeloop";
import {withUnit} from "../parameters.js";
import type {ListingTried} from "../runListing.js";
import {resultDimension, ruleStory, type Combined} from "./arithmetic.js";
import {TWICE} from "./listings.js";
import {errorParts, MISTAKES, type ErrorParts} from "./mistakes.js";
import {COMBINED_STORIES, TYPED_STORIES, type MistakeName, type UnitsValues} from "./parameters.js";
import {exponentsOf, hasWord, read, sizeOf} from "./reading.js";
import {firstApart, type LiveValues, type Twice} from "./rounding.js";

/** What the links that suggest something say. */
export function storyValues(): LiveValues {
  const combined = Object.entries(COMBINED_STORIES).map(([name, {a, operation, b}]) => [
    name,
    `${a} ${operation} ${b}`,
  ]);
  return {...TYPED_STORIES, ...(Object.fromEntries(combined) as LiveValues)};
}

/** What the typed quantity is. */
export function typedValues(text: string): LiveValues {
  const reading = read(text);
  if ("refused" in reading) {
    const names = ["number", "unit", "unitSize", "dimension", "symbols", "words"] as const;
    const none = Object.fromEntries(names.map((name) => [name, "–"])) as Record<(typeof names)[number], string>;
    return {...none, typedStory: reading.refused};
  }
  const {unit} = reading.quantity;
  const {symbols, words} = exponentsOf(unit.dim);
  const number = String(reading.quantity).split(" ")[0] ?? "";
  const pure = unit.dim.isDimensionless;
  return {
    number: withUnit(number.replace(/\.$/, ""), ""),
    unit: pure ? "none" : unit.symbol,
    unitSize: `${sizeOf(unit)}${pure ? "" : " in SI base units"}`,
    dimension: hasWord(unit.dim) ? unit.dim.label : "no word of its own",
    symbols,
    words,
    typedStory: pure
      ? `${String(reading.quantity)} is a pure number: it has no unit.`
      : readStory(String(reading.quantity), unit.dim),
  };
}

function readStory(printed: string, dim: Dim): string {
  return hasWord(dim)
    ? `Read: ${printed}, ${/^[aeiou]/.test(dim.label) ? "an" : "a"} ${dim.label}.`
    : `Read: ${printed}. Its dimension has no word of its own here.`;
}

/** What the two quantities give. */
export function combinedValues(combined: Combined): LiveValues {
  const {result, refused, output} = combined;
  return {
    resultText: refused === undefined ? (output[0] ?? "") : "An error:",
    resultDimension: resultDimension(result),
    ruleStory: ruleStory(combined),
  };
}

/** What is said about the chosen mistake, and the parts of its error. */
export function mistakeValues({mistake}: UnitsValues, {refused}: ListingTried): LiveValues {
  const {story} = MISTAKES[mistake as MistakeName];
  const parts = errorParts(refused ?? "");
  const names: readonly (keyof ErrorParts)[] = ["kind", "who", "wrong", "expected", "got", "hint"];
  return {
    mistakeStory: story,
    ...Object.fromEntries(names.map((name) => [name, parts?.[name] ?? "–"])),
  };
}

/** What two runs of one neuron give. */
export function twiceValues({I}: UnitsValues, twice: Twice): LiveValues {
  const {own, si} = twice;
  return {
    I: withUnit(I, "mA"),
    heldExact: withUnit(Math.ceil(TWICE.tau_ref / TWICE.dt) - 1, "steps"),
    heldOwn: held(own.held),
    heldSI: held(si.held),
    apartStory: apartStory(twice),
  };
}

function apartStory(twice: Twice): string {
  const {own, si} = twice;
  if (own.at.length === 0 && si.at.length === 0) return "Neither run spikes at this current, so nothing is apart.";
  const apart = firstApart(twice);
  if (apart === null) return `All ${String(own.at.length)} spikes come at the same steps in both runs.`;
  return `The first spike that is apart is number ${String(apart.spike)}: at step ${String(apart.own)} in mV and ms, at step ${String(apart.si)} in V and s.`;
}

function held(steps: readonly [number, number] | null): string {
  if (steps === null) return "no steps";
  const [low, high] = steps;
  return withUnit(low === high ? String(low) : `${String(low)} to ${String(high)}`, "steps");
}
