/**
 * @file Every number and every sentence of the page about the anatomy of a model that depends on the reader's values, by
 * the name it has in the page. The text of the page holds the same for the defaults, and a test compares.
 */
import {withUnit} from "../parameters.js";
import {NEURON, RUN, type AnatomyValues} from "./parameters.js";
import type {AnatomyRun, Compared} from "./run.js";
import type {InputName, StepParts, Term} from "./step.js";

export type LiveValues = Readonly<Record<string, string>>;

/** What the run is about. */
export function runValues({values, spikes}: AnatomyRun): LiveValues {
  const {tau, tau_ref, V_th, V_rest} = NEURON;
  return {
    steps: String(RUN.steps),
    duration: withUnit(RUN.steps * RUN.dt, "ms"),
    dt: withUnit(RUN.dt, "ms"),
    spikeCount: String(spikes.reduce((sum, spike) => sum + spike, 0)),
    tau: withUnit(tau, "ms"),
    tau_ref: withUnit(tau_ref, "ms"),
    V_th: withUnit(V_th, "mV"),
    V_rest: withUnit(V_rest, "mV"),
    g: withUnit(values.g, "S"),
    E: withUnit(values.E, "mV"),
    I: withUnit(values.I, "mA"),
    kick: withUnit(values.kick, "mV"),
  };
}

/** What happens in one step. */
export function stepValues(parts: StepParts, values: AnatomyValues): LiveValues {
  const {before, terms, V0, I, drift, J, euler, kicked, V} = parts;
  const {step} = values;
  const never = parts.since > 1e6;
  return {
    step: String(step),
    t: withUnit(before.t.toFixed(1), "ms"),
    stored: potential(before.V),
    spikedWord: parts.spiked ? "yes" : "no",
    V0: potential(V0),
    argument: withUnit(0, "mA"),
    sum: withUnit(I.toFixed(3), "mA"),
    drift: withUnit(drift.toPrecision(4), "mV/ms"),
    J: withUnit(J.toPrecision(4), "/ms"),
    euler: potential(euler),
    delta: withUnit((terms.kick.value ?? 0).toFixed(1), "mV"),
    kicked: potential(kicked),
    since: never ? "no spike yet" : withUnit(parts.since.toFixed(1), "ms"),
    heldWord: parts.held ? "yes" : "no",
    V: potential(V),
    lastSpike: parts.lastSpike < -1e6 ? "none yet" : withUnit(parts.lastSpike.toFixed(1), "ms"),
    spikeWord: parts.spike ? "one" : "zero",
    stepStory: stepStory(parts),
    ...termValues("synapse", terms.synapse, "mA", "yes"),
    ...termValues("electrode", terms.electrode, "mA", step === 0 || values.electrode !== "once" ? "yes" : "no"),
    ...termValues("kick", terms.kick, "mV", "yes"),
  };
}

function termValues(name: InputName, {value, stays}: Term, unit: string, word: string): LiveValues {
  return {
    [`${name}Before`]: value === undefined ? "no" : word,
    [`${name}Term`]: value === undefined ? "–" : withUnit(value.toFixed(unit === "mV" ? 1 : 3), unit),
    [`${name}After`]: value === undefined ? "–" : stays ? "stays" : "gone",
  };
}

/** The step in a sentence or two. */
function stepStory({before, V0, spiked, held, since, terms, V, spike}: StepParts): string {
  const kick = terms.kick.value ?? 0;
  const lost = kick === 0 ? "" : ` The kick of ${withUnit(kick, "mV")} was taken from the table, and is lost.`;
  if (spiked && held) {
    return `The step before spiked, so this one resets: it starts from ${potential(V0)}. And V is held there: only ${withUnit(since.toFixed(1), "ms")} have passed since the spike.${lost}`;
  }
  if (held) {
    return `V is held: ${withUnit(since.toFixed(1), "ms")} have passed since the spike. The step is computed all the same, then the start is stored instead.${lost}`;
  }
  if (spike) {
    return `V ends at ${potential(V)}, at or above the threshold of ${withUnit(NEURON.V_th, "mV")}: a spike. It is stored as it is; the reset belongs to the next step.`;
  }
  if (kick !== 0) return `The kick lands whole: ${withUnit(kick, "mV")} are added after the exponential Euler.`;
  return `A free step: the drift takes V from ${potential(before.V)} to ${potential(V)}.`;
}

/** The two kinds of current, and the two kinds of kick, for neurons that never spike. */
export function comparedValues({values, moved}: Compared & {values: AnatomyValues}): LiveValues {
  const {g, E, kick} = values;
  const {R, tau, V_rest} = NEURON;
  const {constantInf, conductanceInf} = settled(values);
  const needed = kick / (R * -Math.expm1(-RUN.dt / tau));
  return {
    sameCurrent: withUnit(round(g * (E - V_rest)), "mA"),
    constantInf: withUnit(constantInf.toFixed(2), "mV"),
    conductanceInf: withUnit(conductanceInf.toFixed(2), "mV"),
    constantJ: withUnit((-1 / tau).toPrecision(3), "/ms"),
    conductanceJ: withUnit((-(1 + R * g) / tau).toPrecision(3), "/ms"),
    constantTau: withUnit(tau, "ms"),
    conductanceTau: withUnit((tau / (1 + R * g)).toFixed(1), "ms"),
    movedDelta: withUnit(moved.delta.toFixed(3), "mV"),
    movedCurrent: withUnit(moved.current.toFixed(3), "mV"),
    needed: withUnit(needed.toFixed(0), "mA"),
  };
}

/** Where V settles under the constant current and under the conductance, in mV. */
export function settled({g, E}: AnatomyValues): {constantInf: number; conductanceInf: number} {
  const {R, V_rest} = NEURON;
  return {constantInf: V_rest + R * g * (E - V_rest), conductanceInf: (V_rest + R * g * E) / (1 + R * g)};
}

/** The currents above which the two models of the last part fire. */
export function ownValues({bend, drive}: AnatomyValues): LiveValues {
  const {R, V_th, V_rest} = NEURON;
  return {
    bend: withUnit(bend, "mV"),
    drive: withUnit(drive, "mA"),
    ownRheobase: withUnit(((bend * Math.tanh((V_th - V_rest) / bend)) / R).toFixed(2), "mA"),
    lifRheobase: withUnit((V_th - V_rest) / R, "mA"),
  };
}

const potential = (mV: number): string => withUnit(mV.toFixed(3), "mV");

const round = (x: number): number => Number(x.toPrecision(6));
