/** @file The linear models: a leak, a threshold, and what is added to them. */
import {refractory, tuned, type ModelSpec} from "./modelSpec.js";

const REST = {V_rest: "mV(-65)", V_initializer: "mV(-65)"};
const tau = tuned("tau", "Time constant", "ms", [2, 50, 0.5], 10);
const V_th = tuned("V_th", "Threshold", "mV", [-60, -40, 0.5], -50);
/** Below every threshold: a reset to above it would turn the sign of the spike function round. */
const V_reset = tuned("V_reset", "Reset potential", "mV", [-80, -60.5, 0.5], -65);
const RANGE = [-70, -45] as const;

export const LEAKY: readonly ModelSpec[] = [
  {
    name: "IF",
    is: "a leak and a threshold; V counts from rest",
    input: {unit: "mA"},
    rheobase: 15,
    dt: 0.1,
    unit: "mV",
    range: [-5, 20],
    fixed: {},
    tuned: [
      tuned("R", "Resistance", "ohm", [0.2, 3, 0.05], 1),
      tau,
      tuned("V_th", "Threshold", "mV", [5, 25, 0.5], 15),
    ],
  },
  {
    name: "LIF",
    ref: "LIFRef",
    is: "a leak, a threshold, a reset",
    input: {unit: "mA"},
    rheobase: 15,
    dt: 0.1,
    unit: "mV",
    range: RANGE,
    fixed: REST,
    tuned: [tau, V_th, V_reset],
    tau_ref: refractory(2),
  },
  {
    name: "ALIF",
    is: "a threshold that each spike raises",
    input: {unit: "mA"},
    rheobase: 15,
    dt: 0.1,
    unit: "mV",
    range: [-70, -35],
    state: {name: "a", unit: "", meaning: "adaptation"},
    fixed: {...REST, V_reset: "mV(-65)"},
    tuned: [
      tuned("beta", "Adaptation of the threshold", "mV", [0, 5, 0.1], 1),
      tuned("tau_a", "Time constant of adaptation", "ms", [10, 500, 5], 100),
      tau,
      V_th,
    ],
  },
  {
    name: "Gif",
    ref: "GifRef",
    is: "two inner currents, a moving threshold",
    input: {unit: "mA"},
    rheobase: 1,
    dt: 0.1,
    unit: "mV",
    range: [-75, -40],
    state: {name: "V_th", unit: "mV", meaning: "threshold"},
    fixed: {},
    tuned: [
      tuned("a", "Coupling of the threshold to V", "1/ms", [-0.01, 0.02, 0.0005], 0),
      tuned("A1", "Jump of I1 at a spike", "mA", [-5, 10, 0.1], 0),
      tuned("A2", "Jump of I2 at a spike", "mA", [-2, 2, 0.05], 0),
      tuned("V_th_inf", "Threshold that it relaxes to", "mV", [-60, -40, 0.5], -50),
    ],
    tau_ref: refractory(1.7),
  },
  {
    name: "CubaLIF",
    is: "a LIF with a synaptic current inside",
    input: {unit: "mA", synaptic: true},
    rheobase: 15,
    dt: 0.1,
    unit: "mV",
    range: RANGE,
    state: {name: "g", unit: "mA", meaning: "synaptic current"},
    fixed: REST,
    tuned: [tuned("tau_syn", "Time constant of the synapse", "ms", [1, 100, 1], 20), tau, V_th, V_reset],
  },
  {
    name: "CobaLIF",
    is: "a LIF with a synaptic conductance inside",
    input: {unit: "S", synaptic: true},
    rheobase: 0.3,
    dt: 0.1,
    unit: "mV",
    range: RANGE,
    state: {name: "g", unit: "S", meaning: "synaptic conductance"},
    fixed: {...REST, V_reset: "mV(-65)"},
    tuned: [
      tuned("E", "Reversal potential of the synapse", "mV", [-80, 20, 1], 0),
      tuned("tau_syn", "Time constant of the synapse", "ms", [1, 100, 1], 20),
      tau,
      V_th,
    ],
  },
];
