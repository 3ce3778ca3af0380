/** @file Experiment: the ceiling of the rate on a logarithmic current axis, the true one and that of the time step. */
import {Hz, mA} from "spikeloop";
import {draw} from "spikeloop/visualize";
import {figurePlaces} from "../figurePlaces.js";
import {place} from "../page.js";
import {withUnit} from "../parameters.js";
import {controlsAgain} from "./controlsAgain.js";
import {tooled} from "./drawn.js";
import {showListing, type Experiment, type Lab, type LiveValues} from "./experiment.js";
import {linesSpec, STYLES, type Level} from "./lines.js";
import type {LabValues} from "./parameters.js";
import {CURRENTS, runSaturation, saturationListing, type SaturationRun} from "./saturationRun.js";
import {rate, rheobase} from "./theory.js";
import {typedQuestion} from "./typedQuestion.js";
import {hertz, tidy} from "./words.js";

export function startSaturation(lab: Lab): Experiment {
  const {root, store, show} = lab;
  place(root, "saturation-controls").replaceChildren(...controlsAgain(store, ["coarse", "tau_ref"], "saturation"));
  let run = runSaturation(store.values);
  const asked = typedQuestion({
    question: "The rate at the strongest current without a refractory period",
    unit: "Hz",
    example: 100,
    answer: (guess) => saturationAnswer(run, guess),
  });
  place(root, "saturation-question").replaceChildren(asked.element);
  const drawn = figurePlaces(root, {saturation: (width, height) => saturationFigure(run, width, height)});
  return {
    figure: place(root, "saturation"),
    update(values) {
      run = runSaturation(values);
      show(saturationValues(run));
      asked.refresh();
      showListing(lab, "saturation", saturationListing(values), run.output);
      drawn.redraw("saturation");
    },
    stop: drawn.stop,
  };
}

/** The numbers and sentences of the section. */
export function saturationValues({values, currents, refractory, free}: SaturationRun): LiveValues {
  const strongest = CURRENTS.factor * rheobase(values);
  return {
    saturationFactor: String(CURRENTS.factor),
    strongest: withUnit(strongest, "mA"),
    closedFree: hertz(rate(values, strongest)),
    ceilingStory: ceilingStory(values, refractory),
    artefactStory: artefactStory(values, currents, free),
  };
}

function ceilingStory({tau_ref}: LabValues, refractory: Float32Array): string {
  const found = hertz(Math.max(...refractory));
  if (tau_ref === 0)
    return `Without one, both curves are the same, and nothing but the time step stops them: ${found}.`;
  return `The ceiling is ${hertz(1000 / tau_ref)}, one spike each ${withUnit(tau_ref, "ms")}; the highest simulated rate is ${found}.`;
}

function artefactStory({coarse}: LabValues, currents: Float32Array, free: Float32Array): string {
  const [step, limit] = [withUnit(coarse, "ms"), 1000 / coarse];
  const highest = Math.max(...free);
  // rates are measured in single precision
  const from = free.findIndex((f) => f > limit * (1 - 1e-4));
  if (from === -1)
    return `At ${step} the time step would stop it at ${hertz(limit)}, more than the ${hertz(highest)} of the strongest current.`;
  return `At ${step} the curve is flat at ${hertz(limit)}, one spike each time step, from ${withUnit(tidy(currents[from] as number, 3), "mA")} on.`;
}

/** What is said to a guess of the rate at the strongest current without a refractory period. */
export function saturationAnswer({values, free}: SaturationRun, guess: number | undefined): string {
  const simulated = free[free.length - 1] as number;
  const closed = rate(values, CURRENTS.factor * rheobase(values));
  const isFlat = simulated > (1000 / values.coarse) * (1 - 1e-4);
  const reason = isFlat
    ? `The simulation says ${hertz(simulated)}, one spike each step; the closed form without time steps says ${hertz(closed)}.`
    : `The simulation says ${hertz(simulated)}; the closed form without time steps says ${hertz(closed)}.`;
  if (guess === undefined) return reason;
  const off = Math.abs(guess / simulated - 1);
  if (off < 0.02) return `Yes. ${reason}`;
  if (Math.abs(guess / closed - 1) < 0.02) return `That is the closed form; a simulation is another thing. ${reason}`;
  return `${hertz(Math.abs(guess - simulated))} too ${guess < simulated ? "low" : "high"}. ${reason}`;
}

function saturationFigure(
  {values, currents, refractory, free}: SaturationRun,
  width: number,
  height: number,
): HTMLElement {
  const {tau_ref, coarse} = values;
  const closedOf = (period: number): number[] => Array.from(currents, (current) => rate(values, current, period));
  const limit = 1000 / coarse;
  const strongest = currents[currents.length - 1] as number;
  const highest = Math.max(rate(values, strongest), ...free);
  const levels: Level[] = [
    ...(tau_ref === 0
      ? []
      : [{label: `1/tau_ref = ${hertz(1000 / tau_ref)}`, y: 1000 / tau_ref, style: STYLES.ceiling}]),
    {label: `1/dt = ${hertz(limit)}`, y: limit, style: STYLES.artefact},
  ];
  const lowest = Math.min(...[...free, ...refractory].filter((f) => f > 0), 1000);
  const figure = draw(
    linesSpec({
      name: "saturation",
      lines: [
        {label: "without a refractory period", x: currents, y: free, style: STYLES.second},
        {label: "with one", x: currents, y: refractory, style: STYLES.first},
        {label: "closed form of each", x: currents, y: closedOf(0), style: STYLES.closed},
        {label: "", column: "closed form with one", x: currents, y: closedOf(tau_ref), style: STYLES.closed},
      ],
      levels,
      x: {label: "input current (mA), logarithmic", unit: mA, domain: [currents[0] as number, strongest], type: "log"},
      y: {
        label: "rate (Hz), logarithmic",
        unit: Hz,
        domain: [10 ** Math.floor(Math.log10(lowest)), 10 ** Math.ceil(Math.log10(highest))],
        type: "log",
      },
      width,
      height,
      ariaLabel: `firing rate against input current, both logarithmic, time step ${String(coarse)} ms`,
      ariaDescription: `Highest rate: with a refractory period ${hertz(Math.max(...refractory))}, without one ${hertz(Math.max(...free))}`,
    }),
  );
  return tooled(figure, "saturation", "rates up to saturation", values, ["coarse", "tau_ref"]);
}
