/** @file What the models can do, as settings of the page that show it. A dash in the table: no setting linked here does. */
import {toSearch} from "../urlState.js";
import type {ModelSpec} from "./modelSpec.js";
import {constantName} from "./parameters.js";

export type Trait = "adapting" | "bursting" | "phasic" | "rings";
export const TRAITS: readonly Trait[] = ["adapting", "bursting", "phasic", "rings"];

/** A drive, and constants that differ from the page's. */
export interface Preset {
  readonly drive: number;
  readonly [constant: string]: number;
}

const SHOWN: Readonly<Record<string, Partial<Readonly<Record<Trait, Preset>>>>> = {
  ALIF: {adapting: {drive: 2}},
  Gif: {
    adapting: {drive: 2, a: 0.005},
    bursting: {drive: 2, a: 0.005, A1: 10, A2: -0.6},
    phasic: {drive: 1.5, a: 0.005},
  },
  AdExIF: {
    adapting: {drive: 2},
    bursting: {drive: 2, a: 0, b: 3, tau_w: 100, V_reset: -56},
    phasic: {drive: 0.9},
    rings: {drive: 0.5},
  },
  AdQuaIF: {
    adapting: {drive: 2.5},
    bursting: {drive: 1, a: 0, b: 6, tau_w: 100, V_reset: -45},
    phasic: {drive: 0.95},
    rings: {drive: 0.5},
  },
  Izhikevich: {
    adapting: {drive: 2.65},
    bursting: {drive: 2.65, c: -50, d: 2},
    rings: {drive: 0.15, b: 0.25},
  },
  HH: {phasic: {drive: 0.7}, rings: {drive: 0.2}},
  MorrisLecar: {phasic: {drive: 0.9}, rings: {drive: 0.7}},
  FitzHughNagumo: {phasic: {drive: 0.7}, rings: {drive: 0.3}},
  HindmarshRose: {adapting: {drive: 3.7}, bursting: {drive: 2}, phasic: {drive: 0.6}, rings: {drive: 0.2}},
};

/** The setting that shows a trait; undefined where the page links none. */
export const presetOf = (model: ModelSpec, trait: Trait): Preset | undefined => SHOWN[model.name]?.[trait];

/** All that a preset sets: the model, the drive, and every constant of the model, the others at their defaults. */
export function settingOf(model: ModelSpec, {drive, ...constants}: Preset): Readonly<Record<string, string | number>> {
  const set = model.tuned.map(({name, initial}) => [constantName(model, name), constants[name] ?? initial] as const);
  return {model: model.name, refractory: "without", drive, ...Object.fromEntries(set)};
}

/** The link of a preset, as the address says it: what differs from the defaults is enough there. */
export function linkOf(model: ModelSpec, {drive, ...constants}: Preset): string {
  const changed = Object.entries(constants).map(([name, value]) => [constantName(model, name), value] as const);
  return toSearch({model: model.name, drive, ...Object.fromEntries(changed)}).slice(1);
}

/** How the models make a spike: by their threshold alone, with an upstroke that a reset ends, or whole. */
export function spikeOf({name, tuned}: ModelSpec): string {
  if (["HH", "WangBuzsakiHH", "MorrisLecar", "FitzHughNagumo", "HindmarshRose"].includes(name)) return "whole";
  const names = new Set(tuned.map((one) => one.name));
  return names.has("delta_T") || names.has("V_c") || name.startsWith("Ad") || name === "Izhikevich"
    ? "upstroke"
    : "none";
}
