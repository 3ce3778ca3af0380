/** @file What a parameter of a page is: its name, range and default. A page's state is one value for each. */

/** A number that a reader sets with a slider or a field. */
export interface NumberParameter {
  readonly kind: "number";
  /** What it is, in words; with the symbol it is the accessible name of its slider. */
  readonly label: string;
  /** As in papers, `V_th`; empty for a word that needs none. */
  readonly symbol: string;
  /** What a sentence calls it where it has no symbol; default the label. */
  readonly spoken?: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly initial: number;
  /** One sentence for the table of symbols. */
  readonly meaning: string;
}

/** One of a few words. */
export interface ChoiceParameter {
  readonly kind: "choice";
  readonly label: string;
  readonly options: readonly string[];
  readonly initial: string;
  readonly meaning: string;
}

/** A text that a reader types. */
export interface TextParameter {
  readonly kind: "text";
  readonly label: string;
  /** How much of a longer text is kept. */
  readonly longest: number;
  readonly initial: string;
  readonly meaning: string;
}

export type Parameter = NumberParameter | ChoiceParameter | TextParameter;

/** The state of a page. */
export type Values = Readonly<Record<string, number | string>>;

/** The parameters behind a state: a number parameter for each number. */
export type ParametersOf<V> = {
  readonly [K in keyof V]: V[K] extends number ? NumberParameter : ChoiceParameter | TextParameter;
};

/** The state in which every parameter has its default. */
export function initialValues<V>(parameters: ParametersOf<V>): V {
  const entries = Object.entries<Parameter>(parameters).map(([name, {initial}]) => [name, initial]);
  return Object.fromEntries(entries) as V;
}

/** A given value as one that the parameter allows: within its range, known, not too long; or undefined. */
export function allowed(parameter: Parameter, given: unknown): number | string | undefined {
  if (parameter.kind === "choice") return parameter.options.find((option) => option === given);
  if (parameter.kind === "text") return typeof given === "string" ? given.slice(0, parameter.longest) : undefined;
  const number = typeof given === "string" && given.trim() === "" ? NaN : Number(given);
  if (!Number.isFinite(number)) return undefined;
  // what a slider's own arithmetic leaves behind (0.30000000000000004) is no part of the number
  return Number(Math.min(parameter.max, Math.max(parameter.min, number)).toPrecision(9));
}

/** A value some steps further, within the range. */
export function stepped(parameter: NumberParameter, value: number, steps: number): number {
  return allowed(parameter, value + steps * parameter.step) as number;
}

/** The accessible name of a parameter's control: `Threshold V_th`. */
export function controlName({label, symbol}: NumberParameter): string {
  return symbol === "" ? label : `${label} ${symbol}`;
}

/** A noun behind a number: 1 `spike`, 2 `spikes`. */
export const nounFor = (count: number, noun: string): string => (count === 1 ? noun : `${noun}s`);

/** A number as the pages write it, with a true minus sign and a unit that stays on its line. */
export function withUnit(number: number | string, unit: string): string {
  const text = String(number).replace(/^-/, "−");
  return unit === "" ? text : `${text}\u00a0${unit}`;
}
