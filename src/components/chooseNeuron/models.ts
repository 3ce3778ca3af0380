/** @file All models of the page, in the order of their cards. */
import {INITIATING} from "./initiating.js";
import {LEAKY} from "./leaky.js";
import type {ModelSpec, Tuned} from "./modelSpec.js";
import {SPIKING} from "./spiking.js";

export const MODELS: readonly ModelSpec[] = [...LEAKY, ...INITIATING, ...SPIKING];

/** Every class by its name, those with a refractory period too. */
export const CLASSES: readonly string[] = MODELS.flatMap(({name, ref}) => (ref === undefined ? [name] : [name, ref]));

/** The model of a card. @throws when there is none */
export function modelOf(name: string): ModelSpec {
  const found = MODELS.find((model) => model.name === name || model.ref === name);
  if (found === undefined)
    throw new Error(`modelOf: unknown model, expected one of ${CLASSES.join(", ")}, got ${name}`);
  return found;
}

/** The controls of a model, with the refractory period where it is asked for. */
export function tunedOf({tuned, tau_ref}: ModelSpec, withRefractory: boolean): readonly Tuned[] {
  return withRefractory && tau_ref !== undefined ? [...tuned, tau_ref] : tuned;
}
