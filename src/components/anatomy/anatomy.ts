/** @file The page about the anatomy of a model, alive: one run, one chosen step, and text, tables and figures that follow. */
import {askAgain} from "../askAgain.js";
import {controls, resetButton} from "../controls.js";
import {element} from "../element.js";
import {onFigureClick, onReadOutKey} from "../figureAsk.js";
import {figurePlaces} from "../figurePlaces.js";
import {setCode, setOutput} from "../listingView.js";
import {liveText, makeScrollable, place} from "../page.js";
import {ParameterStore} from "../parameterStore.js";
import {predict} from "../predict.js";
import {followAddress, followStoryLinks} from "../urlState.js";
import {aroundFigure, comparedFigure, ownFigure, runFigure, stepAt} from "./figures.js";
import {followBoxes, showLayer} from "./layers.js";
import {listing, LISTINGS, type ListingName} from "./listings.js";
import {momentsOf, type MomentName} from "./moments.js";
import {ANATOMY_PARAMETERS, MAIN, OTHERS, OWN, SHAPES, type AnatomyValues} from "./parameters.js";
import {furtherPrediction, oncePrediction} from "./prediction.js";
import {printed, runAnatomy, runCompared, runOwn, type AnatomyRun, type Compared, type OwnRun} from "./run.js";
import {stepParts, type StepParts} from "./step.js";
import {comparedValues, ownValues, runValues, stepValues} from "./values.js";

/** Brings the page to life; returns what ends it. */
export function startAnatomy(root: HTMLElement): () => void {
  const store = new ParameterStore<AnatomyValues>(ANATOMY_PARAMETERS);
  const endAddress = followAddress(store);
  placeControls(root, store);
  const setValues = liveText(root);
  let run: AnatomyRun = runAnatomy(store.values);
  let compared: Compared | undefined;
  let own: OwnRun | undefined;
  const choose = (time: number): void => store.set({step: stepAt(time)}, "jump");
  const clickable = (figure: HTMLElement): HTMLElement => onFigureClick(figure, choose);
  const drawn = figurePlaces(root, {
    trace: (width, height) => clickable(runFigure(run, width, height)),
    traceAgain: (width, height) => clickable(runFigure(run, width, height, "inputs")),
    around: (width, height) => clickable(aroundFigure(run, width, height)),
    compared: (width, height) => compared && comparedFigure(compared, run.values, width, height),
    own: (width, height) => own && ownFigure(own, width, height),
  });
  makeScrollable(root);
  const showMoments = momentLinks(root);
  const showListing = (name: ListingName, values: AnatomyValues, output?: readonly string[]): void => {
    setCode(place(root, `${name}-code`), listing(name, values));
    if (output !== undefined) setOutput(place(root, `${name}-output`), output);
  };
  for (const name of ["tree", "checks"] as const) showListing(name, store.values, printed(name, store.values));

  const askFurther = askAgain(
    place(root, "predict-further"),
    furtherPrediction(() => store.values),
  );
  let last: AnatomyValues | undefined;
  const unfollow = store.follow((values) => {
    const changed = (name: ListingName): boolean =>
      last === undefined || LISTINGS[name](last) !== LISTINGS[name](values);
    const runs = changed("run");
    run = runs && last !== undefined ? runAnatomy(values) : {...run, values};
    const parts = stepParts(run, values.step);
    setValues({...runValues(run), ...stepValues(parts, values), ...ownValues(values)});
    markBranches(root, parts);
    if (runs) {
      showMoments(run);
      showListing("run", values);
    }
    if (changed("contract")) showListing("contract", values, printed("contract", values));
    if (runs || changed("compare") || changed("kick")) {
      compared = runCompared(run);
      setValues(comparedValues({...compared, values}));
      showListing("compare", values);
      showListing("kick", values, compared.kickOutput);
    }
    if (changed("shapes")) showListing("shapes", values, printed("shapes", values));
    if (own === undefined || changed("ownRun")) {
      own = runOwn(values);
      showListing("own", values);
      showListing("ownRun", values, own.output);
    }
    askFurther(`${values.g} ${values.E}`);
    showLayer(root, values.layer);
    const isTurned = last !== undefined && last.layer !== values.layer;
    last = values;
    if (!isTurned) drawn.redraw("trace");
    makeScrollable(root);
  });
  const traces = ["trace", "traceAgain", "around"].map((name) => onReadOutKey(place(root, name), choose));
  const endLinks = followStoryLinks(store, root);
  const endBoxes = followBoxes(root, store);
  return () => {
    for (const end of [unfollow, ...traces, endLinks, endBoxes, endAddress, drawn.stop]) end();
  };
}

function placeControls(root: HTMLElement, store: ParameterStore<AnatomyValues>): void {
  place(root, "main-controls").replaceChildren(...controls(store, MAIN));
  place(root, "input-controls").replaceChildren(...controls(store, OTHERS));
  place(root, "reset").replaceChildren(resetButton(store));
  place(root, "layer-control").replaceChildren(...controls(store, ["layer"]));
  place(root, "shape-controls").replaceChildren(...controls(store, SHAPES));
  place(root, "own-controls").replaceChildren(...controls(store, OWN));
  for (const name of ["step-buttons", "step-buttons-again"]) {
    place(root, name).replaceChildren(stepButton(store, "Step back", -1), stepButton(store, "Step", 1));
  }
  place(root, "predict-once").replaceChildren(predict(oncePrediction()));
}

function stepButton(store: ParameterStore<AnatomyValues>, label: string, by: number): HTMLElement {
  const press = (): void => store.set({step: store.values.step + by});
  return element("button", {type: "button", class: "button", onclick: press}, label);
}

/** Marks the boxes of the way that a step takes, where the way parts. */
function markBranches(root: HTMLElement, {spiked, held, spike}: StepParts): void {
  const isOn: Readonly<Record<string, boolean>> = {spiked, held, spike};
  for (const box of root.querySelectorAll<HTMLElement>("[data-branch]")) {
    box.classList.toggle("taken", isOn[box.dataset.branch ?? ""] === true);
  }
}

/** Links to the steps that are worth a look follow the run; those that it does not have are not there. */
function momentLinks(root: HTMLElement): (run: AnatomyRun) => void {
  const links = [...root.querySelectorAll<HTMLAnchorElement>("a[data-moment]")];
  return (run) => {
    const moments = momentsOf(run);
    for (const link of links) {
      const step = moments[link.dataset.moment as MomentName];
      link.hidden = step === undefined;
      link.dataset.set = `step=${String(step)}`;
      link.search = `step=${String(step)}`;
    }
  };
}
