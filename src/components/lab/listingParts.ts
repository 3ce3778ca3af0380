/** @file Parts that the listings of the lab have in common. */
import {V_REST, type LabValues} from "./parameters.js";

/** The options of every neuron in the lab; it starts at the reset potential, so no spike is left over from a start above threshold. */
export function optionsText({tau, V_th, V_reset}: LabValues, spk_reset?: "hard"): string {
  return `
const options = {
  tau: ms(${tau}),
  V_th: mV(${V_th}),
  V_rest: mV(${V_REST}),
  V_reset: mV(${V_reset}),
  V_initializer: mV(${V_reset}),${spk_reset === undefined ? "" : `\n  spk_reset: "${spk_reset}",`}
};`.trim();
}
