/** @file One step of the run, taken apart: what each part of `update` gives, and what becomes of the registered inputs. */
import {mA, ms, mV, S, unit} from "spikeloop";
import type {Dynamics, Quantity, Voltage} from "spikeloop";
import type {AnatomyValues} from "./parameters.js";
import {kickAt, type AnatomyRun} from "./run.js";
import {WatchedLIFRef, type Before, type Noted} from "./watched.js";

/** How far from V0 the derivative is measured: the drift of this neuron is a straight line in V. */
const PROBE = mV(10);

/** The inputs of this page in the order in which the table holds them, with their labels. */
export const INPUTS = {synapse: "network", electrode: "outside", kick: "network"} as const;

export type InputName = keyof typeof INPUTS;

/** A registered input in a step. */
export interface Term {
  /** What it gives in this step: mA, for a kick mV; undefined where it is not registered. */
  readonly value: number | undefined;
  /** Whether it is still registered after the step. */
  readonly stays: boolean;
}

/** A step in numbers: mV, ms, mA, mV/ms and 1/ms. */
export interface StepParts {
  readonly before: Before;
  readonly terms: Readonly<Record<InputName, Term>>;
  readonly spiked: boolean;
  readonly V0: number;
  readonly I: number;
  readonly drift: number;
  readonly J: number;
  readonly euler: number;
  readonly kicked: number;
  /** How long ago the last spike was. */
  readonly since: number;
  readonly held: boolean;
  readonly V: number;
  readonly lastSpike: number;
  readonly spike: boolean;
}

/** Takes a step of a run apart, by doing it again from the states that it began with. */
export function stepParts(run: AnatomyRun, step: number): StepParts {
  const {values} = run;
  const before = beforeStep(run, step);
  const [watched, here, beyond, table] = [undefined, mV(0), PROBE, mV(0)].map((probe) => {
    const neuron = new WatchedLIFRef(before, probe);
    register(neuron, values, step);
    return neuron;
  }) as [WatchedLIFRef, WatchedLIFRef, WatchedLIFRef, WatchedLIFRef];
  const spike = watched.stepAt(before.t);
  here.stepAt(before.t);
  beyond.stepAt(before.t);
  const {V0, spike: spiked, euler, kicked} = watched.noted as Noted;
  const perMs = unit("mV/ms");
  const slope = ({noted}: WatchedLIFRef): number => one((noted as Noted).slope, perMs);
  const elapsed = ms(before.t).sub(ms(before.lastSpike));
  return {
    before,
    terms: termsOf(table, watched, V0),
    spiked: one(spiked) > 0,
    V0: one(V0, mV),
    I: one((here.noted as Noted).I, mA),
    drift: slope(here),
    J: (slope(beyond) - slope(here)) / PROBE.toNumber(mV),
    euler: one(euler, mV),
    kicked: one(kicked, mV),
    since: elapsed.toNumber(ms),
    held: elapsed.lt(watched.tau_ref).toNumber() > 0,
    V: one(watched.V.value, mV),
    lastSpike: one(watched.last_spike_time.value, ms),
    spike: one(spike) > 0,
  };
}

/** What the states were when a step began: those at the end of the one before. */
function beforeStep({times, V, lastSpikes}: AnatomyRun, step: number): Before {
  const t = times[step] ?? 0;
  if (step === 0) return {t, V: V.start, lastSpike: lastSpikes.start};
  return {t, V: V.ends[step - 1] ?? NaN, lastSpike: lastSpikes.ends[step - 1] ?? NaN};
}

/** Registers what a step finds, in the order of the listing. */
function register(neuron: Dynamics, values: AnatomyValues, step: number): void {
  const [g, E] = [S(values.g), mV(values.E)];
  const conductance = (V: Quantity<Voltage>) => g.mul(E.sub(V));
  if (values.synapse === "on") {
    neuron.addCurrentInput("synapse", conductance, INPUTS.synapse);
  }
  if (values.electrode === "every step" || (values.electrode === "once" && step === 0)) {
    neuron.addCurrentInput("electrode", mA(values.I), INPUTS.electrode);
  }
  if (values.kicks !== "off") neuron.addDeltaInput("kick", mV(kickAt(values, step)), INPUTS.kick);
}

/** The inputs one by one: each has a label or a kind of its own. */
function termsOf(table: Dynamics, after: Dynamics, V0: Quantity<Voltage>): Record<InputName, Term> {
  const term = (name: InputName, value: () => number): Term => {
    const found = has(table, name);
    return {value: found ? value() : undefined, stays: has(after, name)};
  };
  const current = (name: InputName) => (): number => one(table.sumCurrentInputs(mA(0), [V0], INPUTS[name]), mA);
  return {
    synapse: term("synapse", current("synapse")),
    electrode: term("electrode", current("electrode")),
    kick: term("kick", () => one(table.sumDeltaInputs(mV(0)), mV)),
  };
}

/** Whether an input of that name is registered. */
function has(neuron: Dynamics, name: InputName): boolean {
  try {
    if (name === "kick") neuron.getDeltaInput(name, INPUTS[name]);
    else neuron.getCurrentInput(name, INPUTS[name]);
    return true;
  } catch {
    return false;
  }
}

/** The number of a quantity that holds one. */
function one(q: Quantity, as: Quantity["unit"] = q.unit): number {
  return q.toDecimal(as)[0] ?? NaN;
}
