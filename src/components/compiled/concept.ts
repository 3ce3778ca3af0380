/**
 * @file The page about compiling, alive: at each move the listing runs and the page follows; when the moves pause, the
 * loop runs a few times and its times are shown.
 */
import {choice, controls, resetButton} from "../controls.js";
import {setCode, setOutput} from "../listingView.js";
import {liveText, makeScrollable, place} from "../page.js";
import {ParameterStore} from "../parameterStore.js";
import {predict} from "../predict.js";
import {followAddress, followStoryLinks} from "../urlState.js";
import {COMPILED_PARAMETERS, INPUTS, STRUCTURE, type CompiledValues, type Stage} from "./parameters.js";
import {showProgram} from "./programView.js";
import {compiledListing, measureCalls, runCompiled, stageOf, type CallTimes, type CompiledRun} from "./run.js";
import {compiledValues, leftPrediction, measuredValues, moveValues} from "./values.js";

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
  const measure = (): void => {
    const calls = measureCalls(run);
    setValues(measuredValues(run, calls));
    showShares(root, run, calls);
    place(root, "times").removeAttribute("aria-busy");
  };
  let first = true;
  const unfollow = store.follow((values) => {
    const before = run;
    if (first || compiledListing(values) !== compiledListing(before.values)) {
      run = first ? before : runCompiled(values);
      place(root, "times").setAttribute("aria-busy", "true");
      clearTimeout(pause);
      pause = setTimeout(measure, PAUSE);
    } else {
      run = {...before, values};
    }
    // an answer about another program does not stay
    if (first || run.program.key !== before.program.key) {
      place(root, "predict").replaceChildren(predict(leftPrediction(() => run)));
    }
    first = false;
    setValues({...compiledValues(run), ...moveValues(before, run)});
    setCode(place(root, "inspect-code"), compiledListing(values));
    setOutput(place(root, "inspect-output"), run.output);
    showProgram(place(root, "trace-text"), run.program.trace);
    showProgram(place(root, "program-text"), stageOf(run, values.pass as Stage).text);
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

/** Gives each time a bar as long as its share of the first call. */
function showShares(root: HTMLElement, {program}: CompiledRun, calls: CallTimes): void {
  const {trace, optimize, lower, compile} = program.times;
  const first = {Trace: trace, Optimize: optimize, Lower: lower, Compile: compile ?? 0, Run: calls.firstRun};
  const total = Object.values(first).reduce((sum, part) => sum + part, 0);
  const shares: Record<string, number> = {repeatTrace: calls.prepare, repeatRun: calls.run};
  for (const [name, part] of Object.entries(first)) shares[`first${name}`] = part;
  for (const [name, part] of Object.entries(shares)) {
    const cell = root.querySelector<HTMLElement>(`[data-share="${name}"]`);
    cell?.style.setProperty("--share", `${String(Math.min(100, (100 * part) / total))}%`);
  }
}
