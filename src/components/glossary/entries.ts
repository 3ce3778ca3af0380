/**
 * @file The symbols of the site as data: what each is called, means, and is measured in. Controls, equations and the page
 * "Symbols and units" say what stands here.
 */

export interface GlossaryEntry {
  /** As in papers and in code, `V_th`; empty for a quantity that goes by its name. */
  readonly symbol: string;
  /** The name of its control. */
  readonly label: string;
  /** The name in full, as it stands in a sentence. */
  readonly name: string;
  /** What it is, in one sentence. */
  readonly meaning: string;
  /** The unit that the pages show it in. */
  readonly unit: string;
  /** What is usual for a neuron, in that unit; left out where nothing is. */
  readonly typical?: readonly [from: number, to: number];
  /** The name in code; left out where the code has no name for it. */
  readonly code?: string;
  /** The part of Tutorial 1 that explains it; left out where a control does. */
  readonly section?: string;
}

/** The constants of a `LIFRef` neuron. */
const CONSTANTS = {
  tau: {
    symbol: "tau",
    label: "Time constant",
    name: "membrane time constant",
    meaning: "The membrane time constant: how slowly V moves.",
    unit: "ms",
    typical: [2, 30],
    code: "tau",
  },
  R: {
    symbol: "R",
    label: "Resistance",
    name: "membrane resistance",
    meaning: "The membrane resistance: how far a current lifts V.",
    unit: "ohm",
    code: "R",
  },
  V_rest: {
    symbol: "V_rest",
    label: "Resting potential",
    name: "resting potential",
    meaning: "The resting potential: where V goes with no input.",
    unit: "mV",
    typical: [-75, -60],
    code: "V_rest",
  },
  V_th: {
    symbol: "V_th",
    label: "Threshold",
    name: "spike threshold",
    meaning: "The threshold: a neuron whose V ends a step at or above it spikes.",
    unit: "mV",
    typical: [-55, -40],
    code: "V_th",
  },
  V_reset: {
    symbol: "V_reset",
    label: "Reset potential",
    name: "reset potential",
    meaning: "The reset potential: where V starts again after a spike.",
    unit: "mV",
    code: "V_reset",
  },
  tau_ref: {
    symbol: "tau_ref",
    label: "Refractory period",
    name: "refractory period",
    meaning: "The refractory period: how long V is held after a spike.",
    unit: "ms",
    typical: [1, 7],
    code: "tau_ref",
  },
  V0: {
    symbol: "",
    label: "Initial V",
    name: "initial potential",
    meaning: "The potential before the first step.",
    unit: "mV",
    code: "V_initializer",
  },
} as const satisfies Record<string, GlossaryEntry>;

/** What it carries from step to step. */
const STATES = {
  V: {
    symbol: "V",
    label: "Membrane potential",
    name: "membrane potential",
    meaning: "The membrane potential at the end of a step: the state that the equation moves.",
    unit: "mV",
    code: "V",
    section: "the-model",
  },
  last_spike_time: {
    symbol: "",
    label: "Time of the last spike",
    name: "time of the last spike",
    meaning: "The time of the last step that ended at or above the threshold.",
    unit: "ms",
    code: "last_spike_time",
    section: "make-the-neuron",
  },
} as const satisfies Record<string, GlossaryEntry>;

const INPUT_AND_TIME = {
  I: {
    symbol: "I",
    label: "Current",
    name: "input current",
    meaning: "The input current: what the rest of the brain, or an electrode, sends in.",
    unit: "mA",
  },
  weak: {
    symbol: "",
    label: "Weaker input",
    name: "weaker input",
    meaning: "The input of the comparison below threshold.",
    unit: "mA",
  },
  t: {
    symbol: "t",
    label: "Time",
    name: "time",
    meaning: "The time at which a step begins.",
    unit: "ms",
    code: "t",
    section: "drive-it",
  },
  dt: {
    symbol: "dt",
    label: "Time step",
    name: "time step",
    meaning: "The time that one step of the simulation covers.",
    unit: "ms",
    code: "dt",
  },
  duration: {
    symbol: "",
    label: "Duration",
    name: "duration",
    meaning: "How long the simulation lasts.",
    unit: "ms",
  },
} as const satisfies Record<string, GlossaryEntry>;

/** What follows from the others, by a formula. */
const DERIVED = {
  V_inf: {
    symbol: "V_inf",
    label: "Steady potential",
    name: "steady potential",
    meaning: "The potential at which V would settle if nothing reset it: the resting potential plus R times I.",
    unit: "mV",
    section: "the-model",
  },
  rheobase: {
    symbol: "",
    label: "Rheobase",
    name: "rheobase",
    meaning: "The current that lifts V exactly to the threshold: the neuron fires above it, not at it.",
    unit: "mA",
    section: "the-f-i-curve",
  },
  T: {
    symbol: "T",
    label: "Interval",
    name: "interval between spikes",
    meaning: "The time from one spike to the next under a steady current.",
    unit: "ms",
    section: "from-spike-to-spike",
  },
  f: {
    symbol: "f",
    label: "Firing rate",
    name: "firing rate",
    meaning: "The firing rate: how many spikes a second holds, one divided by T.",
    unit: "Hz",
    section: "the-f-i-curve",
  },
} as const satisfies Record<string, GlossaryEntry>;

/** The entries by the headings they stand under, in the order of the page. */
export const GLOSSARY_PARTS = {
  "Constants of the neuron": CONSTANTS,
  "States of the neuron": STATES,
  "Input and time": INPUT_AND_TIME,
  "What follows from them": DERIVED,
} as const;

/** Every entry, by the anchor that it has on the page; a parameter's is its name. */
export const GLOSSARY = {...CONSTANTS, ...STATES, ...INPUT_AND_TIME, ...DERIVED};

export type GlossaryName = keyof typeof GLOSSARY;

/** The entry of a name that may have none. */
export function glossaryEntry(name: string): GlossaryEntry | undefined {
  return Object.hasOwn(GLOSSARY, name) ? GLOSSARY[name as GlossaryName] : undefined;
}
