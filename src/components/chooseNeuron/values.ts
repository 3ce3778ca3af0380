/** @file Every number and sentence of the page that depends on the reader's values, by its name in the page. */
import {nounFor, withUnit} from "../parameters.js";
import {read, type Behaviour, type Reading} from "./behaviour.js";
import {CLASSES, MODELS} from "./models.js";
import type {ModelSpec} from "./modelSpec.js";
import {classOf, CURVE, inputAt, RUN, type ChooseValues} from "./parameters.js";
import type {ModelCurve, ModelRun} from "./run.js";

export type LiveValues = Readonly<Record<string, string>>;

/** A drive in words: `2 rheobases`. */
export const drivesText = (drive: number): string => withUnit(drive, nounFor(drive, "rheobase"));

/** What all models share. */
export function settingValues({drive}: ChooseValues): LiveValues {
  return {
    driveText: drivesText(drive),
    classes: String(CLASSES.length),
    cards: String(MODELS.length),
    withPeriod: String(CLASSES.length - MODELS.length),
    duration: withUnit(RUN.duration, "ms"),
    on: withUnit(RUN.on, "ms"),
    off: withUnit(RUN.off, "ms"),
    curveNeurons: String(CURVE.neurons),
    curveTo: String(CURVE.to),
    curveCounted: withUnit(CURVE.counted / 1000, "s"),
  };
}

/** The input of a model, in its own unit. */
export const inputText = (model: ModelSpec, drive: number): string => withUnit(inputAt(model, drive), model.input.unit);

/** The line below the trace of a card. */
export function cardValues(run: ModelRun): LiveValues {
  const {model, values} = run;
  return {
    [`${model.name}Name`]: classOf(model, values),
    [`${model.name}Input`]: inputText(model, values.drive),
    [`${model.name}Count`]: count(read(run).count, "spike"),
  };
}

/** What the panel says of the model that is looked at. */
export function lookValues(run: ModelRun): LiveValues {
  const {model, values} = run;
  const reading = read(run);
  return {
    lookName: classOf(model, values),
    lookIs: model.is,
    lookInput: inputText(model, values.drive),
    lookDrive: drivesText(values.drive),
    lookCount: count(reading.count, "spike"),
    lookRheobase: inputText(model, 1),
    lookDt: withUnit(model.dt, "ms"),
    lookStory: story(reading, model.dt),
  };
}

const WORDS: Readonly<Record<Behaviour, string>> = {
  tonic: "Tonic: it keeps one pace",
  adapting: "Adapting: it slows down",
  accelerating: "Accelerating: it speeds up",
  bursting: "Bursting: groups of spikes and pauses",
  phasic: "Phasic: it answers the start of the input only",
};

/** An interval of fewer steps says more of the step than of the model. */
const FEW_STEPS = 3.5;

function story({behaviour, intervals, rings, delay}: Reading, dt: number): string {
  if (behaviour === null || delay === null)
    return rings ? "Silent: V rings, and settles." : "Silent: V settles without a swing.";
  const first = `The first spike comes ${withUnit(delay.toFixed(1), "ms")} after the input.`;
  if (intervals.length === 0) return `${WORDS[behaviour]}. ${first}`;
  const isOneWay = behaviour === "adapting" || behaviour === "accelerating";
  const ends = isOneWay ? [intervals[0], intervals.at(-1)] : [Math.min(...intervals), Math.max(...intervals)];
  const [from, to] = ends.map((interval) => withUnit(Number(interval).toFixed(1), "ms"));
  // of two spikes nobody can tell a pace
  if (behaviour === "tonic" && intervals.length === 1) return `Two spikes, ${String(from)} apart. ${first}`;
  const fast = Math.min(...intervals) < FEW_STEPS * dt ? "Intervals of so few steps are dt's, not the model's." : first;
  return `${WORDS[behaviour]}; intervals ${from === to ? "of" : `from ${String(from)} to`} ${String(to)}. ${fast}`;
}

/** Where an f-I curve begins: the rate and the drive. */
export function curveStory({drives, rates}: ModelCurve): string {
  // at the very rheobase a neuron is undecided: it may spike once, long after the start
  const at = rates.findIndex((rate, i) => rate > 0 && drives[i] !== 1);
  if (at < 0) return "silent";
  return `${rateText(rates[at] as number)} at ${String(Number(drives[at]?.toFixed(2)))}`;
}

export const rateText = (rate: number): string => withUnit(Math.round(rate), "Hz");

export function count(n: number, noun: string): string {
  return `${String(n)}\u00a0${nounFor(n, noun)}`;
}
