/** @file Closed forms of the neuron with white noise at its input: its rate, and what a time step does to it. */
import {V_REST, type LabValues} from "./parameters.js";
import {rate} from "./theory.js";

type Constants = Pick<LabValues, "tau" | "V_th" | "V_reset" | "tau_ref">;

/**
 * The mean firing rate in Hz (Siegert 1951). With `a` and `b` the distances of the reset and of the threshold from the
 * mean potential, in units of `sqrt(2) sigma`, the mean interval is
 * `tau_ref + tau * integral of (exp(2 b u) - exp(2 a u)) * exp(-u^2) / u` over all `u` above 0.
 * @param current the mean, in mA; a mA lifts V by a mV
 * @param sigma by how much V would fluctuate with no threshold, in mV
 * @param shift how much higher the threshold is, in mV. Default 0
 */
export function noisyRate(constants: Constants, current: number, sigma: number, shift = 0): number {
  const {tau, V_reset, tau_ref} = constants;
  const V_th = constants.V_th + shift;
  if (sigma === 0) return rate({...constants, V_th}, current, tau_ref);
  const inNoise = (V: number): number => (V - V_REST - current) / (Math.SQRT2 * sigma);
  const [a, b] = [inNoise(V_reset), inNoise(V_th)];
  // less than a spike in the age of the universe, and exp(b^2) would overflow
  if (b > 20) return 0;
  // on a logarithmic grid: the integrand falls off at both ends, so equal weights are exact to many digits
  let sum = 0;
  for (let x = GRID.from; x < Math.log(Math.max(b, 0) + 7); x += GRID.step) {
    const u = Math.exp(x);
    sum += Math.exp(2 * b * u - u * u) - Math.exp(2 * a * u - u * u);
  }
  return 1000 / (tau_ref + tau * sum * GRID.step);
}

const GRID = {from: -25, step: 0.02} as const;

/**
 * By how much a time step raises the threshold in effect, in mV: V is looked at only at the ends of steps, and some of
 * its tops lie between them. The factor is -zeta(1/2) / sqrt(2 pi) (Chernoff 1965; Siegmund 1979).
 */
export function hiddenTops(tau: number, sigma: number, dt: number): number {
  return 0.5826 * sigma * Math.sqrt((2 * dt) / tau);
}
