/** @file Experiment: noise at the input. No threshold current any more, and intervals between a clock's and Poisson's. */
import {element} from "../element.js";
import {figurePlaces} from "../figurePlaces.js";
import {askAgain} from "../askAgain.js";
import {place} from "../page.js";
import {controlsAgain} from "./controlsAgain.js";
import {showListing, type Experiment, type Lab} from "./experiment.js";
import {curveFigure, traceFigure} from "./noiseFigures.js";
import {noiseListing, runNoise, type NoiseRun} from "./noiseRun.js";
import {noiseQuestion, noiseValues} from "./noiseWords.js";
import {LAB_PARAMETERS, type LabValues} from "./parameters.js";

/** How long nothing must change before it runs, in ms: the random numbers are made in one go, which a drag would feel. */
const PAUSE = 60;

export function startNoise(lab: Lab): Experiment {
  const {root, store, show} = lab;
  const controls = controlsAgain(store, ["noiseMean", "sigma_V", "noiseDt"], "noise-input");
  place(root, "noise-input-controls").replaceChildren(...controls);
  const another = element("button", {type: "button", class: "button"}, "another noise");
  another.addEventListener("click", () => {
    store.set({noiseSeed: (store.values.noiseSeed % LAB_PARAMETERS.noiseSeed.max) + 1}, "jump");
  });
  place(root, "noise-input-another").replaceChildren(another);
  let run: NoiseRun | undefined;
  let running: AbortController | undefined;
  const ask = askAgain(
    place(root, "noise-input-question"),
    noiseQuestion(() => run),
  );
  ask(noiseListing(store.values));
  const figure = place(root, "noise-input");
  const drawn = figurePlaces(root, {
    "noise-input": (width, height) => run && traceFigure(run, width, height),
    "noise-curve": (width, height) => run && curveFigure(run, width, height),
  });

  const showRun = (measured: NoiseRun): void => {
    show(noiseValues(measured));
    showListing(lab, "noise-input", noiseListing(measured.values), measured.output);
    ask(noiseListing(measured.values));
    drawn.redraw("noise-input");
  };
  const measure = async (values: LabValues): Promise<void> => {
    running?.abort();
    running = new AbortController();
    const {signal} = running;
    try {
      await new Promise((resume) => setTimeout(resume, PAUSE));
      signal.throwIfAborted();
      const measured = await runNoise(values, signal);
      if (signal.aborted) return;
      run = measured;
      showRun(run);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  return {
    figure,
    update(values) {
      if (run !== undefined && noiseListing(values) === noiseListing(run.values)) {
        running?.abort();
        showRun(run);
      } else {
        for (const name of ["noise-input", "noise-curve"]) place(root, name).setAttribute("aria-busy", "true");
        void measure(values);
      }
    },
    stop() {
      running?.abort();
      drawn.stop();
    },
  };
}
