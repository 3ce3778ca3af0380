/** @file Mistakes with units, made on purpose: the code, TypeScript's own words about it, and the parts of an error. */
import type {MistakeName} from "./parameters.js";

export interface Mistake {
  readonly code: string;
  /** What TypeScript says; empty where it says nothing. A test asks it. */
  readonly compiler: string;
  /** Who sees it, and why. */
  readonly story: string;
}

export const MISTAKES: Readonly<Record<MistakeName, Mistake>> = {
  "wrong unit": {
    code: `
import {LIFRef, mV} from "spikeloop";

const made = new LIFRef(1, {tau: mV(10)});
console.log(String(made));`,
    compiler: `error TS2322: Type 'Quantity<Voltage>' is not assignable to type 'Quantity<Time> | Initializer<Time> | undefined'.
  Type 'Quantity<Voltage>' is not assignable to type 'Quantity<Time>'.
    Type 'Voltage' is not assignable to type 'Time'.
      Type '2' is not assignable to type '0'.`,
    story:
      "Both see it. What came stands first in TypeScript's sentence, what may stand there second: a time, something that draws one for each neuron, or nothing. Each line says why the line above holds; the last is the first exponent that differs, that of length.",
  },
  "no unit": {
    code: `
import {LIFRef} from "spikeloop";

const made = new LIFRef(1, {tau: 10});
console.log(String(made));`,
    compiler: `error TS2322: Type 'number' is not assignable to type 'Quantity<Time> | Initializer<Time> | undefined'.`,
    story: "Both see it. Ten what? Seconds, milliseconds or steps: a number does not say, so it is not taken.",
  },
  "unlike sum": {
    code: `
import {mV, ms} from "spikeloop";

const made = mV(-65).add(ms(10));
console.log(String(made));`,
    compiler: `error TS2769: No overload matches this call.
  Overload 1 of 3, '(other: Operand<Voltage>): Quantity<Voltage>', gave the following error.
    Argument of type 'Quantity<Time>' is not assignable to parameter of type 'Operand<Voltage>'.
      Type 'Quantity<Time>' is not assignable to type 'Quantity<Voltage>'.
        Type 'Time' is not assignable to type 'Voltage'.
          Type '0' is not assignable to type '2'.
  Overload 2 of 3, '(this: Quantity<Dimensionless>, other: number): Quantity<Voltage>', gave the following error.
    The 'this' context of type 'Quantity<Voltage>' is not assignable to method's 'this' of type 'Quantity<Dimensionless>'.
      Type 'Voltage' is not assignable to type 'Dimensionless'.
        Type '2' is not assignable to type '0'.
  Overload 3 of 3, '(this: Quantity<UnknownDimension>, other: Quantity<Dimension>): Quantity<Voltage>', gave the following error.
    The 'this' context of type 'Quantity<Voltage>' is not assignable to method's 'this' of type 'Quantity<UnknownDimension>'.
      Type 'Voltage' is not assignable to type 'UnknownDimension'.
        Types of property 'm' are incompatible.
          Type '2' is not assignable to type 'never'.`,
    story:
      "Both see it. Read TypeScript's first overload and stop: it is the one that you meant, and it says a time where a voltage belongs. The others are for bare numbers and for quantities read from a text.",
  },
  "from text": {
    code: `
import {ms, quantity} from "spikeloop";

const made = quantity("-65 mV").add(ms(10));
console.log(String(made));`,
    compiler: "",
    story:
      "Only the run sees it. The compiler does not read inside a text, so the dimension is unknown to it, and it lets pass what may fit.",
  },
  "unit not asked": {
    code: `
import {mV} from "spikeloop";

const made = mV(-65).toNumber();
console.log(String(made));`,
    compiler: "",
    story:
      "Only the run sees it: a number without its unit would be a trap for whoever reads it next. The hint says what to write.",
  },
  "plus sign": {
    code: `
import {mV} from "spikeloop";

const made = mV(-65) + mV(10);
console.log(String(made));`,
    compiler: `error TS2365: Operator '+' cannot be applied to types 'Quantity<Voltage>' and 'Quantity<Voltage>'.`,
    story:
      "Only TypeScript sees it. JavaScript lets no class define what a plus sign does: it takes both as texts and glues them together, and nothing is thrown.",
  },
};

/** An error of the package, taken apart. */
export interface ErrorParts {
  readonly kind: string;
  readonly who: string;
  readonly wrong: string;
  readonly expected: string;
  readonly got: string;
  readonly hint: string;
}

const ERROR = /^(\w+): ([^:]+): ([^]+?), expected ([^]+), got ([^\n]*)(?:\nhint: ([^]*))?$/;

/** The parts of an error's text; null for what is no error of this form. */
export function errorParts(text: string): ErrorParts | null {
  const found = ERROR.exec(text);
  if (found === null) return null;
  const [, kind = "", who = "", wrong = "", expected = "", got = "", hint = "none"] = found;
  return {kind, who, wrong, expected, got, hint};
}

/** What each part tells. */
export const PART_MEANINGS: Readonly<Record<keyof ErrorParts, string>> = {
  kind: "what kind of mistake: the class of the error, to catch it by",
  who: "where: the model or the method that refused",
  wrong: "what is wrong, and with which parameter",
  expected: "what belongs there: any unit of that dimension would do",
  got: "what came instead, with its dimension",
  hint: "what to write, where there is a likely answer",
};
