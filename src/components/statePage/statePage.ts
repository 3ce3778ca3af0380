/** @file The page about states, alive: at each move the listings that it concerns run, and text, code and figures follow. */
import {choice, controls, resetButton} from "../controls.js";
import {figurePlaces} from "../figurePlaces.js";
import {setCode, setOutput} from "../listingView.js";
import {liveText, makeScrollable, place} from "../page.js";
import {ParameterStore} from "../parameterStore.js";
import {predict} from "../predict.js";
import type {ListingTried, Scope} from "../runListing.js";
import {followAddress, followStoryLinks} from "../urlState.js";
import {listing, type ListingName} from "./listings.js";
import {MAIN, SHAPES, STATE_PARAMETERS, type StateValues} from "./parameters.js";
import {hiddenPrediction, insidePrediction} from "./questions.js";
import {modelScope, runShown, type TraceScope, type TwiceScope} from "./run.js";
import {
  branchValues,
  hiddenValues,
  onceValues,
  shapesValues,
  traceValues,
  twiceValues,
  unitsValues,
} from "./stories.js";
import {placeTiming} from "./timing.js";
import {twiceFigure} from "./twiceFigure.js";
import {rolloutValues, type LiveValues} from "./values.js";

/** What is said of a listing that was run. */
type Told = (values: StateValues, shown: ListingTried) => LiveValues;

/** The listings that are run at a move of what stands in their text, or in that of the first listing. */
const TOLD: Readonly<Partial<Record<ListingName, Told>>> = {
  trace: (values, shown) => ({
    ...rolloutValues(values, shown.scope as unknown as TraceScope),
    ...traceValues(shown),
  }),
  branch: branchValues,
  once: onceValues,
  hidden: hiddenValues,
  kinds: () => ({}),
  units: unitsValues,
  shapes: shapesValues,
  twice: twiceValues,
};

/** Brings the page to life; returns what ends it. */
export function startStatePage(root: HTMLElement): () => void {
  const store = new ParameterStore<StateValues>(STATE_PARAMETERS);
  const endAddress = followAddress(store);
  const setValues = liveText(root);
  placeControls(root, store);
  const timing = placeTiming(root, () => store.values, setValues);
  const shown = new Map<ListingName, ListingTried>();
  const scopeOf = <T>(name: ListingName): T => shown.get(name)?.scope as T;
  const figures = figurePlaces(root, {
    first: (width, height) => twiceFigure(store.values, scopeOf<TwiceScope>("twice"), "first", width, height),
    second: (width, height) => twiceFigure(store.values, scopeOf<TwiceScope>("twice"), "second", width, height),
  });

  let model: Scope = {};
  let texts: Partial<Record<ListingName, string>> = {};
  const isNew = (name: ListingName, values: StateValues): boolean => texts[name] !== listing(name, values);
  const unfollow = store.follow((values) => {
    const modelMoved = isNew("model", values);
    if (modelMoved) {
      model = modelScope(values);
      for (const name of ["model", "ways"] as const) setCode(place(root, `${name}-code`), listing(name, values));
      if (texts.model !== undefined) timing.reset();
      texts = {model: listing("model", values)};
    }
    const moved = (Object.keys(TOLD) as ListingName[]).filter((name) => isNew(name, values));
    for (const name of moved) {
      const run = runShown(name, values, model);
      shown.set(name, run);
      texts[name] = listing(name, values);
      setCode(place(root, `${name}-code`), listing(name, values));
      setOutput(place(root, `${name}-output`), run.output);
      setValues(TOLD[name]?.(values, run) ?? {});
    }
    if (moved.includes("trace")) place(root, "trace-text").textContent = scopeOf<TraceScope>("trace").program.trace;
    if (moved.includes("twice")) figures.redraw("first");
    makeScrollable(root);
  });
  placeQuestions(root, () => shown.get("trace") as ListingTried);
  const endLinks = followStoryLinks(store, root);
  return () => {
    for (const end of [unfollow, endLinks, endAddress, timing.stop, figures.stop]) end();
  };
}

function placeControls(root: HTMLElement, store: ParameterStore<StateValues>): void {
  place(root, "main-controls").replaceChildren(...controls(store, MAIN));
  place(root, "reset").replaceChildren(resetButton(store));
  place(root, "gate-control").replaceChildren(...controls(store, ["gate"]));
  place(root, "calls-control").replaceChildren(...controls(store, ["calls"]));
  place(root, "assigned-control").replaceChildren(choice(store, "assigned"));
  place(root, "shapes-control").replaceChildren(...SHAPES.map((name) => choice(store, name)));
  place(root, "between-control").replaceChildren(choice(store, "between"));
}

function placeQuestions(root: HTMLElement, trace: () => ListingTried): void {
  const inside = insidePrediction(
    () => trace().scope as unknown as TraceScope,
    () =>
      trace()
        .output.find((line) => line.startsWith("inside: "))
        ?.replace("inside: V is ", "") ?? "",
  );
  place(root, "predict-inside").replaceChildren(predict(inside));
  place(root, "predict-hidden").replaceChildren(predict(hiddenPrediction()));
}
