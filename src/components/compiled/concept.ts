/**
 * @file The page about compiling, alive: at each move the listing runs and the page follows; when the moves pause, the
 * loop runs a few times and its times are shown.
 */
import {element} from "../element.js";
import {choice, controls, resetButton} from "../controls.js";
import {setCode, setOutput} from "../listingView.js";
import {liveText, makeScrollable, place} from "../page.js";
import {ParameterStore} from "../parameterStore.js";
import {predict} from "../predict.js";
import {followAddress, followStoryLinks} from "../urlState.js";
import {COMPILED_PARAMETERS, INPUTS, STAGES, STRUCTURE, type CompiledValues, type Stage} from "./parameters.js";
import {showModule, showProgram} from "./programView.js";
import {compiledListing, measureCalls, runCompiled, stageOf, type CallTimes, type CompiledRun} from "./run.js";
import {compiledValues, leftPrediction, measuredValues, moveValues, partsOf} from "./values.js";

/** How long nothing must move before calls are timed. Milliseconds. */
const PAUSE = 200;

/** Brings the page to life; returns what ends it. */
export function startConcept(root: HTMLElement): () => void {
  const store = new ParameterStore<CompiledValues>(COMPILED_PARAMETERS);
  const endAddress = followAddress(store);
  let run = runCompiled(store.values);
  placeControls(root, store);
  const setValues = liveText(root);
  let pause: ReturnType<typeof setTimeout> | undefined;
  const spikes = place(root, "spikes");
  let width = 0;
  const show = (figure: (width: number) => HTMLElement): void => {
    spikes.replaceChildren(figure(width));
    // asking for its size makes the browser lay it out, which is part of drawing
    spikes.getBoundingClientRect();
  };
  const measure = (pressed: boolean): void => {
    clearTimeout(pause);
    width = Math.max(280, Math.min(640, spikes.clientWidth));
    // after a move short rounds will do: the page stands still while it measures
    const calls = measureCalls(run, show, pressed ? {} : {rounds: 3, roundTime: 2});
    setValues(measuredValues(run, calls, pressed));
    showShares(root, run, calls);
    place(root, "times").removeAttribute("aria-busy");
  };
  const press = element(
    "button",
    {type: "button", class: "button", onclick: () => measure(true)},
    "Measure on this machine",
  );
  place(root, "measure").replaceChildren(press);
  let first = true;
  const unfollow = store.follow((values) => {
    const last = run;
    if (first || compiledListing(values) !== compiledListing(last.values)) {
      run = first ? last : runCompiled(values);
      place(root, "times").setAttribute("aria-busy", "true");
      clearTimeout(pause);
      pause = setTimeout(measure, PAUSE, false);
    } else {
      run = {...last, values};
    }
    // an answer about another program does not stay
    if (first || run.program.key !== last.program.key) {
      place(root, "predict").replaceChildren(predict(leftPrediction(() => run)));
    }
    first = false;
    setValues({...compiledValues(run), ...moveValues(last, run)});
    setCode(place(root, "inspect-code"), compiledListing(values));
    setOutput(place(root, "inspect-output"), run.output);
    showProgram(place(root, "trace-text"), run.program.trace);
    const stage = values.pass as Stage;
    const before = STAGES[STAGES.indexOf(stage) - 1] ?? stage;
    showProgram(place(root, "program-text"), stageOf(run, stage).text, stageOf(run, before).text);
    showModule(place(root, "module-text"), run.program.listing);
    markStage(root, values.pass);
    makeScrollable(root);
  });
  const endLinks = followStoryLinks(store, root);
  return () => {
    clearTimeout(pause);
    for (const end of [unfollow, endLinks, endAddress]) end();
  };
}

function placeControls(root: HTMLElement, store: ParameterStore<CompiledValues>): void {
  place(root, "main-controls").replaceChildren(...controls(store, INPUTS));
  place(root, "other-controls").replaceChildren(...controls(store, STRUCTURE));
  place(root, "reset").replaceChildren(resetButton(store));
  place(root, "stepper").replaceChildren(choice(store, "pass"));
}

/** Marks the row of the stage that is shown. */
function markStage(root: HTMLElement, stage: string): void {
  for (const name of root.querySelectorAll<HTMLElement>("[data-stage]")) {
    const row = name.closest("tr");
    if (name.dataset.stage === stage) row?.setAttribute("aria-current", "step");
    else row?.removeAttribute("aria-current");
  }
}

/** Gives each time a bar as long as its share of the call that it is a part of. */
function showShares(root: HTMLElement, run: CompiledRun, calls: CallTimes): void {
  for (const [call, parts] of Object.entries(partsOf(run, calls))) {
    const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
    for (const [part, taken] of Object.entries(parts)) {
      const cell = root.querySelector<HTMLElement>(`[data-share="${call}${part}"]`);
      cell?.style.setProperty("--share", `${String((100 * taken) / total)}%`);
    }
  }
}
