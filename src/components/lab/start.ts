/** @file The neuron lab alive: one store, and experiments that follow it. Another experiment is another line here. */
import {controls, resetButton} from "../controls.js";
import {liveText, makeScrollable, place} from "../page.js";
import {ParameterStore} from "../parameterStore.js";
import {followAddress, followStoryLinks} from "../urlState.js";
import type {Experiment, Lab, StartExperiment} from "./experiment.js";
import {startHero} from "./hero.js";
import {startMystery} from "./mystery.js";
import {startNoise} from "./noise.js";
import {LAB_PARAMETERS, MAIN, OTHERS, type LabValues} from "./parameters.js";
import {startRefractory} from "./refractory.js";
import {startReset} from "./reset.js";
import {startSaturation} from "./saturation.js";
import {startTimeStep} from "./timeStep.js";
import {inTurns} from "./turns.js";
import {constantValues} from "./words.js";

/** In the order of the page. */
const EXPERIMENTS: readonly StartExperiment[] = [
  startHero,
  startRefractory,
  startReset,
  startTimeStep,
  startSaturation,
  startNoise,
  startMystery,
];

/** Brings the page to life; returns what ends it. */
export function startLab(root: HTMLElement): () => void {
  const store = new ParameterStore<LabValues>(LAB_PARAMETERS);
  const endAddress = followAddress(store);
  place(root, "main-controls").replaceChildren(...controls(store, MAIN));
  place(root, "other-controls").replaceChildren(...controls(store, OTHERS));
  place(root, "reset-all").replaceChildren(resetButton(store));
  const show = liveText(root);
  const lab: Lab = {root, store, show};
  const experiments = EXPERIMENTS.map((start) => start(lab));
  const turns = inTurns(experiments, () => experimentOf(experiments, document.activeElement));
  const unfollow = store.follow((values) => {
    show(constantValues(values));
    turns.run(values);
  });
  const endLinks = followStoryLinks(store, root);
  makeScrollable(root);
  return () => {
    for (const end of [unfollow, endLinks, endAddress, turns.stop, ...experiments.map(({stop}) => stop)]) end();
  };
}

/** The experiment in whose section an element is. */
function experimentOf(experiments: readonly Experiment[], element: Element | null): Experiment | undefined {
  const section = element?.closest("section");
  return section == null ? undefined : experiments.find(({figure}) => section.contains(figure));
}
