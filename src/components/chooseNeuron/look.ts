/** @file The panel of the model that is looked at: its controls, its figures, its program; it stands below the model's card. */
import {slider} from "../controls.js";
import {element} from "../element.js";
import {figurePlaces} from "../figurePlaces.js";
import {setCode, setOutput} from "../listingView.js";
import {makeScrollable, place} from "../page.js";
import type {ParameterStore} from "../parameterStore.js";
import {latest} from "../sweep/latest.js";
import {curveFigure, traceFigure} from "./figures.js";
import {curveText, runText} from "./listings.js";
import {modelOf, tunedOf} from "./models.js";
import type {ModelSpec} from "./modelSpec.js";
import {constantName, isRefractory, type ChooseValues, type ConstantName} from "./parameters.js";
import {runModel, startCurve, type ModelCurve, type ModelRun} from "./run.js";
import {lookValues, type LiveValues} from "./values.js";

export interface Look {
  /** Shows the model of these values. */
  readonly show: (values: ChooseValues) => void;
  readonly stop: () => void;
}

export function placeLook(
  root: HTMLElement,
  store: ParameterStore<ChooseValues>,
  setValues: (values: LiveValues) => void,
): Look {
  const panel = place(root, "look");
  const controlsOf = controlsByModel(store);
  let run: ModelRun | undefined;
  let curve: {key: string; of: ModelSpec; found: ModelCurve} | undefined;

  const figures = figurePlaces(root, {
    trace: (width, height) => run && traceFigure(run, width, height),
    curve: (width, height) => curve && curveFigure(curve.of, curve.found, store.values, width, height),
  });
  const curves = latest<ChooseValues, {values: ChooseValues; found: ModelCurve}>(
    (values) => {
      const started = startCurve(modelOf(values.model), values);
      return {result: started.result.then((found) => ({values, found})), stop: () => started.stop()};
    },
    ({values, found}) => {
      curve = {key: curveKey(values), of: modelOf(values.model), found};
      figures.redraw("curve");
    },
    (error) => reportError(error),
  );
  return {
    show(values) {
      const model = modelOf(values.model);
      moveBelow(root, panel, model);
      const shown = controlsOf(model, isRefractory(model, values));
      // taking out a control that is being moved would end the move
      const into = place(panel, "look-controls");
      if (shown.length !== into.children.length || shown[0] !== into.firstElementChild) into.replaceChildren(...shown);
      run = runModel(model, values);
      setValues(lookValues(run));
      setCode(place(panel, "run-code"), runText(model, values));
      setOutput(place(panel, "run-output"), run.output);
      setCode(place(root, "population-code"), curveText(model, values));
      makeScrollable(panel);
      if (curve?.key !== curveKey(values)) curves.ask(values);
      figures.redraw("trace");
    },
    stop() {
      curves.stop();
      figures.stop();
    },
  };
}

/** What an f-I curve depends on. */
function curveKey(values: ChooseValues): string {
  return curveText(modelOf(values.model), values) + runText(modelOf(values.model), {...values, drive: 1});
}

/** Puts the panel behind the card of its model: the grid shows it below the row of that card, which stays where it is. */
function moveBelow(root: HTMLElement, panel: HTMLElement, model: ModelSpec): void {
  const card = root.querySelector(`[data-model="${model.name}"]`);
  if (card !== null && panel.previousElementSibling !== card) {
    const before = card.getBoundingClientRect().top;
    card.after(panel);
    scrollBy({top: card.getBoundingClientRect().top - before, behavior: "instant"});
  }
  for (const link of root.querySelectorAll<HTMLElement>("[data-model] .model-pick")) {
    if (link.closest("[data-model]") === card) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** The controls of each model, made once. */
function controlsByModel(
  store: ParameterStore<ChooseValues>,
): (model: ModelSpec, withPeriod: boolean) => readonly HTMLElement[] {
  const made = new Map<string, HTMLElement>();
  const controlOf = (name: ConstantName): HTMLElement => {
    const control = made.get(name) ?? slider(store, name);
    made.set(name, control);
    return control;
  };
  return (model, withPeriod) => tunedOf(model, withPeriod).map(({name}) => controlOf(constantName(model, name)));
}

/** A button that puts the constants of the shown model back, and is idle when none has changed. */
export function constantsReset(store: ParameterStore<ChooseValues>): HTMLButtonElement {
  const initial = (): Record<ConstantName, number> => {
    const model = modelOf(store.values.model);
    return Object.fromEntries(tunedOf(model, true).map((one) => [constantName(model, one.name), one.initial]));
  };
  const button = element(
    "button",
    {type: "button", class: "button", onclick: () => store.set(initial(), "jump")},
    "Its constants to defaults",
  );
  store.follow((values) => {
    const idle = Object.entries(initial()).every(([name, value]) => values[name as ConstantName] === value);
    button.setAttribute("aria-disabled", String(idle));
  });
  return button;
}
