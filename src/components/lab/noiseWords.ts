/** @file Noise at the input: the numbers and sentences of the section, and what is said to a prediction. */
import {withUnit} from "../parameters.js";
import type {Prediction} from "../predict.js";
import type {LiveValues} from "./experiment.js";
import {STORIES, type LabValues} from "./parameters.js";
import {NOISE, type NoiseRun, type Train} from "./noiseRun.js";
import {hiddenTops, noisyRate} from "./noiseTheory.js";
import {rate, rheobase} from "./theory.js";
import {hertz, percent, tidy} from "./words.js";

/** The rows of the table of regularity: their names, and their currents in rheobases. */
const ROWS = [
  ["Low", 0.7],
  ["At", 1],
  ["High", 2],
] as const;

/**
 * How far half the time step may move the rate, in %, and the CV, at steps of `dt` ms with the default constants, wherever
 * the rate in Hz is `from` or more.
 */
export const BOUND = {rate: 3, CV: 0.03, dt: 0.1, from: 5} as const;

/** How much of a run is drawn, in ms. */
export const DRAWN = 400;

export function noiseValues(run: NoiseRun): LiveValues {
  const {values, whole, half} = run;
  const {noiseMean, sigma_V, noiseSeed} = values;
  return {
    ...Object.fromEntries(ROWS.flatMap(([name, factor]) => rowValues(run, `noise${name}`, factor))),
    noiseMean: withUnit(noiseMean, "mA"),
    sigma_V: withUnit(sigma_V, "mV"),
    noiseSeed: String(noiseSeed),
    noiseDrawn: withUnit(DRAWN, "ms"),
    noiseCopies: String(NOISE.copies),
    noiseMeasured: withUnit((NOISE.duration - NOISE.from) / 1000, "s"),
    noiseCurrents: String(NOISE.currents),
    noiseHighest: withUnit(tidy(NOISE.highest * rheobase(values)), "mA"),
    noiseDtWhole: withUnit(whole.dt, "ms"),
    noiseDtHalf: withUnit(half.dt, "ms"),
    noiseRateWhole: hertz(chosen(whole).rate),
    noiseRateHalf: hertz(chosen(half).rate),
    noiseMovedWhole: hertz(movedRate(values, whole.dt)),
    noiseMovedHalf: hertz(movedRate(values, half.dt)),
    noiseClosed: hertz(noisyRate(values, noiseMean, sigma_V)),
    noiseCvWhole: regularity(chosen(whole)),
    noiseCvHalf: regularity(chosen(half)),
    noiseSpreadWhole: withUnit(spread(values, whole.dt, whole.dt).toFixed(2), "mV"),
    noiseSpreadHalf: withUnit(spread(values, half.dt, half.dt).toFixed(2), "mV"),
    noiseUnscaled: withUnit(spread(values, half.dt, whole.dt).toFixed(2), "mV"),
    noiseHiddenWhole: withUnit(hiddenTops(values.tau, sigma_V, whole.dt).toFixed(2), "mV"),
    noiseHiddenHalf: withUnit(hiddenTops(values.tau, sigma_V, half.dt).toFixed(2), "mV"),
    chanceStory: chanceStory(chosen(whole)),
    thresholdStory: thresholdStory(run),
    halvingStory: halvingStory(run),
    boundStory: boundStory(run),
    storyNoiseNone: withUnit(STORIES.noise[0], "mV"),
    storyNoiseStrong: withUnit(STORIES.noise[1], "mV"),
  };
}

/** What the runs gave for the chosen mean current. */
function chosen({trains}: {readonly trains: readonly Train[]}): Train {
  return trains[0] as Train;
}

function rowValues({values, currents, whole}: NoiseRun, name: string, factor: number): [string, string][] {
  const i = 1 + Math.round((factor / NOISE.highest) * (NOISE.currents - 1));
  const current = tidy(currents[i] as number);
  const train = whole.trains[i] as Train;
  return [
    [`${name}Current`, withUnit(current, "mA")],
    [`${name}Quiet`, hertz(rate(values, current, values.tau_ref))],
    [`${name}Closed`, hertz(noisyRate(values, current, values.sigma_V))],
    [`${name}Rate`, hertz(train.rate)],
    [`${name}Cv`, regularity(train)],
  ];
}

function regularity({CV}: Train): string {
  return Number.isFinite(CV) ? CV.toFixed(2) : "too few spikes";
}

/** The closed form of the rate at the chosen mean current, with the threshold where a time step puts it. */
export function movedRate({noiseMean, sigma_V, ...values}: LabValues, dt: number): number {
  return noisyRate(values, noiseMean, sigma_V, hiddenTops(values.tau, sigma_V, dt));
}

/**
 * By how much V fluctuates without a threshold, exactly, in mV: the neuron holds the current for a step.
 * @param scaledFor the time step for which the noise was scaled
 */
