/**
 * @file Tutorial 1 alive: one store; at each move the listings run, and text, code and figures follow. What a reader
 * looks at while moving comes first; the other figures and the sweep follow when the browser has drawn that.
 */
import {compileStats} from "spikeloop";
import {controls, resetButton} from "../controls.js";
import {copyButton, setCode, setOutput} from "../listingView.js";
import {figurePlaces} from "../figurePlaces.js";
import {liveText, makeScrollable, place} from "../page.js";
import {ParameterStore} from "../parameterStore.js";
import {followAddress, followStoryLinks} from "../urlState.js";
import {labelNumbers, placeFormulas, type Formulas} from "./equation.js";
import {comparedFigure, drawnFigure, drivenFigure, onCurrentClick, sweepFigure} from "./figures.js";
import {listing, LISTINGS, wholeProgram, type ListingName} from "./listings.js";
import {MAIN, NEURON_PARAMETERS, OTHERS, type NeuronValues} from "./parameters.js";
import {runRollout, runSweep, sweepKey, type Rollout, type Sweep} from "./rollout.js";
import {predict} from "../predict.js";
import {weakPrediction} from "./prediction.js";
import {rheobase} from "./theory.js";
import {compilesTotal, justAbove, measuredValues, rolloutValues, sweepValues} from "./values.js";

/** Brings the page to life; returns what ends it. */
export function startTutorial(root: HTMLElement, formulas: Formulas): () => void {
  placeFormulas(root, formulas);
  const store = new ParameterStore<NeuronValues>(NEURON_PARAMETERS);
  const endAddress = followAddress(store);
  placeControls(root, store);
  let rollout: Rollout | undefined;
  const setValues = liveText(root);
  const setCompiles = (): void => setValues({compilesTotal: compilesTotal(compileStats().compiles)});
  const sweepOf = lastSweep();

  const drawn = figurePlaces(root, {
    driven: (width, height) => rollout && drivenFigure(rollout, width, height),
    drawn: (width) => rollout && drawnFigure(rollout, width),
    drivenAgain: (width, height) => rollout && comparedFigure(rollout, "driven", width, height),
    weakTrace: (width, height) => rollout && comparedFigure(rollout, "weak", width, height),
    curve: (width, height) => {
      if (rollout === undefined) return undefined;
      const sweep = sweepOf(rollout);
      setOutput(place(root, "sweep-output"), sweep.output);
      setValues(sweepValues(sweep, rollout.values));
      setCompiles();
      return clickable(sweepFigure(sweep, rollout.values, width, height), store);
    },
  });
  const unfollow = store.follow((values) => {
    rollout = runRollout(values);
    const shown = rolloutValues(rollout);
    setValues({...shown, ...measuredValues(rollout)});
    setCompiles();
    labelNumbers(root, shown);
    setListings(root, rollout);
    setStoryLinks(root, values);
    drawn.redraw("driven");
  });
  const endLinks = followStoryLinks(store, root);
  makeScrollable(root);
  return () => {
    for (const end of [unfollow, endLinks, endAddress, drawn.stop]) end();
  };
}

/** The sweep of a rollout, run again only when its listing has changed. */
function lastSweep(): (rollout: Rollout) => Sweep {
  let last: {key: string; sweep: Sweep} | undefined;
  return (rollout) => {
    const key = sweepKey(rollout.values);
    if (last?.key !== key) last = {key, sweep: runSweep(rollout)};
    return last.sweep;
  };
}

function clickable(figure: HTMLElement, store: ParameterStore<NeuronValues>): HTMLElement {
  onCurrentClick(figure, (I) => store.set({I}));
  return figure;
}

function placeControls(root: HTMLElement, store: ParameterStore<NeuronValues>): void {
  place(root, "main-controls").replaceChildren(...controls(store, MAIN));
  place(root, "other-controls").replaceChildren(...controls(store, OTHERS));
  place(root, "reset").replaceChildren(resetButton(store));
  place(root, "weak-control").replaceChildren(...controls(store, ["weak"]));
  place(root, "copy-program").replaceChildren(copyButton("Copy the whole program", () => wholeProgram(store.values)));
  place(root, "predict").replaceChildren(predict(weakPrediction(() => store.values)));
}

function setListings(root: HTMLElement, {values, output}: Rollout): void {
  for (const name of Object.keys(LISTINGS) as ListingName[]) {
    setCode(place(root, `${name}-code`), listing(name, values));
    const lines = output[name];
    if (lines !== undefined) setOutput(place(root, `${name}-output`), lines);
  }
}

/** Links to a current at the rheobase, just above it, and to a start at the reset potential follow the values. */
function setStoryLinks(root: HTMLElement, values: NeuronValues): void {
  const stories = {
    rheobase: `I=${String(rheobase(values))}`,
    justAbove: `I=${String(justAbove(values))}`,
    atReset: `V0=${String(values.V_reset)}`,
  };
  for (const [name, search] of Object.entries(stories)) {
    for (const link of root.querySelectorAll<HTMLAnchorElement>(`a[data-story="${name}"]`)) {
      link.dataset.set = search;
      link.search = search;
    }
  }
}
