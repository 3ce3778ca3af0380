/** @file The page about units alive: what is typed is read, the listings run, and text, code and tables follow. */
import {choice, controls} from "../controls.js";
import {setCode, setOutput} from "../listingView.js";
import {liveText, makeScrollable, place} from "../page.js";
import {ParameterStore} from "../parameterStore.js";
import {predict} from "../predict.js";
import {followAddress, followStoryLinks} from "../urlState.js";
import {combine} from "./arithmetic.js";
import {listing, type ListingName} from "./listings.js";
import {MISTAKES} from "./mistakes.js";
import {UNITS_PARAMETERS, type MistakeName, type UnitsValues} from "./parameters.js";
import {productPrediction, sumPrediction, twicePrediction} from "./prediction.js";
import {keptValues, rangeValues, runTwice, type Twice} from "./rounding.js";
import {runShown} from "./run.js";
import {conversionTable, exponentTable} from "./tables.js";
import {textField} from "./textField.js";
import {combinedValues, mistakeValues, twiceValues, typedValues} from "./values.js";

/** Brings the page to life; returns what ends it. */
export function startUnits(root: HTMLElement): () => void {
  const store = new ParameterStore<UnitsValues>(UNITS_PARAMETERS);
  const endAddress = followAddress(store);
  const setValues = liveText(root);
  const show = (name: ListingName, values: UnitsValues, output: readonly string[]): void => {
    setCode(place(root, `${name}-code`), listing(name, values));
    setOutput(place(root, `${name}-output`), output);
  };
  placeControls(root, store);
  let twice: Twice = runTwice(store.values);
  placeQuestions(root, () => twice);
  let last: UnitsValues | undefined;
  const unfollow = store.follow((values) => {
    const moved = (...names: readonly (keyof UnitsValues)[]): boolean =>
      names.some((name) => last?.[name] !== values[name]);
    if (moved("q")) {
      show("read", values, runShown(listing("read", values)).output);
      setValues({...typedValues(values.q), ...keptValues(values.q)});
      place(root, "conversions").replaceChildren(conversionTable(values.q));
    }
    if (moved("a", "operation", "b")) {
      const combined = combine(values);
      show("combine", values, combined.output);
      setValues(combinedValues(combined));
      place(root, "exponents").replaceChildren(exponentTable(combined));
    }
    if (moved("mistake")) showMistake(root, values, show, setValues);
    if (moved("I")) {
      if (last !== undefined) twice = runTwice(values);
      show("twice", values, twice.output);
      setValues(twiceValues(values, twice));
    }
    last = values;
    makeScrollable(root);
  });
  for (const name of ["checks", "back", "sums"] as const) {
    show(name, store.values, runShown(listing(name, store.values)).output);
  }
  setValues(rangeValues());
  const endLinks = followStoryLinks(store, root);
  return () => {
    for (const end of [unfollow, endLinks, endAddress]) end();
  };
}

function placeControls(root: HTMLElement, store: ParameterStore<UnitsValues>): void {
  place(root, "typed-control").replaceChildren(textField(store, "q", "typed-said"));
  place(root, "typed-again").replaceChildren(textField(store, "q", "kept-said", true));
  place(root, "combine-controls").replaceChildren(
    textField(store, "a", "rule-said"),
    choice(store, "operation"),
    textField(store, "b", "rule-said"),
  );
  place(root, "mistake-control").replaceChildren(choice(store, "mistake"));
  place(root, "current-control").replaceChildren(...controls(store, ["I"]));
}

function placeQuestions(root: HTMLElement, twice: () => Twice): void {
  place(root, "predict-sum").replaceChildren(predict(sumPrediction()));
  place(root, "predict-product").replaceChildren(predict(productPrediction()));
  place(root, "predict-twice").replaceChildren(predict(twicePrediction(twice)));
}

function showMistake(
  root: HTMLElement,
  values: UnitsValues,
  show: (name: ListingName, values: UnitsValues, output: readonly string[]) => void,
  setValues: (values: Readonly<Record<string, string>>) => void,
): void {
  const shown = runShown(listing("mistake", values));
  show("mistake", values, shown.output);
  const {compiler} = MISTAKES[values.mistake as MistakeName];
  place(root, "type-errors").textContent = compiler === "" ? "TypeScript says nothing." : compiler;
  setValues(mistakeValues(values, shown));
}