export function spread({tau, sigma_V}: LabValues, dt: number, scaledFor: number): number {
  return sigma_V * Math.sqrt(((2 * tau) / scaledFor) * Math.tanh(dt / (2 * tau)));
}

function thresholdStory({values, whole}: NoiseRun): string {
  const {noiseMean, sigma_V, tau_ref} = values;
  const quiet = rate(values, noiseMean, tau_ref);
  const noisy = chosen(whole).rate;
  const [mean, quietText, noisyText] = [withUnit(noiseMean, "mA"), hertz(quiet), hertz(noisy)];
  if (sigma_V === 0) return `Without noise the neuron ${noisy === 0 ? "does not fire" : `fires at ${noisyText}`}.`;
  if (quiet > 0)
    return `At ${mean} the steady current alone would give ${quietText}; with the noise it is ${noisyText}.`;
  if (noisy === 0) return `At ${mean} this noise is too weak: no neuron fired in the time that was run.`;
  return `At ${mean} the steady current alone would never make it fire; with the noise it fires at ${noisyText}.`;
}

/** By how much half the step changes rate (in %) and CV; NaN where there is none. */
export function halving({whole, half}: NoiseRun): Train {
  const [a, b] = [chosen(whole), chosen(half)];
  return {rate: 100 * (b.rate / a.rate - 1), CV: b.CV - a.CV};
}

/** The standard error of a rate, as a part of it, from how many spikes were counted and how irregular they were. */
export function chance({rate: f, CV}: Train): number {
  const spikes = (f * NOISE.copies * (NOISE.duration - NOISE.from)) / 1000;
  return spikes === 0 ? 0 : (Number.isFinite(CV) ? CV : 1) / Math.sqrt(spikes);
}

function chanceStory(train: Train): string {
  if (train.rate === 0) return "Without a spike there is no rate to be uncertain of.";
  return `Chance makes a rate from so many spikes uncertain by about ${percent(100 * chance(train))}; both runs share it, so it hardly enters their difference.`;
}

function signed(x: number, digits: number): string {
  const size = Math.abs(x).toFixed(digits);
  return `${Number(size) === 0 ? "" : x < 0 ? "−" : "+"}${size}`;
}

function halvingStory(run: NoiseRun): string {
  const {values, whole, half} = run;
  const change = halving(run);
  if (Number.isNaN(change.rate)) return "No spikes, so nothing for half the step to change.";
  if (change.rate === Infinity) return "Only the shorter steps saw a spike: too few to compare.";
  const expected = 100 * (movedRate(values, half.dt) / movedRate(values, whole.dt) - 1);
  const irregular = Number.isFinite(change.CV) ? `, the CV by ${signed(change.CV, 3)}` : "";
  return `Half the step changes the rate by ${signed(change.rate, 2)}\u00a0%${irregular}. The closed form expects ${signed(expected, 2)}\u00a0% of the rate.`;
}

function boundStory(run: NoiseRun): string {
  const change = halving(run);
  const bound = `This page's bound is ${withUnit(BOUND.rate, "%")} of the rate and ${String(BOUND.CV)} of the CV.`;
  if (!Number.isFinite(change.rate)) return bound;
  const isKept = Math.abs(change.rate) <= BOUND.rate && !(Math.abs(change.CV) > BOUND.CV);
  if (isKept) return `${bound} It holds here.`;
  const isRare = chosen(run.whole).rate < BOUND.from;
  return `${bound} Here it is passed${isRare ? `: it is for rates of ${hertz(BOUND.from)} or more` : run.whole.dt > BOUND.dt ? ": take a finer step" : ""}.`;
}

const SAME = "the rheobase, as before";
const LOWER = "a lower current";
const NONE = "there is none";
const SHOW = "show me";

/** The question before the figure. */
export function noiseQuestion(run: () => NoiseRun | undefined): Prediction {
  return {
    question: "With noise, what is the lowest mean current at which the neuron fires?",
    options: [SAME, LOWER, NONE, SHOW],
    answer(option) {
      const measured = run();
      if (measured === undefined) return "The runs are not done yet. Ask again in a moment.";
      const {values} = measured;
      if (values.sigma_V === 0)
        return `The noise strength is ${withUnit(0, "mV")}: the threshold is the rheobase, ${withUnit(rheobase(values), "mA")}. Raise it and ask again.`;
      const row = ROWS[0][1] * rheobase(values);
      const reason = `At each current the noise lifts V over the threshold sooner or later; only how often changes. At ${withUnit(tidy(row), "mA")}, below the rheobase, the closed form says ${hertz(noisyRate(values, row, values.sigma_V))}, and it falls towards zero from there without reaching it.`;
      if (option === SHOW) return reason;
      if (option === LOWER)
        return `It does fire below the rheobase, but no lower current is a border either. ${reason}`;
      return `${option === NONE ? "Yes." : "Not this time."} ${reason}`;
    },
  };
}
