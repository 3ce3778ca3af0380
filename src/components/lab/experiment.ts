/** @file What an experiment of the lab is: a section of the page that follows the one state. */
import {setCode, setOutput} from "../listingView.js";
import {place} from "../page.js";
import type {ParameterStore} from "../parameterStore.js";
import type {LabValues} from "./parameters.js";

export type LiveValues = Readonly<Record<string, string>>;

/** What the page gives to each experiment. */
export interface Lab {
  readonly root: HTMLElement;
  readonly store: ParameterStore<LabValues>;
  /** Puts numbers and sentences into the text, by the names of their places. */
  readonly show: (values: LiveValues) => void;
}

/** An experiment at work. */
export interface Experiment {
  /** Its figure: an experiment in view is run before the others. */
  readonly figure: HTMLElement;
  /** Runs it for these values, and shows what comes out. */
  readonly update: (values: LabValues) => void;
  readonly stop: () => void;
}

/** Brings the section of one experiment to life. */
export type StartExperiment = (lab: Lab) => Experiment;

/** Shows the listing of an experiment, and what it printed. */
export function showListing({root}: Lab, name: string, code: string, output: readonly string[]): void {
  setCode(place(root, `${name}-code`), code);
  setOutput(place(root, `${name}-output`), output);
}
