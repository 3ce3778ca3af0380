/** @file The models whose equations make the whole spike, and come back without a reset. */
import {tuned, type ModelSpec} from "./modelSpec.js";

const gNa = (initial: number) => tuned("gNa", "Sodium conductance", "mS", [10, 200, 1], initial);
const gK = (initial: number) => tuned("gK", "Potassium conductance", "mS", [2, 80, 1], initial);

export const SPIKING: readonly ModelSpec[] = [
  {
    name: "HH",
    is: "sodium, potassium and a leak: the squid's axon",
    input: {unit: "uA"},
    rheobase: 3.414,
    dt: 0.05,
    unit: "mV",
    range: [-90, 60],
    state: {name: "n", unit: "", meaning: "potassium gate"},
    fixed: {V_initializer: "mV(-65)"},
    tuned: [gNa(120), gK(36), tuned("gL", "Leak conductance", "mS", [0.01, 1, 0.01], 0.03)],
  },
  {
    name: "WangBuzsakiHH",
    is: "the same channels, a fast interneuron's",
    input: {unit: "uA"},
    rheobase: 0.1604,
    dt: 0.05,
    unit: "mV",
    range: [-90, 60],
    state: {name: "n", unit: "", meaning: "potassium gate"},
    fixed: {},
    tuned: [gNa(35), gK(9), tuned("phi", "Speed of the gates", "", [1, 10, 0.1], 5)],
  },
  {
    name: "MorrisLecar",
    is: "calcium and potassium: the barnacle's muscle",
    input: {unit: "uA"},
    rheobase: 83.37,
    dt: 0.1,
    unit: "mV",
    range: [-80, 60],
    state: {name: "W", unit: "", meaning: "potassium gate"},
    fixed: {V_initializer: "mV(-60)"},
    tuned: [
      tuned("g_Ca", "Calcium conductance", "mS", [2, 8, 0.1], 4.4),
      tuned("V3", "Half opening of potassium", "mV", [-10, 20, 0.5], 2),
      tuned("V4", "Spread of that opening", "mV", [5, 40, 0.2], 30),
      tuned("phi", "Rate of the potassium gate", "1/ms", [0.01, 0.3, 0.005], 0.04),
    ],
  },
  {
    name: "FitzHughNagumo",
    is: "two equations; bare numbers",
    input: {unit: ""},
    rheobase: 0.3193,
    dt: 0.1,
    unit: "",
    range: [-2.5, 2.5],
    state: {name: "w", unit: "", meaning: "recovery"},
    fixed: {},
    tuned: [
      tuned("a", "Offset of the recovery", "", [0.4, 1, 0.01], 0.7),
      tuned("b", "Decay of the recovery", "", [0.2, 1.2, 0.01], 0.8),
      tuned("tau_w", "Time constant of the recovery", "ms", [2, 50, 0.5], 12.5),
    ],
  },
  {
    name: "HindmarshRose",
    is: "slow adaptation, bursts; bare numbers",
    input: {unit: ""},
    rheobase: 1.338,
    dt: 0.05,
    unit: "",
    range: [-2.5, 3],
    state: {name: "z", unit: "", meaning: "slow adaptation"},
    fixed: {},
    tuned: [
      tuned("b", "Coefficient of V squared", "", [2.5, 3.3, 0.01], 3),
      tuned("r", "Rate of the slow adaptation", "", [0.001, 0.05, 0.001], 0.006),
      tuned("s", "Strength of the slow adaptation", "", [1, 5, 0.1], 4),
    ],
  },
];
