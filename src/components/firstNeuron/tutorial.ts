/**
 * @file Tutorial 1 alive: one store; at each move the listings run, and text, code and figures follow. What a reader
 * looks at while moving comes first; the other figures and the sweep follow when the browser has drawn that.
 */
import {compileStats} from "spikeloop";
import {controls, resetButton} from "../controls.js";
import {copyButton, setCode, setOutput} from "../listingView.js";
import {onFigureClick, onReadOutKey} from "../figureAsk.js";
import {figurePlaces} from "../figurePlaces.js";
import {liveText, makeScrollable, place} from "../page.js";
import {ParameterStore} from "../parameterStore.js";
import {followAddress, followStoryLinks, fromSearch} from "../urlState.js";
import {followSymbols, labelNumbers, placeFormulas, type Formulas} from "./equation.js";
import {onGrid, sweepFigure} from "./curveFigure.js";
import {gapStory} from "./curveGuess.js";
import {curveQuestion} from "./curveQuestion.js";
import {comparedFigure, drawnFigure, drivenFigure, tauFigure} from "./figures.js";
import {listing, LISTINGS, PROGRAM, wholeProgram, type ListingName} from "./listings.js";
import {MAIN, NEURON_PARAMETERS, OTHERS, type NeuronValues} from "./parameters.js";
import {runRollout, runSweep, sweepKey, type Rollout, type Sweep} from "./rollout.js";
import {askAgain} from "../askAgain.js";
import {weakPrediction, weakQuestionAbout} from "./prediction.js";
import {rheobase} from "./theory.js";
import {compilesTotal, isReachable, justAbove, measuredValues, rolloutValues, sweepValues} from "./values.js";

/** Brings the page to life; returns what ends it. */
export function startTutorial(root: HTMLElement, formulas: Formulas): () => void {
  placeFormulas(root, formulas);
  const store = new ParameterStore<NeuronValues>(NEURON_PARAMETERS);
  const endAddress = followAddress(store);
  placeControls(root, store);
  let rollout: Rollout | undefined;
  // found now: the answer about the f-I curve is about to leave the page until it may be seen
  const setValues = liveText(root);
  const setListings = listingPlaces(root);
  const setStories = storyLinks(root);
  const ask = askAgain(
    place(root, "predict"),
    weakPrediction(() => store.values),
  );
  const [answer, curve] = [place(root, "curve-answer"), place(root, "curve")];
  const setCompiles = (): void => setValues({compilesTotal: compilesTotal(compileStats().compiles)});
  const sweepOf = lastSweep();

  const drawn = figurePlaces(root, {
    driven: (width, height) => rollout && drivenFigure(rollout, width, height),
    drawn: (width) => rollout && drawnFigure(rollout, width),
    drivenAgain: (width, height) => rollout && comparedFigure(rollout, "driven", width, height),
    weakTrace: (width, height) => rollout && comparedFigure(rollout, "weak", width, height),
    climb: (width, height) => rollout && tauFigure(rollout, width, height),
    curve: (width, height) => {
      if (rollout === undefined || !question.shown()) return undefined;
      const {values} = rollout;
      const sweep = sweepOf(rollout);
      const guess = question.guess();
      setListings({sweep: sweep.output});
      setValues(sweepValues(sweep, values));
      setCompiles();
      if (guess !== null) question.say(gapStory(guess, sweep, values));
      return clickable(sweepFigure(sweep, values, width, height, guess), store);
    },
  });
  makeScrollable(root);
  const question = curveQuestion(place(root, "draw-curve"), answer, () => {
    makeScrollable(answer);
    drawn.redraw("curve");
  });
  const unfollow = store.follow((values) => {
    rollout = runRollout(values);
    const shown = rolloutValues(rollout);
    setValues({...shown, ...measuredValues(rollout)});
    setCompiles();
    labelNumbers(root, shown);
    setListings(rollout.output, values);
    setStories(values);
    question.update(values);
    ask(weakQuestionAbout(values));
    drawn.redraw("driven");
  });
  const endKeys = onReadOutKey(curve, (I) => store.set({I: onGrid(I)}));
  const endLinks = followStoryLinks(store, root);
  const endSymbols = followSymbols(root, store);
  return () => {
    for (const end of [unfollow, endKeys, endLinks, endSymbols, endAddress, question.stop, drawn.stop]) end();
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
  return onFigureClick(figure, (I) => store.set({I: onGrid(I)}));
}

function placeControls(root: HTMLElement, store: ParameterStore<NeuronValues>): void {
  place(root, "main-controls").replaceChildren(...controls(store, MAIN));
  place(root, "other-controls").replaceChildren(...controls(store, OTHERS));
  place(root, "reset").replaceChildren(resetButton(store));
  place(root, "weak-control").replaceChildren(...controls(store, ["weak"]));
  place(root, "copy-program").replaceChildren(copyButton("Copy the whole program", () => wholeProgram(store.values)));
}

/** Finds the listings; what it gives puts their code there, and what they printed. */
function listingPlaces(
  root: HTMLElement,
): (output: Readonly<Partial<Record<ListingName, readonly string[]>>>, values?: NeuronValues) => void {
  const names = Object.keys(LISTINGS) as ListingName[];
  const codes = new Map(names.map((name) => [name, place(root, `${name}-code`)]));
  const outputs = new Map(PROGRAM.map((name) => [name, place(root, `${name}-output`)]));
  return (output, values) => {
    if (values !== undefined) for (const [name, into] of codes) setCode(into, listing(name, values));
    for (const [name, into] of outputs) {
      const lines = output[name];
      if (lines !== undefined) setOutput(into, lines);
    }
  };
}

/** Links to a current at the rheobase, just above it, and to a start at the reset potential follow the values; none to a current beyond the slider. */
function storyLinks(root: HTMLElement): (values: NeuronValues) => void {
  const links = [...root.querySelectorAll<HTMLAnchorElement>("a[data-story]")];
  return (values) => {
    const stories: Readonly<Record<string, string>> = {
      rheobase: `I=${String(rheobase(values))}`,
      justAbove: `I=${String(justAbove(values))}`,
      atReset: `V0=${String(values.V_reset)}`,
    };
    for (const link of links) {
      const search = stories[link.dataset.story ?? ""];
      if (search === undefined) continue;
      link.dataset.set = search;
      link.search = search;
      link.style.display = fromSearch(search).I === undefined || isReachable(values) ? "" : "none";
    }
  };
}
