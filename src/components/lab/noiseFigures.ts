/** @file Noise at the input: the trace of one neuron, and rate and CV of the population over the mean current. */
import {Hz, mA, mV, ms, quantity} from "spikeloop";
import {draw, membraneTraceSpec, panels, type AxisSpec, type FigureSpec} from "spikeloop/visualize";
import {withUnit} from "../parameters.js";
import {tooled} from "./drawn.js";
import {linesSpec, STYLES} from "./lines.js";
import {V_REST} from "./parameters.js";
import type {NoiseRun} from "./noiseRun.js";
import {noisyRate} from "./noiseTheory.js";
import {DRAWN} from "./noiseWords.js";
import {rate} from "./theory.js";

const KEYS = ["noiseMean", "sigma_V", "noiseSeed"] as const;

/** The first neuron at the chosen mean current. */
export function traceFigure({values, whole}: NoiseRun, width: number, height: number): HTMLElement {
  const {noiseMean, sigma_V, V_th} = values;
  const steps = Math.round(DRAWN / whole.dt);
  const isSpike = new Float32Array(steps);
  for (const step of whole.spikes) if (step < steps) isSpike[step] = 1;
  const figure = draw(
    membraneTraceSpec({
      times: ms(Float32Array.from({length: steps}, (_, i) => i * whole.dt)),
      V: mV(whole.V.slice(0, steps)),
      spikes: quantity(isSpike, ""),
      threshold: {label: "V_th", value: mV(V_th)},
      levels: [{label: "mean without spikes", value: mV(V_REST + noiseMean)}],
      xDomain: [ms(0), ms(DRAWN)],
      ariaLabel: `V over time, mean current ${withUnit(noiseMean, "mA")}, noise strength ${withUnit(sigma_V, "mV")}`,
      width,
      height,
    }),
  );
  return tooled(figure, "noise-input", "V with noise", values, KEYS);
}

/** The population: rate over mean current, with and without noise, and below it the CV. */
export function curveFigure({values, currents, whole}: NoiseRun, width: number, height: number): HTMLElement {
  const {noiseMean, sigma_V, tau_ref} = values;
  const swept = currents.subarray(1);
  const found = whole.trains.slice(1);
  const quiet = Array.from(swept, (current) => rate(values, current, tau_ref));
  const closed = Array.from(swept, (current) => noisyRate(values, current, sigma_V));
  const rates = found.map((train) => train.rate);
  const highest = 1.08 * Math.max(...quiet, ...closed, ...rates, 1);
  const last = swept[swept.length - 1] as number;
  const x: AxisSpec = {label: "mean current (mA)", unit: mA, domain: [0, last]};
  const chosen = noiseMean > last ? [] : [noiseMean, noiseMean];
  const upper = Math.round(height * 0.6);
  const rateSpec = linesSpec({
    name: "rates",
    lines: [
      {label: "with noise, simulated", x: swept, y: rates, style: STYLES.first},
      {label: "with noise, closed form", x: swept, y: closed, style: STYLES.closed},
      {label: "without noise", x: swept, y: quiet, style: STYLES.second},
      {label: "your mean current", x: chosen, y: [0, highest], style: STYLES.ceiling},
    ],
    x,
    y: {label: "rate (Hz)", unit: Hz, domain: [0, highest]},
    width,
    height: upper,
    ariaLabel: `firing rate against mean current, noise strength ${withUnit(sigma_V, "mV")}`,
    ariaDescription: `With noise up to ${Math.max(...rates).toFixed(0)} Hz; without noise up to ${Math.max(...quiet).toFixed(0)} Hz`,
  });
  const CVs = found.map(({CV}) => CV);
  const told = CVs.filter(Number.isFinite);
  const cvSpec = linesSpec({
    name: "regularity",
    lines: [
      {label: "CV of the intervals", x: swept, y: CVs, style: STYLES.first},
      {label: "", column: "your mean current", x: chosen, y: [0, 1.1], style: STYLES.ceiling},
    ],
    levels: [{label: "Poisson", y: 1, style: STYLES.artefact}],
    x,
    y: {label: "CV", unit: null, domain: [0, Math.max(1.1, ...told)]},
    width,
    height: height - upper,
    ariaLabel: "coefficient of variation of the intervals against mean current",
    ariaDescription:
      told.length === 0 ? "Too few spikes" : `From ${Math.max(...told).toFixed(2)} to ${Math.min(...told).toFixed(2)}`,
  });
  const figure = panels([curvesOnly(rateSpec), curvesOnly(cvSpec)], {width});
  return tooled(figure, "noise-curve", "rate and CV with noise", values, KEYS);
}

/** A spec whose table holds the curves alone, not the line of the reader's setting. */
function curvesOnly(spec: FigureSpec): FigureSpec {
  const {data} = spec;
  return data === undefined
    ? spec
    : {...spec, data: {...data, columns: data.columns.filter(({name}) => name !== "your mean current")}};
}
