/** @file The page about models alive: cards of all, a panel of one, f-I curves of all; what is in view comes first. */
import {choice, controls, resetButton} from "../controls.js";
import {setOutput} from "../listingView.js";
import {liveText, makeScrollable, place} from "../page.js";
import {ParameterStore} from "../parameterStore.js";
import {predict} from "../predict.js";
import {followAddress, followStoryLinks} from "../urlState.js";
import {lazyWork, type LazyPlace} from "./lazyWork.js";
import {runText} from "./listings.js";
import {constantsReset, placeLook} from "./look.js";
import {placeMeasuring} from "./measuring.js";
import {MODELS} from "./models.js";
import type {ModelSpec} from "./modelSpec.js";
import {classOf, CHOOSE_PARAMETERS, CURVE, RUN, type ChooseValues} from "./parameters.js";
import {PITFALL_NAMES, runPitfall} from "./pitfalls.js";
import {onsetPrediction} from "./question.js";
import {runModel, startCurve, type ModelCurve} from "./run.js";
import {spark, type SparkData} from "./spark.js";
import {cardValues, curveStory, rateText, settingValues, type LiveValues} from "./values.js";

/** Brings the page to life; returns what ends it. */
export function startChoosing(root: HTMLElement): () => void {
  const store = new ParameterStore<ChooseValues>(CHOOSE_PARAMETERS);
  const endAddress = followAddress(store);
  const setValues = liveText(root);
  place(root, "main-controls").replaceChildren(...controls(store, ["drive"]), choice(store, "refractory"));
  place(root, "reset").replaceChildren(constantsReset(store), " ", resetButton(store));
  const look = placeLook(root, store, setValues);
  const traces = lazyWork(
    MODELS.map((model) => tracePlace(root, model, store, setValues)),
    true,
  );
  const curves = curveWork(root, store, setValues);
  const programs = lazyWork(
    PITFALL_NAMES.map((name) => ({
      into: place(root, `${name}-output`),
      run: () => setOutput(place(root, `${name}-output`), runPitfall(name)),
    })),
    false,
  );
  programs.again();
  const onset = Number(root.querySelector('[data-value="HHOnset"]')?.textContent.replace(/\D.*$/, ""));
  place(root, "predict").replaceChildren(predict(onsetPrediction(() => onset)));
  const endMeasuring = placeMeasuring(root, setValues);
  makeScrollable(root);

  let last: ChooseValues | undefined;
  const unfollow = store.follow((values) => {
    setValues(settingValues(values));
    look.show(values);
    const before = last;
    last = values;
    const changed = (text: (model: ModelSpec, values: ChooseValues) => string) => (into: HTMLElement) => {
      const model = MODELS.find(({name}) => name === into.dataset.of);
      return model !== undefined && (before === undefined || text(model, before) !== text(model, values));
    };
    traces.again(changed(runText));
    curves.again(changed((model, of) => runText(model, {...of, drive: 1})));
  });
  const endLinks = followStoryLinks(store, root);
  const endLooks = followLooks(root);
  return () => {
    for (const end of [unfollow, endLinks, endLooks, endMeasuring, endAddress, look.stop, traces.stop, curves.stop])
      end();
    programs.stop();
  };
}

/** The trace of a card. */
function tracePlace(
  root: HTMLElement,
  model: ModelSpec,
  store: ParameterStore<ChooseValues>,
  setValues: (values: LiveValues) => void,
): LazyPlace {
  const into = place(root, `${model.name}-trace`);
  into.dataset.of = model.name;
  const drawTrace = spark(into);
  const run = (): void => {
    const of = runModel(model, store.values);
    const values = cardValues(of);
    setValues(values);
    drawTrace({
      x: of.V.map((_, step) => step * model.dt),
      y: of.V,
      xDomain: [0, RUN.duration],
      yDomain: model.range,
      ticks: of.steps.map((step) => step * model.dt),
      bar: [RUN.on, RUN.off],
      yTicks: model.range,
      label: `V of ${classOf(model, store.values)} over time: ${values[`${model.name}Count`] ?? ""}`,
    });
  };
  return {into, run};
}

/** The f-I curves of all models, each as its place comes into view. */
function curveWork(root: HTMLElement, store: ParameterStore<ChooseValues>, setValues: (values: LiveValues) => void) {
  let stopRun: (() => void) | undefined;
  const places = MODELS.map((model): LazyPlace => {
    const into = place(root, `${model.name}-curve`);
    into.dataset.of = model.name;
    const drawCurve = spark(into);
    const run = async (): Promise<void> => {
      const started = startCurve(model, store.values);
      stopRun = () => started.stop();
      const curve = await started.result.catch(() => undefined);
      if (curve === undefined) return;
      setValues({[`${model.name}Curve`]: curveStory(curve)});
      drawCurve(curveSpark(model, curve, store.values));
    };
    return {into, run};
  });
  const work = lazyWork(places, false);
  return {
    again: work.again,
    stop: (): void => {
      work.stop();
      stopRun?.();
    },
  };
}

function curveSpark(model: ModelSpec, curve: ModelCurve, values: ChooseValues): SparkData {
  const top = Math.max(1, ...curve.rates);
  return {
    x: curve.drives,
    y: curve.rates,
    xDomain: [0, CURVE.to],
    yDomain: [0, top],
    guide: 1,
    xTicks: [0, 1, CURVE.to],
    yTicks: [0, Math.round(top)],
    label: `firing rate of ${classOf(model, values)} over its drive: ${curveStory(curve)}, up to ${rateText(top)}`,
  };
}

/** Links that set a model from further down bring its panel into view. */
function followLooks(root: HTMLElement): () => void {
  const onClick = (event: MouseEvent): void => {
    const link = (event.target as Element).closest<HTMLElement>("a[data-set][data-look]");
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const panel = place(root, "look");
    panel.scrollIntoView({block: "start"});
    panel.focus({preventScroll: true});
  };
  root.addEventListener("click", onClick);
  return () => root.removeEventListener("click", onClick);
}
