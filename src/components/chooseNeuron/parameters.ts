/** @file The parameters of the page: the drive of all models, which one is looked at, and the constants of each. */
import type {ChoiceParameter, NumberParameter, ParametersOf} from "../parameters.js";
import {MODELS} from "./models.js";
import {code, type ModelSpec} from "./modelSpec.js";

/** The store's name for a constant of a model: `AdExIF_tau_w`. */
export type ConstantName = `${string}_${string}`;

/** The state of the page; the drive counts rheobases, constants have their control's unit. */
export type ChooseValues = {drive: number; refractory: string; model: string} & Record<ConstantName, number>;

export const constantName = (model: ModelSpec, name: string): ConstantName => `${model.name}_${name}`;

const drive: NumberParameter = {
  kind: "number",
  label: "Drive of all models",
  symbol: "",
  spoken: "the drive",
  unit: "",
  min: 0,
  max: 4,
  step: 0.05,
  initial: 2,
  meaning: "The input in multiples of the model's own rheobase.",
};

const refractoryChoice: ChoiceParameter = {
  kind: "choice",
  label: "Refractory period",
  options: ["without", "with"],
  initial: "without",
  meaning: "Whether the models that have one are held after a spike.",
};

const model: ChoiceParameter = {
  kind: "choice",
  label: "Model",
  options: MODELS.map(({name}) => name),
  initial: "AdExIF",
  meaning: "The model that is looked at.",
};

const constants = Object.fromEntries(
  MODELS.flatMap((of) =>
    [...of.tuned, ...(of.tau_ref ? [of.tau_ref] : [])].map((one) => [constantName(of, one.name), one]),
  ),
) as Record<ConstantName, NumberParameter>;

export const CHOOSE_PARAMETERS = {
  drive,
  refractory: refractoryChoice,
  model,
  ...constants,
} as ParametersOf<ChooseValues>;

/** Length of a run, and when the input is on, in ms. */
export const RUN = {duration: 500, on: 50, off: 450} as const;
/** The population behind an f-I curve: neurons, the greatest drive, what is run before counting and what is counted, in ms. */
export const CURVE = {neurons: 81, to: 4, before: 550, counted: 1000} as const;

/** Whether a model is run with its refractory period. */
export const isRefractory = (of: ModelSpec, {refractory}: ChooseValues): boolean =>
  of.ref !== undefined && refractory === "with";

/** The class that stands for a card now. */
export const classOf = (of: ModelSpec, values: ChooseValues): string =>
  isRefractory(of, values) ? (of.ref as string) : of.name;

/** The input of a model at a drive, in its own unit. */
export const inputAt = ({rheobase}: ModelSpec, drive: number): number => Number((rheobase * drive).toPrecision(4));

/** The constants of a model as code, in order. */
export function constantsOf(of: ModelSpec, values: ChooseValues): Readonly<Record<string, string>> {
  const withPeriod = isRefractory(of, values) && of.tau_ref !== undefined ? [...of.tuned, of.tau_ref] : of.tuned;
  const set = withPeriod.map(({name, unit}) => [name, code(values[constantName(of, name)] as number, unit)]);
  const resets = !["Izhikevich", "HH", "WangBuzsakiHH", "MorrisLecar", "FitzHughNagumo", "HindmarshRose"].includes(
    of.name,
  );
  return {
    ...of.fixed,
    ...(Object.fromEntries(set) as Record<string, string>),
    ...(resets ? {spk_reset: '"hard"'} : {}),
  };
}
