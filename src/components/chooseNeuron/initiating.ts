/** @file The non-linear integrate-and-fire models: V runs away towards a spike, and is reset. */
import {refractory, tuned, type ModelSpec} from "./modelSpec.js";

/** Up to a potential that is below every threshold. */
const reset = (highest: number) => tuned("V_reset", "Reset potential", "mV", [-80, highest, 0.5], -68);
const V_reset = reset(-45);
const a = tuned("a", "Adaptation below threshold", "S", [-0.5, 3, 0.05], 1);
const RANGE = [-80, -25] as const;
/** Up to the threshold: how far beyond it the last step of an exponential leaps says nothing. */
const TO_THRESHOLD = [-80, -40] as const;
const w = {name: "w", unit: "mA", meaning: "adaptation current"};

export const INITIATING: readonly ModelSpec[] = [
  {
    name: "ExpIF",
    ref: "ExpIFRef",
    is: "an exponential upstroke",
    input: {unit: "mA"},
    rheobase: 1.623,
    dt: 0.1,
    unit: "mV",
    range: TO_THRESHOLD,
    fixed: {},
    tuned: [
      tuned("delta_T", "Sharpness", "mV", [0.5, 8, 0.02], 3.48),
      tuned("V_T", "Start of the upstroke", "mV", [-64, -45, 0.1], -59.9),
      tuned("V_th", "Threshold", "mV", [-55, -38, 0.5], -40),
      reset(-55.5),
    ],
    tau_ref: refractory(1.7),
  },
  {
    name: "QuaIF",
    is: "a quadratic upstroke",
    input: {unit: "mA"},
    rheobase: 3.944,
    dt: 0.1,
    unit: "mV",
    range: RANGE,
    fixed: {},
    tuned: [
      tuned("c", "Steepness", "1/mV", [0.02, 0.2, 0.005], 0.07),
      tuned("V_c", "Critical potential", "mV", [-60, -40, 0.5], -50),
      V_reset,
    ],
  },
  {
    name: "AdExIF",
    ref: "AdExIFRef",
    is: "an exponential upstroke; it adapts",
    input: {unit: "mA"},
    rheobase: 6.787,
    dt: 0.1,
    unit: "mV",
    range: TO_THRESHOLD,
    state: w,
    // the default cuts the upstroke off before it is one
    fixed: {V_th: "mV(-40)"},
    tuned: [
      a,
      tuned("b", "Adaptation by a spike", "mA", [0, 20, 0.1], 1),
      tuned("tau_w", "Time constant of adaptation", "ms", [5, 300, 5], 30),
      V_reset,
    ],
    tau_ref: refractory(1.7),
  },
  {
    name: "AdQuaIF",
    ref: "AdQuaIFRef",
    is: "a quadratic upstroke; it adapts",
    input: {unit: "mA"},
    rheobase: 14.28,
    dt: 0.1,
    unit: "mV",
    range: RANGE,
    state: w,
    fixed: {},
    tuned: [
      a,
      tuned("b", "Adaptation by a spike", "mA", [0, 20, 0.1], 0.1),
      tuned("tau_w", "Time constant of adaptation", "ms", [5, 300, 5], 10),
      V_reset,
    ],
    tau_ref: refractory(1.7),
  },
  {
    name: "Izhikevich",
    ref: "IzhikevichRef",
    is: "a quadratic upstroke and a recovery",
    input: {unit: "mV/ms"},
    rheobase: 3.775,
    dt: 0.1,
    unit: "mV",
    range: [-85, 35],
    state: {name: "u", unit: "mV/ms", meaning: "recovery"},
    fixed: {},
    tuned: [
      tuned("a", "Rate of the recovery", "1/ms", [0.005, 0.2, 0.005], 0.02),
      tuned("b", "Sensitivity of the recovery", "1/ms", [0.1, 0.3, 0.005], 0.2),
      tuned("c", "Reset potential", "mV", [-75, -40, 1], -65),
      tuned("d", "Jump of the recovery", "mV/ms", [0, 12, 0.1], 8),
    ],
    tau_ref: refractory(2),
  },
];
