/** @file What the figures of the lab have in common: names for the traces they compare, and tools beside them. */
import type {FigureSpec} from "spikeloop/visualize";
import {parameterTexts, withTools} from "../figureTools/subject.js";
import {MYSTERY_PARAMETERS} from "./mysteryParameters.js";
import {LAB_PARAMETERS, type LabValues} from "./parameters.js";

/** A spec that numbers its neurons, with names in the place of the numbers. */
export function named(spec: FigureSpec, names: readonly string[]): FigureSpec {
  const rename = (text: string): string =>
    names.reduce((said, name, i) => said.replaceAll(`neuron ${String(i)}`, name), text);
  const {data} = spec;
  return {
    ...spec,
    legend: spec.legend.map((entry) => ({...entry, label: rename(entry.label)})),
    ariaDescription: rename(spec.ariaDescription),
    ...(data && {data: {...data, columns: data.columns.map((column) => ({...column, name: rename(column.name)}))}}),
  };
}

/** Asks for tools beside a figure. @param keys the constants that the names of its files say */
export function tooled(
  figure: HTMLElement,
  name: string,
  title: string,
  values: LabValues,
  keys: readonly (keyof LabValues)[],
): HTMLElement {
  // guesses about another neuron are no parameters of this one
  const parameters = parameterTexts(LAB_PARAMETERS, values).filter(([one]) => !Object.hasOwn(MYSTERY_PARAMETERS, one));
  return withTools(figure, {page: "neuron-lab", figure: name, title: `The neuron lab: ${title}`, parameters, keys});
}
