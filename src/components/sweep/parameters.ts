/** @file What a reader sets on the page about sweeps: two constants of all neurons, one cell to look at, and what runs it. */
import {NEURON_PARAMETERS, type NeuronValues} from "../firstNeuron/parameters.js";
import {initialValues, type NumberParameter, type ParametersOf} from "../parameters.js";

/** The state of the page; numbers in the units of `SWEEP_PARAMETERS`. */
export interface SweepValues {
  V_th: number;
  tau_ref: number;
  I: number;
  tau: number;
  backend: string;
  side: string;
}

/** The span of an axis of the map: its first and its last cell. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The currents in mA, and the time constants in ms: a tenth apart, where a side has all its cells. */
export const CURRENTS: Span = {from: 5, to: 30.5};
export const TIME_CONSTANTS: Span = {from: 4.5, to: 30};

/** The time step and the duration of a sweep, in ms. */
export const DT = 0.1;
export const DURATION = 200;

/** What may run the sweep: `auto` chooses, the last two are the ways to a graphics card. All but `wasm` load gpu.js. */
export const BACKENDS = ["auto", "wasm", "webgl2", "webgpu"] as const;
export type BackendChoice = (typeof BACKENDS)[number];

/** A parameter of the first neuron with the span and the default of this page. */
const within = (parameter: NumberParameter, {from, to}: Span, initial: number, step = 0.1): NumberParameter => ({
  ...parameter,
  min: from,
  max: to,
  step,
  initial,
});

export const SWEEP_PARAMETERS: ParametersOf<SweepValues> = {
  // its rheobase stays on the map, with room for a cell to its left
  V_th: within(NEURON_PARAMETERS.V_th, {from: -54.5, to: -40}, -50, 0.5),
  tau_ref: within(NEURON_PARAMETERS.tau_ref, {from: 1, to: 20}, 5, 0.5),
  I: within(NEURON_PARAMETERS.I, CURRENTS, 25),
  tau: within(NEURON_PARAMETERS.tau, TIME_CONSTANTS, 20),
  backend: {
    kind: "choice",
    label: "Backend",
    options: BACKENDS,
    initial: "wasm",
    meaning: "What runs the sweep.",
  },
  side: {
    kind: "choice",
    label: "Neurons a side",
    options: ["32", "64", "128", "256"],
    initial: "256",
    meaning: "How many currents the map has, and how many time constants.",
  },
};

const FIRST_NEURON = initialValues<NeuronValues>(NEURON_PARAMETERS);

/** The neuron of a cell in the words of the first neuron's pages, whose closed form holds for it. */
export function neuronOf({V_th, tau_ref}: SweepValues, tau: number): NeuronValues {
  return {...FIRST_NEURON, V_th, tau_ref, tau};
}

/** How many cells a side of the map has. */
export const sideOf = ({side}: SweepValues): number => Number(side);
