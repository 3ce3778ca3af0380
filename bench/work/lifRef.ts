/** @file The neurons of the benchmarks, as the package has them. */
import {LIFRef, mV, ms, ohm} from "spikeloop";
import {PARAMETERS} from "./lifRefRollout.js";

const {V_th, V_reset, V_rest, R, tau, tau_ref} = PARAMETERS;

export function lifRef(lanes: number): LIFRef {
  return new LIFRef(lanes, {
    R: ohm(R),
    tau: ms(tau),
    tau_ref: ms(tau_ref),
    V_th: mV(V_th),
    V_reset: mV(V_reset),
    V_rest: mV(V_rest),
  });
}
